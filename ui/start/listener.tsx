import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { projectsQuery } from '../api/account.ts'
import { wordsFor } from '../api/client.ts'
import { eventNamesQuery } from '../api/definitions.ts'
import { firstEventQuery } from '../api/events.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { PropertyTable } from '../live/property-table.tsx'
import { makeFirstBoard } from './first-board.ts'
import './listener.css'

/** Listens for the first event; when it lands the line turns into the event itself and offers the next step. */
export function Listener({ projectId }: { projectId: number }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { data: event, error } = useQuery(firstEventQuery(projectId))
  const { data: projects = [] } = useQuery(projectsQuery)
  const demo = projects.find((project) => project.id !== projectId)
  const make = useMutation({
    mutationFn: async () => {
      const page = await cache.fetchQuery(eventNamesQuery(projectId, '', 20))
      const names = page.results.map(({ name }) => name)
      return makeFirstBoard(projectId, names.length > 0 ? names : event ? [event.event] : [])
    },
    onSuccess: async (board) => {
      await cache.invalidateQueries({ queryKey: ['dashboards', projectId] })
      const params = { projectId: String(projectId), dashboardId: String(board.id) }
      await navigate({ to: '/project/$projectId/dashboard/$dashboardId', params })
    },
  })
  return (
    <section className="listener" data-heard={event ? true : undefined} aria-live="polite">
      <header>
        <span className="listener-sign">{event ? <Icon name="check" size={18} /> : <i />}</span>
        <div>
          <h2>{event ? 'Your events arrive' : 'Listening for your first event'}</h2>
          <p className="muted">
            {event ? (
              <>
                The newest is <strong>{event.event}</strong> of {event.distinct_id}, <Age at={event.timestamp} />
              </>
            ) : (
              (error && `Cannot look for events: ${wordsFor(error)} Trying again.`) ||
              'Run the snippet. This line turns into the event the moment it lands.'
            )}
          </p>
        </div>
      </header>
      {event && (
        <div className="listener-event">
          <PropertyTable properties={event.properties} />
        </div>
      )}
      <footer>
        {event && (
          <Button
            look="primary"
            icon="boards"
            busy={make.isPending}
            disabled={make.isPending}
            onClick={() => make.mutate()}
          >
            Make your first board
          </Button>
        )}
        {event && (
          <Link
            className="button"
            data-look="plain"
            to="/project/$projectId/live"
            params={{ projectId: String(projectId) }}
          >
            Watch events live
          </Link>
        )}
        {demo && (
          <Link
            className="button"
            data-look={event ? 'quiet' : 'plain'}
            to="/project/$projectId"
            params={{ projectId: String(demo.id) }}
          >
            Look at demo data
          </Link>
        )}
      </footer>
    </section>
  )
}

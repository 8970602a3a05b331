import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { projectsQuery } from '../api/account.ts'
import { wordsFor } from '../api/client.ts'
import { firstEventQuery } from '../api/events.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { PropertyTable } from '../live/property-table.tsx'
import './listener.css'
import { useFirstBoard } from './use-first-board.ts'

/** Listens for the first event; when it lands the line turns into the event itself and offers the next step. */
export function Listener({ projectId }: { projectId: number }) {
  const { data: event, error } = useQuery(firstEventQuery(projectId))
  const { data: projects = [] } = useQuery(projectsQuery)
  const demo = projects.find(({ id, is_demo }) => is_demo && id !== projectId)
  const make = useFirstBoard(projectId)
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
            onClick={() => make.mutate(event.event)}
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
        {!event && !demo && (
          <p className="muted">
            No app at hand? Start Hoglet with <code>--demo</code>: a made-up company gets a project of its own.
          </p>
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

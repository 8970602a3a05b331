import { useQuery } from '@tanstack/react-query'
import { projectSettingsQuery, type StoredData, storedDataQuery } from '../api/settings.ts'
import { byteWords, exact } from '../charts/format.ts'
import { ExportProgress } from '../data/export-progress.tsx'
import { useExport } from '../data/use-export.ts'
import { fullTime } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'

/** What is known of every event, as it was stored. */
const EVERYTHING =
  'select uuid, event, timestamp, distinct_id, person_id, properties, elements_chain, created_at from events'

/** What the project holds, for how long, and the way to take it all along. */
export function DataSection({ project }: { project: number }) {
  const { data, error, refetch } = useQuery(storedDataQuery(project))
  const { data: settings } = useQuery(projectSettingsQuery(project))
  const exported = useExport(project)
  if (error && !data)
    return <Failure what="What is stored could not be counted" error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows count={2} height={100} />
  const file = `${settings?.name ?? 'project'} events.csv`
  return (
    <div className="stack">
      <Facts data={data} timezone={settings?.timezone ?? 'UTC'} />
      <p className="muted settings-note">
        Events are kept for ever: none is deleted because of its age.
        {data.is_estimate && ' Projects share files, so the room on disk is an estimate by its share of their rows.'}
      </p>
      {exported.progress ? (
        <ExportProgress
          progress={exported.progress}
          words={['event', 'events']}
          total={data.events}
          onCancel={exported.cancel}
        />
      ) : (
        <div>
          <Button
            icon="download"
            disabled={data.events === 0}
            onClick={() => exported.start({ query: EVERYTHING, file })}
          >
            Export all events as CSV
          </Button>
        </div>
      )}
    </div>
  )
}

function Facts({ data, timezone }: { data: StoredData; timezone: string }) {
  const { events, persons, first_event, last_event, bytes_on_disk, is_estimate } = data
  return (
    <dl className="settings-facts">
      <div>
        <dt>Events</dt>
        <dd>{exact(events)}</dd>
      </div>
      <div>
        <dt>Persons</dt>
        <dd>{exact(persons)}</dd>
      </div>
      <div>
        <dt>On disk</dt>
        <dd>
          {is_estimate ? 'about ' : ''}
          {byteWords(bytes_on_disk)}
        </dd>
      </div>
      <div>
        <dt>First event</dt>
        <dd>{first_event ? fullTime(first_event, timezone) : 'None yet'}</dd>
      </div>
      <div>
        <dt>Last event</dt>
        <dd>{last_event ? fullTime(last_event, timezone) : 'None yet'}</dd>
      </div>
    </dl>
  )
}

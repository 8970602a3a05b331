import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type QuarantinedEvent, quarantineCountQuery } from '../api/ingestion.ts'
import { Age, fullTime } from '../kit/age.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Fold } from '../kit/fold.tsx'
import { PropertyTable } from '../live/property-table.tsx'
import { useProject } from '../shell/project.ts'
import { demandsOf, eventsWords, reasonWords } from './reason-words.ts'
import './quarantine.css'

const DEMANDS_SHOWN = 3
/** Beside other groups; alone, a group shows all that it has. */
const ROWS_SHOWN = 8

interface QuarantineGroupProps {
  name: string
  /** Those of the name that have been read so far. */
  events: QuarantinedEvent[]
  /** There may be more of the name than have been read. */
  partial: boolean
  chosen: Set<number>
  busy: boolean
  onChoose: (ids: number[], chosen: boolean) => void
  onReplay: () => void
  /** Leaves the other names out; missing where there are none. */
  onOnly: (() => void) | undefined
}

function QuarantineRow({
  event,
  chosen,
  onChoose,
}: {
  event: QuarantinedEvent
  chosen: boolean
  onChoose: (chosen: boolean) => void
}) {
  const { timezone } = useProject()
  const reasons = event.errors.map(reasonWords).join('; ')
  return (
    <li className="quarantine-row">
      <input
        type="checkbox"
        checked={chosen}
        aria-label={`Choose the event of ${event.distinct_id}: ${reasons}`}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <Fold
        summary={
          <>
            <span className="clip quarantine-reasons" title={reasons}>
              {reasons}
            </span>
            <span className="clip muted quarantine-who" title={event.distinct_id}>
              {event.distinct_id}
            </span>
            <span className="muted">
              <Age at={event.quarantined_at} />
            </span>
          </>
        }
      >
        <p className="muted">
          Sent by {event.distinct_id} on {fullTime(event.timestamp, timezone)}
        </p>
        {event.errors.length > 1 && (
          <ul className="quarantine-why">
            {event.errors.map((error) => (
              <li key={error.property}>{reasonWords(error)}</li>
            ))}
          </ul>
        )}
        <PropertyTable properties={event.properties} />
      </Fold>
    </li>
  )
}

/** The refused events of one name: what was asked of them in vain, and the way back in. */
export function QuarantineGroup(props: QuarantineGroupProps) {
  const { name, events, partial, chosen, busy, onChoose, onReplay, onOnly } = props
  const { id: project } = useProject()
  const counted = useQuery({ ...quarantineCountQuery(project, name), enabled: partial })
  const count = partial ? counted.data : events.length
  const [whole, setWhole] = useState(false)
  const shown = whole || !onOnly ? events : events.slice(0, ROWS_SHOWN)
  const picked = shown.filter(({ id }) => chosen.has(id)).length
  const demands = demandsOf(events)
  const more = demands.length - DEMANDS_SHOWN
  return (
    <article className="quarantine-group" aria-label={name}>
      <div className="quarantine-head">
        <input
          type="checkbox"
          aria-label={`Choose all of ${name} that are shown`}
          checked={picked === shown.length}
          ref={(box) => {
            if (box) box.indeterminate = picked > 0 && picked < shown.length
          }}
          onChange={({ target }) =>
            onChoose(
              shown.map(({ id }) => id),
              target.checked,
            )
          }
        />
        <div>
          <p className="quarantine-name">
            <Link
              className="clip"
              to="/project/$projectId/events/named/$name"
              params={{ projectId: String(project), name }}
              title={`${name}: what is known about it, and its schema`}
            >
              {name}
            </Link>
            <span className="muted">{count === undefined ? '' : eventsWords(count)}</span>
            {partial && <span className="muted">why, of the newest {events.length}:</span>}
          </p>
          {events.length > 1 && (
            <ul className="quarantine-demands">
              {demands.slice(0, DEMANDS_SHOWN).map(({ words, count: times }) => (
                <li key={words}>
                  {words}
                  {times < events.length && ` (${times.toLocaleString('en')})`}
                </li>
              ))}
              {more > 0 && <li>and {more} more</li>}
            </ul>
          )}
        </div>
        {onOnly && <IconButton icon="filter" label={`Show only ${name}`} onClick={onOnly} />}
        <Button icon="refresh" busy={busy} disabled={busy} aria-label={`Replay all of ${name}`} onClick={onReplay}>
          Replay all
        </Button>
      </div>
      <ul>
        {shown.map((event) => (
          <QuarantineRow
            key={event.id}
            event={event}
            chosen={chosen.has(event.id)}
            onChoose={(next) => onChoose([event.id], next)}
          />
        ))}
      </ul>
      {shown.length < events.length && (
        <Button look="quiet" className="quarantine-rest" onClick={() => setWhole(true)}>
          Show {events.length - shown.length} more
        </Button>
      )}
    </article>
  )
}

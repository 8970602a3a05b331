import type { CapturedEvent } from '../api/types.ts'
import { Age } from '../kit/age.tsx'
import { Fold } from '../kit/fold.tsx'
import { placeOf } from '../live/matching.ts'
import { PropertyTable } from '../live/property-table.tsx'
import './match-row.css'

/** An event that fits, from any of several days; it opens to show why. */
export function MatchRow({ event }: { event: CapturedEvent }) {
  return (
    <Fold
      className="match-row"
      summary={
        <>
          <span className="clip" title={event.event}>
            {event.event}
          </span>
          <span className="clip muted" title={event.distinct_id}>
            {placeOf(event) || event.distinct_id}
          </span>
          <span className="muted">
            <Age at={event.timestamp} />
          </span>
        </>
      }
    >
      <PropertyTable properties={{ distinct_id: event.distinct_id, ...event.properties }} />
    </Fold>
  )
}

import { useId } from 'react'
import type { CapturedEvent } from '../api/types.ts'
import { fullTime, useNow } from '../kit/age.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { threeLetters } from '../kit/date-range.ts'
import { Icon } from '../kit/icon.tsx'
import { placeOf } from './matching.ts'
import { PropertyTable } from './property-table.tsx'
import './event-row.css'

interface EventRowProps {
  event: CapturedEvent
  timezone: string
  /** Where events of several days stand together: those of other days than today say which. */
  dated?: boolean
  open: boolean
  onToggle: () => void
}

const clock = (moment: string, timezone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: timezone }).format(new Date(moment))

const dayAndMonth = (moment: string | number, timezone: string) =>
  threeLetters(
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: timezone }).format(new Date(moment)),
  )

/** The day of what did not happen today, else the time. */
function dayOrClock(moment: string, timezone: string, now: number): string {
  const day = dayAndMonth(moment, timezone)
  return day === dayAndMonth(now, timezone) ? clock(moment, timezone) : day
}

/** One event; opens in place. */
export function EventRow({ event, timezone, dated = false, open, onToggle }: EventRowProps) {
  const id = useId()
  const now = useNow()
  return (
    <li data-open={open || undefined}>
      <button
        type="button"
        className="live-row"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
      >
        <Icon name={open ? 'chevron' : 'right'} size={14} />
        <span className="live-name clip" title={event.event}>
          {event.event}
        </span>
        <span className="live-who clip">{event.distinct_id}</span>
        <span className="live-where clip">{placeOf(event)}</span>
        <time className="live-time" dateTime={event.timestamp} title={fullTime(event.timestamp, timezone)}>
          {dated ? dayOrClock(event.timestamp, timezone, now) : clock(event.timestamp, timezone)}
        </time>
      </button>
      {open && (
        <div className="live-open" id={id}>
          <div className="live-open-head">
            <span className="muted">
              {event.distinct_id} · {fullTime(event.timestamp, timezone)}
            </span>
            <CopyButton text={JSON.stringify(event, null, 2)} label="Copy as JSON" />
          </div>
          <PropertyTable properties={event.properties} />
        </div>
      )}
    </li>
  )
}

import { useId } from 'react'
import type { CapturedEvent } from '../api/types.ts'
import { fullTime } from '../kit/age.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Icon } from '../kit/icon.tsx'
import { placeOf } from './matching.ts'
import { PropertyTable } from './property-table.tsx'
import './event-row.css'

interface EventRowProps {
  event: CapturedEvent
  timezone: string
  open: boolean
  onToggle: () => void
}

const clock = (moment: string, timezone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: timezone }).format(new Date(moment))

/** One event; opens in place. */
export function EventRow({ event, timezone, open, onToggle }: EventRowProps) {
  const id = useId()
  return (
    <>
      <tr aria-selected={open || undefined}>
        <td>
          <div className="list-name event-name">
            <button type="button" aria-expanded={open} aria-controls={open ? id : undefined} onClick={onToggle}>
              {event.event}
            </button>
            <Icon name={open ? 'chevron' : 'right'} size={14} />
          </div>
        </td>
        <td className="clip middle-only" title={event.distinct_id}>
          {event.distinct_id}
        </td>
        <td className="clip wide-only">{placeOf(event)}</td>
        <td className="clip live-time" title={fullTime(event.timestamp, timezone)}>
          {clock(event.timestamp, timezone)}
        </td>
      </tr>
      {open && (
        <tr className="event-open" id={id}>
          <td colSpan={4}>
            <div className="event-open-head">
              <span className="muted">
                {event.distinct_id} · {fullTime(event.timestamp, timezone)}
              </span>
              <CopyButton text={JSON.stringify(event, null, 2)} label="Copy as JSON" />
            </div>
            <PropertyTable properties={event.properties} />
          </td>
        </tr>
      )}
    </>
  )
}

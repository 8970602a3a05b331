import { useState } from 'react'
import type { CapturedEvent } from '../api/types.ts'
import { EventRow } from './event-row.tsx'

interface EventListProps {
  events: CapturedEvent[]
  timezone: string
  label: string
  /** Events of several days stand together. */
  dated?: boolean
}

/** Events, of which one may stand open. */
export function EventList({ events, label, ...rest }: EventListProps) {
  const [open, setOpen] = useState<string>()
  return (
    <ul className="live-list" aria-label={label}>
      {events.map((event) => (
        <EventRow
          key={event.uuid}
          event={event}
          open={open === event.uuid}
          onToggle={() => setOpen(open === event.uuid ? undefined : event.uuid)}
          {...rest}
        />
      ))}
    </ul>
  )
}

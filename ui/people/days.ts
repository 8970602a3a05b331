import type { CapturedEvent } from '../api/types.ts'

export interface Day {
  day: string
  events: CapturedEvent[]
}

/** Events, which come newest first, by the days of the project's calendar. */
export function daysOf(events: readonly CapturedEvent[], timezone: string): Day[] {
  const form = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: timezone })
  const days: Day[] = []
  for (const event of events) {
    const day = form.format(new Date(event.timestamp))
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}

import { expect, test } from 'vitest'
import { daysOf } from './days.ts'

const event = (timestamp: string) => ({ uuid: timestamp, event: 'a', distinct_id: 'x', timestamp, properties: {} })

test('days are those of the project’s calendar', () => {
  const events = [event('2026-11-26T01:30:00Z'), event('2026-11-25T23:30:00Z'), event('2026-11-25T22:30:00Z')]
  expect(daysOf(events, 'UTC').map(({ events: ofDay }) => ofDay.length)).toEqual([1, 2])
  expect(daysOf(events, 'Europe/Berlin').map(({ day, events: ofDay }) => [day.replace(',', ''), ofDay.length])).toEqual(
    [
      ['Thursday 26 November 2026', 2],
      ['Wednesday 25 November 2026', 1],
    ],
  )
  expect(daysOf([], 'UTC')).toEqual([])
})

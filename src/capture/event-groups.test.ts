import { expect, test } from 'vitest'
import { DAY_MS } from '../lib/durations.ts'
import { takeMonths, type WaitingEvent } from './event-groups.ts'

const eventAt = (timestamp: number): WaitingEvent => ({
  ...{ team_id: 1, team_since: 0, uuid: '', event: 'e', distinct_id: 'd', timestamp, properties: {} },
  ...{ elements_chain: '', mode: 'full', opt_out: false, request: Symbol('request'), bytes: 100 },
})

test('a queue of any length gives its first months, and keeps the others in their order', () => {
  // A day apart from each other, for forty years, and then again from the beginning.
  const all = Array.from({ length: 200_000 }, (_, i) => ({ event: eventAt((i % 15_000) * DAY_MS * 1000) }))
  const queue = [...all]
  const taken = new Set(takeMonths(queue))
  // January to August 1970 have 243 days, of which each comes fourteen times: less than a group may have.
  expect(taken.size).toBe(14 * 243)
  const months = new Set([...taken].map(({ event }) => new Date(event.timestamp / 1000).toISOString().slice(0, 7)))
  expect([...months].sort()).toEqual(Array.from({ length: 8 }, (_, i) => `1970-0${i + 1}`))
  const left = all.filter((row) => !taken.has(row))
  expect(queue.length === left.length && queue.every((row, i) => row === left[i])).toBe(true)
})

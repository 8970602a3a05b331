import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { createLog } from '../lib/log.ts'
import { NO_CHANGE } from '../persons/person-change.ts'
import { EventBlocks } from './event-blocks.ts'
import { Ledger } from './ledger.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2024-03-04T12:00:00Z')
let clickhouse: ClickHouse

beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

/** Stores an event `hours` ago that happened a month before, and returns it. */
async function stored(hours: number) {
  const at = new Date(NOW - hours * HOUR)
  const event = { team_id: 1, uuid: randomUUID(), timestamp: (NOW - 30 * 24 * HOUR) * 1000 }
  const identity = {
    person_id: randomUUID(),
    person_created_at: at,
    person_mode: 'propertyless' as const,
    person_properties: {},
    change: NO_CHANGE,
  }
  const own = { ...event, event: 'imported', properties: {}, distinct_id: 'a', elements_chain: '', bytes: 0 }
  const blocks = new EventBlocks()
  blocks.add(own, identity, at.getTime())
  await clickhouse.insert('events', blocks.written(), { token: event.uuid, format: 'Native' })
  return event
}

/** What a process knows that starts now. */
async function ledger(shared = false): Promise<Ledger> {
  const log = createLog('error', () => new Date(NOW))
  const opened = new Ledger({ clickhouse, clock: () => new Date(NOW), log, shared })
  await opened.fill()
  return opened
}

test('of a project younger than the memory every event is remembered, however long ago it happened', async () => {
  const event = await stored(70)
  const known = await ledger()
  expect(known.mustAsk({ ...event, team_since: NOW - 71 * HOUR })).toBe(false)
  expect(known.look(1, event.uuid)).toBe('stored')
  expect(known.look(2, event.uuid)).toBe('new')
})

test('of an older project the table is asked, unless the event is younger than the memory', async () => {
  const event = await stored(90)
  const known = await ledger()
  const team_since = NOW - 100 * HOUR
  expect(known.look(1, event.uuid)).toBe('new')
  expect(known.mustAsk({ ...event, team_since })).toBe(true)
  const never = { ...event, uuid: randomUUID() }
  expect(await known.ask([event, never])).toEqual(new Set([`1:${event.uuid}`]))
  const recent = { ...never, timestamp: NOW * 1000 }
  expect(await known.ask([recent, event])).toEqual(new Set([`1:${event.uuid}`]))
  expect(known.mustAsk({ timestamp: (NOW - HOUR) * 1000, team_since })).toBe(false)
})

test('where another process stores events, too, the table is always asked', async () => {
  const known = await ledger(true)
  expect(known.mustAsk({ timestamp: NOW * 1000, team_since: NOW })).toBe(true)
})

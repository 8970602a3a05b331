import { createHash } from 'node:crypto'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'

/** Fixture F1 of the query specification: three persons, eleven events, a clock that stands still on a Friday. */
export const F1_NOW = new Date('2024-03-08T12:00:00Z')

export const uuidOf = (text: string): string =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')

export interface TestPerson {
  created_at: string
  properties: Record<string, unknown>
}

export interface TestEvent {
  timestamp: string
  event: string
  who: string
  properties: Record<string, unknown>
  elements_chain?: string
}

export const F1_PERSONS: Record<string, TestPerson> = {
  alice: { created_at: '2024-03-04 09:00:00', properties: { email: 'alice@acme.test', plan: 'pro' } },
  bob: { created_at: '2024-03-04 10:00:00', properties: { email: 'bob@x.test', plan: 'free' } },
  carol: { created_at: '2024-02-20 08:00:00', properties: { plan: 'free' } },
}

const HOME = 'https://app.test/'
const PRICING = 'https://app.test/pricing'
const session = (n: number) => `018e0000-0000-7000-8000-00000000000${n}`
const chrome = (n: number, more = {}) => ({ $browser: 'Chrome', $session_id: session(n), ...more })
const safari = (n: number, more = {}) => ({ $browser: 'Safari', $session_id: session(n), ...more })

export const F1_EVENTS: TestEvent[] = [
  event('2024-02-26 08:00:00', '$pageview', 'carol', { $current_url: HOME, $session_id: session(0) }),
  event('2024-03-04 09:00:00', '$pageview', 'alice', chrome(1, { $current_url: HOME })),
  event('2024-03-04 09:00:30', 'signup', 'alice', chrome(1, { price: 10 })),
  event('2024-03-04 10:00:00', '$pageview', 'bob', safari(2, { $current_url: HOME })),
  event('2024-03-05 09:00:00', '$pageview', 'alice', chrome(3, { $current_url: PRICING })),
  event('2024-03-05 10:02:00', 'signup', 'bob', safari(4, { price: 20 })),
  event('2024-03-05 10:05:00', 'purchase', 'alice', chrome(5, { amount: 30 })),
  event('2024-03-06 11:00:00', '$pageview', 'carol', { $current_url: HOME, $session_id: session(6) }),
  event('2024-03-07 08:00:00', '$pageview', 'alice', chrome(7, { $current_url: HOME })),
  event('2024-03-07 08:05:00', '$pageview', 'alice', chrome(7, { $current_url: PRICING })),
  event('2024-03-07 08:10:00', 'purchase', 'bob', safari(8, { amount: 50 })),
]

export function event(
  timestamp: string,
  name: string,
  who: string,
  properties: Record<string, unknown> = {},
): TestEvent {
  return { timestamp, event: name, who, properties }
}

/** Inserts F1 (or other events) for a team, straight into the tables. */
export async function insertEvents(
  clickhouse: ClickHouse,
  team_id: number,
  events: TestEvent[] = F1_EVENTS,
  persons: Record<string, TestPerson> = F1_PERSONS,
): Promise<void> {
  const rows = events.map(({ timestamp, event, who, properties, elements_chain }, index) => ({
    uuid: uuidOf(`${team_id} event ${index} ${timestamp}`),
    event,
    properties,
    properties_residue: residueOf(properties),
    timestamp,
    team_id,
    distinct_id: who,
    elements_chain: elements_chain ?? '',
    created_at: timestamp,
    person_id: uuidOf(`${team_id} ${who}`),
    person_created_at: persons[who]?.created_at ?? '1970-01-01 00:00:00',
    person_properties: persons[who]?.properties ?? {},
    person_mode: persons[who] ? 'full' : 'propertyless',
  }))
  await insert(clickhouse, 'events', rows)
  const people = Object.entries(persons).map(([who, { created_at, properties }]) => ({
    id: uuidOf(`${team_id} ${who}`),
    team_id,
    created_at,
    properties,
    is_identified: 1,
    is_deleted: 0,
    version: 0,
  }))
  await insert(clickhouse, 'person', people)
  const ids = Object.keys(persons).map((who) => ({
    team_id,
    distinct_id: who,
    person_id: uuidOf(`${team_id} ${who}`),
    is_deleted: 0,
    version: 0,
  }))
  await insert(clickhouse, 'person_distinct_id2', ids)
}

export async function insert(clickhouse: ClickHouse, table: string, rows: object[]): Promise<void> {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  if (lines === '') return
  await clickhouse.insert(table, Buffer.from(lines), { token: uuidOf(table + lines) })
}

/** What JSON columns cannot hold, as capture writes it: here only nulls and empty objects of the first level. */
function residueOf(properties: Record<string, unknown>): string {
  const lost = Object.entries(properties).filter(([, value]) => value === null || JSON.stringify(value) === '{}')
  return lost.length === 0 ? '' : JSON.stringify(Object.fromEntries(lost))
}

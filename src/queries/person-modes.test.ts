import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insert, insertEvents, uuidOf } from '../../test/support/f1.ts'
import { testRunner } from '../../test/support/queries.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { PersonMode } from '../hogql/person-mode.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

/** F1, and then bob turns out to be alice: every kind counts them as one, in every mode that knows of it. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  await insertEvents(clickhouse, 2)
  const merged = { team_id: 1, distinct_id: 'bob', person_id: uuidOf('1 alice'), is_deleted: 0, version: 1 }
  await insert(clickhouse, 'person_distinct_id_overrides', [merged])
  await insert(clickhouse, 'person_distinct_id2', [merged])
})
afterAll(() => clickhouse.close())

const on = (event: string): JsonObject => ({ kind: 'EventsNode', event })
const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const series = [on('$pageview')]
const F_A = { kind: 'FunnelsQuery', dateRange: WEEK, series: [on('$pageview'), on('signup'), on('purchase')] }
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

test('a project whose merges are gone again', async () => {
  const query = "select count() from persons p join events e on e.person_id = p.id where e.event = 'signup'"
  const runner = testRunner(clickhouse, { overrides: 1 })
  expect((await runner.ask({ kind: 'HogQLQuery', query }, { team_id: 2 }))['results']).toEqual([[2]])
})

describe.each<[PersonMode, boolean]>([
  ['person_id_override_properties_on_events', true],
  ['person_id_override_properties_joined', true],
  ['disabled', true],
  ['person_id_no_override_properties_on_events', false],
])('%s', (person_mode, isMerged) => {
  const ask = async (query: JsonObject) =>
    (await testRunner(clickhouse, { person_mode, overrides: 1 }).ask(query))['results']
  const either = <T>(merged: T, apart: T) => (isMerged ? merged : apart)

  test('funnels', async () => {
    const counts = async (more: JsonObject = {}) => list(await ask({ ...F_A, ...more })).map(({ count }) => count)
    expect(await counts()).toEqual(either([2, 1, 1], [3, 2, 2]))
    expect(await counts({ funnelsFilter: { funnelOrderType: 'unordered' } })).toEqual(either([2, 1, 1], [3, 2, 2]))
    const plan = await ask({ ...F_A, breakdownFilter: { breakdown: 'plan', breakdown_type: 'person' } })
    expect(plan).toHaveLength(2)
  })
  test('events joined with events on the person', async () => {
    // Two signups and two purchases of one person make four pairs; one of each of two make two.
    const pairs = (join: string) =>
      ask({
        kind: 'HogQLQuery',
        query: `select count() from events a ${join} where a.event = 'signup' and b.event = 'purchase'`,
      })
    expect(await pairs('join events b on a.person_id = b.person_id')).toEqual([[either(4, 2)]])
    expect(await pairs('join events b using person_id')).toEqual([[either(4, 2)]])
    const buyers = "select count() from persons p left join events e on e.person_id = p.id and e.event = 'purchase'"
    expect(await ask({ kind: 'HogQLQuery', query: `${buyers} where p.properties.plan = 'pro'` })).toEqual([
      [either(2, 1)],
    ])
  })
  test('retention', async () => {
    const rows = list(
      await ask({
        kind: 'RetentionQuery',
        dateRange: { date_to: '2024-03-08' },
        retentionFilter: { totalIntervals: 5 },
      }),
    )
    expect(list(rows[0]?.['values']).map(({ count }) => count)).toEqual(either([1, 1, 0, 1, 0], [2, 1, 0, 1, 0]))
  })
  test('stickiness and lifecycle', async () => {
    const [item] = list(await ask({ kind: 'StickinessQuery', dateRange: WEEK, series }))
    expect(item?.['data']).toEqual(either([1, 0, 1, 0, 0], [2, 0, 1, 0, 0]))
    const lifecycle = list(await ask({ kind: 'LifecycleQuery', dateRange: WEEK, series }))
    expect(lifecycle.map(({ data }) => data)).toEqual(
      either(
        [
          [1, 0, 0, 0, 0],
          [0, 1, 0, 0, 0],
          [0, 0, 1, 1, 0],
          [0, 0, -1, -1, -1],
        ],
        [
          [2, 0, 0, 0, 0],
          [0, 1, 0, 0, 0],
          [0, 0, 1, 1, 0],
          [0, -1, -1, -1, -1],
        ],
      ),
    )
  })
  test('paths and the web', async () => {
    const edges = list(await ask({ kind: 'PathsQuery', dateRange: WEEK, pathsFilter: {} }))
    // Alice's purchase follows bob's signup by three minutes.
    const found = edges.some(({ source, target }) => source === '1_signup' && target === '2_purchase')
    expect(found).toBe(isMerged)
    const [visitors] = list(await ask({ kind: 'WebOverviewQuery', dateRange: WEEK }))
    expect(visitors?.['value']).toBe(either(2, 3))
  })
  test('actors', async () => {
    const source = { kind: 'FunnelsActorsQuery', source: F_A, funnelStep: 3 }
    const rows = await ask({ kind: 'ActorsQuery', source, select: ['id'] })
    expect(rows).toHaveLength(either(1, 2))
    const day = {
      kind: 'InsightActorsQuery',
      source: { kind: 'TrendsQuery', dateRange: WEEK, series },
      day: '2024-03-04',
    }
    const people = await ask({ kind: 'ActorsQuery', source: day, select: ['person', 'event_count'] })
    expect(people).toHaveLength(either(1, 2))
    if (isMerged) expect(people).toEqual([[expect.objectContaining({ distinct_ids: ['alice', 'bob'] }), 2]])
  })
})

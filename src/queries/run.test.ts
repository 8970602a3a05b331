import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { F1_NOW, insertEvents } from '../../test/support/f1.ts'
import { testRunner } from '../../test/support/queries.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { JsonObject } from '../lib/json.ts'
import type { TeamContext } from './context.ts'

let clickhouse: ClickHouse
/** Statements that reached the engine. */
let asked = 0
const counting = () => ({
  rows: (...args: Parameters<ClickHouse['rows']>) => {
    asked++
    return clickhouse.rows(...args)
  },
})

beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const QUERY: JsonObject = {
  kind: 'TrendsQuery',
  dateRange: { date_from: '2024-03-04', date_to: '2024-03-08' },
  series: [{ kind: 'EventsNode', event: '$pageview', custom_name: 'Views' }],
}

test('an answer carries what clients need to know about its age', async () => {
  const { ask } = testRunner(clickhouse)
  expect(await ask(QUERY)).toMatchObject({
    is_cached: false,
    last_refresh: '2024-03-08T12:00:00.000Z',
    cache_target_age: '2024-03-08T18:00:00.000Z',
    next_allowed_client_refresh: '2024-03-08T12:03:00.000Z',
    timezone: 'UTC',
    cache_key: expect.stringMatching(/^query_[0-9a-f]{40}$/),
    resolved_date_range: { date_from: '2024-03-04T00:00:00Z' },
    query_metadata: { events: ['$pageview'] },
    hogql: expect.stringContaining("event = '$pageview'"),
  })
})

test('a question of many statements is no leak', async () => {
  const { ask } = testRunner(counting())
  const warned: Error[] = []
  const warn = (warning: Error) => void warned.push(warning)
  process.on('warning', warn)
  asked = 0
  await ask({ ...QUERY, series: Array.from({ length: 30 }, (_, i) => ({ kind: 'EventsNode', event: `event ${i}` })) })
  expect(asked).toBeGreaterThan(20)
  await new Promise(setImmediate)
  process.off('warning', warn)
  expect(warned).toEqual([])
})

test('a kept answer is not computed again, and gets the names of whoever asks', async () => {
  const { ask } = testRunner(counting())
  asked = 0
  await ask(QUERY, { mode: 'blocking' })
  const renamed = {
    ...QUERY,
    series: [{ kind: 'EventsNode', event: '$pageview', custom_name: 'Seen' }],
    tags: { name: 'x' },
  }
  const again = await ask(renamed, { mode: 'blocking' })
  expect(asked).toBe(1)
  expect(again).toMatchObject({ is_cached: true, results: [{ action: { custom_name: 'Seen' } }] })
  expect(await ask(QUERY, { mode: 'force_blocking' })).toMatchObject({ is_cached: false })
})

test('a kept answer gets the names of the formulas of whoever asks, and keeps the labels of a breakdown', async () => {
  const { ask } = testRunner(clickhouse)
  const named = (custom_name: string | null, more: JsonObject = {}): JsonObject => ({
    ...QUERY,
    ...more,
    trendsFilter: { formulaNodes: [{ formula: 'A * 2', custom_name }] },
  })
  await ask(named('Twice'), { mode: 'blocking' })
  expect(await ask(named('Double'), { mode: 'blocking' })).toMatchObject({
    is_cached: true,
    results: [{ label: 'Double' }],
  })
  expect(await ask(named(null), { mode: 'blocking' })).toMatchObject({ results: [{ label: 'Formula (A * 2)' }] })
  const split = { breakdownFilter: { breakdown: '$browser', breakdown_type: 'event' } }
  const { results } = await ask(named('Twice', split), { mode: 'blocking' })
  const again = await ask(named('Double', split), { mode: 'blocking' })
  expect(again).toMatchObject({ is_cached: true, results })
})

test('what a filter asks for is part of the question, whatever its keys are called', async () => {
  const { ask } = testRunner(clickhouse)
  const filtered = (name: string): JsonObject => ({
    ...QUERY,
    properties: [{ type: 'event', key: 'owner', operator: 'exact', value: { name } }],
  })
  await ask(filtered('Ann'), { mode: 'blocking' })
  expect(await ask(filtered('Bob'), { mode: 'blocking' })).toMatchObject({ is_cached: false })
})

describe('a property that gets a type changes the answers', () => {
  const asking = (column: string) => {
    const world: Partial<TeamContext> = {}
    const { ask } = testRunner(clickhouse, world)
    const query = `select ${column} from events where event = 'purchase' order by timestamp`
    return async (...numeric: string[]) => {
      const event = Object.fromEntries(numeric.map((name) => [name, 'Numeric' as const]))
      world.property_types = { event, person: event, group: numeric.length > 0 ? { 0: { seats: 'Numeric' } } : {} }
      const { results, is_cached } = await ask({ kind: 'HogQLQuery', query }, { mode: 'blocking' })
      return { results, is_cached }
    }
  }
  test('to questions that name it, and no others', async () => {
    const ask = asking('properties.amount')
    expect(await ask()).toEqual({ results: [['30'], ['50']], is_cached: false })
    expect(await ask('price')).toEqual({ results: [['30'], ['50']], is_cached: true })
    expect(await ask('price', 'amount')).toEqual({ results: [[30], [50]], is_cached: false })
  })
  test('to questions that write its name in another way', async () => {
    const ask = asking("properties['am\\\\ount']")
    expect(await ask('am\\ount')).toEqual({ results: [[null], [null]], is_cached: false })
    expect(await ask()).toEqual({ results: [[null], [null]], is_cached: false })
    const nul = asking("properties['amo\\0unt']")
    expect(await nul('price')).toEqual({ results: [['30'], ['50']], is_cached: false })
    expect(await nul('amount')).toEqual({ results: [[30], [50]], is_cached: false })
  })
})

describe('a cohort that changed changes the answers', () => {
  const plan = (value: string) => ({
    ...{ id: 7, name: 'Seven' },
    members: {
      kind: 'criteria' as const,
      criteria: {
        type: 'AND' as const,
        values: [{ type: 'person' as const, key: 'plan', value, operator: 'exact' as const }],
      },
    },
  })
  test.each<[string, JsonObject, Partial<TeamContext>]>([
    ['however it is written', { query: 'select count() from events where person_id in COHORT 7' }, {}],
    [
      'where only the test account filters name it',
      { query: 'select count() from events where {filters}', filters: { filterTestAccounts: true } },
      { test_account_filters: [{ type: 'cohort', key: 'id', value: 7 }] },
    ],
  ])('%s', async (_how, query, more) => {
    const world: Partial<TeamContext> = { ...more, cohorts: [plan('pro')] }
    const { ask } = testRunner(clickhouse, world)
    const answer = async () => (await ask({ kind: 'HogQLQuery', ...query }, { mode: 'blocking' }))['results']
    // Alice alone is on the plan `pro`; nobody is on the plan `none`.
    expect(await answer()).not.toEqual([[0]])
    world.cohorts = [plan('none')]
    expect(await answer()).toEqual([[0]])
  })
})

test('equal questions that meet share a run', async () => {
  const { ask } = testRunner(counting())
  asked = 0
  await Promise.all([ask(QUERY), ask(QUERY), ask({ ...QUERY, trendsFilter: { showLegend: true } })])
  expect(asked).toBe(1)
})

test('who joins a run later is told when it began, and so is who finds its answer kept', async () => {
  let now = F1_NOW
  const { ask } = testRunner(clickhouse, {}, () => now)
  const slow = { kind: 'HogQLQuery', query: 'select count() from numbers(100000000) where cityHash64(number) = 1' }
  const first = ask(slow, { mode: 'blocking' })
  await new Promise((resolve) => setTimeout(resolve, 30))
  now = new Date('2024-03-08T12:00:30Z')
  const began = { last_refresh: '2024-03-08T12:00:00.000Z' }
  expect(await Promise.all([first, ask(slow, { mode: 'blocking' })])).toMatchObject([began, began])
  expect(await ask(slow, { mode: 'force_cache' })).toMatchObject({ ...began, is_cached: true })
})

test('what is forced reads what was written before it was asked, not what a run has read that began earlier', async () => {
  const { ask } = testRunner(counting())
  asked = 0
  const slow = { kind: 'HogQLQuery', query: 'select count() from numbers(100000000) where cityHash64(number) = 2' }
  const forced = () => ask(slow, { mode: 'force_blocking' })
  const first = forced()
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(asked).toBe(1)
  // These two can share a run, and who does not force one may have the answer of any.
  await Promise.all([first, forced(), forced(), ask(slow, { mode: 'blocking' })])
  expect(asked).toBe(2)
})

test('nothing kept and nothing forced: no answer, but a way to get one', async () => {
  const { run } = testRunner(clickhouse)
  expect((await run({ team_id: 1, query: QUERY, mode: 'force_cache' })).response).toBeUndefined()
  const behind = await run({ team_id: 1, query: QUERY, mode: 'async' })
  expect(behind.response).toBeUndefined()
  expect(await behind.compute?.()).toMatchObject({ is_cached: false })
  expect((await run({ team_id: 1, query: QUERY, mode: 'async' })).response).toMatchObject({ is_cached: true })
})

test('what is to be kept for no time is not kept', async () => {
  const { run } = testRunner(clickhouse)
  const { response } = await run({ team_id: 1, query: QUERY, mode: 'force_blocking', kept_seconds: 0 })
  expect(response).toMatchObject({ is_cached: false })
  expect((await run({ team_id: 1, query: QUERY, mode: 'force_cache' })).response).toBeUndefined()
})

test('a stale answer comes with the way to a new one', async () => {
  let now = F1_NOW
  const { run } = testRunner(clickhouse, {}, () => now)
  await run({ team_id: 1, query: QUERY, mode: 'blocking' })
  now = new Date('2024-03-08T18:00:01Z')
  const stale = await run({ team_id: 1, query: QUERY, mode: 'async' })
  expect(stale.response).toMatchObject({ is_cached: true, last_refresh: '2024-03-08T12:00:00.000Z' })
  expect(await stale.compute?.()).toMatchObject({ last_refresh: '2024-03-08T18:00:01.000Z' })
})

test('an abort stops the one who waits, and the run when nobody waits any more', async () => {
  const { run } = testRunner(clickhouse)
  const slow = { kind: 'HogQLQuery', query: 'select count() from numbers(100000000000) where cityHash64(number) = 1' }
  const stop = new AbortController()
  const waiting = run({ team_id: 1, query: slow, mode: 'blocking', signal: stop.signal })
  setTimeout(() => stop.abort(new Error('gone')), 200)
  await expect(waiting).rejects.toThrow('gone')
  for (let i = 0; i < 50 && clickhouse.load().running > 0; i++) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(clickhouse.load().running).toBe(0)
})

describe('wrappers', () => {
  test('run their source and keep their flags', async () => {
    const { run } = testRunner(clickhouse)
    const query = { kind: 'InsightVizNode', source: QUERY, showTable: true }
    const outcome = await run({ team_id: 1, query, mode: 'blocking' })
    expect(outcome.query).toMatchObject({ kind: 'InsightVizNode', showTable: true, source: { kind: 'TrendsQuery' } })
    expect(outcome.response).toMatchObject({ results: [{ data: [2, 1, 1, 2, 0] }] })
  })
  test('without a source are refused', async () => {
    await expect(testRunner(clickhouse).ask({ kind: 'InsightVizNode' })).rejects.toMatchObject({ status: 400 })
  })
})

test.each(['TracesQuery', 'toString'])('kind %s is refused', async (kind) => {
  await expect(testRunner(clickhouse).ask({ kind })).rejects.toMatchObject({
    status: 400,
    message: `Unsupported query kind: ${kind}`,
  })
})

describe('filters of a dashboard', () => {
  const browser = { key: '$browser', value: 'Chrome' }
  const plan = { key: 'plan', value: 'pro', type: 'person' }
  test('replace dates as a unit and AND properties', async () => {
    const { run } = testRunner(clickhouse)
    const query = { ...QUERY, properties: [browser], dateRange: { date_from: '-30d', date_to: '-1d' } }
    const outcome = await run({
      team_id: 1,
      query,
      mode: 'blocking',
      filters: { date_from: '-7d', properties: [plan] },
    })
    expect(outcome.query).toMatchObject({
      dateRange: { date_from: '-7d', date_to: null },
      properties: {
        type: 'AND',
        values: [
          { type: 'AND', values: [browser] },
          { type: 'AND', values: [plan] },
        ],
      },
    })
    expect(outcome.response).toMatchObject({ results: [{ count: 4 }] })
    expect(query.dateRange).toEqual({ date_from: '-30d', date_to: '-1d' })
  })
  test('reach SQL only through {filters}', async () => {
    const { ask } = testRunner(clickhouse)
    const filters = { date_from: '2024-03-07', properties: [browser] }
    const count = async (query: string) => (await ask({ kind: 'HogQLQuery', query }, { filters }))['results']
    expect(await count('select count() from events where {filters}')).toEqual([[2]])
    expect(await count('select count() from events')).toEqual([[11]])
  })
  test('set the interval and the breakdown', async () => {
    const { run } = testRunner(clickhouse)
    const filters = { interval: 'week', breakdown_filter: { breakdown: '$browser' } }
    const outcome = await run({ team_id: 1, query: QUERY, mode: 'blocking', filters })
    expect(outcome.query).toMatchObject({ interval: 'week', breakdownFilter: { breakdown: '$browser' } })
  })
})

test('a saved insight stands for its query, under the filters of a board', async () => {
  const source = {
    kind: 'TrendsQuery',
    dateRange: { date_from: '2024-03-04', date_to: '2024-03-08' },
    series: [{ kind: 'EventsNode', event: '$pageview' }],
  }
  const { ask, run } = testRunner(clickhouse, {}, () => F1_NOW, {
    abcd1234: { kind: 'InsightVizNode', source },
    self: { kind: 'SavedInsightNode', shortId: 'self' },
  })
  expect((await ask({ kind: 'SavedInsightNode', shortId: 'abcd1234', showHeader: false }))['results']).toMatchObject([
    { data: [2, 1, 1, 2, 0] },
  ])
  const filters = { date_from: '2024-03-07', date_to: '2024-03-07' }
  const query = { kind: 'SavedInsightNode', shortId: 'abcd1234' }
  const { response } = await run({ team_id: 1, mode: 'force_blocking', query, filters })
  expect(response?.['results']).toMatchObject([{ data: [2] }])
  await expect(ask({ kind: 'SavedInsightNode', shortId: 'nothing' })).rejects.toMatchObject({ status: 404 })
  for (const shortId of ['self', '']) {
    await expect(ask({ kind: 'SavedInsightNode', shortId })).rejects.toMatchObject({ status: 400 })
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents, uuidOf } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import { type JsonObject, trusted } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const run = (query: JsonObject, world: Partial<TeamContext> = {}) =>
  testRunner(clickhouse, world).ask({ kind: 'EventsQuery', ...query })

const E1 = {
  select: ['event', 'distinct_id', 'properties.amount'],
  event: 'purchase',
  after: '2024-03-01',
  orderBy: ['timestamp DESC'],
}

test('E1: columns of events', async () => {
  expect(await run(E1)).toMatchObject({
    columns: ['event', 'distinct_id', 'properties.amount'],
    types: ['String', 'String', 'Nullable(String)'],
    results: [
      ['purchase', 'bob', '50'],
      ['purchase', 'alice', '30'],
    ],
    hasMore: false,
    limit: 100,
    offset: 0,
  })
})

test('E1 with a definition', async () => {
  const property_types = { event: { amount: 'Numeric' as const }, person: {}, group: {} }
  expect(await run(E1, { property_types })).toMatchObject({
    types: ['String', 'String', 'Nullable(Float64)'],
    results: [
      ['purchase', 'bob', 50],
      ['purchase', 'alice', 30],
    ],
  })
})

test('E2: aggregates group by the rest', async () => {
  const answer = await run({ select: ['count()', 'event'], after: '2024-03-04', before: '2024-03-09' })
  const results = answer['results'] as unknown[][]
  expect(results[0]).toEqual([6, '$pageview'])
  expect(results.slice(1)).toEqual(
    expect.arrayContaining([
      [2, 'purchase'],
      [2, 'signup'],
    ]),
  )
  expect(answer['types']).toEqual(['UInt64', 'String'])
})

test('what is asked of counts is asked of groups', async () => {
  const asked = { select: ['event', 'count()'], after: 'all', where: ['count() > 2', "distinct_id != 'bob'"] }
  // Pageviews that are not bob's: four of alice, two of carol. Of the other events alice has one each.
  expect(await run(asked)).toMatchObject({ results: [['$pageview', 6]] })
  await expect(run({ ...asked, select: ['event'] })).rejects.toMatchObject({ status: 400 })
})

test('E3: by default the last day', async () => {
  expect(await run({ select: [] })).toMatchObject({ results: [] })
})

test('E4: one row, and word of more', async () => {
  const answer = await run({ ...E1, limit: 1 })
  expect(answer).toMatchObject({ results: [['purchase', 'bob', '50']], hasMore: true, limit: 1 })
})

test('whole rows and their persons', async () => {
  const select = ['*', 'person', 'person_display_name -- Person', 'timestamp']
  const answer = await run({ select, after: 'all', limit: 1 })
  expect(answer['columns']).toEqual(select)
  expect(answer['results']).toEqual([
    [
      {
        uuid: uuidOf('1 event 10 2024-03-07 08:10:00'),
        event: 'purchase',
        properties: { $browser: 'Safari', amount: 50, $session_id: '018e0000-0000-7000-8000-000000000008' },
        timestamp: '2024-03-07T08:10:00Z',
        team_id: 1,
        distinct_id: 'bob',
        elements_chain: '',
        created_at: '2024-03-07T08:10:00Z',
      },
      {
        uuid: uuidOf('1 bob'),
        created_at: '2024-03-04T10:00:00Z',
        properties: { email: 'bob@x.test', plan: 'free' },
        distinct_id: 'bob',
      },
      { display_name: 'bob@x.test', id: uuidOf('1 bob'), distinct_id: 'bob' },
      '2024-03-07T08:10:00Z',
    ],
  ])
  expect(answer['hasMore']).toBe(true)
})

test('persons without a time beside them stand in the order of the first column', async () => {
  const ids = async (more: JsonObject) => {
    const answer = await run({ event: 'purchase', after: '2024-03-01', ...more })
    return trusted<unknown[][]>(answer['results']).map((row) => row.at(-1))
  }
  const byUuid = ['alice', 'bob'].sort((a, b) => (uuidOf(`1 ${a}`) < uuidOf(`1 ${b}`) ? -1 : 1))
  expect(await ids({ select: ['event', 'person', 'distinct_id'], where: ["distinct_id = 'bob'"] })).toEqual(['bob'])
  expect(await ids({ select: ['properties.amount', 'person', 'distinct_id'] })).toEqual(['alice', 'bob'])
  expect(await ids({ select: ['person', 'distinct_id'] })).toEqual(byUuid)
  expect(await ids({ select: ['distinct_id', 'person', 'distinct_id'], orderBy: ['person DESC'] })).toEqual(
    byUuid.toReversed(),
  )
})

test('whole persons and events beside a count', async () => {
  const first = async (column: string) => {
    const answer = await run({ select: [column, 'count()'], event: '$pageview', before: '2024-03-05', after: 'all' })
    return trusted<unknown[][]>(answer['results'])
  }
  expect(await first('person')).toContainEqual([
    expect.objectContaining({ distinct_id: 'bob', properties: { email: 'bob@x.test', plan: 'free' } }),
    1,
  ])
  const properties = { $current_url: 'https://app.test/', $session_id: '018e0000-0000-7000-8000-000000000000' }
  expect(await first('*')).toContainEqual([expect.objectContaining({ distinct_id: 'carol', properties }), 1])
})

test('the second page', async () => {
  const answer = await run({ select: ['*'], after: 'all', limit: 2, offset: 1 })
  const events = (answer['results'] as { event: string }[][]).map(([row]) => row?.event)
  expect(events).toEqual(['$pageview', '$pageview'])
})

test('events of one moment stand by their uuid, so that pages have each of them once', async () => {
  const events = Array.from({ length: 23 }, (_, i) => event('2024-03-05 10:00:00', `event ${i}`, 'alice'))
  await insertEvents(clickhouse, 2, events, {})
  const { ask } = testRunner(clickhouse)
  const sorted = await ask(
    { kind: 'HogQLQuery', query: 'select uuid, timestamp from events order by uuid' },
    { team_id: 2 },
  )
  const pages = [0, 6, 12, 18].map((offset) =>
    ask({ kind: 'EventsQuery', select: ['uuid', 'timestamp'], after: 'all', limit: 6, offset }, { team_id: 2 }),
  )
  expect((await Promise.all(pages)).flatMap(({ results }) => results)).toEqual(sorted['results'])
})

test('where, several events, a person, an action', async () => {
  const count = async (more: JsonObject, world: Partial<TeamContext> = {}) =>
    ((await run({ select: ['count()'], after: 'all', ...more }, world))['results'] as number[][])[0]?.[0]
  expect(await count({ where: ["properties.$browser = 'Chrome'", "event != 'signup'"] })).toBe(5)
  expect(await count({ events: ['signup', 'purchase'] })).toBe(4)
  expect(await count({ personId: uuidOf('1 carol') })).toBe(2)
  expect(await count({ actionId: 3 }, { actions: [{ id: 3, name: 'Buy', steps: [{ event: 'purchase' }] }] })).toBe(2)
  await expect(count({ actionId: 9 })).rejects.toMatchObject({ status: 400, message: 'Action does not exist' })
})

test('a series as a whole query is the list of its events', async () => {
  const ask = (more: JsonObject) => testRunner(clickhouse).ask({ kind: 'EventsNode', ...more })
  const listed = await ask({ event: 'purchase', math: 'dau', custom_name: 'Sales', tags: {} })
  expect(listed).toMatchObject({ columns: ['*', 'event', 'person', 'timestamp'], hasMore: false, limit: 100 })
  const timesOf = ({ results }: JsonObject) => (results as unknown[][]).map((row) => row[3])
  expect(timesOf(listed)).toEqual(['2024-03-07T08:10:00Z', '2024-03-05T10:05:00Z'])
  const more = { limit: 1, orderBy: ['timestamp ASC'], properties: [{ key: '$browser', value: 'Safari' }] }
  const oldest = await ask(more)
  const filters = { date_from: '2024-03-06', properties: [{ key: '$browser', value: 'Safari' }] }
  const { run } = testRunner(clickhouse)
  const asked = { team_id: 1, query: { kind: 'EventsNode', custom_name: 'All' }, mode: 'force_blocking' } as const
  expect((await run(asked)).query).toEqual(asked.query)
  expect(timesOf((await run({ ...asked, filters })).response ?? {})).toEqual(['2024-03-07T08:10:00Z'])
  expect(timesOf(oldest)).toEqual(['2024-03-04T10:00:00Z'])
  expect(oldest['hasMore']).toBe(true)
  await expect(ask({ limit: 0 })).rejects.toMatchObject({ status: 400, attr: 'limit' })
})

test('a timeline of sessions, the newest first', async () => {
  const ask = testRunner(clickhouse).ask
  const query = { kind: 'SessionsTimelineQuery', personId: uuidOf('1 alice'), after: '2024-03-04' }
  const results = (await ask(query))['results'] as {
    sessionId: string
    events: { event: string; timestamp: string }[]
  }[]
  expect(results.map(({ sessionId, events }) => [sessionId.slice(-1), events.map(({ event }) => event)])).toEqual([
    ['7', ['$pageview', '$pageview']],
    ['5', ['purchase']],
    ['3', ['$pageview']],
    ['1', ['signup', '$pageview']],
  ])
  expect(results[0]).toMatchObject({ recording_duration_s: null })
  expect(results[0]?.events[0]).toMatchObject({ distinct_id: 'alice', timestamp: '2024-03-07T08:05:00Z' })
  expect((await ask({ kind: 'SessionsTimelineQuery' }))['results']).toEqual([])
})

test('events without a session are cut where half an hour is silent', async () => {
  const times = ['08:00', '08:20', '08:49', '09:19']
  await insertEvents(
    clickhouse,
    9,
    times.map((time) => event(`2024-03-08 ${time}:00`, 'e', 'who')),
    {},
  )
  const answer = await testRunner(clickhouse).ask({ kind: 'SessionsTimelineQuery' }, { team_id: 9 })
  const results = answer['results'] as { sessionId: null; events: unknown[] }[]
  expect(results.map(({ sessionId, events }) => [sessionId, events.length])).toEqual([
    [null, 1],
    [null, 3],
  ])
})

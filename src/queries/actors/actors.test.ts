import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, F1_EVENTS, insert, insertEvents, uuidOf } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { CohortGroup } from '../../schema/cohort.ts'
import type { TeamContext } from '../context.ts'

/** The worked examples of the specification: who is behind the numbers of F1. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  await insertEvents(clickhouse, 2, [
    ...F1_EVENTS,
    event('2024-03-04 11:00:00', '$pageview', 'ghost', { $group_0: 'org' }),
  ])
  const group = { team_id: 2, group_type_index: 0, group_key: 'org', created_at: '2024-03-01 00:00:00' }
  const properties = { group_properties: { name: 'Org' }, version: 1 }
  await insert(clickhouse, 'groups', [{ ...group, updated_at: group.created_at, ...properties }])
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const on = (name: string, more: JsonObject = {}): JsonObject => ({ kind: 'EventsNode', event: name, ...more })
const T1: JsonObject = { kind: 'TrendsQuery', dateRange: WEEK, series: [on('$pageview')] }
const T8: JsonObject = { ...T1, breakdownFilter: { breakdown: '$browser' } }
const F_A: JsonObject = {
  kind: 'FunnelsQuery',
  dateRange: WEEK,
  series: [on('$pageview'), on('signup'), on('purchase')],
}

const ask = (query: JsonObject, team_id = 1, world: Partial<TeamContext> = {}) =>
  testRunner(clickhouse, world).ask(query, { team_id })

async function rows(query: JsonObject, team_id = 1, world: Partial<TeamContext> = {}) {
  return (await ask({ kind: 'ActorsQuery', ...query }, team_id, world))['results'] as unknown[][]
}

const names: Record<string, string> = Object.fromEntries(
  [1, 2].flatMap((team) => ['alice', 'bob', 'carol', 'ghost'].map((who) => [uuidOf(`${team} ${who}`), who])),
)

const free: CohortGroup = { type: 'AND', values: [{ type: 'person', key: 'plan', value: 'free', operator: 'exact' }] }

/** Who is behind a point, by name, sorted. */
async function behind(source: JsonObject, point: JsonObject, kind = 'InsightActorsQuery', team_id = 1) {
  const found = await rows({ source: { kind, source, ...point }, select: ['id'] }, team_id)
  return found.map(([id]) => names[String(id)] ?? String(id)).sort()
}

test('the older list of persons', async () => {
  const cohorts = [{ id: 7, name: 'Free', members: { kind: 'criteria' as const, criteria: free } }]
  const found = async (more: JsonObject) => {
    const { results } = await ask({ kind: 'PersonsNode', ...more }, 1, { cohorts })
    return (results as unknown[][]).map(([, id]) => names[String(id)])
  }
  expect(await found({})).toEqual(['bob', 'alice', 'carol'])
  expect(await found({ distinctId: "alice' OR 1 = 1" })).toEqual([])
  expect(await found({ distinctId: 'alice' })).toEqual(['alice'])
  expect(await found({ search: 'acme' })).toEqual(['alice'])
  expect(await found({ cohort: 7, orderBy: ['created_at ASC'] })).toEqual(['carol', 'bob'])
  expect(await found({ cohort: 7, fixedProperties: [{ type: 'person', key: 'email', operator: 'is_set' }] })).toEqual([
    'bob',
  ])
  expect(await found({ limit: 1, offset: 1 })).toEqual(['alice'])
})

describe('all persons', () => {
  test('A1: newest first', async () => {
    const answer = await ask({ kind: 'ActorsQuery', select: ['person', 'created_at'] })
    expect(answer).toMatchObject({
      columns: ['person', 'created_at'],
      hasMore: false,
      limit: 100,
      offset: 0,
      missing_actors_count: 0,
    })
    const results = answer['results'] as unknown[][]
    expect(results[0]).toEqual([
      {
        id: uuidOf('1 bob'),
        uuid: uuidOf('1 bob'),
        name: 'bob@x.test',
        distinct_ids: ['bob'],
        properties: { email: 'bob@x.test', plan: 'free' },
        created_at: '2024-03-04T10:00:00Z',
        is_identified: true,
      },
      '2024-03-04T10:00:00Z',
    ])
    expect(results.map(([person]) => (person as { name: string }).name)).toEqual([
      'bob@x.test',
      'alice@acme.test',
      'carol',
    ])
  })
  test('the columns of the list', async () => {
    const [first] = await rows({})
    expect(first?.slice(1)).toEqual([uuidOf('1 bob'), '2024-03-04T10:00:00Z', 1])
  })
  test('called by name', async () => {
    const [alice, , carol] = await rows({
      select: ['person_display_name -- Person'],
      orderBy: ['person.properties.email'],
    })
    expect([alice, carol]).toEqual([
      [{ display_name: 'alice@acme.test', id: uuidOf('1 alice'), distinct_id: 'alice' }],
      // Without an address, by a distinct id.
      [{ display_name: 'carol', id: uuidOf('1 carol'), distinct_id: 'carol' }],
    ])
  })
  test("a dashboard's properties hold for persons too", async () => {
    const query = { kind: 'ActorsQuery', select: ['id'] }
    const filters = { properties: [{ key: 'plan', value: 'pro', type: 'person' }] }
    const { results } = await testRunner(clickhouse).ask(query, { filters })
    expect(results).toEqual([[uuidOf('1 alice')]])
  })
  test('A2: a search', async () => {
    const search = async (text: string) =>
      (await rows({ search: text, select: ['id'] })).map(([id]) => names[String(id)])
    expect(await search('acme')).toEqual(['alice'])
    expect(await search('CAROL')).toEqual(['carol'])
    expect(await search(uuidOf('1 bob').slice(0, 13))).toEqual(['bob'])
    expect(await search('%')).toEqual([])
  })
  test('A3: filters', async () => {
    const properties = [{ type: 'person', key: 'plan', value: 'free', operator: 'exact' }]
    const found = await rows({ properties, select: ['id', 'properties.plan', 'person.properties.email -- Email'] })
    expect(found).toEqual([
      [uuidOf('1 bob'), 'free', 'bob@x.test'],
      [uuidOf('1 carol'), 'free', null],
    ])
    const wrong = [{ type: 'event', key: 'plan', value: 'free' }]
    await expect(rows({ properties: wrong })).rejects.toMatchObject({
      status: 400,
      message: "The 'event' property filter does not work in 'person' scope",
    })
  })
  test('order, pages, aggregates', async () => {
    const page = { select: ['properties.plan', 'id'], orderBy: ['properties.plan DESC', 'created_at ASC'] }
    expect((await rows({ ...page, limit: 2 })).map(([plan, id]) => [plan, names[String(id)]])).toEqual([
      ['pro', 'alice'],
      ['free', 'carol'],
    ])
    const second = await ask({ kind: 'ActorsQuery', ...page, limit: 1, offset: 1 })
    expect(second).toMatchObject({ hasMore: true, offset: 1, results: [['free', uuidOf('1 carol')]] })
    expect(await rows({ select: ['properties.plan', 'count()'] })).toEqual([
      ['free', 2],
      ['pro', 1],
    ])
  })
})

describe('trends', () => {
  test('A4: a day', async () => {
    expect(await behind(T1, { series: 0, day: '2024-03-04' })).toEqual(['alice', 'bob'])
    const source = { kind: 'InsightActorsQuery', source: T1, day: '2024-03-07' }
    const answer = await ask({ kind: 'ActorsQuery', source, select: ['actor', 'event_count', 'matched_recordings'] })
    expect(answer['results']).toEqual([[expect.objectContaining({ name: 'alice@acme.test' }), 2, []]])
    expect(answer['types']).toEqual(['Tuple', 'UInt64', 'Tuple'])
  })
  test('A5: a value, nothing, all the others', async () => {
    const value = (breakdown: string, more: JsonObject = {}) =>
      behind({ ...T8, ...more }, { day: '2024-03-06', breakdown })
    expect(await value('$$_posthog_breakdown_null_$$')).toEqual(['carol'])
    expect(await value('Chrome')).toEqual([])
    const limited = { breakdownFilter: { breakdown: '$browser', breakdown_limit: 1 } }
    expect(await value('$$_posthog_breakdown_other_$$', limited)).toEqual(['carol'])
    const two = { breakdownFilter: { breakdowns: [{ property: '$browser' }, { property: 'plan', type: 'person' }] } }
    expect(await behind({ ...T1, ...two }, { breakdown: ['Safari', 'free'] })).toEqual(['bob'])
    const bins = {
      ...T1,
      series: [on('signup')],
      breakdownFilter: { breakdown: 'price', breakdown_histogram_bin_count: 2 },
    }
    expect(await behind(bins, { breakdown: '[15,20.01]' })).toEqual(['bob'])
    expect(await behind({ ...bins, series: [on('$pageview')] }, { breakdown: '[10,15]' })).toEqual([])
    const both = { breakdowns: [{ property: 'price', histogram_bin_count: 3 }, { property: '$browser' }] }
    expect(await behind({ ...bins, breakdownFilter: both }, { breakdown: ['[16.67,20.01]', 'Safari'] })).toEqual([
      'bob',
    ])
  })
  test('a total, a cumulative day, windows, the period before, first times', async () => {
    const display = (name: string) => ({ ...T1, trendsFilter: { display: name } })
    const everybody = ['alice', 'bob', 'carol']
    expect(await behind(display('BoldNumber'), {})).toEqual(everybody)
    expect(await behind(display('ActionsLineGraphCumulative'), { day: '2024-03-06' })).toEqual(everybody)
    const weekly = { ...T1, series: [on('$pageview', { math: 'weekly_active' })] }
    expect(await behind(weekly, { day: '2024-03-05' })).toEqual(['alice', 'bob'])
    const compared = { ...T1, compareFilter: { compare: true, compare_to: '-7d' } }
    expect(await behind(compared, { day: '2024-02-26', compare: 'previous' })).toEqual(['carol'])
    const first = { ...T1, series: [on('$pageview', { math: 'first_time_for_user' })] }
    expect(await behind(first, { day: '2024-03-04' })).toEqual(['alice', 'bob'])
    expect(await behind(first, { day: '2024-03-06' })).toEqual([])
    await expect(behind(T1, { series: 3 })).rejects.toMatchObject({ status: 400 })
    await expect(behind(T1, { day: 'x' })).rejects.toMatchObject({ status: 400 })
  })
})

test('A6: retention', async () => {
  const retentionFilter = { period: 'Day', totalIntervals: 5 }
  const query = { kind: 'RetentionQuery', dateRange: { date_to: '2024-03-08' }, retentionFilter }
  const source = { kind: 'InsightActorsQuery', source: query, interval: 0 }
  const found = await rows({ source, select: ['id', 'appearances'], orderBy: ['length(appearances) DESC'] })
  expect(found.map(([id, days]) => [names[String(id)], days])).toEqual([
    ['alice', [0, 1, 3]],
    ['bob', [0]],
  ])
})

test('A7: lifecycle', async () => {
  const query = { kind: 'LifecycleQuery', dateRange: WEEK, series: [on('$pageview')] }
  expect(await behind(query, { day: '2024-03-05', status: 'dormant' })).toEqual(['bob'])
  expect(await behind(query, { day: '2024-03-06', status: 'resurrecting' })).toEqual(['carol'])
})

test('A8: stickiness', async () => {
  const query = { kind: 'StickinessQuery', dateRange: WEEK, series: [on('$pageview')] }
  expect(await behind(query, { day: 1 })).toEqual(['bob', 'carol'])
  expect(await behind(query, { day: 2, operator: 'gte' }, 'StickinessActorsQuery')).toEqual(['alice'])
})

test('paths', async () => {
  const of = (keys: JsonObject) => behind({ kind: 'PathsQuery', dateRange: WEEK, pathsFilter: keys }, {})
  expect(await of({ pathStartKey: '1_https://app.test', pathEndKey: '2_signup' })).toEqual(['alice'])
  expect(await of({ pathDropoffKey: '1_purchase' })).toEqual(['alice', 'bob'])
})

test('A9: funnels', async () => {
  const of = (point: JsonObject, funnelsFilter: JsonObject = {}, more: JsonObject = {}) =>
    behind({ ...F_A, funnelsFilter, ...more }, point, 'FunnelsActorsQuery')
  expect(await of({ funnelStep: 2 })).toEqual(['alice', 'bob'])
  expect(await of({ funnelStep: -2 })).toEqual(['carol'])
  expect(await of({ funnelStep: -3 }, { funnelWindowInterval: 1 })).toEqual(['alice'])
  const trends = { funnelVizType: 'trends' }
  const entrance = (start: string, funnelTrendsDropOff: boolean) =>
    of({ funnelTrendsEntrancePeriodStart: start, funnelTrendsDropOff }, trends)
  expect(await entrance('2024-03-06 00:00:00', true)).toEqual(['carol'])
  expect(await entrance('2024-03-04 00:00:00', false)).toEqual(['alice', 'bob'])
  const browsers = { breakdownFilter: { breakdown: '$browser' } }
  expect(await of({ funnelStep: 1, funnelStepBreakdown: ['Safari'] }, {}, browsers)).toEqual(['bob'])
  expect(await of({ funnelStep: 1, funnelStepBreakdown: '' }, {}, browsers)).toEqual(['carol'])
  // Chrome and Safari go equally far, so that the first of the two is the one that is kept.
  const one = { breakdownFilter: { breakdown: '$browser', breakdown_limit: 1 } }
  const others = (funnelStep: number) => of({ funnelStep, funnelStepBreakdown: ['Other'] }, {}, one)
  expect(await others(1)).toEqual(['bob', 'carol'])
  expect(await others(3)).toEqual(['bob'])
  expect(await others(-2)).toEqual(['carol'])
  expect(await of({ funnelStep: 1, funnelStepBreakdown: ['Other'] }, {}, browsers)).toEqual([])
  for (const funnelStep of [0, -1, 4]) await expect(of({ funnelStep })).rejects.toMatchObject({ status: 400 })
  await expect(of({ funnelStep: 1 }, trends)).rejects.toMatchObject({ status: 400 })
})

test('the time of the step, asked alone', async () => {
  const answer = await ask({ kind: 'FunnelsActorsQuery', source: F_A, funnelStep: 3 })
  expect(answer['columns']).toEqual(['actor_id', 'timestamp'])
  const found = answer['results'] as string[][]
  expect(found.map(([id, time]) => [names[id ?? ''], time]).sort()).toEqual([
    ['alice', '2024-03-05T10:05:00Z'],
    ['bob', '2024-03-07T08:10:00Z'],
  ])
})

test('actors of whom nothing is known are still there', async () => {
  const source = { kind: 'InsightActorsQuery', source: T1, day: '2024-03-04' }
  const answer = await ask({ kind: 'ActorsQuery', source, select: ['person', 'event_count'] }, 2)
  expect(answer['missing_actors_count']).toBe(1)
  expect(answer['results']).toContainEqual([{ id: uuidOf('2 ghost') }, 1])
  const searched = await rows({ source, select: ['id'], search: 'acme' }, 2)
  expect(searched.map(([id]) => names[String(id)])).toEqual(['alice'])
})

test('groups', async () => {
  const source = { kind: 'InsightActorsQuery', source: { ...T1, aggregation_group_type_index: 0 }, day: '2024-03-04' }
  expect(await rows({ source }, 2)).toEqual([
    [
      {
        id: 'org',
        type: 'group',
        group_type_index: 0,
        properties: { name: 'Org' },
        created_at: '2024-03-01T00:00:00Z',
      },
    ],
  ])
  expect(await rows({ source, search: 'nobody' }, 2)).toEqual([])
})

test('equals stand in one order, so that pages meet', async () => {
  const many = Array.from({ length: 40 }, (_, i) => `n${String((i * 7) % 40).padStart(2, '0')}`)
  const at = '2024-03-04 10:00:00'
  await insertEvents(
    clickhouse,
    6,
    many.map((n) => event(at, '$pageview', n, { n })),
    {},
  )
  const named = { team_id: 6, group_type_index: 0, version: 1, created_at: at, updated_at: at }
  await insert(
    clickhouse,
    'groups',
    many.map((n) => ({ ...named, group_key: n, group_properties: {} })),
  )
  const all = [...many].sort()
  const source = { kind: 'InsightActorsQuery', source: T1, day: '2024-03-04' }
  const ids = (orderBy: string[]) => rows({ source, select: ['actor_id'], orderBy, limit: 40 }, 6)
  expect(await ids(['event_count DESC'])).toEqual(await ids(['event_count DESC', 'actor_id']))
  const lists = [
    { kind: 'EventsQuery', select: ['properties.n', 'count()'], after: '2024-03-01' },
    { kind: 'GroupsQuery', group_type_index: 0, select: ['key'], orderBy: ['created_at DESC'] },
  ]
  for (const list of lists) expect(((await ask(list, 6))['results'] as unknown[][]).map(([n]) => n)).toEqual(all)
})

test('a source in SQL', async () => {
  const query = "select person_id, count() as n from events where event = 'purchase' group by person_id"
  const source = { kind: 'HogQLQuery', query }
  const found = await rows({ source, select: ['person', 'n'] })
  expect(found.map(([person, n]) => [(person as { name: string }).name, n]).sort()).toEqual([
    ['alice@acme.test', 1],
    ['bob@x.test', 1],
  ])
  const none = { kind: 'HogQLQuery', query: 'select 1 as n' }
  await expect(rows({ source: none })).rejects.toMatchObject({ status: 400 })
})

test('events of the actors behind a point', async () => {
  const source = {
    kind: 'InsightActorsQuery',
    source: T8,
    day: '2024-03-06',
    breakdown: '$$_posthog_breakdown_null_$$',
  }
  const answer = await ask({ kind: 'EventsQuery', select: ['event', 'distinct_id'], after: 'all', source })
  expect(answer['results']).toEqual([
    ['$pageview', 'carol'],
    ['$pageview', 'carol'],
  ])
})

describe('options', () => {
  const options = async (source: JsonObject, kind = 'InsightActorsQuery') =>
    ask({ kind: 'InsightActorsQueryOptions', source: { kind, source } })
  const none = { breakdown: null, breakdowns: null, compare: null, interval: null, status: null }
  test('of trends', async () => {
    expect(await options({ ...T1, compareFilter: { compare: true } })).toMatchObject({
      ...none,
      series: [{ label: '$pageview', value: 0 }],
      compare: [
        { label: 'Current', value: 'current' },
        { label: 'Previous', value: 'previous' },
      ],
    })
    expect(((await options(T1))['day'] as unknown[])[1]).toEqual({ label: '5-Mar-2024', value: '2024-03-05' })
    expect(await options(T8)).toMatchObject({
      breakdown: [
        { label: 'Chrome', value: 'Chrome' },
        { label: 'Safari', value: 'Safari' },
        { label: 'None (i.e. no value)', value: '$$_posthog_breakdown_null_$$' },
      ],
    })
  })
  test('of the other kinds', async () => {
    const retentionFilter = { totalIntervals: 2 }
    const retention = await options({ kind: 'RetentionQuery', dateRange: { date_to: '2024-03-08' }, retentionFilter })
    expect(retention['interval']).toEqual([
      { label: 'Day 0', value: 0 },
      { label: 'Day 1', value: 1 },
    ])
    const lifecycle = await options({ kind: 'LifecycleQuery', dateRange: WEEK, series: [on('$pageview')] })
    expect((lifecycle['status'] as unknown[])[0]).toEqual({ label: 'New', value: 'new' })
    const stickiness = await options({ kind: 'StickinessQuery', dateRange: WEEK, series: [on('$pageview')] })
    expect((stickiness['day'] as unknown[])[1]).toEqual({ label: '2 days', value: 2 })
    expect(await options(F_A, 'FunnelsActorsQuery')).toMatchObject({ ...none, day: null, series: null })
  })
})

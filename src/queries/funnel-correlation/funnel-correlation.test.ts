import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insert, insertEvents, type TestEvent, type TestPerson, uuidOf } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'

/** Twenty persons enter; the first ten go through. Ratios are worked out by hand: (S+1)(F'-F+1) / ((S'-S+1)(F+1)). */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const ENTERED = 20
const THROUGH = 10
const name = (i: number) => `p${i}`
const at = (hour: number) => `2024-03-05 ${String(hour).padStart(2, '0')}:00:00`

let team = 300
/** What each does beside signing up at one o'clock and, if it goes through, paying at five. */
async function world(
  more: (i: number) => TestEvent[],
  properties: (i: number) => Record<string, unknown> = () => ({}),
): Promise<number> {
  team++
  const numbers = Array.from({ length: ENTERED }, (_, i) => i)
  const persons: Record<string, TestPerson> = Object.fromEntries(
    numbers.map((i) => [name(i), { created_at: '2024-03-01 00:00:00', properties: properties(i) }]),
  )
  const events = numbers.flatMap((i) => [
    event(at(1), 'signed up', name(i)),
    ...more(i),
    ...(i < THROUGH ? [event(at(5), 'paid', name(i))] : []),
  ])
  await insertEvents(clickhouse, team, events, persons)
  return team
}

const FUNNEL = {
  kind: 'FunnelsQuery',
  dateRange: { date_from: '2024-03-04', date_to: '2024-03-08' },
  series: [
    { kind: 'EventsNode', event: 'signed up' },
    { kind: 'EventsNode', event: 'paid' },
  ],
}
const correlation = (more: JsonObject, funnel: JsonObject = {}): JsonObject => ({
  kind: 'FunnelCorrelationQuery',
  source: { kind: 'FunnelsActorsQuery', source: { ...FUNNEL, ...funnel } },
  ...more,
})

interface Found {
  event: { event: string; properties: object; elements: { tag_name: string }[] }
  success_count: number
  failure_count: number
  odds_ratio: number
  correlation_type: string
}

async function ask(team_id: number, query: JsonObject) {
  const answer = await testRunner(clickhouse).ask(query, { team_id })
  return answer['results'] as unknown as { events: Found[]; skewed: boolean }
}

const brief = ({ events }: { events: Found[] }) =>
  events.map((found) => [
    found.event.event,
    found.success_count,
    found.failure_count,
    Math.round(found.odds_ratio * 1e6) / 1e6,
    found.correlation_type,
  ])

const isEven = (i: number) => i % 2 === 0
const does = (what: string, hour: number, i: number, properties: Record<string, unknown> = {}) =>
  event(at(hour), what, name(i), properties)

test('events on the way, with their odds', async () => {
  const id = await world((i) => [
    ...(i < THROUGH && isEven(i) ? [does('watched video', 2, i), does('watched video', 3, i)] : []),
    ...(i >= THROUGH && isEven(i) ? [does('saw error', 2, i)] : []),
    // Before the start and after the end it is too late.
    does('opened mail', 0, i),
    ...(i < THROUGH ? [does('thanked', 6, i)] : []),
  ])
  const found = await ask(id, correlation({ funnelCorrelationType: 'events' }))
  expect(found.skewed).toBe(false)
  // (5+1)(10-0+1) / ((10-5+1)(0+1)) = 11
  expect(brief(found)).toEqual([
    ['watched video', 5, 0, 11, 'success'],
    ['saw error', 0, 5, 0.090909, 'failure'],
  ])
  const without = correlation({
    funnelCorrelationType: 'events',
    funnelCorrelationExcludeEventNames: ['watched video'],
  })
  expect(brief(await ask(id, without))).toEqual([['saw error', 0, 5, 0.090909, 'failure']])
})

test('those who leave are watched until their window ends', async () => {
  const id = await world((i) => (i >= THROUGH ? [does('came back', 4, i)] : []))
  const within = (hours: number) => ({
    funnelsFilter: { funnelWindowInterval: hours, funnelWindowIntervalUnit: 'hour' },
  })
  const type = { funnelCorrelationType: 'events' }
  // (0+1)(10-10+1) / ((10-0+1)(10+1)) = 1/121
  expect(brief(await ask(id, correlation(type, within(5))))).toEqual([['came back', 0, 10, 0.008264, 'failure']])
  // Within three hours nobody pays at five.
  expect(await ask(id, correlation(type, within(3)))).toEqual({ events: [], skewed: true })
})

test('what too few do tells nothing, and one large side is said', async () => {
  team++
  const doings = Array.from({ length: 112 }, (_, i) => [
    event(at(1), 'signed up', name(i)),
    ...(i < 2 ? [event(at(2), 'rare', name(i))] : []),
    ...(i < 3 ? [event(at(2), 'enough', name(i))] : []),
    ...(i < 10 ? [event(at(5), 'paid', name(i))] : []),
  ])
  await insertEvents(clickhouse, team, doings.flat(), {})
  const found = await ask(team, correlation({ funnelCorrelationType: 'events' }))
  // Two per cent of 112 are 2.24 persons. (3+1)(102+1) / ((10-3+1)(0+1)) = 51.5
  expect(brief(found)).toEqual([['enough', 3, 0, 51.5, 'success']])
  expect(found.skewed).toBe(true)
})

test('ten of each side, the strongest first', async () => {
  const id = await world((i) => [
    // "good 0" is done by all ten who go through, "good 9" by one, and "good 10" by none.
    ...Array.from({ length: 11 }, (_, n) => (i < THROUGH - n ? [does(`good ${n}`, 2, i)] : [])).flat(),
    ...(i < THROUGH ? [does('good too', 2, i)] : []),
  ])
  const names = brief(await ask(id, correlation({ funnelCorrelationType: 'events' }))).map(([event]) => event)
  expect(names).toEqual([...['good 0', 'good too'], ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `good ${n}`)])
})

test('properties of those who did', async () => {
  const id = await world(
    () => [],
    (i) => ({ plan: i < THROUGH ? 'pro' : 'free', size: i < THROUGH ? 5 : 7, nothing: null }),
  )
  const named = correlation({ funnelCorrelationType: 'properties', funnelCorrelationNames: ['plan'] })
  // (10+1)(10-0+1) / ((10-10+1)(0+1)) = 121
  expect(brief(await ask(id, named))).toEqual([
    ['plan::pro', 10, 0, 121, 'success'],
    ['plan::free', 0, 10, 0.008264, 'failure'],
  ])
  const all = { funnelCorrelationType: 'properties', funnelCorrelationNames: ['$all'] }
  const names = (found: { events: Found[] }) => found.events.map(({ event }) => event.event)
  expect(names(await ask(id, correlation(all)))).toEqual(['plan::pro', 'size::5', 'plan::free', 'size::7'])
  const less = correlation({ ...all, funnelCorrelationExcludeNames: ['size'] })
  expect(names(await ask(id, less))).toEqual(['plan::pro', 'plan::free'])
})

test('a property and its value are told apart, also where both hold the sign between them', async () => {
  const id = await world(
    () => [],
    (i) => ({ 'plan::tier': i < THROUGH ? 'eu::pro' : 'free' }),
  )
  const all = { funnelCorrelationType: 'properties', funnelCorrelationNames: ['$all'] }
  expect((await ask(id, correlation(all))).events.map(({ event }) => event)).toEqual([
    { event: 'plan::tier::eu::pro', properties: { 'plan::tier': 'eu::pro' }, elements: [] },
    { event: 'plan::tier::free', properties: { 'plan::tier': 'free' }, elements: [] },
  ])
})

test('properties of an event on the way, and what was clicked', async () => {
  const click = (i: number): TestEvent => ({
    ...does('$autocapture', 3, i, { $event_type: 'click' }),
    elements_chain: i < THROUGH ? 'a:href="/blog"nth-child="1"' : 'button:nth-child="2"',
  })
  const id = await world((i) => [does('viewed', 2, i, { page: i < THROUGH ? '/pricing' : '/help', time: i }), click(i)])
  const type = { funnelCorrelationType: 'event_with_properties' }
  const viewed = correlation({
    ...type,
    funnelCorrelationEventNames: ['viewed'],
    funnelCorrelationEventExcludePropertyNames: ['time'],
  })
  expect(brief(await ask(id, viewed))).toEqual([
    ['viewed::page::/pricing', 10, 0, 121, 'success'],
    ['viewed::page::/help', 0, 10, 0.008264, 'failure'],
  ])
  const { events } = await ask(id, correlation({ ...type, funnelCorrelationEventNames: ['$autocapture'] }))
  expect(events).toMatchObject([
    { event: { properties: { $event_type: 'click' }, elements: [{ tag_name: 'a', href: '/blog' }] } },
    { event: { properties: { $event_type: 'click' }, elements: [{ tag_name: 'button' }] } },
  ])
})

test('the actors behind a number', async () => {
  const id = await world(
    (i) => (isEven(i) ? [does('watched video', 2, i, { length: i })] : []),
    (i) => ({ plan: i < 3 ? 'pro' : 'free' }),
  )
  const source = correlation({ funnelCorrelationType: 'events' })
  const persons = async (selection: JsonObject) => {
    const actors = { kind: 'FunnelCorrelationActorsQuery', source, ...selection }
    const list = { kind: 'ActorsQuery', select: ['id'], source: actors }
    const { results } = await testRunner(clickhouse).ask(list, { team_id: id })
    const found = new Set((results as unknown as string[][]).map(([person]) => person))
    return Array.from({ length: ENTERED }, (_, i) => i).filter((i) => found.has(uuidOf(`${id} ${name(i)}`)))
  }
  const video = { kind: 'EventsNode', event: 'watched video' }
  const watched = { funnelCorrelationPersonEntity: video }
  expect(await persons({ ...watched, funnelCorrelationPersonConverted: true })).toEqual([0, 2, 4, 6, 8])
  expect(await persons({ ...watched, funnelCorrelationPersonConverted: false })).toEqual([10, 12, 14, 16, 18])
  const long = { ...video, properties: [{ key: 'length', value: 7, operator: 'gt', type: 'event' }] }
  expect(await persons({ funnelCorrelationPersonEntity: long })).toEqual([8, 10, 12, 14, 16, 18])
  const pro = [{ key: 'plan', value: 'pro', type: 'person' }]
  expect(await persons({ funnelCorrelationPropertyValues: pro })).toEqual([0, 1, 2])
  expect(await persons({ ...watched, funnelCorrelationPropertyValues: pro })).toEqual([0, 2])
})

test('an actor with several values of a breakdown is one, with the value that got furthest', async () => {
  const id = await world(
    (i) => [
      event(at(1), 'signed up', name(i), { k: 'a' }),
      event(at(1), 'signed up', name(i), { k: 'b' }),
      does('watched video', 2, i),
      ...(i < THROUGH ? [event(at(4), 'paid', name(i), { k: 'a' })] : []),
    ],
    (i) => ({ plan: i < THROUGH ? 'pro' : 'free' }),
  )
  const ofValues = (breakdownAttributionType: string) => ({
    breakdownFilter: { breakdown: 'k', breakdown_type: 'event' },
    funnelsFilter: { breakdownAttributionType },
  })
  for (const [attribution, left] of [
    ['all_events', 20], // under "b" nobody pays
    ['step', 10],
  ] as const) {
    const funnel = ofValues(attribution)
    for (const [funnelStep, count] of [
      [1, 20],
      [2, 10],
      [-2, left],
    ] as const) {
      const source = { kind: 'FunnelsActorsQuery', source: { ...FUNNEL, ...funnel }, funnelStep }
      const list = await testRunner(clickhouse).ask({ kind: 'ActorsQuery', select: ['id'], source }, { team_id: id })
      expect(list['results']).toHaveLength(count)
    }
    const events = await ask(id, correlation({ funnelCorrelationType: 'events' }, funnel))
    // (10+1)(10-10+1) / ((10-10+1)(10+1)) = 1
    expect(brief(events)).toEqual([['watched video', 10, 10, 1, 'failure']])
    const named = correlation({ funnelCorrelationType: 'properties', funnelCorrelationNames: ['plan'] }, funnel)
    expect(brief(await ask(id, named))).toEqual([
      ['plan::pro', 10, 0, 121, 'success'],
      ['plan::free', 0, 10, 0.008264, 'failure'],
    ])
    for (const funnelCorrelationPersonConverted of [true, false]) {
      const source = { kind: 'FunnelCorrelationActorsQuery', source: named, funnelCorrelationPersonConverted }
      const list = await testRunner(clickhouse).ask({ kind: 'ActorsQuery', select: ['id'], source }, { team_id: id })
      expect(list['results']).toHaveLength(10)
    }
  }
})

test.each([
  ['properties.$session_id', (i: number) => ({ $session_id: `s${i}` })],
  ['toInt(properties.n)', (n: number) => ({ n })],
])('actors by %s, which may be nothing', async (funnelAggregateByHogQL, own) => {
  team++
  const events = Array.from({ length: ENTERED }, (_, i) => [
    event(at(1), 'signed up', 'somebody', own(i)),
    event(at(2), 'lost', 'somebody'),
    ...(isEven(i) ? [event(at(2), 'watched video', 'another', own(i))] : []),
    ...(i < THROUGH ? [event(at(5), 'paid', 'third', own(i))] : []),
  ])
  await insertEvents(clickhouse, team, events.flat(), {})
  const source = correlation({ funnelCorrelationType: 'events' }, { funnelsFilter: { funnelAggregateByHogQL } })
  // (5+1)(10-5+1) / ((10-5+1)(5+1)) = 1
  expect(brief(await ask(team, source))).toEqual([['watched video', 5, 5, 1, 'failure']])
  const watched = { kind: 'EventsNode', event: 'watched video' }
  const actors = {
    ...{ kind: 'FunnelCorrelationActorsQuery', source, funnelCorrelationPersonConverted: true },
    funnelCorrelationPersonEntity: watched,
  }
  const found = (await testRunner(clickhouse).ask(actors, { team_id: team }))['results']
  expect(found).toHaveLength(5)
})

test('what an expression names has no properties to compare', async () => {
  const funnel = { funnelsFilter: { funnelAggregateByHogQL: 'distinct_id' } }
  const node = correlation({ funnelCorrelationType: 'properties', funnelCorrelationNames: ['plan'] }, funnel)
  await expect(ask(1, node)).rejects.toMatchObject({ status: 400, attr: 'funnelAggregateByHogQL' })
})

test('groups', async () => {
  team++
  const groups = Array.from({ length: ENTERED }, (_, i) => `org ${i}`)
  const events = groups.flatMap(($group_0, i) => [
    event(at(1), 'signed up', 'somebody', { $group_0 }),
    ...(i < THROUGH
      ? [event(at(2), 'invited', 'another', { $group_0 }), event(at(5), 'paid', 'third', { $group_0 })]
      : []),
  ])
  await insertEvents(clickhouse, team, events, {})
  const rows = groups.map((group_key, i) => ({
    team_id: team,
    group_type_index: 0,
    group_key,
    created_at: at(0),
    updated_at: at(0),
    group_properties: { tier: i < THROUGH ? 'gold' : 'none' },
    version: 1,
  }))
  await insert(clickhouse, 'groups', rows)
  const ofGroups = { aggregation_group_type_index: 0 }
  const events_ = await ask(team, correlation({ funnelCorrelationType: 'events' }, ofGroups))
  expect(brief(events_)).toEqual([['invited', 10, 0, 121, 'success']])
  const named = correlation({ funnelCorrelationType: 'properties', funnelCorrelationNames: ['tier'] }, ofGroups)
  expect(brief(await ask(team, named))).toEqual([
    ['tier::gold', 10, 0, 121, 'success'],
    ['tier::none', 0, 10, 0.008264, 'failure'],
  ])
  const gold = [{ key: 'tier', value: 'gold', type: 'group', group_type_index: 0 }]
  const actors = { kind: 'FunnelCorrelationActorsQuery', source: named, funnelCorrelationPropertyValues: gold }
  const list = await testRunner(clickhouse).ask(
    { kind: 'ActorsQuery', select: ['id'], source: actors },
    { team_id: team },
  )
  expect((list['results'] as unknown as string[][]).flat().sort()).toEqual(groups.slice(0, THROUGH).sort())
})

test.each([
  ['event_with_properties', 'funnelCorrelationEventNames'],
  ['properties', 'funnelCorrelationNames'],
])('%s without names is refused', async (funnelCorrelationType, attr) => {
  await expect(ask(1, correlation({ funnelCorrelationType }))).rejects.toMatchObject({ status: 400, attr })
})

test('nobody came', async () => {
  expect(await ask(999, correlation({ funnelCorrelationType: 'events' }))).toEqual({ events: [], skewed: true })
})

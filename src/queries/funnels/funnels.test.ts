import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

/** The worked examples of the specification, over F1, and small worlds of their own. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const on = (event: string | null, more: JsonObject = {}): JsonObject => ({ kind: 'EventsNode', event, ...more })
const F_A = [on('$pageview'), on('signup'), on('purchase')]

interface Step {
  name: string
  count: number
  order: number
  average_conversion_time: number | null
  median_conversion_time: number | null
  breakdown?: unknown
  breakdown_value?: unknown
}

async function funnel(
  series: JsonObject[],
  funnelsFilter: JsonObject = {},
  more: JsonObject = {},
  team_id = 1,
  world: Partial<TeamContext> = {},
) {
  const { ask } = testRunner(clickhouse, world)
  const answer = await ask({ kind: 'FunnelsQuery', dateRange: WEEK, series, funnelsFilter, ...more }, { team_id })
  return answer['results']
}

const steps = async (...args: Parameters<typeof funnel>) => (await funnel(...args)) as unknown as Step[]
const countsOf = async (...args: Parameters<typeof funnel>) => (await steps(...args)).map(({ count }) => count)
const brokenDown = async (...args: Parameters<typeof funnel>) => (await funnel(...args)) as unknown as Step[][]
const summary = (groups: Step[][]) =>
  groups.map((group) => [group[0]?.breakdown_value, group.map(({ count }) => count)])

test('F-A: three steps and their times', async () => {
  const step = { custom_name: null, people: [], type: 'events' }
  expect(await funnel(F_A)).toEqual([
    { ...step, action_id: '$pageview', name: '$pageview', order: 0, count: 3, ...times(null) },
    { ...step, action_id: 'signup', name: 'signup', order: 1, count: 2, ...times(43275) },
    { ...step, action_id: 'purchase', name: 'purchase', order: 2, count: 2, ...times(128175) },
  ])
})

const times = (seconds: number | null) => ({ average_conversion_time: seconds, median_conversion_time: seconds })

describe('variants of F-A', () => {
  const CHROME = [{ key: '$browser', value: 'Chrome', operator: 'exact', type: 'event' }]
  test('F-B: a window of one day', async () => {
    const found = await steps(F_A, { funnelWindowInterval: 1, funnelWindowIntervalUnit: 'day' })
    expect(found.map(({ count }) => count)).toEqual([3, 1, 0])
    expect(found[1]).toMatchObject(times(30))
    expect(found[2]).toMatchObject(times(null))
  })
  test('F-C: strict', async () => {
    const found = await steps(F_A, { funnelOrderType: 'strict' })
    expect(found.map(({ count }) => count)).toEqual([3, 2, 1])
    expect(found[2]).toMatchObject(times(166080))
  })
  test('F-D: unordered', async () => {
    const found = await steps([on('purchase'), on('signup'), on('$pageview')], { funnelOrderType: 'unordered' })
    expect(found.map(({ name, count }) => [name, count])).toEqual([
      ['Completed 1 step', 3],
      ['Completed 2 steps', 2],
      ['Completed 3 steps', 2],
    ])
    expect(found[0]).toMatchObject({ action_id: null, type: 'events' })
  })
  test('F-E: an exclusion', async () => {
    const exclusions = [{ ...on('signup'), funnelFromStep: 0, funnelToStep: 1 }]
    const found = await steps([on('$pageview'), on('purchase')], { exclusions })
    expect(found.map(({ count }) => count)).toEqual([2, 1])
    expect(found[1]).toMatchObject(times(3900))
  })
  test('F-F: the same event three times', async () => {
    const found = await steps([on('$pageview'), on('$pageview'), on('$pageview')])
    expect(found.map(({ count }) => count)).toEqual([3, 1, 1])
    expect([found[1], found[2]]).toMatchObject([times(86400), times(169200)])
  })
  test('F-G: sessions instead of persons', async () => {
    const filter = { funnelAggregateByHogQL: 'properties.$session_id' }
    expect(await countsOf([on('$pageview'), on('signup')], filter)).toEqual([5, 1])
  })
  test('F-H: a filter over all', async () => {
    expect(await countsOf(F_A, {}, { properties: CHROME })).toEqual([1, 1, 1])
  })
  test('a filter of one step', async () => {
    expect(await countsOf([on('$pageview'), on('signup', { properties: CHROME })])).toEqual([3, 1])
  })
  test('nobody at all gives zero rows', async () => {
    const found = await steps([on('nothing'), on('signup')])
    expect(found.map(({ count }) => count)).toEqual([0, 0])
    expect(found).toMatchObject([times(null), times(null)])
  })
  test('any event as a step', async () => {
    // alice and bob have an event after another; carol has one alone.
    expect(await countsOf([on(null), on(null)])).toEqual([3, 2])
    expect((await steps([on(null), on('')]))[0]).toMatchObject({ name: 'All events', action_id: null })
  })
  test('an action as a step', async () => {
    const world = { actions: [{ id: 7, name: 'Sign up', steps: [{ event: 'signup' }] }] }
    const found = await steps([on('$pageview'), { kind: 'ActionsNode', id: 7 }], {}, {}, 1, world)
    expect(found[1]).toMatchObject({ action_id: 7, name: 'Sign up', type: 'actions', count: 2 })
  })
  test('the first event of that name only', async () => {
    // Carol's first pageview is before the range; the first ones of alice and bob are on Mar 4.
    expect(await countsOf([on('$pageview', { math: 'first_time_for_user' }), on('signup')])).toEqual([2, 2])
    const properties = [{ key: '$current_url', value: 'pricing', operator: 'icontains', type: 'event' }]
    const pricing = (math: string) => countsOf([on('$pageview', { math, properties }), on('purchase')])
    // Alice's first pageview of pricing is e4; her first pageview of all is another page.
    expect(await pricing('first_time_for_user_with_filters')).toEqual([1, 1])
    expect(await pricing('first_time_for_user')).toEqual([0, 0])
  })
  test('a sample is scaled back', async () => {
    const all = await countsOf(F_A, {}, { samplingFactor: 1 })
    expect(all).toEqual([3, 2, 2])
    for (const count of await countsOf(F_A, {}, { samplingFactor: 0.5 })) expect(count % 2).toBe(0)
  })
})

test('F-I: a breakdown by first touch', async () => {
  const found = await brokenDown(F_A, {}, { breakdownFilter: { breakdown: '$browser' } })
  expect(summary(found)).toEqual([
    [['Chrome'], [1, 1, 1]],
    [['Safari'], [1, 1, 1]],
    [[''], [1, 0, 0]],
  ])
  expect(found[0]).toMatchObject([{ breakdown: ['Chrome'] }, times(30), times(90270)])
  expect(found[1]).toMatchObject([{}, times(86520), times(166080)])
})

test('F-J: time to convert', async () => {
  expect(await funnel(F_A, { funnelVizType: 'time_to_convert' })).toEqual({
    bins: [
      [90300, 1],
      [171450, 0],
      [252600, 1],
    ],
    average_conversion_time: 171450,
  })
  expect(await funnel([on('nothing'), on('signup')], { funnelVizType: 'time_to_convert' })).toEqual({
    bins: [],
    average_conversion_time: null,
  })
  // From signup to purchase: alice 90 270 s, bob 166 080 s, in one bin of 75 810 s.
  const part = { funnelVizType: 'time_to_convert', funnelFromStep: 1, funnelToStep: 2, binCount: 1 }
  expect(await funnel(F_A, part)).toEqual({
    bins: [
      [90270, 1],
      [166080, 1],
    ],
    average_conversion_time: 128175,
  })
})

test('F-K: conversion by day of entrance', async () => {
  expect(await funnel(F_A, { funnelVizType: 'trends' })).toEqual([
    {
      count: 5,
      data: [100, 0, 0, 0, 0],
      days: ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08'],
      labels: ['4-Mar-2024', '5-Mar-2024', '6-Mar-2024', '7-Mar-2024', '8-Mar-2024'],
    },
  ])
  const browsers = { breakdownFilter: { breakdown: '$browser' } }
  expect(await funnel(F_A, { funnelVizType: 'trends' }, browsers)).toMatchObject([
    { breakdown_value: ['Chrome'], data: [100, 0, 0, 0, 0] },
    { breakdown_value: ['Safari'], data: [100, 0, 0, 0, 0] },
    { breakdown_value: [''], data: [0, 0, 0, 0, 0] },
  ])
})

test('F-K in another timezone and by other intervals', async () => {
  const york = { timezone: 'America/New_York' }
  const rates = async (more: JsonObject) => {
    const items = (await funnel(F_A, { funnelVizType: 'trends' }, more, 1, york)) as unknown as { data: number[] }[]
    return items[0]?.data
  }
  expect(await rates({})).toEqual([100, 0, 0, 0, 0])
  expect(await rates({ interval: 'week' })).toEqual([66.67])
  // From 04:00 to 06:00 local time: alice at 04:00:00, bob at 05:00:00.
  const morning = { date_from: '2024-03-04T04:00:00', date_to: '2024-03-04T06:00:00' }
  expect(
    (await rates({ interval: 'hour', dateRange: { ...morning, date_to: '2024-03-08T06:00:00' } }))?.slice(0, 3),
  ).toEqual([100, 100, 0])
  const second = { date_from: '2024-03-04T04:00:00', date_to: '2024-03-04T04:00:40' }
  const both = (await funnel(
    [on('$pageview'), on('signup')],
    { funnelVizType: 'trends' },
    { interval: 'second', dateRange: second },
    1,
    york,
  )) as unknown as { data: number[] }[]
  expect(both[0]?.data.slice(0, 2)).toEqual([100, 0])
})

test('events count from the very moment on that is asked for', async () => {
  const id = await world({ early: ['a@1', 'b@2'], late: ['a@5', 'b@6'], between: ['a@2', 'b@7'] })
  const from = (minutes: number) => ({
    dateRange: { date_from: new Date(Date.parse('2024-03-05T12:00:00Z') + minutes * 60_000).toISOString() },
  })
  expect(await countsOf([on('a'), on('b')], {}, from(0), id)).toEqual([3, 3])
  expect(await countsOf([on('a'), on('b')], {}, from(3), id)).toEqual([1, 1])
})

describe('refused', () => {
  const two = [on('$pageview'), on('signup')]
  const exclude = (event: string, from: number, to: number) => ({
    exclusions: [{ ...on(event), funnelFromStep: from, funnelToStep: to }],
  })
  const optional = on('signup', { optionalInFunnel: true })
  test.each<[string, JsonObject[], JsonObject, { code?: string; message: unknown }]>([
    [
      'one step',
      [on('a')],
      {},
      { code: 'funnels_require_at_least_two_steps', message: 'Funnels require at least two steps.' },
    ],
    [
      'from',
      two,
      { funnelFromStep: 1 },
      { code: 'funnel_step_range_invalid', message: expect.stringContaining('funnelFromStep is out of bounds') },
    ],
    [
      'to',
      two,
      { funnelToStep: 2 },
      { code: 'funnel_step_range_invalid', message: expect.stringContaining('funnelToStep is out of bounds') },
    ],
    [
      'from ≥ to',
      F_A,
      { funnelFromStep: 1, funnelToStep: 1 },
      { code: 'funnel_step_range_invalid', message: expect.any(String) },
    ],
    [
      'exclusion backwards',
      two,
      exclude('x', 1, 1),
      { code: 'funnel_exclusions_invalid', message: expect.any(String) },
    ],
    ['exclusion beyond', two, exclude('x', 0, 2), { code: 'funnel_exclusions_invalid', message: expect.any(String) }],
    [
      'exclusion of a step',
      two,
      exclude('signup', 0, 1),
      { message: "Exclusion steps cannot contain an event that's part of funnel steps." },
    ],
    [
      'partial, unordered',
      F_A,
      { ...exclude('x', 0, 1), funnelOrderType: 'unordered' },
      { message: 'Partial Exclusions not allowed in unordered funnels' },
    ],
    [
      'first optional',
      [{ ...optional }, on('x')],
      {},
      { code: 'funnel_optional_steps_invalid', message: expect.any(String) },
    ],
    [
      'optional, unordered',
      [on('x'), optional, on('y')],
      { funnelOrderType: 'unordered' },
      { code: 'funnel_optional_steps_invalid', message: expect.any(String) },
    ],
    [
      'optional, trends',
      [on('x'), optional, on('y')],
      { funnelVizType: 'trends' },
      { code: 'funnel_optional_steps_invalid', message: expect.any(String) },
    ],
    [
      'optional before the same',
      [on('x'), optional, on('signup')],
      {},
      { code: 'funnel_optional_steps_invalid', message: expect.any(String) },
    ],
    [
      'unordered, step 1',
      two,
      { funnelOrderType: 'unordered', breakdownAttributionType: 'step', breakdownAttributionValue: 1 },
      { message: expect.any(String) },
    ],
    ['action', [on('x'), { kind: 'ActionsNode', id: 5 }], {}, { message: 'Action ID 5 does not exist!' }],
    ['unknown field', two, { bins: 3 }, { message: "Unknown field 'funnelsFilter.bins'" }],
  ])('%s', async (_name, series, filter, error) => {
    await expect(funnel(series, filter)).rejects.toMatchObject({ status: 400, ...error })
  })
})

/** A world of one project: who did what, in minutes after noon of Mar 5. */
let team = 100
async function world(doings: Record<string, (string | [string, JsonObject])[]>): Promise<number> {
  team++
  const events = Object.entries(doings).flatMap(([who, list]) =>
    list.map((item) => {
      const [text, properties] = typeof item === 'string' ? [item, {}] : item
      const [name = '', minute = '0'] = text.split('@')
      return event(`2024-03-05 12:${minute.padStart(2, '0')}:00`, name, who, properties)
    }),
  )
  await insertEvents(clickhouse, team, events, {})
  return team
}

const ABC = [on('a'), on('b'), on('c')]
const minutes = (n: number) => ({ funnelWindowInterval: n, funnelWindowIntervalUnit: 'minute' })

describe('chains', () => {
  test('order is required, the newest start counts', async () => {
    const id = await world({
      right: ['a@1', 'b@2', 'c@3'],
      wrong: ['c@1', 'b@2', 'a@3'],
      again: ['a@1', 'b@2', 'a@11', 'b@13', 'c@14'],
    })
    const found = await steps(ABC, minutes(5), {}, id)
    expect(found.map(({ count }) => count)).toEqual([3, 2, 2])
    expect(found[1]).toMatchObject({ average_conversion_time: 90 })
  })
  test('a later start does not shorten a deeper step', async () => {
    const id = await world({ who: ['a@1', 'b@2', 'a@3', 'c@4'] })
    const found = await steps(ABC, {}, {}, id)
    expect(found).toMatchObject([{ count: 1 }, { count: 1, ...times(60) }, { count: 1, ...times(120) }])
  })
  test('the window counts from the first step and includes its end', async () => {
    const id = await world({ on_time: ['a@1', 'b@4', 'c@6'], late: ['a@1', 'b@4', 'c@7'] })
    expect(await countsOf(ABC, minutes(5), {}, id)).toEqual([2, 2, 1])
  })
  test('events of one moment complete steps in their order', async () => {
    const id = await world({ who: ['c@1', 'b@1', 'a@1'], only: ['a@1', 'c@1'] })
    expect(await countsOf(ABC, {}, {}, id)).toEqual([2, 1, 1])
    expect(await countsOf(ABC, { funnelOrderType: 'strict' }, {}, id)).toEqual([2, 1, 1])
  })
  test('one event is never two steps', async () => {
    const id = await world({ once: ['a@1'], twice: ['a@1', 'a@1'] })
    expect(await countsOf([on('a'), on('a')], {}, {}, id)).toEqual([2, 1])
    expect(await countsOf([on('a'), on(null)], {}, {}, id)).toEqual([2, 1])
    expect(await countsOf([on('a'), on('a')], { funnelOrderType: 'unordered' }, {}, id)).toEqual([2, 1])
  })
  test('strict: no other event between', async () => {
    const id = await world({
      near: ['a@1', 'b@2'],
      far: ['a@1', 'x@2', 'b@3'],
      beside: ['a@1', 'x@2', 'b@2'],
      apart: ['a@1', 'x@2', 'y@3', 'x@4', 'b@5'],
      neither: ['x@1', 'y@2'],
    })
    expect(await countsOf([on('a'), on('b')], { funnelOrderType: 'strict' }, {}, id)).toEqual([4, 2])
  })
  test('optional steps may be skipped', async () => {
    const id = await world({
      all: ['a@1', 'b@2', 'c@4'],
      skips: ['a@1', 'c@3'],
      stays: ['a@1', 'b@2'],
      late: ['a@1', 'c@2', 'b@3'],
    })
    const series = [on('a'), on('b', { optionalInFunnel: true }), on('c')]
    const found = await steps(series, {}, {}, id)
    // Those who did b on the way: all, stays. Times of c are measured from a: 180, 120, 60.
    expect(found).toMatchObject([{ count: 4 }, { count: 2, ...times(60) }, { count: 3, ...times(120) }])
    expect(await countsOf(series, { funnelOrderType: 'strict' }, {}, id)).toEqual([4, 2, 3])
  })
  test('an optional step counts where it was done, though a later start skips it', async () => {
    // a@1 b@2 c@4 and a@3 c@4 get to c at once; the time of c is that of the first, 180.
    const id = await world({ again: ['a@1', 'b@2', 'a@3', 'c@4'] })
    const series = [on('a'), on('b', { optionalInFunnel: true }), on('c')]
    expect(await steps(series, {}, {}, id)).toMatchObject([
      { count: 1 },
      { count: 1, ...times(60) },
      { count: 1, ...times(180) },
    ])
    // Within two minutes only the later start gets to c.
    expect(await countsOf(series, minutes(2), {}, id)).toEqual([1, 0, 1])
  })
  test('unordered: steps within one window', async () => {
    const id = await world({ mixed: ['c@1', 'a@3', 'b@5'], far: ['c@1', 'a@8', 'b@9'], one: ['b@1'] })
    const found = await steps(ABC, { funnelOrderType: 'unordered', ...minutes(5) }, {}, id)
    expect(found.map(({ count }) => count)).toEqual([3, 2, 1])
    expect(found[2]).toMatchObject(times(120))
  })
})

test('more steps than fit beside a moment', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `s${i}`)
  const id = await world({ all: names.map((name, i) => `${name}@${i}`), some: ['s0@1', 's1@1', 's2@3'] })
  expect(
    await countsOf(
      names.map((name) => on(name)),
      {},
      {},
      id,
    ),
  ).toEqual([2, 2, 2, ...Array(9).fill(1)])
})

describe('exclusions', () => {
  const without = (from: number, to: number) => ({
    exclusions: [{ ...on('x'), funnelFromStep: from, funnelToStep: to }],
  })
  test('only between their steps', async () => {
    const id = await world({
      before: ['x@1', 'a@2', 'b@3', 'c@4'],
      first: ['a@1', 'x@2', 'b@3', 'c@4'],
      second: ['a@1', 'b@2', 'x@3', 'c@4'],
      after: ['a@1', 'b@2', 'c@3', 'x@4'],
    })
    expect(await countsOf(ABC, without(0, 1), {}, id)).toEqual([3, 3, 3])
    expect(await countsOf(ABC, without(1, 2), {}, id)).toEqual([3, 3, 3])
    expect(await countsOf(ABC, without(0, 2), {}, id)).toEqual([2, 2, 2])
  })
  test('a clean chain that gets as far saves the actor', async () => {
    const id = await world({
      saved: ['a@1', 'x@2', 'b@3', 'a@4', 'b@5'],
      lost: ['a@1', 'x@2', 'b@3', 'a@4'],
      waiting: ['a@1', 'x@2'],
      late: ['a@1', 'x@20'],
    })
    expect(await countsOf([on('a'), on('b')], { ...without(0, 1), ...minutes(10) }, {}, id)).toEqual([2, 1])
  })
  test('not in the moment of a step', async () => {
    const id = await world({
      first: ['a@1', 'c@1', 'b@2', 'c@3'],
      last: ['a@1', 'b@2', 'c@2'],
      between: ['a@1', 'c@2', 'b@3'],
    })
    const exclusions = [{ ...on('c'), funnelFromStep: 0, funnelToStep: 1 }]
    expect(await countsOf(ABC, { exclusions }, {}, id)).toEqual([2, 2, 2])
  })
  test('unordered: nowhere between the first and the last', async () => {
    const id = await world({ clean: ['b@1', 'a@2', 'x@3'], spoiled: ['b@1', 'x@2', 'a@3'] })
    const filter = { ...without(0, 1), funnelOrderType: 'unordered' }
    expect(await countsOf([on('a'), on('b')], filter, {}, id)).toEqual([1, 1])
  })
})

describe('attribution', () => {
  const AB = [on('a'), on('b')]
  const p = (value: string): JsonObject => ({ p: value })
  const split = async (filter: JsonObject, id: number) =>
    summary(await brokenDown(AB, filter, { breakdownFilter: { breakdown: 'p' } }, id))
  test('first and last touch, all events, a step', async () => {
    const id = await world({
      who: [
        ['a@1', p('x')],
        ['a@2', p('y')],
        ['b@3', p('z')],
      ],
      empty: ['a@1', ['b@2', p('x')]],
    })
    expect(await split({ breakdownAttributionType: 'first_touch' }, id)).toEqual([[['x'], [2, 2]]])
    expect(await split({ breakdownAttributionType: 'last_touch' }, id)).toEqual([
      [['x'], [1, 1]],
      [['z'], [1, 1]],
    ])
    expect(await split({ breakdownAttributionType: 'all_events' }, id)).toEqual([
      [[''], [1, 0]],
      [['x'], [1, 0]],
      [['y'], [1, 0]],
    ])
    expect(await split({ breakdownAttributionType: 'step', breakdownAttributionValue: 0 }, id)).toEqual([
      [[''], [1, 1]],
      [['x'], [1, 1]],
      [['y'], [1, 1]],
    ])
    expect(await split({ breakdownAttributionType: 'step', breakdownAttributionValue: 1 }, id)).toEqual([
      [['x'], [1, 1]],
      [['z'], [1, 1]],
    ])
  })
  test('the least values become Other', async () => {
    const doings = Object.fromEntries(
      ['p', 'q', 'r', 's'].flatMap((value, i) =>
        Array.from({ length: 4 - i }, (_, n) => [`${value}${n}`, [['a@1', p(value)], `b@${2 + n}`]]),
      ),
    )
    const id = await world(doings as Record<string, (string | [string, JsonObject])[]>)
    const found = await brokenDown(AB, {}, { breakdownFilter: { breakdown: 'p', breakdown_limit: 2 } }, id)
    expect(summary(found)).toEqual([
      [['p'], [4, 4]],
      [['Other'], [3, 3]],
      [['q'], [3, 3]],
    ])
    const hidden = { breakdown: 'p', breakdown_limit: 2, breakdown_hide_other_aggregation: true }
    expect(summary(await brokenDown(AB, {}, { breakdownFilter: hidden }, id))).toEqual([
      [['p'], [4, 4]],
      [['q'], [3, 3]],
    ])
    // r0 60 s, r1 120 s, s0 60 s.
    expect(found[1]?.[1]).toMatchObject({ average_conversion_time: 80, median_conversion_time: 60 })
  })
  test('several properties, persons, cohorts', async () => {
    const breakdowns = [{ property: '$browser' }, { property: 'plan', type: 'person' }]
    expect(summary(await brokenDown(F_A, {}, { breakdownFilter: { breakdowns } }))).toEqual([
      [
        ['Chrome', 'pro'],
        [1, 1, 1],
      ],
      [
        ['Safari', 'free'],
        [1, 1, 1],
      ],
      [
        ['', 'free'],
        [1, 0, 0],
      ],
    ])
    const query = {
      node: 'SelectQuery' as const,
      select: [{ node: 'Field' as const, chain: ['id'] }],
      select_from: { table: { node: 'Field' as const, chain: ['persons'] } },
      where: {
        node: 'CompareOperation' as const,
        op: '==' as const,
        left: { node: 'Field' as const, chain: ['properties', 'plan'] },
        right: { node: 'Constant' as const, value: 'free' },
      },
      ctes: [],
      distinct: false,
      windows: {},
      group_by: [],
      order_by: [],
      limit_with_ties: false,
    }
    const cohorts = [{ id: 4, name: 'Free', members: { kind: 'inline' as const, query } }]
    const breakdownFilter = { breakdown: [4, 'all'], breakdown_type: 'cohort' }
    const found = await brokenDown(F_A, {}, { breakdownFilter }, 1, { cohorts })
    expect(found.map(([step]) => [step?.breakdown, step?.breakdown_value, step?.count])).toEqual([
      ['Free', 4, 2],
      ['all users', 'all', 3],
    ])
  })
})

test('groups', async () => {
  const of = (key: string): JsonObject => ({ $group_0: key })
  const id = await world({
    ann: [
      ['a@1', of('org:1')],
      ['b@9', of('')],
    ],
    ben: [['b@2', of('org:1')], ['a@3', of('org:2')], 'a@4'],
  })
  const query = { aggregation_group_type_index: 0 }
  expect(await countsOf([on('a'), on('b')], {}, query, id)).toEqual([2, 1])
})

test('a session and a group asked of in one funnel', async () => {
  // Alice signed up half a minute after her page, in one session; bob in a session without a page. Nobody has a group.
  const long = { key: '$session_duration', operator: 'gte', value: 30, type: 'session' }
  const elsewhere = { key: 'industry', operator: 'is_not', value: 'tech', type: 'group', group_type_index: 0 }
  const steps = [on('signup', { properties: [long] }), on('purchase', { properties: [elsewhere] })]
  const expected = { ordered: [1, 1], strict: [1, 0], unordered: [2, 1] }
  for (const [funnelOrderType, counts] of Object.entries(expected))
    expect(await countsOf(steps, { funnelOrderType })).toEqual(counts)
})

test('a step of several events', async () => {
  const either = { kind: 'GroupNode', operator: 'OR', nodes: [on('signup'), on('purchase')] }
  const found = await steps([on('$pageview'), either])
  // 30 seconds of alice and a day and two minutes of bob.
  expect(found.map(({ name, count }) => [name, count])).toEqual([
    ['$pageview', 3],
    ['signup, purchase', 2],
  ])
  expect(found[1]).toMatchObject({ action_id: null, ...times((30 + 86520) / 2) })
  const gone = { ...either, nodes: [{ kind: 'ActionsNode', id: 5 }] }
  await expect(steps([on('$pageview'), gone])).rejects.toMatchObject({ message: 'Action ID 5 does not exist!' })
  const exclusions = [on('purchase', { funnelFromStep: 0, funnelToStep: 1 })]
  await expect(steps([on('$pageview'), either], { exclusions })).rejects.toMatchObject({ status: 400 })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'
import type { PathsEdge } from './shape.ts'

/** Fixture F2 of the specification, and small worlds of their own. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  const views = (who: string, list: [string, string][]) =>
    list.map(([time, $current_url]) => event(`2024-03-07 ${time}`, '$pageview', who, { $current_url, $group_0: 'one' }))
  await insertEvents(
    clickhouse,
    1,
    [
      ...views('u1', [
        ['10:00:00', '/a'],
        ['10:01:00', '/b'],
        ['10:03:00', '/c'],
      ]),
      ...views('u2', [
        ['10:00:00', '/a'],
        ['10:02:00', '/b'],
        ['11:00:00', '/c'],
        ['11:05:00', '/a'],
      ]),
      ...views('u3', [
        ['10:00:00', '/b'],
        ['10:00:30', '/b'],
        ['10:01:00', '/c'],
      ]),
    ],
    {},
  )
  await insertEvents(
    clickhouse,
    2,
    [
      event('2024-03-07 10:00:00', '$pageview', 'u', { $current_url: '/' }),
      event('2024-03-07 10:01:00', '$pageview', 'u', { $current_url: '/users/12/' }),
      event('2024-03-07 10:02:00', '$screen', 'u', { $screen_name: 'Home' }),
      event('2024-03-07 10:03:00', 'signup', 'u', { plan: 'pro' }),
      event('2024-03-07 10:04:00', '$autocapture', 'u'),
      event('2024-03-07 10:05:00', '$pageview', 'u'),
    ],
    {},
  )
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  await insertEvents(
    clickhouse,
    3,
    letters.map((name, i) => event(`2024-03-07 10:0${i}:00`, name, 'u')),
    {},
  )
  await insertEvents(
    clickhouse,
    4,
    [
      ...letters.map((name, i) => event(`2024-03-07 10:0${i}:00`, name, 'u')),
      event('2024-03-07 10:00:00', 'a', 'v'),
      event('2024-03-07 10:20:00', 'x', 'v'),
      event('2024-03-07 12:00:00', 'y', 'v'),
      event('2024-03-07 12:01:00', 'z', 'v'),
    ],
    {},
  )
})
afterAll(() => clickhouse.close())

async function paths(
  pathsFilter: JsonObject = {},
  more: JsonObject = {},
  team_id = 1,
  world: Partial<TeamContext> = {},
) {
  const query = {
    kind: 'PathsQuery',
    dateRange: { date_from: '2024-03-07', date_to: '2024-03-07' },
    pathsFilter,
    ...more,
  }
  const answer = await testRunner(clickhouse, world).ask(query, { team_id })
  return (answer['results'] as unknown as PathsEdge[]).map(
    ({ source, target, value, average_conversion_time }) => [source, target, value, average_conversion_time] as const,
  )
}

const items = async (...args: Parameters<typeof paths>) => (await paths(...args)).map(([a, b]) => `${a} ${b}`)

const AB = ['1_/a', '2_/b', 2, 90_000] as const
const BC = ['1_/b', '2_/c', 1, 30_000] as const
const CA = ['1_/c', '2_/a', 1, 300_000] as const
const BC2 = ['2_/b', '3_/c', 1, 120_000] as const

test('edges of three persons', async () => {
  expect(await paths()).toEqual([AB, BC, CA, BC2])
})

test('points', async () => {
  expect(await paths({ startPoint: '/b' })).toEqual([['1_/b', '2_/c', 2, 75_000]])
  expect(await paths({ startPoint: '/b/' })).toEqual([['1_/b', '2_/c', 2, 75_000]])
  expect(await paths({ endPoint: '/c' })).toEqual([['1_/a', '2_/b', 1, 60_000], BC, BC2])
  expect(await paths({ startPoint: '/a', endPoint: '/c' })).toEqual([['1_/a', '2_/b', 1, 60_000], BC2])
})

test('limits', async () => {
  expect(await paths({ stepLimit: 2 })).toEqual([AB, BC, CA])
  expect(await paths({ edgeLimit: 1 })).toEqual([AB])
  expect(await paths({ minEdgeWeight: 2 })).toEqual([AB])
  // The edge from /b to /c hangs on one that is too heavy.
  expect(await paths({ maxEdgeWeight: 1 })).toEqual([BC, CA])
})

test('weights are those that are shown, also of a sample', async () => {
  // Of half of the persons every edge stands for two, so none is lighter than that.
  const half = { samplingFactor: 0.5 }
  expect(await paths({ minEdgeWeight: 2 }, half)).toEqual(await paths({}, half))
  expect(await paths({ maxEdgeWeight: 1 }, half)).toEqual([])
})

test('what is left out and what is taken together', async () => {
  expect(await paths({ excludeEvents: ['/b'] })).toEqual([['1_/a', '2_/c', 1, 180_000], CA])
  expect(await items({ pathGroupings: ['/a*', '/*'] })).toContain('1_/a* 2_/*')
  expect((await paths({ pathGroupings: ['/a*'] }))[0]).toEqual(['1_/a*', '2_/b', 2, 90_000])
  const localPathCleaningFilters = [
    { regex: '/b', alias: '/bee', order: 1 },
    { regex: 'bee', alias: 'wasp', order: 2 },
  ]
  expect((await paths({ localPathCleaningFilters }))[0]).toEqual(['1_/a', '2_/wasp', 2, 90_000])
})

test("the project's rules clean items before the rules of the query, in the order of their places", async () => {
  const world = {
    path_cleaning_filters: [
      { regex: 'bee', alias: 'wasp', order: 2 },
      { regex: '^/b$', alias: '/bee', order: 1 },
      { regex: '^/([ac])$', alias: '/letter-\\1' },
    ],
  }
  const asked = { pathReplacements: true, localPathCleaningFilters: [{ regex: 'wasp', alias: 'hornet' }] }
  // Both edges from /a to /b and the others as they were, under their new names.
  expect(await paths(asked, {}, 1, world)).toEqual([
    ['1_/letter-a', '2_/hornet', 2, 90_000],
    ['1_/hornet', '2_/letter-c', 1, 30_000],
    ['1_/letter-c', '2_/letter-a', 1, 300_000],
    ['2_/hornet', '3_/letter-c', 1, 120_000],
  ])
  expect((await paths({ pathReplacements: true, excludeEvents: ['/wasp'] }, {}, 1, world))[0]?.[1]).toBe('2_/letter-c')
  expect((await paths({ pathReplacements: false }, {}, 1, world))[0]).toEqual(AB)
})

test('items by type', async () => {
  const all = ['1_/ 2_/users/12', '2_/users/12 3_Home', '3_Home 4_signup', '4_signup 5_$autocapture']
  expect((await items({}, {}, 2)).sort()).toEqual(all)
  expect(await items({ includeEventTypes: ['$pageview'] }, {}, 2)).toEqual(['1_/ 2_/users/12', '2_/users/12 3_'])
  expect(await items({ includeEventTypes: ['$screen', 'custom_event'] }, {}, 2)).toEqual(['1_Home 2_signup'])
  const hogql = { includeEventTypes: ['hogql'], pathsHogQLExpression: "concat('plan ', properties.plan)" }
  expect(await items({ ...hogql, stepLimit: 20 }, {}, 2)).toContain('3_Home 4_plan pro')
})

test('a long way between two points is cut in its middle', async () => {
  expect(await paths({ startPoint: 'a', endPoint: 'g' }, {}, 3)).toEqual([
    ['1_a', '2_b', 1, 60_000],
    ['2_b', '3_...', 1, 0],
    ['3_...', '4_f', 1, 240_000],
    ['4_f', '5_g', 1, 60_000],
  ])
  expect(await items({ endPoint: 'g', stepLimit: 3 }, {}, 3)).toEqual(['1_e 2_f', '2_f 3_g'])
})

test('around a step of a funnel', async () => {
  // u: a b c d e f g, minute by minute; v does only a and, much later, z.
  const step = (event: string) => ({ kind: 'EventsNode', event })
  const source = (more: JsonObject = {}) => ({
    kind: 'FunnelsQuery',
    dateRange: { date_from: '2024-03-07', date_to: '2024-03-07' },
    series: [step('a'), step('c'), step('e')],
    ...more,
  })
  const around = (funnelPathType: string, funnelStep: number, more: JsonObject = {}) =>
    items({ stepLimit: 20 }, { funnelPathsFilter: { funnelPathType, funnelStep, funnelSource: source(more) } }, 4)
  expect(await around('funnel_path_before_step', 2)).toEqual(['1_a 2_b', '2_b 3_c'])
  expect(await around('funnel_path_after_step', 2)).toEqual(['1_c 2_d', '2_d 3_e', '3_e 4_f', '4_f 5_g'])
  expect(await around('funnel_path_between_steps', 3)).toEqual(['1_c 2_d', '2_d 3_e'])
  // v left after the first step; its window of an hour is over when y and z come.
  const hour = { funnelsFilter: { funnelWindowInterval: 1, funnelWindowIntervalUnit: 'hour' } }
  expect(await around('funnel_path_after_step', -2, hour)).toEqual(['1_y 2_z'])
  expect(await around('funnel_path_before_step', -2)).toEqual([])
  for (const [type, funnelStep, more] of [
    ['funnel_path_between_steps', 1, {}],
    ['funnel_path_between_steps', -2, {}],
    ['funnel_path_before_step', 4, {}],
    ['funnel_path_before_step', 1, { aggregation_group_type_index: 0 }],
  ] as const)
    await expect(around(type, funnelStep, more)).rejects.toMatchObject({ status: 400 })
})

test('groups, filters, and what is refused', async () => {
  // One group: a a b b b … in the order of time and then of items.
  expect((await items({ stepLimit: 2 }, { aggregation_group_type_index: 0 }))[0]).toBe('1_/a 2_/b')
  const properties = [{ key: '$current_url', value: '/b', operator: 'is_not', type: 'event' }]
  expect(await paths({}, { properties })).toEqual([['1_/a', '2_/c', 1, 180_000], CA])
  await expect(paths({ steps: 3 })).rejects.toMatchObject({ status: 400, message: "Unknown field 'pathsFilter.steps'" })
  await expect(paths({ localPathCleaningFilters: [{ regex: '(', alias: '' }] })).rejects.toMatchObject({ status: 400 })
})

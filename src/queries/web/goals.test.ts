import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const actions = [
  { id: 1, name: 'Signed up', steps: [{ event: 'signup' }] },
  { id: 2, name: 'Bought', steps: [{ event: 'purchase' }] },
  { id: 3, name: 'Saw the prices', steps: [{ event: '$pageview', url: 'pricing' }] },
]
const dateRange = { date_from: '2024-03-04', date_to: '2024-03-08' }
const goals = (more: JsonObject = {}, world = { actions }) =>
  testRunner(clickhouse, world).ask({ kind: 'WebGoalsQuery', dateRange, ...more })

test('who reached the goals, how often, and which share of the visitors', async () => {
  // Alice and bob signed up and bought, once each, in sessions of their own without a view; alice saw the prices twice.
  expect(await goals()).toMatchObject({
    columns: ['action_name', 'converting_users', 'total_conversions', 'conversion_rate'].map(
      (name) => `context.columns.${name}`,
    ),
    results: [
      ['Signed up', [2, null], [2, null], [2 / 3, null]],
      ['Bought', [2, null], [2, null], [2 / 3, null]],
      ['Saw the prices', [1, null], [2, null], [1 / 3, null]],
    ],
    hasMore: false,
    samplingRate: null,
  })
})

test('compared, filtered, limited, ordered', async () => {
  // A week earlier only carol was there, and reached nothing.
  const compared = await goals({ compareFilter: { compare: true, compare_to: '-7d' }, limit: 1 })
  expect(compared).toMatchObject({ results: [['Signed up', [2, 0], [2, 0], [2 / 3, 0]]], hasMore: true, limit: 1 })
  const properties = [{ key: '$browser', value: 'Chrome', type: 'event' }]
  expect((await goals({ properties }))['results']).toEqual([
    ['Signed up', [1, null], [1, null], [1, null]],
    ['Bought', [1, null], [1, null], [1, null]],
    ['Saw the prices', [1, null], [2, null], [1, null]],
  ])
  const names = async (orderBy: string[]) =>
    ((await goals({ orderBy }))['results'] as unknown[][]).map(([name]) => name)
  expect(await names(['ConvertingUsers', 'ASC'])).toEqual(['Saw the prices', 'Signed up', 'Bought'])
  expect(await names(['Views', 'ASC'])).toEqual(['Signed up', 'Bought', 'Saw the prices'])
  await expect(names(['Beauty'])).rejects.toMatchObject({ status: 400 })
})

test('without visitors, without actions, and after an action was changed', async () => {
  const empty = await goals({ dateRange: { date_from: '2023-01-01', date_to: '2023-01-02' }, limit: 1 })
  expect(empty['results']).toEqual([['Signed up', [0, null], [0, null], [0, null]]])
  expect((await goals({}, { actions: [] }))['results']).toEqual([])
  let named = 'One'
  const { run } = testRunner(clickhouse, {
    get actions() {
      return [{ id: 1, name: named, steps: [{ event: 'signup' }] }]
    },
  })
  const asked = { team_id: 1, query: { kind: 'WebGoalsQuery', dateRange }, mode: 'blocking' as const }
  const results = async () => (await run(asked)).response?.['results']
  const figures = [
    [2, null],
    [2, null],
    [2 / 3, null],
  ]
  expect(await results()).toEqual([['One', ...figures]])
  named = 'Two'
  expect(await results()).toEqual([['Two', ...figures]])
})

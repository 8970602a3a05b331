import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const days = (who: string, list: number[], group: string) =>
    list.map((day) => event(`2024-03-0${day} 09:00:00`, 'seen', who, { $group_1: group }))
  await insertEvents(clickhouse, 2, [
    ...days('ann', [1, 2, 3, 4], 'x'),
    ...days('ben', [5], 'x'),
    ...days('eve', [8], ''),
  ])
})
afterAll(() => clickhouse.close())

const on = (name: string, more: JsonObject = {}): JsonObject => ({ kind: 'EventsNode', event: name, ...more })

async function items(series: JsonObject[], stickinessFilter: JsonObject = {}, more: JsonObject = {}, team_id = 1) {
  const dateRange = { date_from: '2024-03-04', date_to: '2024-03-08' }
  const query = { kind: 'StickinessQuery', dateRange, series, stickinessFilter, ...more }
  const answer = await testRunner(clickhouse).ask(query, { team_id })
  return answer['results'] as unknown as { data: number[]; count: number; labels: string[] }[]
}

test('S1: days with a pageview', async () => {
  expect(await items([on('$pageview', { custom_name: 'Views' })])).toEqual([
    {
      label: '$pageview',
      count: 3,
      data: [2, 0, 1, 0, 0],
      days: [1, 2, 3, 4, 5],
      labels: ['1 day', '2 days', '3 days', '4 days', '5 days'],
      action: { id: '$pageview', name: '$pageview', type: 'events', order: 0, custom_name: 'Views' },
    },
  ])
})

test('S2: cumulative', async () => {
  const [item] = await items([on('$pageview')], { computedAs: 'cumulative' })
  expect(item).toMatchObject({ data: [3, 1, 1, 0, 0], count: 5 })
  expect(item?.labels.slice(0, 2)).toEqual(['1 day or more', '2 days or more'])
})

test('S3: only intervals with enough events', async () => {
  const with_ = async (operator: string, value: number) =>
    (await items([on('$pageview')], { stickinessCriteria: { operator, value } }))[0]?.data
  expect(await with_('gte', 2)).toEqual([1, 0, 0, 0, 0])
  expect(await with_('lte', 1)).toEqual([2, 1, 0, 0, 0])
  expect(await with_('exact', 2)).toEqual([1, 0, 0, 0, 0])
})

test('S4: another event, and several series', async () => {
  const [, purchases] = await items([on('$pageview'), on('purchase')])
  expect(purchases).toMatchObject({ label: 'purchase', data: [2, 0, 0, 0, 0] })
})

test('compared with the week before', async () => {
  const found = await items([on('$pageview')], {}, { compareFilter: { compare: true, compare_to: '-7d' } })
  expect(found).toMatchObject([
    { compare: true, compare_label: 'current', data: [2, 0, 1, 0, 0] },
    { compare: true, compare_label: 'previous', data: [1, 0, 0, 0, 0] },
  ])
})

test('groups, expressions, weeks, and intervals taken together', async () => {
  const range = { dateRange: { date_from: '2024-03-01', date_to: '2024-03-08' } }
  const data = async (series: JsonObject, more: JsonObject = {}) =>
    (await items([series], {}, { ...range, ...more }, 2))[0]?.data
  expect(await data(on('seen'))).toEqual([2, 0, 0, 1, 0, 0, 0, 0])
  expect(await data(on('seen', { math: 'unique_group', math_group_type_index: 1 }))).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  const hogql = { math: 'hogql', math_hogql: "if(distinct_id = 'eve', 'ben', distinct_id)" }
  expect(await data(on('seen', hogql))).toEqual([0, 1, 0, 1, 0, 0, 0, 0])
  // Three days at a time from Mar 8 back: 6–8, 3–5, 1–2.
  expect(await data(on('seen'), { intervalCount: 3 })).toEqual([2, 1, 0])
  // Ann in the weeks of Feb 25 (Mar 1 and 2) and Mar 3.
  expect(await data(on('seen'), { interval: 'week' })).toEqual([2, 1])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insert, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const days = [9, 11, 12, 13, 15, 17, 18, 19]
  const events = days.map((day) =>
    event(`2020-01-${String(day).padStart(2, '0')} 12:00:00`, '$pageview', 'p', { $group_0: 'org:5' }),
  )
  const person = { p: { created_at: '2020-01-01 00:00:00', properties: {} } }
  await insertEvents(clickhouse, 2, [...events, event('2020-01-10 12:00:00', '$pageview', 'nobody')], person)
  const row = { team_id: 2, group_type_index: 0, group_key: 'org:5', created_at: '2020-01-09 10:00:00' }
  await insert(clickhouse, 'groups', [{ ...row, updated_at: row.created_at, group_properties: {}, version: 1 }])
})
afterAll(() => clickhouse.close())

async function items(more: JsonObject = {}, world: Partial<TeamContext> = {}, team_id = 1) {
  const dateRange = { date_from: '2024-03-04', date_to: '2024-03-08' }
  const series = [{ kind: 'EventsNode', event: '$pageview' }]
  const query = { kind: 'LifecycleQuery', dateRange, series, ...more }
  const answer = await testRunner(clickhouse, world).ask(query, { team_id })
  return answer['results'] as unknown as { status: string; data: number[]; count: number }[]
}

const byStatus = async (...args: Parameters<typeof items>) =>
  Object.fromEntries((await items(...args)).map(({ status, data }) => [status, data]))

test('L1: four statuses over a week', async () => {
  const found = await items()
  expect(found[0]).toEqual({
    status: 'new',
    label: '$pageview - new',
    data: [2, 0, 0, 0, 0],
    count: 2,
    days: ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08'],
    labels: ['4-Mar-2024', '5-Mar-2024', '6-Mar-2024', '7-Mar-2024', '8-Mar-2024'],
    action: { id: '$pageview', name: '$pageview', type: 'events', order: 0, custom_name: null, math: 'total' },
  })
  expect(found.slice(1)).toMatchObject([
    { status: 'returning', data: [0, 1, 0, 0, 0], count: 1 },
    { status: 'resurrecting', data: [0, 0, 1, 1, 0], count: 2 },
    { status: 'dormant', data: [0, -1, -1, -1, -1], count: -4 },
  ])
})

test('the bucket before the range makes the first one returning or dormant', async () => {
  const dateRange = { date_from: '2024-03-05', date_to: '2024-03-05' }
  expect(await byStatus({ dateRange })).toEqual({ new: [0], returning: [1], resurrecting: [0], dormant: [-1] })
})

test('weeks and another timezone', async () => {
  // Carol was active in the week of Feb 25 and is in that of Mar 3.
  expect(await byStatus({ interval: 'week' })).toEqual({ new: [2], returning: [1], resurrecting: [0], dormant: [0] })
  expect((await byStatus({}, { timezone: 'America/New_York' }))['new']).toEqual([2, 0, 0, 0, 0])
})

test('hours: more buckets than a mask has bits', async () => {
  const hours = await byStatus({ interval: 'hour' })
  expect(hours['new']?.slice(9, 11)).toEqual([1, 1])
  expect(hours['dormant']?.slice(9, 13)).toEqual([0, -1, -1, 0])
})

test('groups, by their own creation; events without a person profile are left out', async () => {
  const query = { aggregation_group_type_index: 0, dateRange: { date_from: '2020-01-09', date_to: '2020-01-19' } }
  // Days Jan 9 to 19.
  expect(await byStatus(query, {}, 2)).toEqual({
    new: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    returning: [0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1],
    resurrecting: [0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0],
    dormant: [0, -1, 0, 0, 0, -1, 0, -1, 0, 0, 0],
  })
  const persons = await byStatus({ dateRange: query.dateRange }, {}, 2)
  expect(persons['resurrecting']).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0])
})

test('no series, no items; an unknown action neither', async () => {
  expect(await items({ series: [] })).toEqual([])
  expect(await items({ series: [{ kind: 'ActionsNode', id: 5 }] })).toEqual([])
})

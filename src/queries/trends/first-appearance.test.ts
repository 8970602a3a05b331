import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import { isObject, type JsonObject } from '../../lib/json.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1, [
    event('2024-03-04 23:50:00', 'open', 'ann', { $session_id: 's1' }),
    event('2024-03-05 00:10:00', 'open', 'ann', { $session_id: 's1', k: 'a' }),
  ])
})
afterAll(() => clickhouse.close())

async function ask(math: string, more: JsonObject): Promise<JsonObject[]> {
  const query = {
    kind: 'TrendsQuery',
    dateRange: { date_from: '2024-03-04', date_to: '2024-03-05' },
    series: [{ kind: 'EventsNode', event: 'open', math }],
    ...more,
  }
  const { results } = await testRunner(clickhouse, {}).ask(query, { team_id: 1 })
  return Array.isArray(results) ? results.filter(isObject) : []
}

const CUMULATIVE = { trendsFilter: { display: 'ActionsLineGraphCumulative' } }

test('a cumulative line counts a person at the first appearance, a session in each bucket', async () => {
  expect(await ask('dau', CUMULATIVE)).toMatchObject([{ data: [1, 1], count: 1 }])
  expect(await ask('unique_session', CUMULATIVE)).toMatchObject([{ data: [1, 2], count: 2 }])
})

test('first times rank the values of first events, not of every event', async () => {
  const breakdownFilter = { breakdown: 'k', breakdown_limit: 1, breakdown_hide_other_aggregation: true }
  expect(await ask('total', { breakdownFilter })).toMatchObject([{ breakdown_value: 'a', data: [0, 1] }])
  expect(await ask('first_time_for_user', { breakdownFilter })).toMatchObject([
    { breakdown_value: '$$_posthog_breakdown_null_$$', data: [1, 0] },
  ])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../test/support/f1.ts'
import { testRunner } from '../../test/support/queries.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { isObject, type JsonObject } from '../lib/json.ts'

/** Days on which a clock is turned, and hours that begin at half past: every hour once, every event in its own. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  // New York goes back at 06:00 UTC: 05:30 and 06:30 are both half past one.
  await insertEvents(clickhouse, 1, [
    event('2024-11-03 05:30:00', 'open', 'ann'),
    event('2024-11-03 05:40:00', 'open', 'ben'),
    event('2024-11-03 06:30:00', 'open', 'ann'),
    event('2024-11-03 07:30:00', 'open', 'ben'),
  ])
  // New York goes forward at 07:00 UTC: after one o'clock comes three.
  await insertEvents(clickhouse, 2, [
    event('2024-03-10 06:30:00', 'open', 'ann'),
    event('2024-03-10 07:30:00', 'open', 'ann'),
  ])
  // Santiago goes back at midnight: 6 April has twenty-five hours and ends at 04:00 UTC.
  await insertEvents(clickhouse, 3, [
    event('2024-04-07 02:30:00', 'open', 'ann'),
    event('2024-04-07 03:30:00', 'open', 'ann'),
    event('2024-04-07 04:00:00', 'open', 'ann'),
  ])
  // Hours of Kolkata begin at half past. This one lies 167 hours before midnight of 29 February, the other 168.
  await insertEvents(clickhouse, 4, [
    event('2024-02-21 19:30:00', 'open', 'ann'),
    event('2024-02-21 19:29:59', 'open', 'ben'),
  ])
  await insertEvents(clickhouse, 5, [event('2024-03-03 00:00:00', 'open', 'ann')])
  // Santiago goes forward at midnight: 8 September begins at one o'clock and ends at 03:00 UTC.
  await insertEvents(clickhouse, 6, [
    event('2024-09-09 02:59:59', 'open', 'alice'),
    event('2024-09-09 03:00:00', 'open', 'bob'),
  ])
})
afterAll(() => clickhouse.close())

const open = (math = 'total'): JsonObject => ({ kind: 'EventsNode', event: 'open', math })

async function ask(team_id: number, timezone: string, query: JsonObject): Promise<JsonObject[]> {
  const { results } = await testRunner(clickhouse, { timezone, week_start_day: 1 }).ask(query, { team_id })
  return Array.isArray(results) ? results.filter(isObject) : []
}

const hours = (from: string, to: string, more: JsonObject = {}): JsonObject => ({
  kind: 'TrendsQuery',
  interval: 'hour',
  dateRange: { date_from: from, date_to: to },
  series: [open()],
  ...more,
})

describe('back', () => {
  const night = hours('2024-11-03T00:00:00', '2024-11-03T03:00:00')
  const days = ['00:00:00', '01:00:00', '01:00:00', '02:00:00', '03:00:00'].map((time) => `2024-11-03 ${time}`)
  test('the hour that comes twice is two hours', async () => {
    const [total] = await ask(1, 'America/New_York', night)
    expect(total).toMatchObject({ days, data: [0, 2, 1, 1, 0], count: 4 })
    expect(total?.['action']).toMatchObject({
      days: expect.arrayContaining(['2024-11-03T01:00:00-04:00', '2024-11-03T01:00:00-05:00']),
    })
  })
  test('whoever counts intervals counts both', async () => {
    const [stickiness] = await ask(1, 'America/New_York', { ...night, kind: 'StickinessQuery' })
    expect(stickiness?.['data']).toEqual([0, 2, 0, 0, 0])
    const funnel = {
      ...night,
      kind: 'FunnelsQuery',
      series: [
        { kind: 'EventsNode', event: 'open' },
        { kind: 'EventsNode', event: 'open' },
      ],
      funnelsFilter: { funnelVizType: 'trends' },
    }
    const [rates] = await ask(1, 'America/New_York', funnel)
    expect(rates).toMatchObject({ days, data: [0, 100, 0, 0, 0] })
  })
  test('a day of twenty-five hours ends with the last of them', async () => {
    const day = hours('2024-04-06', '2024-04-06', { interval: 'day' })
    const [total] = await ask(3, 'America/Santiago', day)
    expect(total).toMatchObject({ days: ['2024-04-06'], data: [2] })
  })
})

test('forward at midnight: the people behind the day are those of its twenty-three hours', async () => {
  const dateRange = { date_from: '2024-09-08', date_to: '2024-09-10' }
  const source = { kind: 'TrendsQuery', interval: 'day', dateRange, series: [open()] }
  const { ask } = testRunner(clickhouse, { timezone: 'America/Santiago' })
  const of = async (day: string) => {
    const people = { kind: 'InsightActorsQuery', source, series: 0, day }
    return (await ask({ kind: 'ActorsQuery', select: ['event_distinct_ids'], source: people }, { team_id: 6 }))[
      'results'
    ]
  }
  expect(await of('2024-09-08')).toEqual([[['alice']]])
  expect(await of('2024-09-09')).toEqual([[['bob']]])
})

test('forward: there is no hour that the clock does not show', async () => {
  const [total] = await ask(2, 'America/New_York', hours('2024-03-10T01:00:00', '2024-03-10T04:00:00'))
  const days = ['01:00:00', '03:00:00', '04:00:00'].map((time) => `2024-03-10 ${time}`)
  expect(total).toMatchObject({ days, data: [1, 1, 0], count: 2 })
})

describe('windows of active persons', () => {
  test('by the hour, in a zone of half hours: seven days that end with it', async () => {
    const midnight = hours('2024-02-29T00:00:00', '2024-02-29T01:00:00', { series: [open('weekly_active')] })
    const [active] = await ask(4, 'Asia/Kolkata', midnight)
    expect(active?.['data']).toEqual([1, 0])
  })
  test('by the week: thirty days that end with its first day, whatever day the range begins on', async () => {
    const dateRange = { date_from: '2024-04-04', date_to: '2024-04-14' }
    const weeks = { kind: 'TrendsQuery', interval: 'week', dateRange, series: [open('monthly_active')] }
    // 1 April looks back to 3 March, 8 April to 10 March.
    const [active] = await ask(5, 'UTC', weeks)
    expect(active).toMatchObject({ days: ['2024-04-01', '2024-04-08'], data: [1, 0] })
  })
})

describe('a breakdown has the buckets that the whole has', () => {
  const breakdownFilter = { breakdown: "'all'", breakdown_type: 'hogql' }
  test.each([
    [1, 'America/New_York', hours('2024-11-03T00:00:00', '2024-11-03T03:00:00'), [0, 2, 1, 1, 0]],
    [2, 'America/New_York', hours('2024-03-10T00:00:00', '2024-03-10T04:00:00'), [0, 1, 1, 0]],
    [3, 'America/Santiago', hours('2024-04-06', '2024-04-07', { interval: 'day' }), [2, 1]],
    [3, 'America/Santiago', hours('2024-03-25', '2024-04-08', { interval: 'week' }), [0, 3, 0]],
    [3, 'America/Santiago', hours('2024-03-01', '2024-04-30', { interval: 'month' }), [0, 3]],
    [4, 'Asia/Kolkata', hours('2024-02-22T00:00:00', '2024-02-22T02:00:00'), [1, 1, 0]],
    // Lord Howe goes back by half an hour at 15:00 UTC of 6 April.
    [3, 'Australia/Lord_Howe', hours('2024-04-06', '2024-04-08', { interval: 'day' }), [0, 3, 0]],
  ])('%i in %s', async (team_id, timezone, query, expected) => {
    const [whole] = await ask(team_id, timezone, query)
    const [part] = await ask(team_id, timezone, { ...query, breakdownFilter })
    expect(part).toMatchObject({ data: whole?.['data'], days: whole?.['days'], breakdown_value: 'all' })
    expect(part?.['data']).toEqual(expected)
  })
})

test('each event says which of the two hours of the same name it was in', async () => {
  const shown = async (query: JsonObject) => {
    const { results } = await testRunner(clickhouse, { timezone: 'America/New_York' }).ask(query, { team_id: 1 })
    return results
  }
  const query = 'select timestamp, [timestamp] from events order by events.timestamp limit 3'
  expect(await shown({ kind: 'HogQLQuery', query })).toEqual([
    ['2024-11-03T01:30:00-04:00', ['2024-11-03T01:30:00-04:00']],
    ['2024-11-03T01:40:00-04:00', ['2024-11-03T01:40:00-04:00']],
    ['2024-11-03T01:30:00-05:00', ['2024-11-03T01:30:00-05:00']],
  ])
  const events = { kind: 'EventsQuery', select: ['timestamp'], after: 'all', before: '2024-12-01', limit: 2 }
  expect(await shown(events)).toEqual([['2024-11-03T02:30:00-05:00'], ['2024-11-03T01:30:00-05:00']])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'
import type { RetentionRow } from './shape.ts'

/** The worked examples of the specification, over F1 and a world of two persons. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const active = { one: [0, 1, 2, 5, 6], two: [1, 2, 3, 6] }
  const events = Object.entries(active).flatMap(([who, days]) =>
    days.map((day) => event(`2024-03-0${day + 1} 09:00:00`, '$pageview', who, { $group_0: 'org' })),
  )
  await insertEvents(clickhouse, 2, events, {})
  const shop = (day: number, name: string, who: string, category?: string) =>
    event(`2024-03-0${day} 09:00:00`, name, who, category ? { category } : {})
  const sale = (at: string, who: string, amount: unknown) =>
    event(`2024-03-0${at}:00:00`, 'buy', who, { amount, shop: who === 'one' ? 'a' : 'b' })
  await insertEvents(
    clickhouse,
    4,
    [
      sale('1 08', 'one', 1),
      event('2024-03-01 09:00:00', 'signup', 'one'),
      event('2024-03-01 09:00:00', 'signup', 'two'),
      sale('1 10', 'one', 5),
      sale('2 10', 'one', 10),
      sale('2 11', 'one', 'much'),
      sale('2 12', 'two', 20),
      event('2024-03-02 09:00:00', 'signup', 'three'),
      sale('3 10', 'one', 7),
    ],
    {},
  )
  await insertEvents(
    clickhouse,
    3,
    [
      shop(1, 'signup', 'one', 'clothes'),
      shop(2, 'buy', 'one', 'clothes'),
      shop(3, 'signup', 'one', 'phones'),
      shop(3, 'buy', 'one', 'phones'),
      shop(4, 'buy', 'one'),
      shop(1, 'signup', 'two', 'clothes'),
      shop(3, 'buy', 'two', 'clothes'),
      shop(2, 'signup', 'three', 'phones'),
      shop(3, 'buy', 'three', 'phones'),
      shop(4, 'buy', 'three', 'clothes'),
    ],
    {},
  )
})
afterAll(() => clickhouse.close())

const TO = { date_to: '2024-03-08' }

async function retention(
  filter: JsonObject = {},
  more: JsonObject = {},
  world: Partial<TeamContext> = {},
  team_id = 1,
) {
  const { ask } = testRunner(clickhouse, world)
  const retentionFilter = { period: 'Day', totalIntervals: 5, ...filter }
  const answer = await ask({ kind: 'RetentionQuery', dateRange: TO, retentionFilter, ...more }, { team_id })
  return answer['results'] as unknown as RetentionRow[]
}

const countsOf = (rows: RetentionRow[]) => rows.map(({ values }) => values.map(({ count }) => count).join(','))
const table = async (...args: Parameters<typeof retention>) => countsOf(await retention(...args))

test('recurring', async () => {
  const rows = await retention()
  expect(countsOf(rows)).toEqual(['2,1,0,1,0', '1,0,1,0,0', '1,0,0,0,0', '1,0,0,0,0', '0,0,0,0,0'])
  expect(rows[0]).toEqual({
    label: 'Day 0',
    date: '2024-03-04T00:00:00Z',
    breakdown_value: null,
    values: [2, 1, 0, 1, 0].map((count, i) => ({ count, label: `Day ${i}` })),
  })
})

test('cumulative', async () => {
  const rows = ['2,1,1,1,0', '1,1,1,0,0', '1,0,0,0,0', '1,0,0,0,0', '0,0,0,0,0']
  expect(await table({ cumulative: true })).toEqual(rows)
})

describe('first time', () => {
  const rows = ['2,1,0,1,0', '0,0,0,0,0', '0,0,0,0,0', '0,0,0,0,0', '0,0,0,0,0']
  test('the first of all history', async () => {
    expect(await table({ retentionType: 'retention_first_time' })).toEqual(rows)
    expect(await table({ retentionType: 'retention_first_ever_occurrence' })).toEqual(rows)
  })
  test('its filters: of the first matching event, or for the first event', async () => {
    const properties = [{ key: '$current_url', value: 'pricing', operator: 'icontains', type: 'event' }]
    const targetEntity = { id: '$pageview', type: 'events', properties }
    // Alice's first pageview of pricing is on Mar 5 and she is back on Mar 7.
    expect(await table({ retentionType: 'retention_first_time', targetEntity })).toEqual([
      '0,0,0,0,0',
      '1,0,1,0,0',
      '0,0,0,0,0',
      '0,0,0,0,0',
      '0,0,0,0,0',
    ])
    const none = await table({ retentionType: 'retention_first_ever_occurrence', targetEntity })
    expect(new Set(none)).toEqual(new Set(['0,0,0,0,0']))
  })
})

test('two entities', async () => {
  const filter = { targetEntity: { id: 'signup', type: 'events' }, returningEntity: { id: 'purchase', type: 'events' } }
  expect(await table(filter)).toEqual(['1,1,0,0,0', '1,0,1,0,0', '0,0,0,0,0', '0,0,0,0,0', '0,0,0,0,0'])
})

test('several events in an interval', async () => {
  const rows = ['2,0,0,1,0', '1,0,1,0,0', '1,0,0,0,0', '1,0,0,0,0', '0,0,0,0,0']
  expect(await table({ minimumOccurrences: 2 })).toEqual(rows)
})

test('the vector of two persons', async () => {
  const filter = { totalIntervals: 7 }
  expect(await table(filter, { dateRange: { date_to: '2024-03-07' } }, {}, 2)).toEqual([
    '1,1,1,0,0,1,1',
    '2,2,1,0,1,2,0',
    '2,1,0,1,2,0,0',
    '1,0,0,1,0,0,0',
    '0,0,0,0,0,0,0',
    '1,1,0,0,0,0,0',
    '2,0,0,0,0,0,0',
  ])
})

test('groups', async () => {
  const query = { aggregation_group_type_index: 0, dateRange: { date_to: '2024-03-07' } }
  expect((await table({ totalIntervals: 7 }, query, {}, 2))[0]).toBe('1,1,1,1,0,1,1')
})

test('rows of the dates, columns as asked; weeks, months and hours', async () => {
  expect(await table({ totalIntervals: 3 }, { dateRange: { date_from: '2024-03-04', date_to: '2024-03-05' } })).toEqual(
    ['2,1,0', '1,0,0'],
  )
  // Weeks from Sunday: carol in that of Feb 25, all three in that of Mar 3.
  const weeks = await retention({ period: 'Week', totalIntervals: 2 })
  expect(countsOf(weeks)).toEqual(['1,1', '3,0'])
  expect(weeks.map(({ date, label }) => [date, label])).toEqual([
    ['2024-02-25T00:00:00Z', 'Week 0'],
    ['2024-03-03T00:00:00Z', 'Week 1'],
  ])
  expect(await table({ period: 'Month', totalIntervals: 2 })).toEqual(['1,1', '3,0'])
  const hours = { dateRange: { date_from: '2024-03-04T09:00:00', date_to: '2024-03-04T10:30:00' } }
  expect(await table({ period: 'Hour', totalIntervals: 2 }, hours)).toEqual(['1,0', '1,0'])
})

test('days of another timezone', async () => {
  const rows = await retention({}, {}, { timezone: 'America/New_York' })
  expect(countsOf(rows)).toEqual(['2,1,0,1,0', '1,0,1,0,0', '1,0,0,0,0', '1,0,0,0,0', '0,0,0,0,0'])
  expect(rows[0]?.date).toBe('2024-03-04T00:00:00-05:00')
})

test('windows of 24 hours from the first start of each', async () => {
  // Alice: Mar 4 09:00; 24 h later exactly, then 08:00 and 08:05 of Mar 7: 71 hours, the window 2 and not 3.
  const rows = await table({ timeWindowMode: '24_hour_windows' })
  expect(rows).toEqual(['2,1,1,0,0', '0,0,0,0,0', '1,0,0,0,0', '0,0,0,0,0', '0,0,0,0,0'])
  expect(await table({ timeWindowMode: '24_hour_windows', minimumOccurrences: 2 })).toEqual([
    '2,0,1,0,0',
    '0,0,0,0,0',
    '1,0,0,0,0',
    '0,0,0,0,0',
    '0,0,0,0,0',
  ])
  const first = await table({ timeWindowMode: '24_hour_windows', retentionType: 'retention_first_time' })
  expect(first[0]).toBe('2,1,1,0,0')
})

test('columns of several intervals', async () => {
  // Alice returns 1 and 3 days after the 4th and 2 after the 5th; `one` of the other world 1, 2, 5 and 6 after the 1st.
  const rows = await retention({ retentionCustomBrackets: [1, 2] })
  expect(countsOf(rows)).toEqual(['2,1,1', '1,0,1', '1,0,0', '1,0,0', '0,0,0'])
  expect(rows[0]?.values.map(({ label }) => label)).toEqual(['Day 0', 'Day 1', 'Day 2-3'])
  const wide = { retentionCustomBrackets: [4, 2], totalIntervals: 7 }
  const days = { dateRange: { date_to: '2024-03-07' } }
  expect((await table(wide, days, {}, 2)).slice(0, 3)).toEqual(['1,1,1', '2,2,2', '2,2,0'])
  expect((await table({ ...wide, cumulative: true }, days, {}, 2))[2]).toBe('2,2,0')
  // Windows of their own: 24 and 71 hours after alice's start, which are the windows 1 and 2.
  const clock = { retentionCustomBrackets: [1, 2], timeWindowMode: '24_hour_windows' }
  expect((await table(clock))[0]).toBe('2,1,1')
})

describe('a property of returning events', () => {
  const days = { dateRange: { date_from: '2024-03-01', date_to: '2024-03-03' } }
  const money = { totalIntervals: 3, aggregationType: 'sum', aggregationProperty: 'amount' }
  const buy = { id: 'buy', type: 'events' }
  const of = async (filter: JsonObject, more: JsonObject = {}) =>
    (await retention({ ...money, ...filter }, { ...days, ...more }, {}, 4)).map(({ values }) =>
      values.map(({ count, aggregation_value }) => `${count}: ${aggregation_value}`).join(', '),
    )
  test('is added up beside those who return, after they began', async () => {
    const entities = { targetEntity: { id: 'signup', type: 'events' }, returningEntity: buy }
    const none = '0: 0, 0: 0, 0: 0'
    for (const retentionType of ['retention_recurring', 'retention_first_time', 'retention_first_ever_occurrence'])
      expect(await of({ ...entities, retentionType })).toEqual(['2: 5, 2: 30, 1: 7', '1: 0, 0: 0, 0: 0', none])
    expect(await of({ ...entities, aggregationType: 'avg' })).toEqual(['2: 2.5, 2: 15, 1: 7', '1: 0, 0: 0, 0: 0', none])
  })
  test('of those who begin with the same event', async () => {
    const entities = { targetEntity: buy, returningEntity: buy }
    expect(await of(entities)).toEqual(['1: 6, 1: 10, 1: 7', '2: 30, 1: 7, 0: 0', '1: 7, 0: 0, 0: 0'])
    const shops = await of(entities, { breakdownFilter: { breakdown: 'shop' } })
    expect(shops.slice(0, 2)).toEqual(['1: 6, 1: 10, 1: 7', '1: 10, 1: 7, 0: 0'])
    expect(shops[4]).toBe('1: 20, 0: 0, 0: 0')
  })
  test('goes with the plain table alone', async () => {
    for (const more of [{ cumulative: true }, { timeWindowMode: '24_hour_windows' }, { retentionCustomBrackets: [1] }])
      await expect(of(more)).rejects.toMatchObject({ status: 400 })
    // Without a property there is nothing to add up.
    expect(await of({ aggregationProperty: null, targetEntity: buy, returningEntity: buy })).toEqual([
      '1: undefined, 1: undefined, 1: undefined',
      '2: undefined, 1: undefined, 0: undefined',
      '1: undefined, 0: undefined, 0: undefined',
    ])
  })
})

test('more intervals than a mask has bits', async () => {
  const rows = await table({ totalIntervals: 70 })
  expect(rows).toHaveLength(70)
  expect(rows[65]).toBe(['2,1,0,1', ...Array(66).fill('0')].join(','))
})

describe('breakdown', () => {
  const split = (rows: RetentionRow[]) => rows.map(({ breakdown_value }, i) => [breakdown_value, countsOf(rows)[i]])
  test('of the target event', async () => {
    const rows = await retention(
      { totalIntervals: 2 },
      { breakdownFilter: { breakdown: '$browser' }, dateRange: { date_from: '2024-03-04', date_to: '2024-03-05' } },
    )
    expect(split(rows)).toEqual([
      ['Chrome', '1,1'],
      ['Chrome', '1,0'],
      ['Safari', '1,0'],
      ['Safari', '0,0'],
    ])
  })
  test('of two properties whose values read the same when they are joined', async () => {
    const began = (who: string, a: string, b: string) => event('2024-03-04 10:00:00', '$pageview', who, { a, b })
    await insertEvents(clickhouse, 9, [began('ann', 'x::y', 'z'), began('bob', 'x', 'y::z')])
    const more = {
      breakdownFilter: { breakdowns: [{ property: 'a' }, { property: 'b' }] },
      dateRange: { date_from: '2024-03-04', date_to: '2024-03-04' },
    }
    expect(split(await retention({ totalIntervals: 1 }, more, {}, 9))).toEqual([
      ['x::y::z', '1'],
      ['x::y::z', '1'],
    ])
  })
  test('of persons, with a limit, for the first time', async () => {
    const breakdownFilter = { breakdowns: [{ property: 'plan', type: 'person' }], breakdown_limit: 1 }
    const rows = await retention(
      { totalIntervals: 2 },
      { breakdownFilter, dateRange: { date_from: '2024-03-04', date_to: '2024-03-04' } },
    )
    expect(split(rows)).toEqual([
      ['free', '1,0'],
      ['$$_posthog_breakdown_other_$$', '1,0'],
    ])
    const hidden = { ...breakdownFilter, breakdown_hide_other_aggregation: true }
    const shown = await retention(
      { totalIntervals: 2 },
      { breakdownFilter: hidden, dateRange: { date_from: '2024-03-04', date_to: '2024-03-04' } },
    )
    expect(split(shown)).toEqual([['free', '1,0']])
    const first = await retention(
      { retentionType: 'retention_first_time' },
      { breakdownFilter: { breakdown: '$browser' } },
    )
    expect(split(first).filter(([, counts]) => counts !== '0,0,0,0,0')).toEqual([
      ['Chrome', '1,1,0,1,0'],
      ['Safari', '1,0,0,0,0'],
    ])
  })
  test('who began with a value comes back with it', async () => {
    const shops = async (retentionType: string, more: JsonObject = {}) => {
      const entities = {
        targetEntity: { id: 'signup', type: 'events' },
        returningEntity: { id: 'buy', type: 'events' },
      }
      const days = { dateRange: { date_from: '2024-03-01', date_to: '2024-03-04' } }
      return retention({ totalIntervals: 4, retentionType, ...entities }, { ...days, ...more }, {}, 3)
    }
    const apart = { breakdownFilter: { breakdown: 'category' } }
    const began = async (type: string, more: JsonObject = apart) =>
      split(await shops(type, more)).filter(([, counts]) => counts !== '0,0,0,0')
    for (const type of ['retention_recurring', 'retention_first_time'])
      expect(await began(type)).toEqual([
        ['clothes', '2,1,1,0'],
        ['phones', '1,1,0,0'],
        ['phones', '1,0,0,0'],
      ])
    // The very first signup is one, and then any purchase is a return.
    expect(await began('retention_first_ever_occurrence')).toEqual([
      ['clothes', '2,1,2,1'],
      ['phones', '1,1,1,0'],
    ])
    // What is asked of all events is asked before the first is looked for.
    const properties = [{ key: 'category', value: 'phones', type: 'event' }]
    expect(countsOf(await shops('retention_first_ever_occurrence', { properties }))).toEqual([
      '0,0,0,0',
      '1,1,0,0',
      '1,0,0,0',
      '0,0,0,0',
    ])
  })
  test('of cohorts', async () => {
    const rows = await retention({}, { breakdownFilter: { breakdown: ['all'], breakdown_type: 'cohort' } })
    expect(split(rows)[0]).toEqual(['all', '2,1,0,1,0'])
  })
})

test('filters hold for both events; a missing action is refused', async () => {
  const properties = [{ key: '$browser', value: 'Chrome', type: 'event' }]
  expect((await table({}, { properties }))[0]).toBe('1,1,0,1,0')
  const missing = { targetEntity: { id: 5, type: 'actions' } }
  await expect(retention(missing)).rejects.toMatchObject({ status: 400, message: 'Action ID 5 does not exist!' })
  const both = { cumulative: true, timeWindowMode: '24_hour_windows' }
  await expect(retention(both)).rejects.toMatchObject({
    status: 400,
    message: 'Cumulative retention is not supported for 24 hour windows.',
  })
})

test('by hours of another time zone, the persons of a row are those that were counted in it', async () => {
  const source = {
    kind: 'RetentionQuery',
    dateRange: { date_from: '2024-03-04', date_to: '2024-03-04' },
    retentionFilter: { period: 'Hour' },
    breakdownFilter: { breakdown: '$browser', breakdown_type: 'event' },
  }
  const inBerlin = testRunner(clickhouse, { timezone: 'Europe/Berlin' })
  const persons = async (interval: number) => {
    const actors = { kind: 'InsightActorsQuery', source, interval, breakdown: ['Safari'] }
    return (await inBerlin.ask({ kind: 'ActorsQuery', select: ['person'], source: actors }))['results']
  }
  // Bob came with Safari at 10:00 UTC, which is 11:00 there.
  expect(await persons(10)).toEqual([])
  expect(await persons(11)).toMatchObject([[{ distinct_ids: ['bob'] }]])
})

test('its SQL can be asked by itself', async () => {
  const { ask } = testRunner(clickhouse)
  const retentionFilter = { period: 'Day', totalIntervals: 12 }
  const { hogql } = await ask({ kind: 'RetentionQuery', dateRange: { date_to: '2024-03-08' }, retentionFilter })
  // The table begins on Feb 26, so that Mar 7 is its eleventh row: a byte would have no bit for that.
  const { results } = await ask({
    kind: 'HogQLQuery',
    query: `select * from (${hogql}) where row >= 8 order by row, column`,
  })
  expect(results).toEqual([
    [8, 0, 1],
    [8, 2, 1],
    [9, 0, 1],
    [10, 0, 1],
  ])
})

test('the persons behind all other values together', async () => {
  const source = {
    kind: 'RetentionQuery',
    dateRange: { date_from: '2024-03-04', date_to: '2024-03-08' },
    retentionFilter: { period: 'Day', totalIntervals: 5 },
    breakdownFilter: { breakdown: '$browser', breakdown_type: 'event', breakdown_limit: 1 },
  }
  const persons = async (interval: number, breakdown: string) => {
    const actors = { kind: 'InsightActorsQuery', source, interval, breakdown: [breakdown] }
    const select = ['person', 'appearances']
    return (await testRunner(clickhouse).ask({ kind: 'ActorsQuery', select, source: actors }))['results']
  }
  // Chrome, in which alice began on three days, has rows of its own. Bob came with Safari, and carol without a browser.
  expect(await persons(0, 'Chrome')).toMatchObject([[{ distinct_ids: ['alice'] }, [0, 1, 3]]])
  expect(await persons(0, '$$_posthog_breakdown_other_$$')).toMatchObject([[{ distinct_ids: ['bob'] }, [0]]])
  expect(await persons(2, '$$_posthog_breakdown_other_$$')).toMatchObject([[{ distinct_ids: ['carol'] }, [0]]])
  expect(await persons(1, '$$_posthog_breakdown_other_$$')).toEqual([])
})

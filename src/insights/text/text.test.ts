import { describe, expect, test } from 'vitest'
import { duration, number, percent } from './cells.ts'
import { resultAsText } from './result-as-text.ts'

const RANGE = { date_from: '2026-03-01T00:00:00Z', date_to: '2026-03-07T23:59:59.999Z' }
const text = (query: object, result: unknown, more: object = {}) =>
  resultAsText({ ...query }, { result, columns: null, resolved_date_range: RANGE, ...more })
const lines = (...all: string[]) => all.join('\n')

test('numbers, shares and durations', () => {
  expect([12, 98.5, 1 / 3, -0.000001, null, 'x'].map(number)).toEqual(['12', '98.5', '0.33333', '0', 'N/A', 'N/A'])
  expect([1, 0.5, 15 / 31, 0].map(percent)).toEqual(['100%', '50%', '48.39%', '0%'])
  // 90 270 s = 1 d + 3870 s = 1 d 1 h 4 m 30 s; a day hides the minutes.
  expect([0, 0.25, 42.4, 125, 3600, 90_270, 172_800].map(duration)).toEqual([
    '0ms',
    '250ms',
    '42s',
    '2m 5s',
    '1h',
    '1d 1h',
    '2d',
  ])
})

describe('trends', () => {
  const query = { kind: 'TrendsQuery' }
  const item = (label: string, data: (number | null)[], more: object = {}) => ({
    ...{ label, data, days: ['2026-03-01', '2026-03-02'].slice(0, data.length), action: { name: label } },
    ...more,
  })

  test('one column per series, custom names and values of a breakdown', () => {
    const results = [
      item('$pageview', [120, 98.5]),
      item('Chrome', [7, null], { breakdown_value: 'Chrome', action: { name: 'signed up' } }),
      item('x', [1, 2], { action: { name: 'paid', custom_name: 'Paid|now' } }),
      item('y', [3, 4], { breakdown_value: ['$$_posthog_breakdown_null_$$', 'DE'], action: { name: 'paid' } }),
      item('paid - Team A', [5, 6], { breakdown_value: 7, action: { name: 'paid' } }),
    ]
    expect(text({ kind: 'InsightVizNode', source: query }, results)).toBe(
      lines(
        'Date|$pageview|signed up breakdown for the value `Chrome`|Paid\\|now|paid breakdown for the value `None, DE`|paid breakdown for the value `Team A`',
        '2026-03-01|120|7|1|3|5',
        '2026-03-02|98.5|N/A|2|4|6',
      ),
    )
  })
  test('hours carry their time, and nothing is said to be nothing', () => {
    const hours = item('a', [1, 2], { days: ['2026-03-01 00:00:00', '2026-03-01 01:00:00'] })
    expect(text(query, [hours])).toBe(lines('Date|a', '2026-03-01 00:00|1', '2026-03-01 01:00|2'))
    expect(text(query, [])).toBe('No data recorded for this time period.')
    expect(text(query, null)).toBeUndefined()
  })
  test('two periods', () => {
    const results = [
      item('a', [1], { compare_label: 'current' }),
      item('a', [2], { compare_label: 'previous', days: ['2026-02-22'] }),
    ]
    expect(text(query, results)).toBe(
      lines('Previous period:', 'Date|a', '2026-02-22|2', '', 'Current period:', 'Date|a', '2026-03-01|1'),
    )
  })
  test('one number', () => {
    const total = { label: '$pageview', data: [], days: [], aggregated_value: 812 }
    const header = 'Date range|Aggregated value for $pageview'
    expect(text(query, [total])).toBe(lines(header, '2026-03-01 to 2026-03-07|812'))
    expect(text({ ...query, dateRange: { date_from: 'all' } }, [total])).toBe(lines(header, 'All time|812'))
    const before = { days: ['2026-02-22T00:00:00+01:00', '2026-02-28T00:00:00+01:00'] }
    const two = [
      { ...total, compare_label: 'current' },
      { ...total, compare_label: 'previous', aggregated_value: 5, action: before },
    ]
    expect(text(query, two)).toContain(lines('Previous period:', header, '2026-02-22 to 2026-02-28|5'))
  })
  test('a week by its hours', () => {
    const week = {
      data: [{ row: 7, column: 10, value: 3 }],
      rowAggregations: [{ row: 7, value: 3 }],
      columnAggregations: [{ column: 10, value: 3 }],
      allAggregations: 3,
    }
    const visit = { label: 'visit', data: [], days: [], aggregated_value: 3, calendar_heatmap_data: week }
    const told = text(query, [visit])?.split('\n') ?? []
    const hours = Array.from({ length: 24 }, (_, hour) => hour)
    const counts = hours.map((hour) => (hour === 10 ? 3 : 0))
    expect(told.slice(0, 4)).toEqual([
      ...['Date range: 2026-03-01 to 2026-03-07', '', 'visit, by weekday and hour:'],
      ['Day', ...hours, 'All'].join('|'),
    ])
    expect(told[4]).toBe(['Monday', ...hours.map(() => 0), 0].join('|'))
    expect(told.slice(-2)).toEqual([['Sunday', ...counts, 3].join('|'), ['All', ...counts, 3].join('|')])
    const fromSunday = { ...visit, calendar_heatmap_data: { ...week, weekStartDay: 0 } }
    expect(text(query, [fromSunday])?.split('\n')[4]).toBe(['Sunday', ...counts, 3].join('|'))
  })
  test('a formula under a breakdown is called by its own name', () => {
    const results = [item('Chrome', [1], { breakdown_value: 'Chrome', action: null, order: 0 })]
    expect(text({ ...query, trendsFilter: { formula: 'A/B' } }, results)).toBe(
      lines('Date|Formula (A/B) breakdown for the value `Chrome`', '2026-03-01|1'),
    )
  })
})

describe('funnels', () => {
  const step = (name: string, count: number, more: object = {}) => ({ name, custom_name: null, count, ...more })
  const steps = [
    step('$pageview', 200),
    step('signed up', 50, {
      custom_name: 'Signup done',
      average_conversion_time: 125,
      median_conversion_time: 100,
    }),
    step('paid', 10, { average_conversion_time: 0.5, median_conversion_time: null }),
  ]
  const table = lines(
    'Metric|$pageview|signed up Signup done|paid',
    'Total person count|200|50|10',
    'Conversion rate|100%|25%|5%',
    'Dropoff rate|0%|75%|95%',
    'Average conversion time|-|2m 5s|500ms',
    'Median conversion time|-|1m 40s|-',
  )
  const head = 'Date range: 2026-03-01 00:00:00 to 2026-03-07 23:59:59'

  test('steps, relative to the first or to the one before', () => {
    const note = 'Conversion and dropoff rates are relative to the first step.'
    expect(text({ kind: 'FunnelsQuery' }, steps)).toBe(lines(head, '', table, '', note))
    const query = { kind: 'FunnelsQuery', funnelsFilter: { funnelStepReference: 'previous' } }
    expect(text(query, steps)).toContain('Conversion rate|100%|25%|20%\nDropoff rate|0%|75%|80%')
    expect(text(query, steps)).toContain('relative to the previous step.')
    expect(text(query, [step('a', 0), step('b', 0)])).toContain('Conversion rate|100%|0%\nDropoff rate|0%|100%')
  })
  test('one block for each value of a breakdown', () => {
    const group = (value: string) => steps.map((one) => ({ ...one, breakdown: [value] }))
    expect(text({ kind: 'FunnelsQuery' }, [group('Chrome'), group('')])).toContain(
      lines(head, '', `---Chrome\n${table}`, '', `---None\n${table}`, '', 'Conv'),
    )
  })
  const series = [
    { kind: 'EventsNode', event: 'A' },
    { kind: 'EventsNode', event: 'B', custom_name: 'done' },
  ]
  test('time to convert', () => {
    const query = { kind: 'FunnelsQuery', series, funnelsFilter: { funnelVizType: 'time_to_convert' } }
    const bins = [
      [0, 1],
      [60, 3],
    ]
    expect(text(query, { bins, average_conversion_time: 45 })).toBe(
      lines(head, '', 'Events: A -> B done', 'Average time to convert|User distribution', '0ms|25%', '1m|75%'),
    )
    expect(text(query, { bins: [] })).toBe('No data recorded for this time period.')
  })
  test('trends', () => {
    const query = { kind: 'FunnelsQuery', series, funnelsFilter: { funnelVizType: 'trends' } }
    expect(text(query, [{ days: ['2026-03-01'], data: [33.33] }])).toBe(
      lines('Date|A -> B done conversion|A -> B done drop-off', '2026-03-01|33.33%|66.67%'),
    )
  })
})

test('retention, up to the interval that is running', () => {
  const values = (...counts: number[]) => counts.map((count, i) => ({ count, label: `Day ${i}` }))
  const row = (date: string, ...counts: number[]) => ({ date, breakdown_value: null, values: values(...counts) })
  const result = [
    row('2026-03-01T00:00:00Z', 40, 20, 10),
    row('2026-03-02T00:00:00Z', 31, 15, 0),
    row('2026-03-03T00:00:00Z', 0, 0, 0),
  ]
  const query = { kind: 'RetentionQuery', retentionFilter: { period: 'Day' } }
  expect(text(query, result)).toBe(
    lines(
      'Date range: 2026-03-01 to 2026-03-07',
      'Time interval: Day',
      'Date|Number of persons on date|Day 0|Day 1|Day 2',
      '2026-03-01|40|100%|50%|25%',
      '2026-03-02|31|100%|48.39%',
      '2026-03-03|0|100%',
    ),
  )
  const both = [...result, ...result].map((one, i) => ({ ...one, breakdown_value: i < 3 ? 'Chrome' : 'Safari' }))
  expect(text(query, both)).toContain('\n---Chrome\nDate|')
  expect(text(query, both)).toContain('2026-03-03|0|100%\n\n---Safari\nDate|')
})

test('SQL: rows under the names of their columns', () => {
  const result = [
    ['a|b', 1.123456789, null],
    ['c', true, { x: 1 }],
    ['d', 0, `["${'y'.repeat(600)}"]`],
  ]
  const told = text({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery' } }, result, {
    columns: ['name', 'share', 'rest'],
  })
  expect(told).toBe(
    lines(
      'name|share|rest',
      'a\\|b|1.123456789|(null)',
      'c|true|{"x":1}',
      `d|0|["${'y'.repeat(498)}...truncated`, // 500 characters: `["` and 498 more
    ),
  )
  expect(text({ kind: 'HogQLQuery' }, { not: 'rows' })).toBeUndefined()
})

test('lifecycle, stickiness and paths', () => {
  const days = ['2026-03-01']
  const status = (name: string, count: number) => ({ label: `a - ${name}`, data: [count], days })
  expect(text({ kind: 'LifecycleQuery' }, [status('new', 3), status('dormant', -2)])).toBe(
    lines('Date|a - new|a - dormant', '2026-03-01|3|-2'),
  )
  const sticky = { label: 'a', data: [5, 1], days: [1, 2], labels: ['1 day', '2 days'] }
  expect(text({ kind: 'StickinessQuery' }, [sticky])).toBe(lines('Active for|a', '1 day|5', '2 days|1'))
  const edge = { source: '1_/', target: '2_/pricing', value: 4, average_conversion_time: 90_000 }
  expect(text({ kind: 'PathsQuery' }, [edge])).toBe(lines('Step|From|To|Count|Average time', '1|/|/pricing|4|1m 30s'))
})

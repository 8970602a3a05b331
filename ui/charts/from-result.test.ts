import { describe, expect, it } from 'vitest'
import type { TrendsItem, TrendsQuery } from '../api/types.ts'
import type { Drawing, TimeDrawing, ValuesDrawing } from './drawing.ts'
import { change, compact, duration, exact, PLAIN, percentInColumn, short } from './format.ts'
import { drawResult, isFlat, type ResultToDraw } from './from-result.ts'
import { bucketLabel, endOf, isUnfinished } from './interval.ts'
import { daysBetween } from './select-range.ts'
import { csvOf, tableOf, tooltipAt } from './table-of.ts'

const DAYS = ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08']
const query = (more: Partial<TrendsQuery> = {}): TrendsQuery => ({
  kind: 'TrendsQuery',
  series: [{ kind: 'EventsNode', event: '$pageview' }],
  interval: 'day',
  ...more,
})
const item = (more: Partial<TrendsItem> = {}): TrendsItem => ({
  label: '$pageview',
  order: 0,
  count: 6,
  data: [2, 1, 1, 2, 0],
  days: DAYS,
  ...more,
})
const draw = (results: unknown, node: ResultToDraw['query'] = query(), more: Partial<ResultToDraw> = {}) =>
  drawResult({ query: node, results, computedAt: new Date('2024-03-08T12:00:00Z'), timezone: 'UTC', ...more })
const time = (drawing: Drawing): TimeDrawing => {
  if (drawing.kind !== 'time') throw new Error(`drawn as ${drawing.kind}`)
  return drawing
}
const values = (drawing: Drawing): ValuesDrawing => {
  if (drawing.kind !== 'values') throw new Error(`drawn as ${drawing.kind}`)
  return drawing
}

describe('a time series', () => {
  it('keeps values, names buckets and marks the running day', () => {
    const drawing = time(draw([item()]))
    expect(drawing.shape).toBe('line')
    expect(drawing.labels).toEqual(['4 Mar', '5 Mar', '6 Mar', '7 Mar', '8 Mar'])
    expect(drawing.series[0]?.values).toEqual([2, 1, 1, 2, 0])
    expect(drawing.unfinished).toBe(true)
  })

  it('calls the last day finished when it was over when computed', () => {
    expect(time(draw([item()], query(), { computedAt: new Date('2024-03-09T00:00:01Z') })).unfinished).toBe(false)
  })

  it('reads the code of a country as the country, where the breakdown is one', () => {
    const german = item({ label: 'DE', breakdown_value: 'DE' })
    const nameBy = (breakdown: string) =>
      time(draw([german], query({ breakdownFilter: { breakdown, breakdown_type: 'event' } }))).series[0]?.name
    expect([nameBy('$geoip_country_code'), nameBy('initials')]).toEqual(['Germany', 'DE'])
  })

  it('asks the project zone whether the day is over', () => {
    const computedAt = new Date('2024-03-09T02:00:00Z')
    expect(time(draw([item()], query(), { computedAt, timezone: 'America/New_York' })).unfinished).toBe(true)
  })

  it('adds up over days what is counted, and nothing else', () => {
    const sumless = (more: Partial<TrendsQuery>) => time(draw([item()], query(more))).series[0]?.sumless ?? false
    const counted = (math: string) => sumless({ series: [{ kind: 'EventsNode', event: 'a', math }] })
    expect(['total', 'sum', 'first_time_for_user'].map(counted)).toEqual([false, false, false])
    expect(
      ['dau', 'weekly_active', 'unique_session', 'avg', 'p90', 'avg_count_per_actor'].some((one) => !counted(one)),
    ).toBe(false)
    expect(sumless({ trendsFilter: { formula: 'A / B' } })).toBe(true)
    expect(sumless({ trendsFilter: { display: 'ActionsLineGraphCumulative' } })).toBe(true)
  })

  it('says a total of bars only where they may be added', () => {
    const two = [item(), item({ order: 1, label: 'paid', data: [3, 0, 0, 0, 0], action: { order: 1 } })]
    const totalOf = (math: string, display = 'ActionsBar') => {
      const series = ['$pageview', 'paid'].map((event) => ({ kind: 'EventsNode' as const, event, math }))
      return tooltipAt(time(draw(two, query({ series, trendsFilter: { display } }))), 0).total
    }
    // 2 and 3.
    expect(['total', 'sum'].map((math) => totalOf(math))).toEqual(['5', '5'])
    expect(['dau', 'avg', 'median', 'hogql'].map((math) => totalOf(math))).toEqual(Array(4).fill(undefined))
    expect(totalOf('total', 'ActionsLineGraph')).toBeUndefined()
  })

  it('looks through wrappers', () => {
    expect(draw([item()], { kind: 'InsightVizNode', source: query() }).kind).toBe('time')
  })

  it('gives a compared pair one colour and its own dates', () => {
    const previous = item({
      compare_label: 'previous',
      data: [1, 0, 0, 0, 0],
      days: ['2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01'],
    })
    const drawing = time(draw([item({ compare_label: 'current' }), previous]))
    expect(drawing.series.map((series) => [series.colour, series.previous])).toEqual([
      [0, false],
      [0, true],
    ])
    expect(drawing.previousLabels[0]).toBe('26 Feb')
    expect(tooltipAt(drawing, 0).note).toBe('compared with 26 Feb')
    expect(tooltipAt(drawing, 4).note).toContain('not over yet')
    expect(tooltipAt(drawing, 0).rows[0]?.change).toBe('+100%')
    expect(tooltipAt(drawing, 4).rows[0]?.change).toBe('')
  })

  it('says a gap is a gap and zero is zero', () => {
    const drawing = time(draw([item({ data: [2, null, 0, 1, 1] })]))
    expect(drawing.series[0]?.values).toEqual([2, null, 0, 1, 1])
    expect(isFlat(drawing)).toBe(false)
    expect(isFlat(draw([item({ data: [0, 0, 0, 0, 0] })]))).toBe(true)
    const pie = query({ trendsFilter: { display: 'ActionsPie' } })
    expect([0, 3].map((value) => isFlat(draw([item({ aggregated_value: value })], pie)))).toEqual([true, false])
  })
})

describe('a drag across a chart', () => {
  it('asks for whole days, to the end of the last bucket', () => {
    expect(daysBetween(time(draw([item()])), 1, 3)).toEqual({ from: '2024-03-05', to: '2024-03-07' })
    const weekly = time(draw([item()], query({ interval: 'week' })))
    expect(daysBetween(weekly, 0, 0)).toEqual({ from: '2024-03-04', to: '2024-03-10' })
  })
})

describe('many series', () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    item({
      label: `v${index}`,
      breakdown_value: `v${index}`,
      data: [index, index],
      days: DAYS.slice(0, 2),
      count: index * 2,
    }),
  )
  const broken = query({ breakdownFilter: { breakdown: '$browser' } })

  it('draws the eight largest and adds up the rest', () => {
    const drawing = time(draw(many, broken))
    expect(drawing.series).toHaveLength(9)
    expect(drawing.series.at(-1)?.name).toBe('Other')
    expect(drawing.series.at(-1)).toMatchObject({ values: [6, 6], total: 12, dashed: false })
    expect(drawing.folded).toBe(4)
  })

  it('leaves the rest out where adding up would lie', () => {
    const averages = query({
      ...broken,
      series: [{ kind: 'EventsNode', event: 'a', math: 'avg', math_property: 'price' }],
    })
    const drawing = time(draw(many, averages))
    expect(drawing.series).toHaveLength(8)
    expect(drawing.folded).toBe(4)
  })

  it('shows all when asked, the ninth with a dash', () => {
    const drawing = time(draw(many, broken, { limit: 100 }))
    expect(drawing.series).toHaveLength(12)
    expect(drawing.series[8]).toMatchObject({ colour: 0, dashed: true })
  })

  it('names the missing and the other value', () => {
    const drawing = time(
      draw([item({ label: '$$_posthog_breakdown_null_$$', breakdown_value: '$$_posthog_breakdown_null_$$' })], broken),
    )
    expect(drawing.series[0]?.name).toBe('(none)')
  })
})

describe('totals', () => {
  it('draws one number with what it was before', () => {
    const bold = query({ trendsFilter: { display: 'BoldNumber' } })
    const drawing = draw(
      [
        item({ aggregated_value: 3, data: [], compare_label: 'current' }),
        item({ aggregated_value: 2, data: [], compare_label: 'previous' }),
      ],
      bold,
    )
    expect(drawing).toMatchObject({ kind: 'number', value: 3, previous: 2, of: 1 })
  })

  it('says that one number is the first of several', () => {
    const bold = query({ trendsFilter: { display: 'BoldNumber' }, breakdownFilter: { breakdown: 'plan' } })
    const plans = Array.from({ length: 12 }, (_, i) => item({ label: `plan ${i}`, breakdown_value: `plan ${i}` }))
    expect(draw(plans, bold)).toMatchObject({ kind: 'number', name: 'plan 0', of: 12 })
  })

  it('draws parts of a whole, largest first', () => {
    const pie = query({ trendsFilter: { display: 'ActionsPie' }, breakdownFilter: { breakdown: 'plan' } })
    const drawing = values(
      draw(
        [
          item({ label: 'free', breakdown_value: 'free', aggregated_value: 1 }),
          item({ label: 'pro', breakdown_value: 'pro', aggregated_value: 3 }),
        ],
        pie,
      ),
    )
    expect(drawing.rows.map((row) => [row.name, row.share])).toEqual([
      ['pro', 0.75],
      ['free', 0.25],
    ])
  })

  it('says no share of what makes no whole', () => {
    const shares = (...maths: string[]) => {
      const series = maths.map((math) => ({ kind: 'EventsNode' as const, event: 'paid', math }))
      const asked = query({ series, trendsFilter: { display: 'ActionsTable' } })
      const items = [1, 3].map((aggregated_value, order) => item({ order, aggregated_value, action: { order } }))
      const { columns, rows } = tableOf(draw(items, asked))
      return [columns.length, rows[0]?.slice(1)]
    }
    expect(shares('total', 'total')).toEqual([3, [3, '75%']])
    expect(shares('avg', 'avg')).toEqual([2, [3]])
    expect(shares('total', 'sum')).toEqual([2, [3]])
  })
})

describe('everything else', () => {
  it('shows rows of SQL as a table', () => {
    const drawing = draw(
      [[6, '$pageview', { a: 1 }]],
      { kind: 'HogQLQuery' },
      { columns: ['count()', 'event', 'more'] },
    )
    expect(drawing).toEqual({
      kind: 'table',
      columns: ['count()', 'event', 'more'],
      rows: [[6, '$pageview', '{"a":1}']],
    })
  })

  it('reads the tables of a site', () => {
    const columns = ['context.columns.action_name', 'context.columns.converting_users']
    const goals = (before: number | null) => draw([['Bought', [2, before]]], { kind: 'WebGoalsQuery' }, { columns })
    expect(goals(1)).toEqual({
      kind: 'table',
      columns: ['Action name', 'Converting users', 'Converting users before'],
      rows: [['Bought', 2, 1]],
    })
    expect(goals(null)).toMatchObject({ columns: ['Action name', 'Converting users'], rows: [['Bought', 2]] })
    expect(
      draw([{ bucket: '2024-03-04', metrics: { UniqueUsers: 2, PageViews: 3 } }], { kind: 'WebTrendsQuery' }),
    ).toEqual({
      kind: 'table',
      columns: ['bucket', 'UniqueUsers', 'PageViews'],
      rows: [['2024-03-04', 2, 3]],
    })
  })

  it('says why nothing is drawn', () => {
    const gone = query({ series: [{ kind: 'ActionsNode', id: 9 }] })
    expect(draw([], gone)).toEqual({ kind: 'empty', why: 'no-action' })
    const broken = { breakdownFilter: { breakdown: 'plan' } }
    expect(draw([], { ...gone, ...broken })).toEqual({ kind: 'empty', why: 'no-events' })
    expect(draw([], query(broken))).toEqual({ kind: 'empty', why: 'no-events' })
    expect(draw([], query({ series: [] }))).toEqual({ kind: 'empty', why: 'no-series' })
    expect(draw(null)).toEqual({ kind: 'empty', why: 'not-computed' })
  })

  it('writes a CSV that no spreadsheet runs', () => {
    expect(
      csvOf({
        columns: ['a', 'b'],
        rows: [
          ['=1+1', 2],
          ['x, "y"', null],
        ],
      }),
    ).toBe('a,b\r\n\'=1+1,2\r\n"x, ""y""",')
    expect(tableOf(draw([item()])).rows[0]).toEqual(['2024-03-04', 2])
  })
})

describe('numbers and times', () => {
  it('is compact on axes, exact elsewhere', () => {
    expect([compact(0), compact(1), compact(10_000_000), exact(12345.678), exact(-2)]).toEqual([
      '0',
      '1',
      '10M',
      '12,345.68',
      '−2',
    ])
    expect([short(999), short(1083), short(15_400)]).toEqual(['999', '1.1K', '15K'])
    expect([duration(133), duration(0), duration(90_061), duration(0.25)]).toEqual([
      '2 m 13 s',
      '0 s',
      '1 d 1 h',
      '250 ms',
    ])
  })

  it('writes a time in its two largest units', () => {
    expect([3_605, 3_661, 7_199, 86_700, 59.7, 3_599.6, 1.4].map(duration)).toEqual([
      '1 h',
      '1 h 1 m',
      '2 h',
      '1 d',
      '1 m',
      '1 h',
      '1 s',
    ])
    expect([0.9996, 0.9994, 0.0001, -133].map(duration)).toEqual(['1 s', '999 ms', '1 ms', '−2 m 13 s'])
  })

  it('has words for what is huge, tiny or below zero', () => {
    expect([compact(4.2e19), short(-1e15), compact(9.99e14)]).toEqual(['4.2E19', '−1E15', '999T'])
    expect([exact(0.0034), exact(-0.000012345), exact(0.125), exact(0)]).toEqual(['0.0034', '−0.0000123', '0.13', '0'])
    const dollars = { ...PLAIN, prefix: '$' }
    expect([compact(-3_000_000, dollars), exact(-5, dollars), exact(5, dollars)]).toEqual(['−$3M', '−$5', '$5'])
  })

  it('lets shares stand below each other', () => {
    expect([0.04, 0.1234, 0, 0.0001, 1].map(percentInColumn)).toEqual(['4.0%', '12.3%', '0.0%', '<0.1%', '100.0%'])
  })

  it('signs a change and never divides by zero', () => {
    expect(change(9, 8)).toEqual({ direction: 'up', words: '+12.5%' })
    expect(change(0, 8)).toEqual({ direction: 'down', words: '−100%' })
    expect(change(3, 0)).toEqual({ direction: 'up', words: 'from 0' })
    expect(change(0, 0).direction).toBe('same')
  })

  it('knows where intervals end', () => {
    expect(endOf('2024-02-29', 'day')).toBe('2024-03-01 00:00:00')
    expect(endOf('2024-03-04 13:00:00', 'hour')).toBe('2024-03-04 14:00:00')
    expect(endOf('2024-01-01', 'month')).toBe('2024-02-01 00:00:00')
    expect(isUnfinished('2024-03-03', 'week', new Date('2024-03-08T12:00:00Z'), 'UTC')).toBe(true)
    expect(bucketLabel('2024-03-04 13:00:00', 'hour')).toBe('4 Mar 13:00')
  })
})

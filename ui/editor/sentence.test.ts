import { describe, expect, it } from 'vitest'
import type { PropertyFilter, TrendsQuery } from '../api/types.ts'
import { inRange, rangeWords } from '../kit/date-range.ts'
import { changeSeries, widthsIn } from './edit.ts'
import { formulasOf, lineFor, question, sentence, titleFor } from './sentence.ts'

const query = (more: Partial<TrendsQuery> = {}): TrendsQuery => ({
  kind: 'TrendsQuery',
  series: [{ kind: 'EventsNode', event: 'signed_up', math: 'dau' }],
  ...more,
})

describe('a query in words', () => {
  it('names math, event, breakdown and range', () => {
    const asked = query({ breakdownFilter: { breakdown: 'country' }, dateRange: { date_from: '-30d' } })
    expect(sentence(asked)).toBe('Unique users of signed_up, by country, last 30 days')
  })

  it('never calls a number a count that is none', () => {
    const words = (math: string) => question(query({ series: [{ kind: 'EventsNode', event: 'a', math }] }))
    expect(words('avg_count_per_actor')).toBe('Average per user of a')
    expect(words('unique_group')).toBe('Unique groups with a')
    expect(words('of_tomorrow')).toBe('of_tomorrow of a')
  })

  it('says which cohort people are in, and which they are not in', () => {
    const people = (more: Partial<PropertyFilter>) =>
      question(query({ properties: [{ key: 'id', type: 'cohort', value: 7, ...more }] }))
    expect(people({})).toContain('where in cohort 7')
    expect(people({ operator: 'in' })).toContain('where in cohort 7')
    expect(people({ operator: 'not_in' })).toContain('where not in cohort 7')
  })

  it('names several events that are one series, and the one that takes their place', () => {
    const nodes = [
      { kind: 'EventsNode' as const, event: 'a' },
      { kind: 'EventsNode' as const, event: 'b' },
    ]
    const asked = query({ series: [{ kind: 'GroupNode', operator: 'OR', nodes, math: 'dau' }] })
    expect(sentence(asked)).toBe('Unique users of a or b, last 7 days')
    expect(changeSeries(asked, 0, { math: 'total' }).series[0]).toMatchObject({ kind: 'GroupNode', nodes })
    const chosen = changeSeries(asked, 0, { kind: 'EventsNode', event: 'c', name: 'c' })
    expect(chosen.series).toEqual([{ kind: 'EventsNode', event: 'c', name: 'c', math: 'dau' }])
  })

  it('joins series, filters and comparison', () => {
    const asked = query({
      series: [
        { kind: 'EventsNode', event: 'a' },
        { kind: 'EventsNode', event: 'b', math: 'sum', math_property: 'price' },
      ],
      properties: [{ key: 'plan', type: 'person', operator: 'exact', value: ['pro', 'team'] }],
      compareFilter: { compare: true },
    })
    expect(sentence(asked)).toBe(
      'Count of a and sum price of b where plan is pro or team, last 7 days, compared with the period before',
    )
  })

  it('opens groups of filters, as PostHog nests them, and says where one is enough', () => {
    const is = (key: string, value: string): PropertyFilter => ({
      key,
      type: 'event',
      operator: 'exact',
      value: [value],
    })
    const all = { type: 'AND' as const, values: [is('plan', 'pro'), is('country', 'DE')] }
    expect(question(query({ properties: { type: 'AND', values: [all] } }))).toBe(
      'Unique users of signed_up where plan is pro and country is DE',
    )
    const any = { type: 'OR' as const, values: [all, is('country', 'FR')] }
    expect(
      question(query({ properties: { type: 'AND', values: [{ type: 'AND', values: [is('os', 'iOS')] }, any] } })),
    ).toBe('Unique users of signed_up where os is iOS and (plan is pro and country is DE or country is FR)')
  })

  it('reads the formulas that the server computes, in whichever spelling', () => {
    const of = (trendsFilter: TrendsQuery['trendsFilter']) => formulasOf(query(trendsFilter ? { trendsFilter } : {}))
    const nodes = { formulaNodes: [{ formula: 'a' }, { formula: 'a*3', custom_name: 'b' }] }
    expect(of({ formula: 'C', formulas: ['D'], ...nodes })).toEqual(['a', 'a*3'])
    expect(of({ formula: 'C', formulas: ['D'], formulaNodes: [] })).toEqual(['D'])
    expect([of({ formula: 'C' }), of(undefined)]).toEqual([['C'], []])
    expect(question(query({ trendsFilter: nodes }))).toBe('A and A*3, where A is unique users of signed_up')
  })

  it('says what a formula means', () => {
    const asked = query({ trendsFilter: { formulaNodes: [{ formula: 'a*2' }] } })
    expect(question(asked)).toBe('A*2, where A is unique users of signed_up')
  })

  it('says how wide the columns of a retention are', () => {
    const retentionFilter = { period: 'Day' as const, totalIntervals: 11, retentionCustomBrackets: [1, 3, 7] }
    expect(question({ kind: 'RetentionQuery', retentionFilter })).toBe(
      'People who did $pageview and came back with $pageview, by day for 11 days, in columns of 1, 3 and 7',
    )
    expect([widthsIn('1, 3 7'), widthsIn('0 x, -2'), widthsIn('')]).toEqual([[1, 3, 7], [], []])
  })

  it('falls back to the kind', () => {
    expect(lineFor({ kind: 'InsightVizNode', source: { kind: 'FunnelsQuery' } })).toBe('Funnel')
    expect(titleFor({ name: '', derived_name: null, query: { kind: 'HogQLQuery' } })).toBe('Untitled SQL')
  })

  it('names a range inside a sentence', () => {
    const words = ['-7d', '-1h', '-1mStart', 'dStart', 'all'].map((date_from) =>
      inRange({ date_from, ...(date_from === '-1mStart' ? { date_to: '-1mEnd' } : {}) }),
    )
    expect(words).toEqual(['in the last 7 days', 'in the last hour', 'last month', 'today', 'all time'])
    expect(inRange({ date_from: '2024-03-04', date_to: '2024-03-08' })).toBe('from 4 Mar 2024 to 8 Mar 2024')
  })

  it('names any range', () => {
    expect(rangeWords({ date_from: '-45d' })).toBe('Last 45 days')
    expect(rangeWords({ date_from: '2024-03-04', date_to: '2024-03-08' })).toBe('4 Mar 2024 to 8 Mar 2024')
    expect(rangeWords(undefined)).toBe('Last 7 days')
    expect(rangeWords({ date_from: '2024-09-04' })).toBe('Since 4 Sep 2024')
    expect(rangeWords({ date_from: '-1h' })).toBe('Last hour')
  })
})

it('says of a calendar only what it shows', () => {
  const asked: TrendsQuery = {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'visit' }],
    dateRange: { date_from: '-30d' },
    breakdownFilter: { breakdown: 'plan' },
    compareFilter: { compare: true },
    trendsFilter: { display: 'CalendarHeatmap', formula: 'A * 2' },
  }
  expect(sentence(asked)).toBe('Count of visit, by weekday and hour, last 30 days')
})

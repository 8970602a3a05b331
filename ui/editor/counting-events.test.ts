import { expect, it } from 'vitest'
import { countingEvents } from './counting-events.ts'

const paid = { kind: 'EventsNode' as const, event: 'order paid' }

it('counts every event that a question reads, whatever it makes of them', () => {
  expect(
    countingEvents({
      kind: 'TrendsQuery',
      interval: 'week',
      series: [{ ...paid, math: 'sum', math_property: 'amount', properties: [{ key: 'plan', type: 'event' }] }],
      dateRange: { date_from: '-8w' },
      breakdownFilter: { breakdown: 'plan' },
      compareFilter: { compare: true },
      filterTestAccounts: true,
      trendsFilter: { formula: 'A / 2', display: 'ActionsLineGraphCumulative' },
    }),
  ).toEqual({
    kind: 'TrendsQuery',
    interval: 'week',
    series: [{ ...paid, math: 'total', properties: [{ key: 'plan', type: 'event' }] }],
    dateRange: { date_from: '-8w' },
    filterTestAccounts: true,
  })
})

it('asks as a total where the question does, because totals do not begin at midnight', () => {
  const total = { kind: 'TrendsQuery' as const, series: [paid], trendsFilter: { display: 'ActionsPie' } }
  expect(countingEvents(total)?.trendsFilter).toEqual({ display: 'BoldNumber' })
})

it('has nothing to count where there are no series', () => {
  expect(countingEvents({ kind: 'PathsQuery', pathsFilter: {} })).toBe(undefined)
  expect(countingEvents({ kind: 'TrendsQuery', series: [] })).toBe(undefined)
})

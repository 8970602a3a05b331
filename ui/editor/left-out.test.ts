import { expect, test } from 'vitest'
import type { FunnelsQuery, TrendsQuery } from '../api/types.ts'
import { leftOut } from './left-out.ts'

const trend = (display: string, more: Partial<TrendsQuery> = {}): TrendsQuery => ({
  kind: 'TrendsQuery',
  series: [{ kind: 'EventsNode', event: 'visit' }],
  trendsFilter: { display, formula: 'A * 2' },
  breakdownFilter: { breakdown: 'plan' },
  compareFilter: { compare: true },
  ...more,
})

test('what a display does not show is told', () => {
  expect(leftOut(trend('CalendarHeatmap'))).toBe(
    'Not shown by weekday and hour: the formula, the breakdown and the comparison.',
  )
  expect(leftOut(trend('ActionsPie'))).toBe('Not shown in a pie: the comparison.')
  const funnel: FunnelsQuery = {
    kind: 'FunnelsQuery',
    series: [],
    breakdownFilter: { breakdown: 'plan' },
    funnelsFilter: { funnelVizType: 'time_to_convert' },
  }
  expect(leftOut(funnel)).toBe('Not shown as time to convert: the breakdown.')
})

test('and nothing where all is shown', () => {
  for (const display of ['ActionsLineGraph', 'ActionsBarValue', 'ActionsTable', 'WorldMap'])
    expect([display, leftOut(trend(display))]).toEqual([display, undefined])
  const bare = trend('CalendarHeatmap', { breakdownFilter: null, trendsFilter: { display: 'CalendarHeatmap' } })
  expect(leftOut({ ...bare, compareFilter: { compare: false } })).toBeUndefined()
})

import { expect, it } from 'vitest'
import type { FunnelsQuery, InsightQuery, SeriesNode, TrendsQuery } from '../api/types.ts'
import { changeKind } from './change-kind.ts'

const opened: SeriesNode = { kind: 'EventsNode', event: 'opened', name: 'opened', custom_name: 'Visits', math: 'dau' }
const properties = [{ key: 'plan', type: 'event' as const, operator: 'exact', value: ['pro'] }]
const paid: SeriesNode = { kind: 'EventsNode', event: 'paid', math: 'sum', math_property: 'amount', properties }
const left: SeriesNode = { kind: 'EventsNode', event: 'left', math: 'total' }
const TRENDS: TrendsQuery = {
  kind: 'TrendsQuery',
  series: [opened, paid, left],
  interval: 'hour',
  dateRange: { date_from: '-24h' },
  compareFilter: { compare: true },
  breakdownFilter: { breakdowns: [{ property: '$browser', type: 'event' }] },
  trendsFilter: { formulaNodes: [{ formula: 'B / A' }] },
}

/** Through these kinds in turn; `change` is what somebody does at one of them. */
function through(query: InsightQuery, kinds: InsightQuery['kind'][], change = (at: InsightQuery) => at): InsightQuery {
  let state: ReturnType<typeof changeKind> = { query, left: [] }
  for (const kind of kinds) {
    const next = changeKind(state.query, kind, state.left)
    state = { ...next, query: change(next.query) }
  }
  return state.query
}

it('nothing is lost on the way through other kinds and back', () => {
  for (const kind of ['FunnelsQuery', 'RetentionQuery', 'PathsQuery', 'StickinessQuery', 'LifecycleQuery'] as const)
    expect(through(TRENDS, [kind, 'TrendsQuery'])).toEqual(TRENDS)
  expect(through(TRENDS, ['FunnelsQuery', 'RetentionQuery', 'TrendsQuery', 'PathsQuery', 'TrendsQuery'])).toEqual(
    TRENDS,
  )
  // Retention knows no range: what came from it is no change of the range of before.
  expect(through(TRENDS, ['RetentionQuery', 'StickinessQuery', 'RetentionQuery', 'TrendsQuery'])).toEqual(TRENDS)
})

it('names and filters of series go along where the other kind has a place for them', () => {
  expect(through(TRENDS, ['FunnelsQuery', 'RetentionQuery'])).toMatchObject({
    retentionFilter: {
      targetEntity: { id: 'opened', type: 'events', name: 'opened', custom_name: 'Visits' },
      returningEntity: { id: 'paid', type: 'events', properties },
    },
  })
  expect(through(TRENDS, ['FunnelsQuery'])).toMatchObject({ series: [{ custom_name: 'Visits' }, { properties }, {}] })
})

it('what was changed there comes along, and the rest stays as it was', () => {
  const step: SeriesNode = { kind: 'EventsNode', event: 'renewed' }
  const widened = through(TRENDS, ['FunnelsQuery', 'TrendsQuery'], (query) =>
    query.kind === 'FunnelsQuery'
      ? { ...query, series: [...query.series.slice(1), step], dateRange: { date_from: '-30d' } }
      : query,
  )
  // The formula speaks of letters that are there still; hours do not fit thirty days.
  expect(widened).toEqual({
    ...TRENDS,
    series: [paid, left, { ...step, math: 'total' }],
    dateRange: { date_from: '-30d' },
    interval: 'day',
  })
})

it('an event that is counted in two ways is so still after another one was added', () => {
  const counted: SeriesNode[] = (['total', 'dau'] as const).map((math) => ({
    kind: 'EventsNode',
    event: 'opened',
    math,
  }))
  const step: SeriesNode = { kind: 'EventsNode', event: 'renewed' }
  const back = through({ ...TRENDS, series: counted }, ['FunnelsQuery', 'TrendsQuery'], (query) =>
    query.kind === 'FunnelsQuery' ? { ...query, series: [...query.series, step] } : query,
  )
  expect(back).toMatchObject({ series: [...counted, { ...step, math: 'total' }] })
})

it('a series that is filtered there is counted as before, and another event in its place is not', () => {
  const back = (change: Partial<SeriesNode>) =>
    through(TRENDS, ['FunnelsQuery', 'TrendsQuery'], (query) =>
      query.kind === 'FunnelsQuery'
        ? { ...query, series: query.series.map((one, at) => (at === 1 ? { ...one, ...change } : one)) }
        : query,
    )
  expect(back({ properties: [] })).toEqual({ ...TRENDS, series: [opened, { ...paid, properties: [] }, left] })
  const other: SeriesNode = { kind: 'EventsNode', event: 'renewed', math: 'total', properties }
  expect(back({ event: 'renewed' })).toEqual({ ...TRENDS, series: [opened, other, left] })
})

it('each kind keeps what only it knows', () => {
  const funnel: FunnelsQuery = {
    kind: 'FunnelsQuery',
    series: [
      { kind: 'EventsNode', event: 'opened' },
      { kind: 'EventsNode', event: 'paid', optionalInFunnel: true },
    ],
    funnelsFilter: { funnelWindowInterval: 3, funnelWindowIntervalUnit: 'hour' },
  }
  const isDaily = (query: InsightQuery): InsightQuery =>
    query.kind === 'RetentionQuery' ? { ...query, retentionFilter: { ...query.retentionFilter, period: 'Day' } } : query
  expect(through(funnel, ['RetentionQuery', 'FunnelsQuery'], isDaily)).toEqual(funnel)
  const retention = through(funnel, ['RetentionQuery', 'FunnelsQuery', 'RetentionQuery'], isDaily)
  expect(retention).toMatchObject({ retentionFilter: { period: 'Day', targetEntity: { id: 'opened' } } })
})

it('a filter that was taken away there does not come back', () => {
  const filtered: TrendsQuery = { ...TRENDS, properties }
  const without = through(filtered, ['FunnelsQuery', 'TrendsQuery'], (query) => ({ ...query, properties: [] }))
  expect(without).toEqual({ ...filtered, properties: [] })
})

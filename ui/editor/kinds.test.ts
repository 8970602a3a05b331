import { describe, expect, it } from 'vitest'
import type { InsightQuery, SeriesNode, TrendsQuery } from '../api/types.ts'
import { kindIcon } from './displays.ts'
import { asKind, KINDS, missing } from './kinds.ts'
import { sentence } from './sentence.ts'

const TRENDS: TrendsQuery = {
  kind: 'TrendsQuery',
  series: [
    { kind: 'EventsNode', event: 'opened', name: 'opened', math: 'dau' },
    { kind: 'EventsNode', event: 'paid', name: 'paid' },
  ],
  properties: [{ key: 'plan', type: 'event', operator: 'exact', value: 'pro' }],
  dateRange: { date_from: '-14d' },
}

describe('a question asked another way', () => {
  it('keeps events, filters and range', () => {
    const funnel = asKind(TRENDS, 'FunnelsQuery')
    expect(funnel).toMatchObject({
      series: [{ event: 'opened' }, { event: 'paid' }],
      properties: TRENDS.properties,
      dateRange: { date_from: '-14d' },
    })
    expect(funnel.kind === 'FunnelsQuery' && 'math' in (funnel.series[0] ?? {})).toBe(false)
    const retention = asKind(TRENDS, 'RetentionQuery')
    expect(retention).toMatchObject({
      retentionFilter: { targetEntity: { id: 'opened' }, returningEntity: { id: 'paid' } },
    })
    expect(asKind(retention, 'LifecycleQuery')).toMatchObject({ series: [{ event: 'opened' }] })
  })

  it('keeps actions and groups of events, and never counts any event in their place', () => {
    const action: SeriesNode = { kind: 'ActionsNode', id: 7, name: 'Bought' }
    const nodes: SeriesNode[] = [{ kind: 'EventsNode', event: 'opened', name: 'opened' }, action]
    const either: SeriesNode = { kind: 'GroupNode', operator: 'OR', nodes }
    const trends: TrendsQuery = { kind: 'TrendsQuery', series: [{ ...action, math: 'dau' }, either] }
    expect(asKind(trends, 'FunnelsQuery')).toMatchObject({ series: [action, either] })
    expect(asKind(trends, 'StickinessQuery')).toMatchObject({ series: [action, nodes[0]] })
    const retention = asKind(trends, 'RetentionQuery')
    expect(retention).toMatchObject({
      retentionFilter: {
        targetEntity: { id: 7, type: 'actions', name: 'Bought' },
        returningEntity: { id: 'opened', type: 'events' },
      },
    })
    expect(asKind(retention, 'LifecycleQuery')).toMatchObject({ series: [action] })
  })

  it('reads as a sentence whatever its kind', () => {
    const words = KINDS.map(({ kind }) => sentence(asKind(TRENDS, kind)))
    expect(words).toEqual([
      'Unique users of opened and count of paid where plan is pro, last 14 days',
      'From opened to paid, within 14 days where plan is pro, last 14 days',
      'People who did opened for the first time and came back with paid, by week for 8 weeks where plan is pro',
      'Paths over pages, 5 steps where plan is pro, last 14 days',
      'On how many days people did opened and paid where plan is pro, last 14 days',
      'New, returning, back again and gone, by opened where plan is pro, last 14 days',
    ])
  })

  it('says what is missing', () => {
    const empty: InsightQuery = { kind: 'TrendsQuery', series: [] }
    expect(missing(empty)).toBe('Pick an event')
    expect(missing(asKind(empty, 'FunnelsQuery'))).toBe('Pick the first step')
    expect(missing(asKind(empty, 'RetentionQuery'))).toBeUndefined()
    expect(missing(TRENDS)).toBeUndefined()
  })
})

it('a kind has one sign, in the editor and in every list', () => {
  for (const { kind, icon } of KINDS)
    expect(kindIcon({ kind: 'InsightVizNode', source: asKind(TRENDS, kind) })).toBe(icon)
  expect(kindIcon({ ...TRENDS, trendsFilter: { display: 'ActionsPie' } })).toBe('pie')
  expect(kindIcon({ kind: 'HogQLQuery', query: 'select 1' })).toBe('sql')
})

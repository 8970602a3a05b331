import { expect, test } from 'vitest'
import type { SeriesNode } from '../api/types.ts'
import { changeSeries, emptyQuery, isWhole, undecided } from './edit.ts'

test('what is chosen takes the place of what was counted; its math and its name in charts stay', () => {
  const kept = { math: 'dau', custom_name: 'Buyers' }
  const event: SeriesNode = { kind: 'EventsNode', event: 'order', name: 'order', ...kept }
  const action: SeriesNode = { kind: 'ActionsNode', id: 7, name: 'Bought', ...kept }
  const group: SeriesNode = { kind: 'GroupNode', operator: 'OR', nodes: [{ kind: 'EventsNode', event: 'a' }], ...kept }
  const change = (series: SeriesNode, what: Partial<SeriesNode>) => changeSeries({ series: [series] }, 0, what).series
  for (const series of [event, action, group]) {
    expect(change(series, { kind: 'EventsNode', event: 'order', name: 'order' })).toEqual([event])
    expect(change(series, { kind: 'ActionsNode', id: 7, name: 'Bought' })).toEqual([action])
    expect(change(series, { math: 'total' })).toEqual([{ ...series, math: 'total' }])
  }
})

test('a sum is not asked for before it is said of what', () => {
  const of = (...series: Partial<SeriesNode>[]) => ({
    ...emptyQuery(),
    series: series.map((one) => ({ kind: 'EventsNode' as const, event: 'paid', ...one })),
  })
  expect(undecided(of({ math: 'total' }, { math: 'sum' }))).toBe('Choose a property for B')
  expect(isWhole(of({ math: 'sum' }))).toBe(false)
  expect(isWhole(of({ math: 'sum', math_property: 'amount' }))).toBe(true)
  expect(isWhole(emptyQuery())).toBe(false)
})

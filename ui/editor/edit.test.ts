import { expect, test } from 'vitest'
import type { SeriesNode } from '../api/types.ts'
import { changeSeries } from './edit.ts'

test('an event chosen for an action or a group takes its place, and its math and name in charts stay', () => {
  const kept = { math: 'dau', custom_name: 'Buyers' }
  const action: SeriesNode = { kind: 'ActionsNode', id: 7, name: 'Bought', ...kept }
  const group: SeriesNode = { kind: 'GroupNode', operator: 'OR', nodes: [{ kind: 'EventsNode', event: 'a' }], ...kept }
  for (const series of [action, group])
    expect(changeSeries({ series: [series] }, 0, { event: 'order', name: 'order' }).series).toEqual([
      { kind: 'EventsNode', event: 'order', name: 'order', ...kept },
    ])
  expect(changeSeries({ series: [action] }, 0, { math: 'total' }).series).toEqual([{ ...action, math: 'total' }])
})

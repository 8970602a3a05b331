import { expect, test } from 'vitest'
import type { JsonObject } from '../lib/json.ts'
import { layered, withoutReplaced } from './overrides.ts'

const on = (key: string, more: JsonObject = {}): JsonObject => ({ key, value: 'x', ...more })

test('a property of a tile replaces what is on the same key, and a group replaces nothing', () => {
  const tile = { properties: [on('plan'), { type: 'OR', values: [on('a')] }] }
  const dashboard = {
    properties: [on('plan', { type: 'event' }), on('plan', { type: 'person' }), { type: 'OR', values: [on('b')] }],
  }
  expect(layered(dashboard, tile)['properties']).toEqual([
    ...[on('plan', { type: 'person' }), { type: 'OR', values: [on('b')] }],
    ...tile.properties,
  ])
})

test('a query loses its own properties on the keys that a tile names, wherever it holds them', () => {
  const tile = { properties: [on('plan')] }
  const list = { kind: 'FunnelsQuery', properties: [on('plan'), on('plan', { type: 'person' })], series: [on('plan')] }
  expect(withoutReplaced({ kind: 'InsightVizNode', source: list }, tile)).toEqual({
    kind: 'InsightVizNode',
    source: { ...list, properties: [on('plan', { type: 'person' })] },
  })
  const sql = { kind: 'HogQLQuery', query: 'select 1', filters: { properties: [on('plan'), on('b')] } }
  expect(withoutReplaced(sql, tile)).toEqual({ ...sql, filters: { properties: [on('b')] } })
  const group = (...values: JsonObject[]) => ({ type: 'OR', values })
  expect(withoutReplaced({ properties: group(group(on('plan')), group(on('plan'), on('b'))) }, tile)).toEqual({
    properties: group(group(on('b'))),
  })
  expect(withoutReplaced(list, {})).toBe(list)
})

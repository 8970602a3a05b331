import { expect, it } from 'vitest'
import type { PropertyFilter } from '../api/types.ts'
import { filtersIn, isComplete, over } from './filter-groups.ts'

const plan = (value: string[]): PropertyFilter => ({ key: 'plan', type: 'event', operator: 'exact', value })

it('reads filters from an address and nothing else', () => {
  expect(filtersIn([plan(['pro']), 'plan', null, { key: 1 }])).toEqual([plan(['pro'])])
  expect([filtersIn('plan'), filtersIn([]), filtersIn(undefined)]).toEqual([undefined, undefined, undefined])
})

it('lays filters over others: on one property the later one stands', () => {
  const person: PropertyFilter = { ...plan(['team']), type: 'person' }
  expect(over([plan(['free']), person], [plan(['pro'])])).toEqual([person, plan(['pro'])])
})

it('knows when there is nothing to compare with yet', () => {
  const set: PropertyFilter = { key: 'plan', type: 'event', operator: 'is_set', value: null }
  const sql: PropertyFilter = { type: 'hogql', key: 'properties.amount > 9' }
  expect([plan([]), plan(['']), plan(['pro']), set, sql].map(isComplete)).toEqual([false, false, true, true, true])
})

import { expect, it } from 'vitest'
import type { Tile } from '../api/types.ts'
import type { InsightVariable } from '../api/variables.ts'
import { differing, givenOf, storedValues, usedBy, valuesIn } from './variables.ts'

const variable = (id: string, code_name: string): InsightVariable => ({
  id,
  code_name,
  name: code_name,
  type: 'Number',
  default_value: 3,
  values: null,
  is_multi: false,
})
const KNOWN = [variable('1', 'limit'), variable('2', 'country')]
const tile = (query: object): Tile => ({
  id: 1,
  text: null,
  button_tile: null,
  layouts: null,
  color: null,
  insight: {
    id: 1,
    short_id: 'a',
    name: '',
    derived_name: '',
    created_at: '',
    created_by: null,
    query: { kind: '', ...query },
  },
})

it('finds the variables of SQL, also within what shows it', () => {
  const sql = { kind: 'HogQLQuery', variables: { 1: { code_name: 'limit', variableId: '1' } } }
  expect(usedBy([tile(sql)], KNOWN).map(({ id }) => id)).toEqual(['1'])
  expect(usedBy([tile({ kind: 'DataVisualizationNode', source: sql })], KNOWN).map(({ id }) => id)).toEqual(['1'])
  expect(usedBy([tile({ kind: 'TrendsQuery' })], KNOWN)).toEqual([])
})

it('tells the API values under ids, and the address only what differs', () => {
  expect(givenOf({ limit: 7, new: 1 }, KNOWN)).toEqual({
    1: { code_name: 'limit', variableId: '1', value: 7 },
    new: { code_name: 'new', variableId: 'new', value: 1 },
  })
  expect(storedValues({ 1: { code_name: 'limit', variableId: '1', value: 5 } })).toEqual({ limit: 5 })
  expect(differing({ limit: 5, country: ['de'] }, { limit: 5, country: ['fr'] })).toEqual({ country: ['de'] })
  expect(differing({ limit: 5 }, { limit: 5 })).toBe(undefined)
  expect([valuesIn({}), valuesIn('x'), valuesIn([1]), valuesIn({ a: 1 })]).toEqual([
    undefined,
    undefined,
    undefined,
    { a: 1 },
  ])
})

import { expect, it } from 'vitest'
import type { InsightVariable } from '../api/variables.ts'
import { usedVariables } from './used-variables.ts'

const variable = (id: string, code_name: string): InsightVariable => ({
  id,
  code_name,
  name: code_name,
  type: 'Number',
  default_value: 1,
  values: null,
  is_multi: false,
})

it('finds the variables that a text names, each once, and no others', () => {
  const known = [variable('a', 'limit'), variable('b', 'limits'), variable('c', 'plan')]
  const text = 'select {variables.limit} * { variables.limit } where plan = {variables.plan} and {variables.gone} = 1'
  expect(usedVariables(text, known)).toEqual({
    a: { code_name: 'limit', variableId: 'a' },
    c: { code_name: 'plan', variableId: 'c' },
  })
  expect(usedVariables('select limit from events', known)).toEqual({})
})

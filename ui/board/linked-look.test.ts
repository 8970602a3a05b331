import { expect, test } from 'vitest'
import { linkedLook } from './linked-look.ts'

test('the overrides of a link are said as the address of a board says them', () => {
  const properties = [{ key: 'plan', value: ['pro'], operator: 'exact', type: 'event' }]
  expect(
    linkedLook({
      filters_override: { date_from: '-3d', properties },
      variables_override: { a: { variableId: 'a', code_name: 'plan', value: 'team' }, b: null, c: { value: 1 } },
    }),
  ).toEqual({ from: '-3d', to: undefined, interval: undefined, filters: properties, variables: { plan: 'team' } })
})

test('a link without any, or with what is none, says nothing', () => {
  for (const search of [{}, { filters_override: 'x', variables_override: 7 }])
    expect(linkedLook(search)).toEqual({ variables: {} })
})

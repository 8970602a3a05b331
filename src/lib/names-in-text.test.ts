import { expect, test } from 'vitest'
import { NamesInText } from './names-in-text.ts'

test('finds the names that a search for each would find', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const word = (longest: number) => Array.from({ length: random(longest) }, () => 'ab$ '[random(4)]).join('')
  for (let round = 0; round < 300; round++) {
    const names = [...new Set(Array.from({ length: 30 }, () => word(9)))]
    const text = word(40)
    const expected = names.filter((name) => text.includes(name)).sort()
    expect([...new NamesInText(names).in(text)].sort()).toEqual(expected)
  }
})

test('names of the members of every object are names like others', () => {
  const finder = new NamesInText(['constructor', '__proto__', 'abcd', 'abc', ''])
  expect([...finder.in('x.constructor.abcd')].sort()).toEqual(['', 'abc', 'abcd', 'constructor'])
})

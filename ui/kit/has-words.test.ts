import { expect, it } from 'vitest'
import { hasWords } from './has-words.ts'

it('asks for every word, in any order and case', () => {
  expect(['paid order', '', ' ORDER  ', 'order unpaid'].map((typed) => hasWords('Order paid', typed))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

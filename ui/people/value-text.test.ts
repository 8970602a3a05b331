import { expect, test } from 'vitest'
import { readValue, valueText } from './value-text.ts'

test.each([
  ['pro', 'pro'],
  ['12', 12],
  ['-1.5', -1.5],
  ['true', true],
  ['null', null],
  ['trueish', 'trueish'],
  ['2026-01-01', '2026-01-01'],
  ['007', '007'],
  ['[1, "a"]', [1, 'a']],
  ['{"a": 1}', { a: 1 }],
  ['{broken', '{broken'],
  ['"12"', '12'],
  ['', ''],
])('%s is read as it is meant', (text, value) => {
  expect(readValue(text)).toEqual(value)
})

test('texts are shown as they are', () => {
  expect([valueText('a'), valueText(1), valueText({ a: [null] })]).toEqual(['a', '1', '{"a":[null]}'])
})

import { expect, test } from 'vitest'
import { broken } from './pen.ts'

test('words are broken into lines that fit, also where a script sets no spaces', () => {
  const inTen = (words: string) => broken(words, 2, (line) => line.length <= 10)
  expect(inTen('paid')).toEqual(['paid'])
  expect(inTen(' Orders  by\nplan of all')).toEqual(['Orders by', 'plan of all'])
  expect(inTen('a-word-that-is-too-long for it')).toEqual(['a-word-that-is-too-long', 'for it'])
  expect(inTen('注文が完了しました。注文が完了しました。')).toEqual(['注文が完了しました。', '注文が完了しました。'])
  expect(inTen('Orders 注文が完了しました')).toEqual(['Orders 注文が', '完了しました'])
})

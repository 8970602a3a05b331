import { expect, test } from 'vitest'
import { openParser } from './parse.ts'

const numbers = (from: number) => Array.from({ length: 70 }, (_, i) => from + i)

test('a parser is replaced after so many tokens, and the next one reads on', async () => {
  const parser = await openParser()
  for (let i = 0; i < 600; i++) {
    const tree = parser.expression(`[${numbers(i).join()}]`)
    expect(tree).toMatchObject({ node: 'Array', exprs: numbers(i).map((value) => ({ value })) })
    // The one that is made meanwhile comes with the event loop.
    if (i % 100 === 0) await new Promise(setImmediate)
  }
})

test('a text is parsed once', async () => {
  const parser = await openParser()
  expect(parser.expression('a + 1')).toBe(parser.expression('a + 1'))
  expect(parser.query('select 1')).toBe(parser.query('select 1'))
})

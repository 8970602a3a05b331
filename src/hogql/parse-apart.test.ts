import { expect, test } from 'vitest'
import { trusted } from '../lib/json.ts'
import { type ParseMethod, ParsingThread } from './parse-apart.ts'

test('texts are parsed one after the other, and a text that ends the thread is refused alone', async () => {
  const thread = new ParsingThread()
  const [first, broken, last] = await Promise.allSettled([
    thread.parse('parseExpr', 'a + 1'),
    thread.parse(trusted<ParseMethod>('parseNothing'), 'a'),
    thread.parse('parseSelect', 'select 1'),
  ])
  expect(first).toMatchObject({ status: 'fulfilled', value: expect.stringContaining('ArithmeticOperation') })
  expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'hogql_syntax_error' } })
  expect(last).toMatchObject({ status: 'fulfilled', value: expect.stringContaining('SelectQuery') })
})

test('what waits is bounded', async () => {
  const thread = new ParsingThread()
  const all = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => thread.parse('parseExpr', `a${i}`)))
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(10)
})

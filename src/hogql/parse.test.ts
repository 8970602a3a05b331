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

const LOST_ORDER = /ORDER BY cannot stand behind a SELECT in brackets/

test.each([
  '(select 1 as a) union all (select 2 as a) order by a',
  'select * from (select 1 as a union distinct (select 2 as a) order by a desc limit 1)',
  '(select 1 as a) -- (\n order by a',
  '(select 1 as a) /* ( */ order by a',
  "(select 1 as a) union /* it's */ all // (\n (select 2 as a) # )\r order by a",
  '((select 1 as a) intersect (select 1 as a)) order by a',
])('an order that the parser would drop is refused: %s', async (text) => {
  const parser = await openParser()
  expect(() => parser.query(text)).toThrow(LOST_ORDER)
})

test.each([
  'select 1 as a union all select 2 as a order by a',
  'select * from ((select 1 as a) union all (select 2 as a)) order by a',
  'select distinct (select 1) as a order by a',
  "select event from events where event in (select 'b)') order by event",
  'with x as (select 1 as a) select a from x order by a',
  'select count() over (order by 1), (1, 2) as pair order by pair',
])('any other order stays: %s', async (text) => {
  const parser = await openParser()
  expect(JSON.stringify(parser.query(text))).toMatch(/"order_by":\[\{/)
})

test.each([
  'select 1 /* 1) it is " */',
  '((select 1)) // 1) a\n -- 2) b\r # 3) c',
  '(select 1 /* ) order by 1 */)',
  'select 1; /* the end */ // really',
])('a comment is not read: %s', async (text) => {
  const parser = await openParser()
  expect(parser.query(text)).toMatchObject({
    node: 'SelectQuery',
    select: [{ node: 'Constant', value: 1 }],
    order_by: [],
  })
})

test('comments that are never closed take no time', async () => {
  const parser = await openParser()
  const began = performance.now()
  expect(() => parser.query(`select 1 ${'/*'.repeat(140_000)}`)).toThrow()
  expect(performance.now() - began).toBeLessThan(1_000)
})

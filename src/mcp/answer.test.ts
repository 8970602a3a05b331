import { expect, test } from 'vitest'
import { objectOr, parseJson } from '../lib/json.ts'
import { answerText } from './answer.ts'

const rows = Array.from({ length: 10_000 }, (_, at) => [at, 'x'.repeat(20)])
const url = 'http://hoglet.test/project/1/sql'

test('rows are cut wherever they are, and the object beside the text is cut like it', () => {
  for (const value of [
    { columns: ['n', 'x'], results: rows },
    { insight: { id: 1 }, results: { columns: ['n', 'x'], results: rows } },
  ]) {
    const { text, object } = answerText({ value, url }, true)
    expect(text.length).toBeLessThanOrEqual(60_000)
    const [written = '', said = ''] = text.split('\n')
    expect(parseJson(written)).toEqual(object)
    expect(object).toMatchObject({ _posthogUrl: url })
    const kept = /^Truncated: showing (\d+) of 10000 rows;/.exec(said)?.[1]
    const shown = objectOr(object)['results']
    expect(Array.isArray(shown) ? shown : objectOr(shown ?? null)['results']).toEqual(rows.slice(0, Number(kept)))
    expect(answerText({ value, url }, false).text.length).toBeLessThanOrEqual(60_000)
  }
})

test('a query is not cut, and what has no rows is cut as text', () => {
  const query = { kind: 'TrendsQuery', series: Array.from({ length: 9_000 }, (_, at) => ({ event: `event ${at}` })) }
  const { text, object } = answerText({ value: { query, tags: ['a', 'b'] } }, true)
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).toMatch(
    /\nTruncated: showing 59800 of \d+ characters; ask for fewer columns or a part of a long value\.$/,
  )
  expect(object).toBeUndefined()
})

test('of one row that is longer than an answer the beginning is shown, and it is said', () => {
  const long = 'x'.repeat(100_000)
  const answers = [
    answerText(
      {
        value: {
          columns: ['n', 'x'],
          results: [
            [1, long],
            [2, 'y'],
          ],
        },
        url,
      },
      true,
    ),
    answerText({ value: { columns: ['n', 'x'], results: [[1, long]] }, url }, false),
    answerText(`n|x\n1|${long}\n2|y\n\n_posthogUrl: ${url}`, false),
  ]
  for (const { text, object } of answers) {
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toContain('x'.repeat(50_000))
    expect(text).toMatch(
      /\nTruncated: showing \d+ of 100\d\d\d characters; ask for fewer columns or a part of a long value\.$/,
    )
    expect(object).toBeUndefined()
  }
})

test('what fits is whole', () => {
  const value = { results: rows.slice(0, 3) }
  expect(answerText({ value }, true)).toEqual({ text: JSON.stringify(value), object: value })
  expect(answerText({ value }, false).object).toBeUndefined()
})

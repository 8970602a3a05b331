import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../src/lib/json.ts'
import { TestApp } from './support/app.ts'

/** The parser blocks everybody while it reads: what it would read for long is refused at once, what people write works. */
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const TOO_LONG = 'The query is too long or nested too deeply.'
const ask = (path: string, body: JsonObject) => app.ask('POST', `/api/projects/1${path}`, body)
const run = (query: JsonObject) => ask('/query/', { query })
const hogql = (query: string): JsonObject => ({ kind: 'HogQLQuery', query })
const list = (count: number, item: (i: number) => string, between = ',') =>
  Array.from({ length: count }, (_, i) => item(i)).join(between)
const calls = (depth: number) => `${'lower('.repeat(depth)}'A'${')'.repeat(depth)}`

const ONES = list(20_000, () => '1')
const series = [{ kind: 'EventsNode', event: 'hello' }]

describe('refused at once', () => {
  const queries: [string, JsonObject][] = [
    ['a list of 20,000', hogql(`select ${ONES}`)],
    ['a sum of 20,000', hogql(`select ${list(20_000, () => '1', '+')}`)],
    ['a template in templates', hogql(`select f'${'{'.repeat(300)}1${'}'.repeat(300)}'`)],
    ['80 nested calls', hogql(`select ${calls(80)}`)],
    ['many columns of nested calls', hogql(`select ${list(50, () => calls(25))}`)],
    ['a filter', { kind: 'TrendsQuery', series, properties: [{ type: 'hogql', key: `1 in (${ONES})` }] }],
    [
      'a breakdown',
      { kind: 'TrendsQuery', series, breakdownFilter: { breakdown_type: 'hogql', breakdown: `[${ONES}]` } },
    ],
    ['a value', { kind: 'TrendsQuery', series: [{ ...series[0], math: 'hogql', math_hogql: `sum([${ONES}][1])` }] }],
    ['a column', { kind: 'EventsQuery', select: [`[${ONES}]`] }],
  ]
  test.each(queries)('%s', async (_, query) => {
    const answer = await run(query)
    expect([answer.status, answer.body['detail']]).toEqual([400, TOO_LONG])
  })

  test('the text of a saved insight', async () => {
    const query = { kind: 'DataVisualizationNode', source: hogql(`select ${ONES}`) }
    const saved = await ask('/insights/', { query })
    const shown = await app.ask('GET', `/api/projects/1/insights/${String(saved.body['id'])}/?refresh=blocking`)
    expect([saved.status, shown.status, shown.body['detail']]).toEqual([201, 400, TOO_LONG])
  })

  test('a text being checked: being wrong is the answer', async () => {
    const { body } = await run({ kind: 'HogQLMetadata', language: 'hogQL', query: `select ${ONES}` })
    expect(body).toMatchObject({ isValid: false, errors: [{ message: TOO_LONG }] })
  })

  test('a text being completed is not parsed', async () => {
    const at = { startPosition: 200_001, endPosition: 200_001 }
    const query = `${'a'.repeat(200_000)} `
    expect((await run({ kind: 'HogQLAutocomplete', language: 'hogQL', query, ...at })).status).toBe(200)
  })
})

describe('answered', () => {
  test('120 columns, and others while they are parsed', async () => {
    const done: string[] = []
    const columns = list(120, (i) => `sum(toFloat(properties.amount_${i})) as c${i}`)
    const [large] = await Promise.all([
      run(hogql(`select ${columns} from events`)).finally(() => done.push('large')),
      ...Array.from({ length: 5 }, (_, i) => run(hogql(`select ${i}`)).finally(() => done.push('small'))),
    ])
    expect([large.status, [large.body['columns']].flat().length]).toEqual([200, 120])
    expect(done.at(-1)).toBe('large')
  }, 60_000)

  test('a list of 2,000 values', async () => {
    const query = `select count() from numbers(10) where toString(number) in (${list(2_000, (i) => `'${i + 5}'`)})`
    expect((await run(hogql(query))).body['results']).toEqual([[5]])
  })

  test('25 nested calls', async () => {
    expect((await run(hogql(`select ${calls(25)}`))).body['results']).toEqual([['a']])
  }, 20_000)

  test.each([
    ['select 1;', 1],
    ['select 1; -- the end', 1],
    ['select 1 -- the end', 1],
    ["select 'a; --'", 'a; --'],
    ['select 2 union all (select 2) limit 1', 2],
  ])('%s', async (query, value) => {
    expect((await run(hogql(query))).body['results']).toEqual([[value]])
  })
})

test.each([
  ['select 1) union all (select 2', "extraneous input ')' (at position 8)"],
  ['select 1 from', 'the query ends too early (at position 13)'],
  ['select 1 2', "extraneous input '2' expecting ')' (at position 9)"],
])('%s', async (query, detail) => {
  const answer = await run(hogql(query))
  expect([answer.status, answer.body['detail']]).toEqual([400, detail])
})

import { expect, test } from 'vitest'
import { compileText } from '../../test/support/compile.ts'

const errorOf = (text: string) => {
  try {
    compileText(text)
  } catch (error) {
    return error
  }
  throw new Error('It compiled')
}

test.each([
  ['select * from evnts', 'Unknown table `evnts`. Did you mean: `events`?'],
  ['select foo from events', 'Unable to resolve field: foo'],
  ["select url('x')", "Unsupported function call 'url(...)'."],
  ['select toInt()', "Function 'toInt' expects 1 argument, found 0"],
  ['select quantileExact(0.5)(1)', "Unsupported function call 'quantileExact(...)'"],
  ['select 1 as team_id', 'reserved keyword'],
  ['select 1 as `NULL`', 'reserved keyword'],
  ['select {x}', 'Unresolved placeholder: {x}'],
  ['select count() from events where {filters.foo}', 'Unsupported filters placeholder'],
  ['select {variables.country}', 'Set a value or a default for each query variable. Missing: country.'],
  ['select e.foo from events e', 'Unable to resolve field: e.foo'],
  ['select id from persons a join persons b on a.id = b.id', 'Ambiguous query'],
  ['select 1 as x, 2 as x', 'Cannot redefine an alias: "x"'],
  ['select count() from events where person_id in cohort 7', 'Could not find cohort with ID or name 7'],
  ["select countif('x', 1, 2)", "Unsupported function call 'countif(...)'. Perhaps you meant 'countIf(...)'?"],
  ['with recursive r as (select 1) select * from r', 'Recursive common table expressions'],
])('%s', (text, message) => {
  expect(errorOf(text)).toMatchObject({ name: 'HogqlError', message: expect.stringContaining(message) })
})

test('a name as long as a query is refused at once', () => {
  const began = performance.now()
  expect(errorOf(`select ${'a'.repeat(290_000)}(1)`)).toMatchObject({ message: expect.stringContaining('Unsupported') })
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a syntax error carries its position', () => {
  expect(errorOf('select')).toMatchObject({ code: 'hogql_syntax_error', start: 6, end: 6 })
})

test('an unknown field carries its position', () => {
  expect(errorOf('select event, foo from events')).toMatchObject({ start: 14, end: 17 })
})

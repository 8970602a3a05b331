import { expect, test } from 'vitest'
import { compileContext, compileText } from '../../../test/support/compile.ts'
import { constant, equals, field, or, select } from '../build.ts'
import { compile } from '../compile.ts'

test('the values of a long query are numbered in a time that grows with their number, not with its square', () => {
  const conditions = Array.from({ length: 30_000 }, (_, i) => equals(field('event'), constant(`event ${i}`)))
  const query = select({ select: [field('event')], from: 'events', where: or(...conditions) })
  const began = performance.now()
  const { params } = compile(query, compileContext())
  expect(performance.now() - began).toBeLessThan(10_000)
  const names = Object.entries(params).filter(([, value]) => String(value).startsWith('event '))
  expect(new Set(names.map(([, value]) => value)).size).toBe(30_000)
})

test('a place in a tuple is part of the text, in brackets behind a parameter, where the engine reads none', () => {
  expect(compileText('select tuple(event, tuple(uuid, 5)).2.1 from events').sql).toMatch(
    /^SELECT tuple\(.*\)\)\.2\.1 FROM/,
  )
  expect(compileText("select 'text'.1").sql).toMatch(/^SELECT \(\{p0:String\}\)\.1$/)
})

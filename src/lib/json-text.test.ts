import { expect, test, vi } from 'vitest'
import { jsonParts } from './json-text.ts'

test('the parts of a value are the text of the whole', () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => [
    i,
    `row "${i}"\n`,
    null,
    undefined,
    [i, [{ a: i }]],
    { x: undefined },
  ])
  const values = [
    {
      results: rows,
      moment: new Date(0),
      nothing: undefined,
      empty: {},
      none: [],
      deep: [[[[[[[[[[{ a: [1] }]]]]]]]]]],
    },
    Array.from({ length: 300_000 }, (_, i) => i),
    [null, { a: 1 }, undefined],
    'text',
    null,
    [],
    {},
  ]
  for (const value of values) expect([...jsonParts(value)].join('')).toBe(JSON.stringify(value))
  const parts = [...jsonParts(values[0])]
  expect(parts.length).toBeGreaterThan(4)
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(400_000)
})

test('what is short is written at once', () => {
  const insight = {
    id: 1,
    name: 'An insight',
    dashboards: [1, 2],
    query: { kind: 'TrendsQuery', series: [{ event: 'a' }] },
  }
  const value = { results: Array.from({ length: 1_000 }, () => insight) }
  const whole = JSON.stringify(value)
  const stringify = vi.spyOn(JSON, 'stringify')
  const parts = [...jsonParts(value)]
  const written = stringify.mock.calls.length
  stringify.mockRestore()
  expect(parts.join('')).toBe(whole)
  expect(written).toBeLessThan(1_010)
})

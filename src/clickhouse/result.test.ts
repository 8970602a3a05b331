import { expect, test } from 'vitest'
import { RowReader } from './result.ts'

const HEADER = '["n","text"]\n["UInt32","String"]\n'
const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `[${from + i},${JSON.stringify(`row ${i}\n${'x'.repeat(40)}`)}]\n`).join('')

test('a large chunk read in pieces has the rows that it has read at once', () => {
  const chunks = [
    { text: HEADER + lines(0, 30_000), rows: 30_000 },
    { text: HEADER + lines(30_000, 3), rows: 3 },
    { text: HEADER + lines(30_003, 20_000), rows: 20_000 },
  ]
  const [whole, divided] = [new RowReader(), new RowReader()]
  const expected = chunks.flatMap(({ text, rows }) => whole.push(text, rows))
  const pieces = chunks.flatMap(({ text, rows }) => [...divided.pieces({ bytes: Buffer.from(text), rows })])
  expect(pieces.length).toBeGreaterThan(6)
  expect(pieces.flat()).toEqual(expected)
  expect(expected).toHaveLength(50_003)
  expect(divided.columns).toEqual(whole.columns)
})

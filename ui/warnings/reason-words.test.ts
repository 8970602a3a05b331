import { expect, it } from 'vitest'
import type { SchemaError } from '../api/ingestion.ts'
import { demandsOf, reasonWords, replayWords } from './reason-words.ts'

const amount = (actualValue: string): SchemaError => ({
  property: 'amount',
  reason: 'type_mismatch',
  expectedTypes: ['DateTime', 'Numeric'],
  actualValue,
})
const missing: SchemaError = { property: 'currency', reason: 'missing_required' }

it('says what was expected and what came', () => {
  expect(reasonWords(amount('abc'))).toBe('amount: expected a date or a number, got “abc”')
  expect(reasonWords(amount(''))).toBe('amount: expected a date or a number, got an empty text')
  expect(reasonWords(amount('x'.repeat(61)))).toBe(`amount: expected a date or a number, got “${'x'.repeat(60)}…”`)
  expect(reasonWords(missing)).toBe('currency is missing')
})

it('counts what was asked for in vain, whatever came instead', () => {
  expect(
    demandsOf([{ errors: [missing] }, { errors: [amount('a'), missing] }, { errors: [amount('b'), missing] }]),
  ).toEqual([
    { words: 'currency is missing', count: 3 },
    { words: 'amount: expected a date or a number', count: 2 },
  ])
})

it('says what came of a replay', () => {
  expect(replayWords({ replayed: 1, still_rejected: 0 })).toBe('1 event replayed, each under its own time')
  expect(replayWords({ replayed: 0, still_rejected: 2 })).toBe('2 events still do not fit the schema')
  expect(replayWords({ replayed: 1200, still_rejected: 1 })).toBe(
    '1,200 events replayed, 1 still does not fit the schema',
  )
  expect(replayWords({ replayed: 0, still_rejected: 0 })).toBe('Nothing was left to replay')
})

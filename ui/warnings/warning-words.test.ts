import { expect, it } from 'vitest'
import { factsOf, warningWords } from './warning-words.ts'

it('says what it knows of a type, and the type itself where it knows nothing', () => {
  expect(warningWords('event_too_big').outcome).toBe('Not stored')
  expect(warningWords('something_new').title).toBe('Something new')
})

it('shows a sample with what tells most first', () => {
  const errors = [
    { property: 'amount', reason: 'type_mismatch', expectedTypes: ['Numeric'], actualValue: 'abc' },
    { property: 'currency', reason: 'missing_required' },
  ]
  const details = { eventUuid: 'u', other: 1, errors, distinctId: 'ann', eventName: 'paid', reason: 'x', empty: null }
  expect(factsOf({ timestamp: '', details })).toEqual([
    ['Event', 'paid'],
    ['Distinct id', 'ann'],
    ['Why', 'amount: expected a number, got “abc”\ncurrency is missing'],
    ['Uuid', 'u'],
    ['other', '1'],
  ])
})

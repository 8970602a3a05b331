import { expect, test } from 'vitest'
import { parseExact } from '../lib/lossless.ts'
import { parseTimestamp, sentAtOfQuery, settleTime } from './timestamp.ts'

const at = (iso: string, micros = 0) => Date.parse(iso) * 1000 + micros

test.each([
  ['2024-03-04T09:00:00Z', at('2024-03-04T09:00:00Z')],
  ['2024-03-04T09:00:00.123456789Z', at('2024-03-04T09:00:00.123Z', 456)], // nanoseconds are cut
  ['2024-03-04T09:00:00.5+03', at('2024-03-04T06:00:00.500Z')],
  ['2024-03-04T09:00:00-05:30', at('2024-03-04T14:30:00Z')],
  ['2024-03-04T09:00:00+0200', at('2024-03-04T07:00:00Z')],
  ['2024-03-04T09:00:00.678', at('2024-03-04T09:00:00.678Z')], // no zone is UTC
  ['2024-03-04 09:00', at('2024-03-04T09:00:00Z')],
  ['2024-03-04', at('2024-03-04T00:00:00Z')],
  ['2024/03/04 09:00:01', at('2024-03-04T09:00:01Z')],
  ['03/04/2024', at('2024-03-04T00:00:00Z')], // month first
  ['Mon, 04 Mar 2024 09:00:00 GMT', at('2024-03-04T09:00:00Z')],
  // What JavaScript, C and Ruby print of a time, and what people write.
  ['Mon Mar 04 2024 12:00:00 GMT+0300 (East Africa Time)', at('2024-03-04T09:00:00Z')],
  ['Mon Mar  4 09:00:00 2024', at('2024-03-04T09:00:00Z')],
  ['2024-03-04 09:00:00 UTC', at('2024-03-04T09:00:00Z')],
  ['2024-03-04T09:00:00.25 GMT', at('2024-03-04T09:00:00.250Z')],
  ['2024/03/04 09:00:01.000250', at('2024-03-04T09:00:01Z', 250)],
  ['March 4, 2024', at('2024-03-04T00:00:00Z')],
  ['Mar 4, 2024 9:00 PM', at('2024-03-04T21:00:00Z')],
  ['4 March 2024, 09:00:00', at('2024-03-04T09:00:00Z')],
  ['March 32, 2024', undefined],
  ['March 2024', undefined],
  ['Version 4, 2024', undefined],
  [`Mar 4, 2024 ${'AB ('.repeat(100_000)}`, undefined],
  ['1709542800', at('2024-03-04T09:00:00Z')],
  ['1709542800123', at('2024-03-04T09:00:00.123Z')],
  [1709542800, at('2024-03-04T09:00:00Z')],
  [1709542800123, at('2024-03-04T09:00:00.123Z')],
  [1709542800.5, at('2024-03-04T09:00:00.500Z')],
  // What Python prints of a time with microseconds has more digits than JavaScript keeps.
  [parseExact('1709542800.1234562'), at('2024-03-04T09:00:00.123Z', 456)],
  [parseExact('1709542800123.4562'), at('2024-03-04T09:00:00.123Z', 456)],
  ['2024-02-30', undefined],
  ['2024-13-01', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [true, undefined],
  [{}, undefined],
])('%j is read', (text, expected) => {
  expect(parseTimestamp(text)).toBe(expected)
})

const NOW = Date.parse('2024-03-04T12:00:00Z')
const settle = (claims: Partial<Parameters<typeof settleTime>[0]>) =>
  settleTime({
    timestamp: undefined,
    offset: undefined,
    sent_at: undefined,
    ignore_sent_at: false,
    now: NOW,
    ...claims,
  })

test.each([
  ['nothing is now', {}, '2024-03-04T12:00:00Z'],
  ['a time as given', { timestamp: '2024-03-04T11:59:55Z' }, '2024-03-04T11:59:55Z'],
  // The client's clock is 5 s ahead: sent at 12:00:05 by its clock, which is 12:00:00 by ours.
  ['skew', { timestamp: '2024-03-04T11:59:55Z', sent_at: at('2024-03-04T12:00:05Z') }, '2024-03-04T11:59:50Z'],
  [
    'skew ignored',
    { timestamp: '2024-03-04T11:59:55Z', sent_at: at('2024-03-04T12:00:05Z'), ignore_sent_at: true },
    '2024-03-04T11:59:55Z',
  ],
  ['a day of skew', { timestamp: '2024-03-05T11:00:00Z', sent_at: at('2024-03-05T12:00:00Z') }, '2024-03-04T11:00:00Z'],
  ['offset', { offset: 1405 }, '2024-03-04T11:59:58.595Z'],
  ['offset over timestamp', { offset: 1000, timestamp: '2020-01-01' }, '2024-03-04T11:59:59Z'],
  ['23 hours ahead is kept', { timestamp: '2024-03-05T11:00:00Z' }, '2024-03-05T11:00:00Z'],
  ['more than 23 hours ahead is now', { timestamp: '2024-03-05T11:00:00.001Z' }, '2024-03-04T12:00:00Z'],
])('%s', (_, claims, expected) => {
  expect(settle(claims)).toEqual({ at: at(expected), original: undefined })
})

test.each(['9999-12-31T00:00:00Z', 1e20, '2200-01-01'])(
  '%s is the future, and so now, before it is asked whether it can be stored',
  (timestamp) => {
    const claims = { offset: undefined, sent_at: undefined, ignore_sent_at: false, now: Date.UTC(2024, 2, 8) }
    expect(settleTime({ ...claims, timestamp })).toEqual({
      at: claims.now * 1000,
      original: undefined,
    })
  },
)

test('what cannot be read is now; what cannot be stored is 1970, with the original kept', () => {
  expect(settle({ timestamp: 'soon' })).toEqual({ at: NOW * 1000, original: undefined, unreadable: 'soon' })
  expect(settle({ timestamp: '1960-05-01' })).toEqual({ at: 0, original: '1960-05-01' })
  expect(settle({ timestamp: '' })).toEqual({ at: NOW * 1000, original: undefined })
})

test('the clock in the URL counts only when it is one', () => {
  expect(sentAtOfQuery('1709542800123')).toBe(1709542800123000)
  for (const text of ['1709542800', '1', 'x', '', undefined]) expect(sentAtOfQuery(text)).toBeUndefined()
})

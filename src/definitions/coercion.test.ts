import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { type Json, objectOr } from '../lib/json.ts'
import { parseExact } from '../lib/lossless.ts'
import { isBestEffortDate } from './best-effort-date.ts'
import { isCoercible } from './coercion.ts'

/** A number with more digits than JavaScript keeps, as capture reads it. */
const WIDE = objectOr(parseExact('{"n":12345678901234567890}'))['n'] ?? null

const TAKES: Record<string, Json[]> = {
  String: ['', 'a', 0, 1.5, true, false, {}, { a: 1 }, [], ['a'], WIDE],
  Numeric: [42, 0, -1.5, '42', '-10', ' 3.14 ', '1e3', WIDE],
  Boolean: [true, false, 'true', 'false'],
  DateTime: [1609459200, 1609459200.5, 1609459200123, '1609459200', '2021-01-01', '2021-01-01T00:00:00Z'],
  Object: [{}, { a: 1 }, [], [1]],
  Anything: [1, 'a', true, {}, []],
}

const REFUSES: Record<string, Json[]> = {
  String: [],
  Numeric: [
    ...[true, false, '', '  ', 'abc', '12abc', 'Infinity', '-Infinity', 'NaN', {}, [], [1]],
    ...[Number.POSITIVE_INFINITY, Number.NaN],
  ],
  Boolean: [1, 0, 'TRUE', 'True', 'yes', '', {}, [], [true]],
  DateTime: ['not-a-date', '', true, false, {}, [], ['2021-01-01'], 0, -1609459200, WIDE],
  Object: ['', 'a', '{}', 1, true, WIDE],
  Anything: [],
}

describe.each(Object.keys(TAKES))('%s', (type) => {
  test('takes', () => {
    expect(TAKES[type]?.filter((value) => !isCoercible(value, type))).toEqual([])
  })
  test('refuses', () => {
    expect(REFUSES[type]?.filter((value) => isCoercible(value, type))).toEqual([])
  })
})

const TEXTS = [
  ...['5', '0', '31', '99', '1.6', '2021', '1234', '99999', '202101', '202113', '123456', '20210101', '20211301'],
  ...['1609459200', '1609459200.5', '1609459200.', '1609459200abc', '1609459200 ', '-1609459200', '1e9', '160945920'],
  ...['1609459200123', '1609459200123456', '1609459200123456789', '12345678901', '20210101120000', '202101011200'],
  ...['2021-01-01', '2021-1-1', '2021-01', '2021-13', '2021-13-01', '2021-02-30', '2021-02-29', '2020-02-29'],
  ...['1900-02-29', '2000-02-29', '2021-04-31', '2021-00-10', '2021-01-00', '1800-01-01', '3000-01-01', '2021_12_31'],
  ...['2021/01/01', '2021.01.01', '2021/01-01', '2021:01:01', '2021 01 01', '2021-W01', '2021-001', '2021Q1'],
  ...['31/12/2021', '12/31/2021', '32/01/2021', '1/2/21', '01-02-2021', '01.02.2021', '12/2021', '21-01-01'],
  ...['2021-01-01T00:00:00', '2021-01-01T00:00:00Z', '2021-01-01T00:00:00.123Z', '2021-01-01T00:00:00.123456789Z'],
  ...['2021-01-01T00:00:00,123Z', '2021-01-01t00:00:00z', '2021-01-01 00:00', '2021-01-01T00', '2021-01-01T0000'],
  ...['2021-01-01T25:00:00', '2021-01-01T000000', '2021-01-01T00:00:00.', '2021-01-01T00:00:00.Z', '2021-01-01T'],
  ...['2021-01-01T00:00:00+02:00', '2021-01-01T00:00:00-0200', '2021-01-01T00:00:00 +1', '2021-01-01+02:00'],
  ...['2021-01-01T00:00:00 UTC', '2021-01-01T00:00:00 CET', '2021-01-01 00:00:00 MSK', '2021-01-01T00:00:00[UTC]'],
  ...['2021-01-01T00:00:00Zx', '2021-01-01x', '2021-01-01 abc', ' 2021-01-01', '2021-01-01 ', '"2021-01-01"'],
  ...['10:00', '10:00 PM', '2021-01-01 10:00PM', '2021-01-01, 10:00:00', '2021-01-01,', 'T10:00', '10:00:00.5'],
  ...['Jan 1, 2021', 'January 1, 2021', '1 Jan 2021', '01-Jan-2021', '01/January/2021', 'Jan 2021', 'Married 1 2021'],
  ...[
    'Mon, 02 Jan 2006 15:04:05 GMT',
    'Mon, 2 Jan 2006 15:04:05 -0700',
    'Monday, January 2, 2006',
    'Monday',
    '1st Jan',
  ],
  ...['Mon Jan 02 2006 15:04:05 GMT+0200', 'Mon Jan 02 2006 15:04:05 GMT+0200 (CEST)', 'Mon Jan  2 15:04:05 2006'],
  ...[
    'not-a-date',
    'abc',
    '',
    '  ',
    'today',
    'now',
    'true',
    'null',
    'Infinity',
    'NaN',
    '１',
    '2021年1月1日',
    '+1609459200',
  ],
]

describe('moments', () => {
  let clickhouse: ClickHouse
  beforeAll(async () => {
    clickhouse = await openTestClickHouse()
  })
  afterAll(() => clickhouse.close())

  test('are what the engine reads as one', async () => {
    // Each text alone: at the end of one the engine may look at the next.
    const sql = TEXTS.map((_, i) => `isNotNull(parseDateTime64BestEffortOrNull({t${i}:String}, 3, 'UTC'))`).join()
    const { rows } = await clickhouse.rows(
      `SELECT [${sql}]`,
      Object.fromEntries(TEXTS.map((text, i) => [`t${i}`, text])),
    )
    const [read] = rows[0] ?? []
    const engine = TEXTS.filter((_, i) => Array.isArray(read) && Number(read[i]) === 1)
    expect(TEXTS.filter(isBestEffortDate)).toEqual(engine)
    expect([engine.length > 60, TEXTS.length - engine.length > 40]).toEqual([true, true])
  })
})

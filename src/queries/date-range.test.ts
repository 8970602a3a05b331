import { describe, expect, test } from 'vitest'
import type { DateRange, Interval } from '../schema/date-range.ts'
import { dayOf, labelOf } from './buckets.ts'
import { parseMoment, previousRange, type RangeSettings, resolveRange } from './date-range.ts'

const f1: RangeSettings = { now: new Date('2024-03-08T12:00:00Z'), timezone: 'UTC', week_start_day: 0 }
const august: RangeSettings = { ...f1, now: new Date('2021-08-25T00:00:00Z') }

describe('tokens at 2024-03-08T12:00', () => {
  test.each([
    ['-24h', '2024-03-07T12:00:00.000Z'],
    ['-7d', '2024-03-01T12:00:00.000Z'],
    ['7d', '2024-03-01T12:00:00.000Z'],
    ['-2w', '2024-02-23T12:00:00.000Z'],
    ['-1m', '2024-02-08T12:00:00.000Z'],
    ['-1q', '2023-12-08T12:00:00.000Z'],
    ['-1y', '2023-03-08T12:00:00.000Z'],
    ['-30M', '2024-03-08T11:30:00.000Z'],
    ['-10s', '2024-03-08T11:59:50.000Z'],
    ['dStart', '2024-03-08T00:00:00.000Z'],
    ['dEnd', '2024-03-08T23:59:59.999Z'],
    ['-1dStart', '2024-03-07T00:00:00.000Z'],
    ['-1dEnd', '2024-03-07T23:59:59.999Z'],
    ['hStart', '2024-03-08T12:00:00.000Z'],
    ['hEnd', '2024-03-08T12:59:59.999Z'],
    ['mStart', '2024-03-01T00:00:00.000Z'],
    ['-1mStart', '2024-02-01T00:00:00.000Z'],
    ['mEnd', '2024-03-31T23:59:59.999Z'],
    ['-1mEnd', '2024-02-29T23:59:59.999Z'],
    ['yStart', '2024-01-01T00:00:00.000Z'],
    ['-1yStart', '2023-01-01T00:00:00.000Z'],
    ['yEnd', '2024-12-31T23:59:59.999Z'],
    ['wStart', '2024-03-03T00:00:00.000Z'],
    ['wEnd', '2024-03-09T23:59:59.999Z'],
    ['-5MStart', '2024-03-08T11:55:00.000Z'],
    ['MEnd', '2024-03-08T12:00:59.999Z'],
    ['sEnd', '2024-03-08T12:00:00.999Z'],
    ['nonsense', '2024-03-08T12:00:00.000Z'],
    ['-3D', '2024-03-08T12:00:00.000Z'],
    ['2024-3-4', '2024-03-04T00:00:00.000Z'],
    ['2024-03-04T10:00:00+02:00', '2024-03-04T08:00:00.000Z'],
  ])('%s', (token, expected) => {
    expect(parseMoment(token, f1.now, f1).wall.toISOString()).toBe(expected)
  })
})

test('a week that begins on Monday ends on Sunday', () => {
  const monday = { ...f1, week_start_day: 1 as const }
  expect(parseMoment('wStart', f1.now, monday).wall.toISOString()).toBe('2024-03-04T00:00:00.000Z')
  expect(parseMoment('wEnd', f1.now, monday).wall.toISOString()).toBe('2024-03-10T23:59:59.999Z')
})

const days = (range: DateRange, interval: Interval, settings: RangeSettings) =>
  resolveRange(range, interval, settings).buckets.map((bucket) => dayOf(bucket, interval))

describe('buckets', () => {
  test.each<[string, Interval, 0 | 1, string[]]>([
    ['-48h', 'day', 0, ['2021-08-23', '2021-08-24', '2021-08-25']],
    ['-20d', 'week', 0, ['2021-08-01', '2021-08-08', '2021-08-15', '2021-08-22']],
    ['-20d', 'week', 1, ['2021-08-02', '2021-08-09', '2021-08-16', '2021-08-23']],
    ['-50d', 'month', 0, ['2021-07-01', '2021-08-01']],
    ['-7m', 'quarter', 0, ['2021-01-01', '2021-04-01', '2021-07-01']],
    ['-3h', 'hour', 0, ['2021-08-24 21:00:00', '2021-08-24 22:00:00', '2021-08-24 23:00:00', '2021-08-25 00:00:00']],
  ])('%s by %s, week start %i', (date_from, interval, week_start_day, expected) => {
    expect(days({ date_from }, interval, { ...august, week_start_day })).toEqual(expected)
  })

  test('-48h by hour: 49 buckets to the end of the running hour', () => {
    const range = resolveRange({ date_from: '-48h' }, 'hour', august)
    expect(range.buckets).toHaveLength(49)
    expect(range.to.toISOString()).toBe('2021-08-25T00:59:59.999Z')
    expect(range.to_microseconds).toBe(999)
  })

  test.each<[DateRange, Interval, string, string, number]>([
    [{}, 'day', '2024-03-01', '2024-03-08', 8],
    [{ date_from: '-24h' }, 'hour', '2024-03-07 12:00:00', '2024-03-08 12:00:00', 25],
    [{ date_from: '-1dStart', date_to: '-1dEnd' }, 'hour', '2024-03-07 00:00:00', '2024-03-07 23:00:00', 24],
    [{ date_from: 'mStart' }, 'day', '2024-03-01', '2024-03-08', 8],
    [{ date_from: '-1mStart', date_to: '-1mEnd' }, 'day', '2024-02-01', '2024-02-29', 29],
    [{ date_from: '2024-03-04', date_to: '2024-03-08' }, 'week', '2024-03-03', '2024-03-03', 1],
  ])('%j by %s at the clock of F1', (range, interval, first, last, count) => {
    const found = days(range, interval, f1)
    expect([found[0], found.at(-1), found.length]).toEqual([first, last, count])
  })

  test('a partial first week counts from its first day only', () => {
    const range = resolveRange({ date_from: '2024-03-04', date_to: '2024-03-08' }, 'week', f1)
    expect(range.from.toISOString()).toBe('2024-03-04T00:00:00.000Z')
  })

  test('hours are not made days, also where they are shown by days', () => {
    const range = resolveRange({ date_from: '-24h' }, 'day', f1)
    expect(range.from.toISOString()).toBe('2024-03-07T12:00:00.000Z')
    expect(range.buckets.map((bucket) => dayOf(bucket, 'day'))).toEqual(['2024-03-07', '2024-03-08'])
    expect(resolveRange({ date_from: '-24h' }, 'week', f1).from.toISOString()).toBe('2024-03-07T00:00:00.000Z')
  })

  test('ends are those of the timezone, on days with and without summer time', () => {
    const range = resolveRange({ date_from: '2024-03-09', date_to: '2024-03-11' }, 'day', {
      ...f1,
      timezone: 'America/New_York',
    })
    expect(range.from.toISOString()).toBe('2024-03-09T05:00:00.000Z')
    expect(range.to.toISOString()).toBe('2024-03-12T03:59:59.999Z')
  })

  test('explicit dates are not rounded', () => {
    const range = resolveRange(
      { date_from: '2024-03-04T10:30:00', date_to: '2024-03-05T11:00:00', explicitDate: true },
      'day',
      f1,
    )
    expect([range.from.toISOString(), range.to.toISOString()]).toEqual([
      '2024-03-04T10:30:00.000Z',
      '2024-03-05T11:00:00.000Z',
    ])
  })

  test('incomplete periods are cut off', () => {
    expect(days({ date_from: '-3d', excludeIncompletePeriods: true }, 'day', f1)).toEqual([
      '2024-03-05',
      '2024-03-06',
      '2024-03-07',
    ])
    expect(days({ date_from: 'dStart', excludeIncompletePeriods: true }, 'day', f1)).toEqual(['2024-03-08'])
  })
})

describe('labels', () => {
  test.each<[DateRange, Interval, string]>([
    [{ date_from: '2024-03-04', date_to: '2024-03-04' }, 'day', '4-Mar-2024'],
    [{ date_from: '2024-03-04T13:00:00', date_to: '2024-03-04T13:10:00' }, 'hour', '4-Mar 13:00'],
    [{ date_from: '2024-03-04', date_to: '2024-03-08' }, 'week', '4–8 Mar'],
    [{ date_from: '2024-01-28', date_to: '2024-02-10' }, 'week', '28-Jan – 3-Feb'],
    [{ date_from: '2019-12-29', date_to: '2020-01-10' }, 'week', '29-Dec-2019 – 4-Jan-2020'],
    [{ date_from: '2024-03-04', date_to: '2024-03-04' }, 'week', '4-Mar-2024'],
    [{ date_from: '2024-03-04', date_to: '2024-03-08' }, 'month', 'Mar 2024'],
  ])('%j by %s', (dates, interval, expected) => {
    const range = resolveRange(dates, interval, f1)
    expect(labelOf(range.buckets[0]!, range)).toBe(expected)
  })
})

describe('the period before', () => {
  const at2020 = { ...f1, now: new Date('2020-01-20T12:00:00Z') }
  test.each<[string, DateRange, string | undefined, RangeSettings, string, string]>([
    ['absolute', { date_from: '2020-01-15', date_to: '2020-01-19' }, undefined, at2020, '2020-01-10', '2020-01-14'],
    ['weekdays aligned', { date_from: '-7d' }, undefined, at2020, '2020-01-06', '2020-01-13'],
    ['two days', { date_from: '2020-01-15', date_to: '2020-01-19' }, '-2d', at2020, '2020-01-13', '2020-01-17'],
    ['a week', { date_from: '2020-01-15', date_to: '2020-01-19' }, '-1w', at2020, '2020-01-08', '2020-01-12'],
    ['F1', { date_from: '2024-03-04', date_to: '2024-03-08' }, undefined, f1, '2024-02-28', '2024-03-03'],
    ['F1, seven days', { date_from: '2024-03-04', date_to: '2024-03-08' }, '-7d', f1, '2024-02-26', '2024-03-01'],
  ])('%s', (_, dates, compare_to, settings, first, last) => {
    const current = resolveRange(dates, 'day', settings)
    const previous = previousRange(current, dates, { compare: true, compare_to }, settings)
    const found = previous?.buckets.map((bucket) => dayOf(bucket, 'day')) ?? []
    expect([found[0], found.at(-1)]).toEqual([first, last])
  })

  test.each<[string, DateRange, Interval, string, string]>([
    // Without today, -7d is seven days: no weekday has to be moved.
    [
      'without incomplete periods',
      { date_from: '-7d', excludeIncompletePeriods: true },
      'day',
      '2024-02-23T00:00:00.000Z',
      '2024-02-29T23:59:59.999Z',
    ],
    [
      'as whole days as the period itself',
      { date_from: '2024-03-04T10:20:00', date_to: '2024-03-08' },
      'day',
      '2024-02-28T00:00:00.000Z',
      '2024-03-03T23:59:59.999Z',
    ],
    [
      'as exact as the period itself',
      { date_from: '2024-03-04T10:20:00', date_to: '2024-03-08T10:20:00', explicitDate: true },
      'day',
      '2024-02-29T10:20:00.000Z',
      '2024-03-04T10:20:00.000Z',
    ],
    ['up to the minute', { date_from: '-60M' }, 'minute', '2024-03-08T09:59:00.000Z', '2024-03-08T10:59:59.999Z'],
  ])('%s', (_, dates, interval, from, to) => {
    const previous = previousRange(resolveRange(dates, interval, f1), dates, { compare: true }, f1)
    expect([previous?.from.toISOString(), previous?.to.toISOString()]).toEqual([from, to])
  })

  test('one that begins at an hour that the clock skipped begins at the next', () => {
    const settings = { ...f1, timezone: 'America/New_York', now: new Date('2024-03-12T12:00:00Z') }
    const dates = { date_from: '2024-03-10T19:00:00', date_to: '2024-03-11T12:00:00' }
    const previous = previousRange(resolveRange(dates, 'hour', settings), dates, { compare: true }, settings)
    expect(previous?.buckets.slice(0, 2).map((bucket) => dayOf(bucket, 'hour'))).toEqual([
      '2024-03-10 03:00:00',
      '2024-03-10 04:00:00',
    ])
    expect(previous?.starts[0]?.toISOString()).toBe('2024-03-10T07:00:00.000Z')
  })

  test('is none of everything', () => {
    const range = resolveRange({ date_from: 'all' }, 'day', f1)
    expect(previousRange(range, { date_from: 'all' }, { compare: true }, f1)).toBeUndefined()
  })
})

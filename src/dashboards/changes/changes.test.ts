import { describe, expect, test } from 'vitest'
import { summary } from './finding.ts'
import { judge, judgeRate } from './ordinary.ts'
import { changesOf, type Pair } from './read-changes.ts'

const readChanges = (pairs: readonly Pair[]): string => summary(changesOf(pairs))

const TRENDS = { kind: 'TrendsQuery', interval: 'day', series: [{ kind: 'EventsNode', event: 'signed up' }] }
/** The seventh day is running. */
const NOON = '2026-03-07 12:00:00'
const dayOf = (i: number) => `2026-03-0${i + 1}`
const line = (label: string, data: number[], more: object = {}) => ({
  ...{ label, order: 0, data, days: data.map((_, i) => dayOf(i)), count: data.reduce((a, b) => a + b, 0) },
  ...more,
})
const value = (name: string, data: number[]) => line(name, data, { breakdown_value: name })
const pair = (before: unknown, after: unknown, more: Partial<Pair> = {}): Pair => ({
  ...{ name: 'Signups', query: TRENDS, before, after, now: NOON, isAnother: false },
  ...more,
})
const read = (...args: Parameters<typeof pair>) => readChanges([pair(...args)]).split('\n')

/**
 * Six finished days. Their median is 10.5; distances from it are 0.5, 0.5, 0.5, 1.5, 1.5, 2.5, so half of them are within
 * 1, scaled 1.48. The square root of 10.5, 3.24, is more: usual is 10.5 ± 9.72, whole numbers from 1 to 20.
 */
const DAYS = [10, 12, 11, 9, 10, 13]

describe('what is ordinary', () => {
  const points = (data: number[]) => new Map(data.map((count, i) => [dayOf(i), count]))
  const of = (before: number[], after: number[], more: { now?: string | undefined; isCount?: boolean } = {}) =>
    judge(points(before), points(after), { now: NOON, isCount: true, ...more })

  test('within three spreads of the median of the other days', () => {
    expect(of([...DAYS, 3], [...DAYS, 20]).verdict).toBe('ordinary')
    expect(of([...DAYS, 3], [...DAYS, 21])).toEqual({
      ...{ verdict: 'outside', at: { day: '2026-03-07', was: 3, is: 21, low: 1, high: 20 } },
    })
  })
  test('a day that is not over counts when it is high, never when it is low', () => {
    const [busy, quiet] = [[100, 104, 98, 101, 99, 102], 3]
    expect(of([...busy, 60], [...busy, quiet]).verdict).toBe('ordinary')
    expect(of([...busy, 60], [...busy, quiet], { now: undefined }).verdict).toBe('outside')
    // Nor is it a measure for the others: the day before fell, whatever today is.
    const fallen = [...busy.slice(0, 5), 3]
    expect(of([...busy, 4], [...fallen, 4])).toMatchObject({
      verdict: 'outside',
      at: { day: '2026-03-06', was: 102, is: 3 },
    })
  })
  test('days to come are no measure', () => {
    // Seven days of a month: 0 is not usual only because the rest of it has not been.
    const coming = [0, 0, 0, 0, 0, 0, 0]
    const names = (data: number[]) =>
      new Map(data.map((count, i) => [`2026-03-${String(i + 1).padStart(2, '0')}`, count]))
    const [before, after] = [names([...DAYS, 3, ...coming]), names([...DAYS, 18, ...coming])]
    expect(judge(before, after, { now: NOON, isCount: true }).verdict).toBe('ordinary')
  })
  test('a series that changed everywhere is measured by what it was', () => {
    // Nothing before: 0 ± 3 · 1.
    expect(of([0, 0, 0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 5, 5])).toMatchObject({
      ...{ verdict: 'outside', at: { was: 0, is: 5, low: 0, high: 3 } },
    })
  })
  test('what was odd already and moved a little is no news; back to the usual it is', () => {
    // The others: 0 ± 3 · 1.
    expect(of([0, 0, 0, 0, 0, 83, 0], [0, 0, 0, 0, 0, 85, 0]).verdict).toBe('ordinary')
    expect(of([0, 0, 0, 0, 0, 83, 0], [0, 0, 0, 0, 0, 87, 0]).verdict).toBe('outside')
    expect(of([...DAYS, 144], [...DAYS, 12], { now: undefined })).toMatchObject({
      ...{ verdict: 'outside', at: { day: '2026-03-07', was: 144, is: 12 } },
    })
    // A day that runs is never blamed for falling, nor a day that was not over when it was looked at for having grown.
    expect(of([...DAYS, 144], [...DAYS, 44]).verdict).toBe('ordinary')
    expect(of([...DAYS, 0], [...DAYS, 12], { now: undefined }).verdict).toBe('ordinary')
  })
  test('those who went away are counted below nothing', () => {
    expect(of([0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, -30, 0])).toMatchObject({
      ...{ verdict: 'outside', at: { was: 0, is: -30, low: -3, high: 0 } },
    })
  })
  test('five other days are needed', () => {
    expect(of([10, 10, 10, 10, 1], [10, 10, 10, 10, 90]).verdict).toBe('unjudged')
    expect(of([10, 10, 10, 10, 10, 1], [10, 10, 10, 10, 10, 90]).verdict).toBe('outside')
  })
  test('rates that are alike every day may vary by a twentieth', () => {
    const same = [20, 20, 20, 20, 20]
    // 20 ± 3 · 1
    expect(of([...same, 20], [...same, 22.9], { isCount: false }).verdict).toBe('ordinary')
    expect(of([...same, 20], [...same, 23.1], { isCount: false }).verdict).toBe('outside')
  })
  test('a rate within three standard errors', () => {
    // √(0.25 · 0.75 / 300) = 0.025: from 25 % that is 17.5 % to 32.5 %
    const before = { part: 50, whole: 200 }
    expect(judgeRate(before, { part: 53, whole: 300 })).toBe('ordinary')
    expect(judgeRate(before, { part: 52, whole: 300 })).toBe('outside')
    expect(judgeRate({ part: 0, whole: 0 }, { part: 1, whole: 2 })).toBe('unjudged')
  })
})

describe('trends', () => {
  test('what stands out says where; what does not says so', () => {
    expect(read([line('signed up', [...DAYS, 3])], [line('signed up', [...DAYS, 40])])).toEqual([
      // 65 + 3, 65 + 40; 37 / 68
      '- Signups: total 68 -> 105 (+54.41%); 2026-03-07 went from 3 to 40, usual is 1 to 20',
    ])
    expect(read([line('signed up', [...DAYS, 3])], [line('signed up', [...DAYS, 5])])).toEqual([
      '- Signups: total 68 -> 70 (+2.94%), within ordinary variation',
    ])
    expect(read([line('signed up', [1, 2])], [line('signed up', [1, 5])])).toEqual(['- Signups: total 3 -> 6 (+100%)'])
  })
  test('the value of a breakdown that drives it; values that came and went', () => {
    const before = [value('Chrome', [2, 3]), value('Opera', [1, 1]), value('Firefox', [4, 4])]
    const after = [value('Chrome', [2, 9]), value('Safari', [0, 1]), value('Firefox', [4, 4])]
    expect(read(before, after)).toEqual([
      '- Signups: total 15 -> 20 (+33.33%), mostly Chrome 5 -> 11',
      '- Signups: value Opera is gone, had 2',
      '- Signups: new value Safari with 1',
    ])
  })
  test('a value stands out where the whole does not', () => {
    const flat = [1, 1, 1, 1, 1, 1]
    const loud = [90, 140, 110, 60, 100, 130]
    // All days: 91, 141, 111, 61, 101, 131: median 106, distances 5, 5, 15, 25, 35, 45, half within 20: ± 89.
    const findings = read(
      [value('web', [...loud, 100]), value('api', [...flat, 1])],
      [value('web', [...loud, 100]), value('api', [...flat, 9])],
    )
    expect(findings).toEqual([
      // 1 ± 3 · 1
      '- Signups: api total 7 -> 15 (+114.29%); 2026-03-07 went from 1 to 9, usual is 0 to 4',
      '- Signups: total 737 -> 745 (+1.09%), mostly api 7 -> 15, within ordinary variation',
    ])
  })
  test('each series is told apart, and an average is no total', () => {
    const query = {
      ...TRENDS,
      series: [
        { kind: 'EventsNode', event: 'paid', math: 'avg', math_property: 'amount' },
        { kind: 'EventsNode', event: 'seen', custom_name: 'Seen it' },
      ],
    }
    const both = (paid: number[], seen: number[]) => [line('paid', paid), line('seen', seen, { order: 1 })]
    expect(read(both([10, 20], [1, 1]), both([10, 30], [1, 4]), { query })).toEqual([
      '- Signups, Seen it: total 2 -> 5 (+150%)',
      '- Signups, paid: average per day 15 -> 20 (+33.33%)',
    ])
  })
  test('unique persons of several values, and cohorts, are no sum', () => {
    const query = { ...TRENDS, series: [{ kind: 'EventsNode', event: 'signed up', math: 'dau' }] }
    expect(read([value('web', [2]), value('app', [3])], [value('web', [4]), value('app', [3])], { query })).toEqual([
      '- Signups, web: total 2 -> 4 (+100%)',
    ])
    const cohorts = (team: number) => [
      line('Team', [team], { breakdown_value: 7 }),
      line('all users', [9], { breakdown_value: 'all' }),
    ]
    expect(read(cohorts(1), cohorts(2))).toEqual(['- Signups, Team: total 1 -> 2 (+100%)'])
  })
  test('one number, and the same sum of other days', () => {
    const total = (aggregated_value: number) => [{ label: 'signed up', order: 0, data: [], days: [], aggregated_value }]
    expect(read(total(120), total(138))).toEqual(['- Signups: total 120 -> 138 (+15%)'])
    expect(read(total(0), total(3))).toEqual(['- Signups: total 0 -> 3'])
    expect(read([line('signed up', [3, 1])], [line('signed up', [1, 3])])).toEqual([
      '- Signups: total 4 as before, but 2026-03-01 3 -> 1',
    ])
  })
  test('the period of comparison alone', () => {
    const two = (then: number) => [
      line('signed up', [1, 2], { compare_label: 'current' }),
      line('signed up', [then, 2], { compare_label: 'previous' }),
    ]
    expect(read(two(1), two(5))).toEqual(['- Signups: results changed'])
  })
})

describe('funnels', () => {
  const query = { kind: 'FunnelsQuery' }
  const steps = (...counts: number[]) => counts.map((count, i) => ({ name: `step ${i + 1}`, custom_name: null, count }))
  const more = (isOpen: boolean) => ({ name: 'Checkout', query, now: isOpen ? NOON : undefined })

  test('the step that moved', () => {
    // 40 / 200 = 20 %, 20 / 200 = 10 %; chance: 3 · √(0.2 · 0.8 / 200) = 8.5 points. Steps: 50 % as before, 40 % → 20 %.
    expect(read(steps(200, 100, 40), steps(200, 100, 20), more(false))).toEqual([
      '- Checkout: conversion 20% -> 10% (40 of 200 -> 20 of 200), most moved at step step 3: 40% -> 20%, more than chance explains',
    ])
  })
  test('those who have just begun are no fall', () => {
    expect(read(steps(200, 40), steps(400, 40), more(true))).toEqual([
      '- Checkout: conversion 20% -> 10% (40 of 200 -> 40 of 400); the newest may still convert',
    ])
    // 44 / 200 = 22 %
    expect(read(steps(200, 40), steps(200, 44), more(true))).toEqual([
      '- Checkout: conversion 20% -> 22% (40 of 200 -> 44 of 200), within ordinary variation',
    ])
  })
  test('values of a breakdown, times, rates by day', () => {
    const of = (name: string, ...counts: number[]) => steps(...counts).map((one) => ({ ...one, breakdown: [name] }))
    expect(
      read([of('Chrome', 4, 2), of('Opera', 1, 1)], [of('Chrome', 4, 2), of('Safari', 2, 0)], more(false)),
    ).toEqual(
      ['- Checkout: new value Safari', '- Checkout: value Opera is gone'], // as strong as each other
    )
    expect(read('nothing', steps(2, 1), more(false))).toEqual(['- Checkout: there was no result before'])
    const times = { query: { ...query, funnelsFilter: { funnelVizType: 'time_to_convert' } } }
    expect(read({ average_conversion_time: 60 }, { average_conversion_time: 125 }, times)).toEqual([
      '- Signups: average time to convert 1m -> 2m 5s',
    ])
    const daily = { query: { ...query, funnelsFilter: { funnelVizType: 'trends' } } }
    const rate = (...data: number[]) => [{ data, days: data.map((_, i) => dayOf(i)), count: data.length }]
    // Nobody fell below 20 % before; usual is 20 ± 3.
    expect(read(rate(20, 20, 20, 20, 20, 20), rate(20, 20, 20, 20, 20, 50), daily)).toEqual([
      '- Signups: average conversion 20% -> 25% (+25%); 2026-03-06 went from 20% to 50%, usual is 17% to 23%',
    ])
  })
})

test('what is no number is not compared', () => {
  expect(read([line('signed up', [1, 2])], [{ ...line('signed up', [1, 3]), count: 'N/A' }])).toEqual([
    '- Signups: results changed',
  ])
})

test('retention of finished intervals', () => {
  const row = (day: number, ...counts: number[]) => ({
    date: `2026-03-0${day}T00:00:00+01:00`,
    breakdown_value: null,
    values: counts.map((count, i) => ({ count, label: `Day ${i}` })),
  })
  const query = { kind: 'RetentionQuery', retentionFilter: { period: 'Day' } }
  const more = { name: 'Return', query }
  // Day 1 is over for the first of three rows only while the last is running.
  expect(
    read([row(5, 40, 20), row(6, 30, 3), row(7, 10, 0)], [row(5, 40, 10), row(6, 30, 9), row(7, 10, 0)], more),
  ).toEqual([
    // 3 · √(0.5 · 0.5 / 40) = 23.7 points
    '- Return: Day 1 retention 50% -> 25% (20 of 40 -> 10 of 40), more than chance explains',
  ])
  expect(
    read([row(5, 40, 20), row(6, 30, 3), row(7, 10, 0)], [row(5, 40, 20), row(6, 30, 9), row(7, 20, 0)], more),
  ).toEqual(['- Return: began 80 -> 90 (+12.5%), retention as before'])
})

test('SQL: a number, rows by their first cell, anything else', () => {
  const sql = { query: { kind: 'HogQLQuery' } }
  expect(read([[3]], [[5]], sql)).toEqual(['- Signups: value 3 -> 5 (+66.67%)'])
  const before = [
    ['Chrome', 5, 1],
    ['Safari', 2, 1],
    ['Opera', 1, 1],
  ]
  const after = [
    ['Chrome', 6, 1],
    ['Safari', 4, 1],
    ['Firefox', 1, 1],
  ]
  expect(read(before, after, sql)).toEqual([
    '- Signups: 2 of 3 rows changed, most Safari 2 -> 4',
    '- Signups: new Firefox',
    '- Signups: gone Opera',
  ])
  expect(read([['a'], ['a']], [['a'], ['b']], sql)).toEqual(['- Signups: results changed'])
  expect(read({ x: 1 }, { x: 2 }, sql)).toEqual(['- Signups: results changed'])
})

test('lifecycle, stickiness and paths', () => {
  const status = (name: string, count: number) => line(`a - ${name}`, [count], { status: name })
  const life = { query: { kind: 'LifecycleQuery' } }
  expect(read([status('new', 3), status('dormant', -2)], [status('new', 3), status('dormant', -4)], life)).toEqual([
    '- Signups, dormant: total -2 -> -4 (-100%)',
  ])
  const sticky = (...data: number[]) => [line('a', data)]
  expect(read(sticky(5, 1), sticky(5, 3), { query: { kind: 'StickinessQuery' } })).toEqual([
    '- Signups: total 6 -> 8 (+33.33%)',
  ])
  const edge = (source: string, target: string, value: number) => ({ source, target, value })
  const paths = { query: { kind: 'PathsQuery' } }
  expect(read([edge('1_/', '2_/a', 1)], [edge('1_/', '2_/a', 4), edge('1_/', '2_/b', 1)], paths)).toEqual([
    '- Signups: total 1 -> 5 (+400%), mostly / -> /a 1 -> 4',
    '- Signups: new value / -> /b with 1',
  ])
})

describe('a board', () => {
  test('what is equal is not named, whatever the order of keys', () => {
    expect(readChanges([pair([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])])).toBe(
      'No significant changes detected in the dashboard data.',
    )
    expect(readChanges([])).toBe('No significant changes detected in the dashboard data.')
  })
  test('another question is not compared', () => {
    expect(read([line('a', [1])], [line('a', [2])], { isAnother: true })).toEqual([
      '- Signups: its query or filters were changed, so its results do not compare',
    ])
  })
  test('twelve lines, those that stand out first and the ordinary last', () => {
    const unjudged = Array.from({ length: 12 }, (_, i) =>
      pair([line('a', [100])], [line('a', [101 + i])], { name: `Tile ${i}` }),
    )
    const ordinary = pair([line('a', [...DAYS, 3])], [line('a', [...DAYS, 5])], { name: 'Like any day' })
    const outside = pair([line('a', [...DAYS, 3])], [line('a', [...DAYS, 21])], { name: 'Odd\nday' })
    const lines = readChanges([ordinary, ...unjudged, outside]).split('\n')
    expect(lines).toHaveLength(13)
    expect(lines[0]).toMatch(/^- Odd day: total 68 -> 86/)
    expect(lines[1]).toBe('- Tile 11: total 100 -> 112 (+12%)')
    expect(lines[11]).toBe('- Tile 1: total 100 -> 102 (+2%)')
    expect(lines[12]).toBe('and 2 more')
  })
})

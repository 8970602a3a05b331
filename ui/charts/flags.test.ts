import { expect, it } from 'vitest'
import type { TimeDrawing } from './drawing.ts'
import { flagsOf, hasDates, momentOf, whenWords } from './flags.ts'
import { PLAIN } from './format.ts'

const drawingOf = (days: string[], interval: TimeDrawing['interval'] = 'day'): TimeDrawing => ({
  kind: 'time',
  shape: 'line',
  interval,
  days,
  labels: days,
  previousLabels: [],
  series: [],
  unfinished: false,
  folded: 0,
  unit: PLAIN,
})
const note = (id: number, at: string) => ({ id, at, words: `note ${id}`, by: 'Ada' })
const placed = (drawing: TimeDrawing, notes: ReturnType<typeof note>[], timezone = 'UTC') =>
  flagsOf(drawing, notes, timezone).map(({ index, notes }) => [index, notes.map(({ id }) => id)])

const WEEK = drawingOf(['2024-03-04', '2024-03-05', '2024-03-06'])

it('puts a note on its day, and all notes of a day under one flag in their order', () => {
  const notes = [
    note(1, '2024-03-05T18:00:00Z'),
    note(2, '2024-03-06T00:00:00Z'),
    note(3, '2024-03-05T00:00:00Z'),
    note(4, '2024-03-07T00:00:00Z'),
    note(5, '2024-03-03T23:59:59Z'),
  ]
  expect(placed(WEEK, notes)).toEqual([
    [1, [3, 1]],
    [2, [2]],
  ])
})

it('knows the day by the clock of the project', () => {
  // 23:30 in London is half past midnight in Berlin.
  expect(placed(WEEK, [note(1, '2024-03-05T23:30:00Z')], 'Europe/Berlin')).toEqual([[2, [1]]])
})

it('finds the hour, the week and the month', () => {
  const at = note(1, '2024-03-05T13:20:00Z')
  expect(placed(drawingOf(['2024-03-05 12:00:00', '2024-03-05 13:00:00'], 'hour'), [at])).toEqual([[1, [1]]])
  expect(placed(drawingOf(['2024-02-25', '2024-03-03'], 'week'), [at])).toEqual([[1, [1]]])
  expect(placed(drawingOf(['2024-02-01', '2024-03-01'], 'month'), [at])).toEqual([[1, [1]]])
})

it('leaves charts alone that are no course in time', () => {
  const days = drawingOf(['1', '2', '3'])
  expect(hasDates(days)).toBe(false)
  expect(placed(days, [note(1, '2024-03-05T00:00:00Z')])).toEqual([])
})

it('says the time of day only where there is one', () => {
  expect(whenWords('2024-03-04T23:00:00Z', 'Europe/Berlin')).toBe('5 Mar 2024')
  expect(whenWords('2024-03-05T12:30:00Z', 'Europe/Berlin')).toBe('5 Mar 2024, 13:30')
})

it('reads a local time, also where clocks are turned', () => {
  expect(momentOf('2024-03-05', 'UTC').toISOString()).toBe('2024-03-05T00:00:00.000Z')
  expect(momentOf('2024-07-01T08:30', 'Europe/Berlin').toISOString()).toBe('2024-07-01T06:30:00.000Z')
  // Summer time begins at two in the morning of 31 March: at midnight it is still winter, at four it is not.
  expect(momentOf('2024-03-31 00:00:00', 'Europe/Berlin').toISOString()).toBe('2024-03-30T23:00:00.000Z')
  expect(momentOf('2024-03-31 04:00:00', 'Europe/Berlin').toISOString()).toBe('2024-03-31T02:00:00.000Z')
})

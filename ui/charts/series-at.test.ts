import { expect, it } from 'vitest'
import type { DrawnSeries, TimeDrawing } from './drawing.ts'
import { seriesAt } from './series-at.ts'

const series = (name: string, value: number, more: Partial<DrawnSeries> = {}): DrawnSeries => ({
  ...{ key: name, name, point: { series: 0 }, values: [value], total: value },
  ...{ colour: 0, dashed: false, previous: false, days: ['2024-03-04'] },
  ...more,
})
const drawn = (shape: TimeDrawing['shape'], ...all: DrawnSeries[]): TimeDrawing => ({
  ...{ kind: 'time', shape, interval: 'day', days: ['2024-03-04'], labels: ['4 Mar'], previousLabels: [] },
  ...{ series: all, unfinished: false, folded: 0, unit: { format: 'numeric', prefix: '', postfix: '' } },
})
const three = [series('a', 50), series('b', 10), series('c', 30)]
const nameAt = (drawing: TimeDrawing, value: number, mark?: number) =>
  seriesAt(drawing, { index: 0, value, mark })?.name

it('a click on a part of a bar means that part, wherever it is in the stack', () => {
  // Between 50 and 60 from the bottom, where a value of 50 is nearest.
  expect(nameAt(drawn('stacked-bar', ...three), 52, 1)).toBe('b')
  expect(nameAt(drawn('bar', ...three), 1, 2)).toBe('c')
})

it('a click on an area means the area that it is in', () => {
  // a up to 50, b up to 60, c up to 90; above them all, the value that is nearest.
  expect([1, 55, 61, 89].map((value) => nameAt(drawn('area', ...three), value))).toEqual(['a', 'b', 'c', 'c'])
  expect(nameAt(drawn('area', ...three), 100)).toBe('a')
})

it('a click beside lines means the nearest', () => {
  expect([2, 21, 45].map((value) => nameAt(drawn('line', ...three), value))).toEqual(['b', 'c', 'a'])
})

it('nobody can be asked for where several values were added up, or where there is nobody', () => {
  const other = series('Other', 20, { point: { series: 0, addedUp: true } })
  expect(nameAt(drawn('stacked-bar', ...three, other), 95, 3)).toBeUndefined()
  expect(nameAt(drawn('line', series('a', 0)), 0)).toBeUndefined()
})

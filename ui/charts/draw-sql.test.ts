import { expect, it } from 'vitest'
import { drawSqlResult, fittingDisplay } from './draw-sql.ts'

const COLUMNS = ['day', 'plan', 'people', 'paid']
const ROWS = [
  ['2024-03-05', 'pro', 3, 1.5],
  ['2024-03-04', 'free', 2, null],
]

it('draws numeric columns over the first one, days forward', () => {
  expect(drawSqlResult('ActionsLineGraph', COLUMNS, ROWS, '2024-03-09 10:00:00')).toMatchObject({
    kind: 'time',
    shape: 'line',
    labels: ['4 Mar', '5 Mar'],
    series: [
      { name: 'people', values: [2, 3], total: 5 },
      { name: 'paid', values: [null, 1.5] },
    ],
  })
})

it('draws a number, and nothing where there is none', () => {
  expect(drawSqlResult('BoldNumber', ['count()'], [[42]], '')).toMatchObject({ kind: 'number', value: 42, of: 1 })
  expect(drawSqlResult('BoldNumber', ['a'], [['x']], '')).toBeUndefined()
  expect(drawSqlResult('ActionsBar', ['a', 'b'], [['x', 'y']], '')).toBeUndefined()
  expect(drawSqlResult('ActionsTable', COLUMNS, ROWS, '2024-03-09 10:00:00')).toBeUndefined()
})

it('proposes what fits', () => {
  expect(fittingDisplay({ results: [[42]], columns: ['c'] })).toBe('BoldNumber')
  expect(fittingDisplay({ results: [...ROWS, ['2024-03-06', 'pro', 1, 1]], columns: COLUMNS })).toBe('ActionsLineGraph')
  expect(fittingDisplay({ results: [['a', 1]], columns: ['x', 'y'] })).toBe('ActionsTable')
  expect(fittingDisplay({ results: [], columns: [] })).toBe('ActionsTable')
})

it('knows that the last day is not over', () => {
  const days = (last: string) => [
    ['2024-03-03', 5],
    ['2024-03-04', 4],
    [last, 1],
  ]
  const isRunning = (rows: unknown[], at: string) => {
    const drawing = drawSqlResult('ActionsLineGraph', ['day', 'n'], rows, at)
    return drawing?.kind === 'time' && drawing.unfinished
  }
  expect(isRunning(days('2024-03-05'), '2024-03-05 10:00:00')).toBe(true)
  expect(isRunning(days('2024-03-05'), '2024-03-06 00:00:00')).toBe(false)
  // Weeks, told by their distance; a gap in between makes none longer.
  expect(
    isRunning(
      [
        ['2024-02-26', 1],
        ['2024-03-04', 2],
      ],
      '2024-03-08 12:00:00',
    ),
  ).toBe(true)
  expect(isRunning(days('2024-03-20'), '2024-03-22 00:00:00')).toBe(false)
  expect(
    isRunning(
      [
        ['pro', 1],
        ['free', 2],
      ],
      '2024-03-05 10:00:00',
    ),
  ).toBe(false)
})

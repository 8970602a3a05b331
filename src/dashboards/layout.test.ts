import { expect, test } from 'vitest'
import { arrange, compacted } from './layout.ts'

const sized = (w: number, h: number) => ({ sm: { x: 9, y: 99, w, h, minW: 2 } })

test('tiles of the usual size make two columns', () => {
  expect(arrange([{}, {}, {}], 'preserve')).toEqual([
    { sm: { x: 0, y: 0, w: 6, h: 5 }, xs: { x: 0, y: 0, w: 1, h: 5 } },
    { sm: { x: 6, y: 0, w: 6, h: 5 }, xs: { x: 0, y: 5, w: 1, h: 5 } },
    { sm: { x: 0, y: 5, w: 6, h: 5 }, xs: { x: 0, y: 10, w: 1, h: 5 } },
  ])
  expect(arrange([{}, {}, {}], 'two_column')).toEqual(arrange([{}, {}, {}], 'preserve'))
})

test('sizes are kept, each at the lowest place that holds it', () => {
  // 3 and 9 wide fill the first row; under the 3 high one there is room for the next at x 0, y 2.
  expect(arrange([sized(3, 2), sized(9, 4), sized(3, 3), sized(12, 1)], 'preserve').map(({ sm }) => sm)).toEqual([
    { x: 0, y: 0, w: 3, h: 2 },
    { x: 3, y: 0, w: 9, h: 4 },
    { x: 0, y: 2, w: 3, h: 3 },
    { x: 0, y: 5, w: 12, h: 1 },
  ])
  expect(arrange([sized(40, 0)], 'preserve')[0]?.['sm']).toEqual({ x: 0, y: 0, w: 12, h: 1 })
})

test('three columns are four wide each', () => {
  expect(arrange([{}, sized(3, 2), {}, {}], 'three_column').map(({ sm }) => sm)).toEqual([
    { x: 0, y: 0, w: 4, h: 5 },
    { x: 4, y: 0, w: 4, h: 5 },
    { x: 8, y: 0, w: 4, h: 5 },
    { x: 0, y: 5, w: 4, h: 5 },
  ])
})

test('full width is one below the other', () => {
  expect(arrange([{}, sized(3, 2)], 'full_width').map(({ sm }) => sm)).toEqual([
    { x: 0, y: 0, w: 12, h: 5 },
    { x: 0, y: 5, w: 12, h: 5 },
  ])
})

test('a gap closes upwards, on each grid, and nothing else of a box changes', () => {
  const left = [{ sm: { x: 0, y: 5, w: 6, h: 5 } }, { sm: { x: 6, y: 0, w: 6, h: 5, minW: 3 } }, {}]
  expect(compacted(left)).toEqual([{ sm: { x: 0, y: 0, w: 6, h: 5 } }, { sm: { x: 6, y: 0, w: 6, h: 5, minW: 3 } }, {}])
})

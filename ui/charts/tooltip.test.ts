import { expect, test } from 'vitest'
import { placeTooltip } from './tooltip.ts'

const place = (point: number[], contentSize: number[], viewSize: number[]) =>
  placeTooltip(point, undefined, undefined, undefined, { contentSize, viewSize })

test('a tooltip stands right below the pointer, or on the side that has room', () => {
  expect(place([100, 50], [200, 100], [600, 300])).toEqual([120, 70])
  expect(place([500, 50], [200, 100], [600, 300])).toEqual([280, 70])
  expect(place([100, 250], [200, 100], [600, 300])).toEqual([120, 130])
})

test('on a phone it stands above the finger and within the chart', () => {
  expect(place([250, 150], [220, 180], [300, 220])).toEqual([10, -50])
  expect(place([260, 150], [280, 180], [300, 220])).toEqual([20, -50])
  expect(place([40, 150], [320, 180], [300, 220])).toEqual([0, -50])
})

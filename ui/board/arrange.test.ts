import { describe, expect, it } from 'vitest'
import type { Tile } from '../api/types.ts'
import { changedTiles, layoutOf, moveTile, resizeTile } from './arrange.ts'

const tile = (id: number, sm?: NonNullable<Tile['layouts']>['sm']): Tile => ({
  id,
  insight: null,
  text: { body: '' },
  button_tile: null,
  layouts: sm ? { sm } : {},
  color: null,
})
const boxes = (layout: ReturnType<typeof layoutOf>) =>
  Object.fromEntries(layout.map(({ i, x, y, w, h }) => [i, [x, y, w, h]]))

const TWO = [tile(1, { x: 0, y: 0, w: 6, h: 5 }), tile(2, { x: 6, y: 0, w: 6, h: 5 })]
const STACK = [tile(1, { x: 0, y: 0, w: 12, h: 2 }), tile(2, { x: 0, y: 2, w: 12, h: 3 })]

describe('the places of tiles', () => {
  it('keeps stored boxes and lays new tiles below', () => {
    expect(boxes(layoutOf([...TWO, tile(3)]))).toEqual({ 1: [0, 0, 6, 5], 2: [6, 0, 6, 5], 3: [0, 5, 6, 2] })
  })

  it('brings boxes that no screen shows back to where they can be seen', () => {
    const far = { x: 0, y: 1e9, w: 1e6, h: 1e6 }
    expect(
      boxes(layoutOf([tile(1, far), tile(2, { x: -50, y: -5, w: 6, h: 5 }), tile(3, { x: 40, y: 0, w: 0, h: -1 })])),
    ).toEqual({
      ...{ 1: [0, 5, 12, 60], 2: [0, 0, 6, 5], 3: [11, 0, 1, 1] },
    })
  })

  it('moves down past what is below, and up again', () => {
    const down = moveTile(layoutOf(STACK), '1', 0, 1)
    expect(boxes(down)).toEqual({ 1: [0, 3, 12, 2], 2: [0, 0, 12, 3] })
    expect(boxes(moveTile(down, '2', 0, 1))).toEqual({ 1: [0, 0, 12, 2], 2: [0, 2, 12, 3] })
  })

  it('stays inside the twelve columns', () => {
    expect(boxes(moveTile(layoutOf(TWO), '2', 1, 0))[2]).toEqual([6, 0, 6, 5])
    expect(boxes(resizeTile(layoutOf(TWO), '2', 1, 0))[2]).toEqual([6, 0, 6, 5])
  })

  it('tells the server only what changed', () => {
    const taller = resizeTile(layoutOf(TWO), '1', 0, 1)
    expect(changedTiles(TWO, taller)).toEqual([{ id: 1, layouts: { sm: { x: 0, y: 0, w: 6, h: 6 } } }])
    expect(changedTiles(TWO, layoutOf(TWO))).toEqual([])
  })
})

/**
 * Where tiles stand: twelve columns, boxes as the API stores them under `layouts.sm`. Tiles without a box are laid out
 * after the others, two in a row. Moves by keyboard are the same moves the mouse makes.
 */
import { cloneLayout, correctBounds, type Layout, moveElement, verticalCompactor } from 'react-grid-layout/core'
import type { Box, Tile } from '../api/types.ts'

export const COLUMNS = 12
export const ROW_HEIGHT = 72
export const GAP = 16
const DEFAULT: Pick<Box, 'w' | 'h'> = { w: 6, h: 5 }
const FARTHEST = 40
/** Bounds for boxes, which anybody may write through the API: a box beyond these is on no screen. */
const TALLEST = 60
const LOWEST = 10_000

const within = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))

const numberOf = (value: unknown): number | undefined => {
  const number = Number(value)
  return value === undefined || value === null || Number.isNaN(number) ? undefined : number
}

function boxOf(tile: Tile): Box | undefined {
  const { x, y, w, h } = tile.layouts?.sm ?? {}
  const [left, top] = [numberOf(x), numberOf(y)]
  if (left === undefined || top === undefined) return undefined
  const width = within(1, numberOf(w) ?? DEFAULT.w, COLUMNS)
  const height = within(1, numberOf(h) ?? DEFAULT.h, TALLEST)
  return { x: within(0, left, COLUMNS - width), y: within(0, top, LOWEST), w: width, h: height }
}

/** Every tile's place, settled upwards without gaps. */
export function layoutOf(tiles: Tile[]): Layout {
  const placed = tiles.flatMap((tile) => {
    const box = boxOf(tile)
    return box ? [{ i: String(tile.id), ...box, minW: 2, minH: 2 }] : []
  })
  const bottom = Math.max(0, ...placed.map((item) => item.y + item.h))
  const fresh = tiles.filter((tile) => !boxOf(tile))
  const added = fresh.map((tile, index) => ({
    i: String(tile.id),
    ...(tile.insight ? DEFAULT : { w: 6, h: 2 }),
    x: (index % 2) * 6,
    y: bottom + Math.floor(index / 2) * DEFAULT.h,
    minW: 2,
    minH: 2,
  }))
  return settle([...placed, ...added])
}

const settle = (layout: Layout): Layout =>
  verticalCompactor.compact(correctBounds(cloneLayout(layout), { cols: COLUMNS }), COLUMNS)

const boxes = (layout: Layout) =>
  JSON.stringify(
    layout.map(({ i, x, y, w, h }) => [i, x, y, w, h]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  )

/** Moves one tile a step; downwards it goes as far as it must for the arrangement to change. */
export function moveTile(layout: Layout, id: string, dx: number, dy: number): Layout {
  const before = boxes(layout)
  for (let step = 1; step <= (dy > 0 ? FARTHEST : 1); step++) {
    const copy = cloneLayout(layout)
    const item = copy.find((one) => one.i === id)
    if (!item) return layout
    const x = Math.min(COLUMNS - item.w, Math.max(0, item.x + dx))
    const y = Math.max(0, item.y + dy * step)
    const next = settle(moveElement(copy, item, x, y, true, false, 'vertical', COLUMNS, false))
    if (boxes(next) !== before) return next
  }
  return layout
}

/** Makes one tile larger or smaller by a step; neighbours give way. */
export function resizeTile(layout: Layout, id: string, dw: number, dh: number): Layout {
  return settle(
    layout.map((item) =>
      item.i === id
        ? {
            ...item,
            w: Math.min(COLUMNS - item.x, Math.max(item.minW ?? 1, item.w + dw)),
            h: Math.max(item.minH ?? 1, item.h + dh),
          }
        : item,
    ),
  )
}

/** Which tiles stand elsewhere than stored, as the API wants to be told. */
export function changedTiles(tiles: Tile[], layout: Layout): { id: number; layouts: NonNullable<Tile['layouts']> }[] {
  const places = new Map(layout.map((item) => [item.i, item]))
  return tiles.flatMap((tile) => {
    const item = places.get(String(tile.id))
    if (!item) return []
    const { x, y, w, h } = item
    const old = boxOf(tile)
    if (old && old.x === x && old.y === y && old.w === w && old.h === h) return []
    return [{ id: tile.id, layouts: { ...tile.layouts, sm: { ...tile.layouts?.sm, x, y, w, h } } }]
  })
}

/** The change that stores where tiles stand now, with how the board looks until it is stored; undefined for none. */
export function rearrangement(tiles: Tile[], layout: Layout) {
  const moved = changedTiles(tiles, layout)
  if (moved.length === 0) return undefined
  const places = new Map(moved.map((tile) => [tile.id, tile.layouts]))
  const place = <T extends Tile>(tile: T): T => ({ ...tile, layouts: places.get(tile.id) ?? tile.layouts })
  return {
    body: { tiles: moved },
    preview: <B extends { tiles: Tile[] }>(now: B): B => ({ ...now, tiles: now.tiles.map(place) }),
  }
}

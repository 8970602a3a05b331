import { isObject, type Json, type JsonObject } from '../lib/json.ts'

const COLUMNS = 12
const DEFAULT = { w: 6, h: 5 }

export const ARRANGEMENTS = ['preserve', 'two_column', 'three_column', 'full_width'] as const
export type Arrangement = (typeof ARRANGEMENTS)[number]

/** How many tiles of equal size stand beside each other, by layout. */
const ABREAST = { two_column: 2, three_column: 3, full_width: 1 }

interface Size {
  w: number
  h: number
}

/** A tile's size on the wide grid, within its bounds. */
function sizeOf(layouts: JsonObject): Size {
  const box = isObject(layouts['sm']) ? layouts['sm'] : {}
  const whole = (value: Json | undefined, fallback: number) => {
    const number = Math.floor(Number(value))
    return Number.isFinite(number) && value !== null ? number : fallback
  }
  return {
    w: Math.min(COLUMNS, Math.max(1, whole(box['w'], DEFAULT.w))),
    h: Math.max(1, whole(box['h'], DEFAULT.h)),
  }
}

/** Where tiles stand when they are laid out in this order. Pure. */
export function arrange(tiles: readonly JsonObject[], arrangement: Arrangement): JsonObject[] {
  if (arrangement === 'preserve') return packed(tiles.map(sizeOf))
  const { h } = DEFAULT
  const abreast = ABREAST[arrangement]
  const w = COLUMNS / abreast
  return tiles.map((_, i) => ({
    sm: { x: (i % abreast) * w, y: Math.floor(i / abreast) * h, w, h },
    xs: { x: 0, y: i * h, w: 1, h },
  }))
}

/** Puts each tile, in this order, as high as it fits below those before it; of equal places it takes the leftmost. */
function packed(sizes: readonly Size[]): JsonObject[] {
  const heights: number[] = Array(COLUMNS).fill(0)
  let below = 0
  return sizes.map(({ w, h }) => {
    const places = Array.from({ length: COLUMNS - w + 1 }, (_, x) => ({ x, y: Math.max(...heights.slice(x, x + w)) }))
    const { x, y } = places.reduce((best, place) => (place.y < best.y ? place : best))
    heights.fill(y + h, x, x + w)
    const xs = { x: 0, y: below, w: 1, h }
    below += h
    return { sm: { x, y, w, h }, xs }
  })
}

/** Moves every box up as far as it goes, in reading order, on each grid. Pure. */
export function compacted(layouts: readonly JsonObject[]): JsonObject[] {
  const result = layouts.map((layout) => ({ ...layout }))
  for (const grid of ['sm', 'xs']) {
    const boxes = result.flatMap((layout) => {
      const box = layout[grid]
      if (!isObject(box)) return []
      const [x = 0, y = 0, w = 1, h = 1] = ['x', 'y', 'w', 'h'].map((key) => Number(box[key] ?? 0) || 0)
      return [{ layout, box, x, y, w: Math.max(1, w), h: Math.max(1, h) }]
    })
    const heights = new Map<number, number>()
    for (const { layout, box, x, w, h } of boxes.sort((a, b) => a.y - b.y || a.x - b.x)) {
      const columns = Array.from({ length: w }, (_, i) => x + i)
      const y = Math.max(0, ...columns.map((column) => heights.get(column) ?? 0))
      for (const column of columns) heights.set(column, y + h)
      layout[grid] = { ...box, y }
    }
  }
  return result
}

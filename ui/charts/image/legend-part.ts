import { compact } from '../format.ts'
import type { LegendEntry } from '../legend.tsx'
import { fade } from '../palette.ts'
import type { Part, Pen } from './pen.ts'

const LINE = 24
const SIGN = 14
const GAP = 20

/** All the names, in as many lines as they need. */
export function legendPart(pen: Pen, entries: readonly LegendEntry[], room: number): Part {
  const { palette } = pen
  let [x, y] = [0, 0]
  const placed = entries.map((entry) => {
    const name = entry.previous ? `${entry.name} (previous)` : entry.name
    const total = entry.total === undefined ? '' : compact(entry.total, entry.unit)
    const named = Math.min(260, pen.width(name, { size: 12 }))
    const length = SIGN + 6 + named + (total ? 6 + pen.width(total, { size: 12 }) : 0)
    if (x > 0 && x + length > room) [x, y] = [0, y + LINE]
    const place = { entry, name, total, named, x, y }
    x += length + GAP
    return place
  })
  return {
    width: room,
    height: y + LINE,
    draw() {
      for (const { entry, name, total, named, x, y } of placed) {
        const colour = palette.series[entry.colour] ?? palette.muted
        const dash = entry.dashed || entry.previous ? [5, 4] : []
        pen.stroke(x, y + LINE / 2, SIGN, entry.previous ? fade(colour, 0.6) : colour, dash)
        pen.text(name, x + SIGN + 6, y + LINE / 2, { size: 12, room: named + 1 })
        pen.text(total, x + SIGN + 12 + named, y + LINE / 2, { size: 12, colour: palette.muted })
      }
    },
  }
}

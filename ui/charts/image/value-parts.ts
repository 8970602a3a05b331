/** One number, and values side by side. */
import type { NumberDrawing, ValuesDrawing } from '../drawing.ts'
import { change, exact, percentInColumn } from '../format.ts'
import { bigNumber } from '../number-view.tsx'
import { fade } from '../palette.ts'
import { note, type Part, type Pen, stacked } from './pen.ts'

const ROW = 32
const MOST_ROWS = 40

export function numberPart(pen: Pen, drawing: NumberDrawing): Part {
  const { of, name } = drawing
  const { value, moved, before } = bigNumber(drawing)
  const { text, muted, good, danger } = pen.palette
  return {
    width: pen.width(value, { size: 88, weight: 600 }),
    height: 190,
    draw() {
      pen.text(value, 0, 70, { size: 88, weight: 600 })
      if (of > 1) pen.text(`${name}, the first of ${of}`, 0, 136, { size: 16, colour: muted })
      if (!moved) return
      const colour = { up: good, down: danger, same: text }[moved.direction]
      const words = `${moved.sign} ${moved.words}`
      pen.text(words, 0, 166, { size: 16, weight: 500, colour })
      pen.text(before, pen.width(words, { size: 16, weight: 500 }) + 6, 166, { size: 16, colour: muted })
    },
  }
}

export function valuesPart(pen: Pen, { rows, unit }: ValuesDrawing, room: number): Part {
  const most = Math.max(0, ...rows.map(({ value }) => value))
  const compared = rows.some(({ previous }) => previous !== undefined)
  const shown = rows.slice(0, MOST_ROWS)
  const columns = shown.map(({ value, share, previous }) => [
    exact(value, unit),
    ...(share === undefined ? [] : [percentInColumn(share)]),
    ...(compared ? [previous === undefined ? '' : change(value, previous).words] : []),
  ])
  const widths = (columns[0] ?? []).map((_, at) => Math.max(...columns.map((row) => pen.width(row[at] ?? ''))) + 24)
  const bars = room - widths.reduce((sum, one) => sum + one, 0)
  const table: Part = {
    width: room,
    height: shown.length * ROW,
    draw() {
      for (const [index, { name, value, colour }] of shown.entries()) {
        const y = index * ROW
        const swatch = pen.palette.series[colour] ?? pen.palette.muted
        const length = Math.max(3, most > 0 ? bars * Math.max(0, value / most) : 0)
        pen.box(0, y + 2, length, ROW - 4, fade(swatch, 0.2), 4)
        pen.box(0, y + 2, 3, ROW - 4, swatch, [4, 0, 0, 4])
        pen.text(name, 12, y + ROW / 2, { room: bars - 20 })
        let right = bars
        for (const [at, words] of (columns[index] ?? []).entries()) {
          right += widths[at] ?? 0
          const look = at === 0 ? ({ weight: 500 } as const) : { colour: pen.palette.muted }
          pen.text(words, right, y + ROW / 2, { align: 'right', ...look })
        }
      }
    },
  }
  const rest = rows.length - shown.length
  return rest > 0 ? stacked(pen, [table, note(pen, `The first ${shown.length} of ${rows.length} values`)], 8) : table
}

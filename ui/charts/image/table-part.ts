import type { PlainTable } from '../table-of.ts'
import { cellWords, isAmount } from '../table-view.tsx'
import { note, type Part, type Pen, stacked } from './pen.ts'

const ROW = 30
const MOST_ROWS = 40
const WIDEST_COLUMN = 320
const WIDEST_TABLE = 1_800
const PADDING = 24

/** The upper left of a table, as much of it as an image can hold. */
export function tablePart(pen: Pen, table: PlainTable, room: number): Part {
  const { muted, line } = pen.palette
  const shown = table.rows.slice(0, MOST_ROWS).map((row) => row.map(cellWords))
  const head = { size: 12, weight: 500, colour: muted } as const
  const widths = table.columns.map((name, at) =>
    Math.min(WIDEST_COLUMN, Math.max(pen.width(name, head), ...shown.map((row) => pen.width(row[at] ?? ''))) + PADDING),
  )
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0))
  const count = Math.max(1, widths.filter((one, at) => (lefts[at] ?? 0) + one <= WIDEST_TABLE).length)
  const width = (lefts[count - 1] ?? 0) + (widths[count - 1] ?? 0)
  const numeric = table.columns.map((_, at) => table.rows.slice(0, MOST_ROWS).some((row) => isAmount(row[at])))
  const drawn: Part = {
    width: Math.max(room, width),
    height: (shown.length + 1) * ROW,
    draw() {
      for (const [index, row] of [table.columns, ...shown].entries()) {
        const y = index * ROW
        for (let at = 0; at < count; at++) {
          const [left = 0, wide = 0] = [lefts[at], widths[at]]
          const place = numeric[at]
            ? ({ x: left + wide - PADDING / 2, align: 'right' } as const)
            : ({ x: left, align: 'left' } as const)
          pen.text(row[at] ?? '', place.x, y + ROW / 2, {
            ...(index === 0 ? head : {}),
            align: place.align,
            room: wide - PADDING / 2,
          })
        }
        pen.box(0, y + ROW - 1, Math.max(room, width), 1, line)
      }
    },
  }
  const notes = [
    ...(table.rows.length > shown.length ? [`The first ${shown.length} of ${table.rows.length} rows`] : []),
    ...(count < widths.length ? [`the first ${count} of ${widths.length} columns`] : []),
  ].join(', ')
  return notes ? stacked(pen, [drawn, note(pen, notes.charAt(0).toUpperCase() + notes.slice(1))], 8) : drawn
}

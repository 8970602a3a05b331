/** Retention and the hours of a week: one hue, darker for more, as the page mixes it. */
import type { CalendarDrawing, RetentionDrawing } from '../drawing.ts'
import { compact, exact, percent, short } from '../format.ts'
import { mixed, note, type Part, type Pen, stacked } from './pen.ts'

const ROW = 30
const GAP = 2
const MOST_ROWS = 60

const hue = (pen: Pen) => pen.palette.series[0] ?? pen.palette.text
/** Text stays readable on the most of it. */
const strength = (pen: Pen, light: number, dark: number) => (pen.palette.dark ? dark : light)

export function retentionPart(pen: Pen, { columns, rows, mean }: RetentionDrawing, room: number): Part {
  const { muted, surface } = pen.palette
  const shown = rows.slice(0, MOST_ROWS)
  const small = { size: 12 }
  const bold = { size: 12, weight: 500 } as const
  const named = Math.min(260, Math.max(...shown.map(({ name }) => pen.width(name, bold)), 40)) + 14
  const sized = Math.max(...shown.map(({ size }) => pen.width(exact(size), small)), pen.width('People', small)) + 20
  const cell = Math.min(88, Math.max(48, (room - named - sized) / Math.max(1, columns.length)))
  const at = (column: number) => named + sized + column * cell
  const table: Part = {
    width: at(columns.length),
    height: (shown.length + 2) * ROW,
    draw() {
      pen.text('Began', 0, ROW / 2, { ...small, colour: muted })
      pen.text('People', named + sized - 16, ROW / 2, { ...small, colour: muted, align: 'right' })
      pen.text('All', 0, ROW * 1.5, bold)
      for (const [column, name] of columns.entries()) {
        const middle = at(column) + (cell - GAP) / 2
        const share = mean[column]
        pen.text(name, middle, ROW / 2, { ...small, colour: muted, align: 'center', room: cell - 4 })
        const words = share === null || share === undefined ? '' : percent(share)
        pen.text(words, middle, ROW * 1.5, { ...bold, align: 'center' })
      }
      for (const [index, row] of shown.entries()) {
        const y = (index + 2) * ROW
        pen.text(row.name, 0, y + ROW / 2, { ...bold, room: named - 12 })
        pen.text(exact(row.size), named + sized - 16, y + ROW / 2, { ...small, align: 'right' })
        for (const [column, { share, state }] of row.cells.entries()) {
          if (state === 'future' || row.size === 0) continue
          const size = [at(column), y, cell - GAP, ROW - GAP] as const
          if (state === 'running') pen.hatch(...size, mixed(hue(pen), 16, surface), 4)
          else pen.box(...size, mixed(hue(pen), 6 + strength(pen, 64, 48) * share, surface), 4)
          pen.text(percent(share), at(column) + (cell - GAP) / 2, y + (ROW - GAP) / 2, { ...small, align: 'center' })
        }
      }
    },
  }
  const rest = rows.length - shown.length
  const running = rows.some(({ cells }) => cells.some(({ state }) => state === 'running'))
  const notes = [
    ...(running ? ['Hatched: not over yet'] : []),
    ...(rest > 0 ? [`The first ${shown.length} of ${rows.length} rows`] : []),
  ]
  return notes.length > 0 ? stacked(pen, [table, note(pen, notes.join(' · '))], 8) : table
}

const DAY = 40
const SUM = 52

export function calendarPart(pen: Pen, { weeks, unit }: CalendarDrawing, room: number): Part {
  const { muted, surface, text } = pen.palette
  const cell = (room - DAY - SUM) / 24
  const small = { size: 11 }
  const middle = (hour: number) => DAY + hour * cell + (cell - GAP) / 2
  const tables = weeks.map((week): Part => {
    const top = weeks.length > 1 ? 24 : 0
    return {
      width: room,
      height: top + (week.days.length + 2) * ROW,
      draw() {
        if (top > 0) pen.text(week.name, 0, 10, { weight: 500, room })
        for (const [hour, value] of week.hours.entries()) {
          pen.text(String(hour), middle(hour), top + ROW / 2, { ...small, colour: muted, align: 'center' })
          const y = top + (week.days.length + 1.5) * ROW
          const words = value === 0 ? '' : short(value, unit)
          pen.text(words, middle(hour), y, { ...small, colour: muted, align: 'center', room: cell })
        }
        for (const [index, day] of week.days.entries()) {
          const y = top + (index + 1) * ROW
          pen.text(day.name, 0, y + ROW / 2, { ...small, colour: muted })
          for (const [hour, { value, share }] of day.cells.entries()) {
            const ground =
              value === 0 ? mixed(text, 5, surface) : mixed(hue(pen), 8 + strength(pen, 62, 46) * share, surface)
            pen.box(DAY + hour * cell, y, cell - GAP, ROW - GAP, ground, 4)
            const words = value === 0 ? '' : short(value, unit)
            pen.text(words, middle(hour), y + (ROW - GAP) / 2, { ...small, align: 'center', room: cell })
          }
          pen.text(compact(day.total, unit), room, y + ROW / 2, { ...small, colour: muted, align: 'right' })
        }
        const last = top + (week.days.length + 1.5) * ROW
        pen.text('All', room, top + ROW / 2, { ...small, colour: muted, align: 'right' })
        pen.text('All', 0, last, { ...small, colour: muted })
        pen.text(compact(week.total, unit), room, last, { ...small, colour: muted, align: 'right' })
      },
    }
  })
  return stacked(pen, tables, 16)
}

import type { Drawing, DrawnSeries, TimeDrawing } from './drawing.ts'
import { change, exact, percent } from './format.ts'

export interface PlainTable {
  columns: string[]
  rows: (string | number | null)[][]
}

const nameIn = (drawing: TimeDrawing, index: number) => {
  const series = drawing.series[index]
  return series ? `${series.name}${series.previous ? ' (previous)' : ''}` : ''
}

/** Every drawing as a table: shown by the key `t`, read aloud, and exported as CSV. */
export function tableOf(drawing: Drawing): PlainTable {
  switch (drawing.kind) {
    case 'time':
      return {
        columns: ['Date', ...drawing.series.map((_, index) => nameIn(drawing, index))],
        rows: drawing.days.map((day, at) => [day, ...drawing.series.map((series) => series.values[at] ?? null)]),
      }
    case 'number':
      return {
        columns: drawing.previous === undefined ? ['Name', 'Value'] : ['Name', 'Value', 'Previous'],
        rows: [[drawing.name, drawing.value, ...(drawing.previous === undefined ? [] : [drawing.previous])]],
      }
    case 'values': {
      const compared = drawing.rows.some((row) => row.previous !== undefined)
      const shared = drawing.rows.some((row) => row.share !== undefined)
      return {
        columns: ['Name', 'Value', ...(shared ? ['Share'] : []), ...(compared ? ['Previous'] : [])],
        rows: drawing.rows.map((row) => [
          row.name,
          row.value,
          ...(row.share === undefined ? [] : [percent(row.share)]),
          ...(compared ? [row.previous ?? null] : []),
        ]),
      }
    }
    case 'funnel':
      return {
        columns: [
          'Step',
          ...(drawing.funnels.length > 1 ? ['Value'] : []),
          'People',
          'Of all',
          'Of the step before',
          'Median seconds',
        ],
        rows: drawing.funnels.flatMap(({ name, steps }) =>
          steps.map((step, index) => [
            `${index + 1}. ${step.name}`,
            ...(drawing.funnels.length > 1 ? [name] : []),
            step.count,
            percent(step.share),
            percent(step.stepShare),
            step.median,
          ]),
        ),
      }
    case 'retention':
      return {
        columns: ['Began', 'People', ...drawing.columns],
        rows: drawing.rows.map((row) => [
          row.name,
          row.size,
          ...row.cells.map(({ count, state }) => (state === 'future' ? null : count)),
        ]),
      }
    case 'paths':
      return {
        columns: ['From', 'To', 'People', 'Average seconds'],
        rows: drawing.links.map(({ source, target, value, seconds }) => [source, target, value, Math.round(seconds)]),
      }
    case 'calendar':
      return {
        columns: ['Series', 'Day', ...Array.from({ length: 24 }, (_, hour) => String(hour)), 'All'],
        rows: drawing.weeks.flatMap((week) => [
          ...week.days.map((day) => [week.name, day.name, ...day.cells.map(({ value }) => value), day.total]),
          [week.name, 'All', ...week.hours, week.total],
        ]),
      }
    case 'table':
      return { columns: drawing.columns, rows: drawing.rows }
    case 'empty':
      return { columns: [], rows: [] }
  }
}

/** The numbers of a drawing drawn as a table. */
export const drawnTable = (drawing: Drawing): Drawing => ({ kind: 'table', ...tableOf(drawing) })

/** One field of a CSV. A text that a spreadsheet would run as a formula is made plain text. */
function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvOf(table: PlainTable): string {
  return [table.columns, ...table.rows].map((row) => row.map(field).join(',')).join('\r\n')
}

interface TooltipRow {
  name: string
  colour: number
  previous: boolean
  value: number
  words: string
  /** Against the compared period; never for an interval that is not over. */
  change: string
}

export interface TooltipTable {
  title: string
  note: string
  rows: TooltipRow[]
  total: string | undefined
}

/** The rows of a tooltip at one bucket: largest first, a total where adding up means something. */
export function tooltipAt(drawing: TimeDrawing, index: number): TooltipTable {
  const running = drawing.unfinished && index === drawing.days.length - 1
  const changeOf = (series: DrawnSeries, value: number) => {
    const before = drawing.series.find((other) => other.key === `${series.key} previous`)?.values[index]
    return running || before === undefined || before === null ? '' : change(value, before).words
  }
  const rows = drawing.series
    .flatMap((series): TooltipRow[] => {
      const value = series.values[index]
      if (value === null || value === undefined) return []
      const { name, colour, previous } = series
      return [{ name, colour, previous, value, words: exact(value, drawing.unit), change: changeOf(series, value) }]
    })
    .toSorted((a, b) => Number(a.previous) - Number(b.previous) || b.value - a.value)
  const current = rows.filter((row) => !row.previous)
  const averaged = drawing.unit.format === 'percentage' || drawing.unit.format === 'percentage_scaled'
  const isSum = drawing.series.every(({ sumless }) => !sumless) && !averaged
  const adds = drawing.shape !== 'line' && current.length > 1 && isSum
  const before = drawing.previousLabels[index]
  return {
    title: drawing.labels[index] ?? '',
    note: [running ? 'not over yet' : '', before === undefined ? '' : `compared with ${before}`]
      .filter(Boolean)
      .join(', '),
    rows,
    total: adds
      ? exact(
          current.reduce((total, row) => total + row.value, 0),
          drawing.unit,
        )
      : undefined,
  }
}

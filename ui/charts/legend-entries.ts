import type { Drawing } from './drawing.ts'
import type { LegendEntry } from './legend.tsx'

/** What a drawing's legend names; nothing where the marks carry their own names. */
export function entriesOf(drawing: Drawing): LegendEntry[] {
  if (drawing.kind === 'time') {
    return drawing.series.map(({ key, name, colour, dashed, previous, total, sumless }) => ({
      key,
      name,
      colour,
      dashed,
      previous,
      unit: drawing.unit,
      ...(sumless ? {} : { total }),
    }))
  }
  if (drawing.kind !== 'values' || drawing.shape !== 'pie') return []
  return drawing.rows.map(({ key, name, colour, value }) => ({
    key,
    name,
    colour,
    dashed: false,
    previous: false,
    total: value,
    unit: drawing.unit,
  }))
}

/** Keys of what a reader took away in the legend. */
export type Hidden = ReadonlySet<string>

/** What is left of a drawing without what was taken away in its legend. */
export function shownOf(drawing: Drawing, hidden: Hidden): Drawing {
  if (drawing.kind === 'time') return { ...drawing, series: drawing.series.filter(({ key }) => !hidden.has(key)) }
  if (drawing.kind !== 'values' || drawing.shape !== 'pie') return drawing
  return { ...drawing, rows: drawing.rows.filter(({ key }) => !hidden.has(key)) }
}

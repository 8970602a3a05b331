import type { DrawnSeries, TimeDrawing } from './drawing.ts'

/** What a click means: a place along the axis, the value at that height, and the series whose mark it hit, if any. */
interface Clicked {
  index: number
  value: number
  mark?: number | undefined
}

/** Whose people a click asks for: of the mark it hit, else of the area it is in, else of the nearest value. */
export function seriesAt({ shape, series }: TimeDrawing, { index, value, mark }: Clicked): DrawnSeries | undefined {
  const valueOf = ({ values }: DrawnSeries) => values[index] ?? 0
  const isThere = (one: DrawnSeries) => valueOf(one) !== 0 && !one.point.addedUp
  const hit = mark === undefined || shape === 'line' || shape === 'area' ? undefined : series[mark]
  if (hit) return isThere(hit) ? hit : undefined
  if (shape === 'area') {
    let top = 0
    for (const one of series.filter(({ previous }) => !previous)) {
      top += valueOf(one)
      if (value <= top && valueOf(one) !== 0) return isThere(one) ? one : undefined
    }
  }
  const away = (one: DrawnSeries) => Math.abs(valueOf(one) - value)
  const [first, ...others] = series.filter(isThere)
  return first && others.reduce((best, one) => (away(one) < away(best) ? one : best), first)
}

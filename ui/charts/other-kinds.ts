/** Results of kinds that have no editor here yet, drawn as well as a board needs: funnels, retention, lifecycle. */
import type { TrendsItem } from '../api/types.ts'
import { type Drawing, type DrawnValue, SERIES_COLOURS } from './drawing.ts'
import { PLAIN } from './format.ts'

interface FunnelStep {
  name: string
  custom_name?: string | null
  count: number
  order: number
}

interface RetentionRow {
  label: string
  date: string
  values: { count: number }[]
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isStep = (value: unknown): value is FunnelStep =>
  isObject(value) && 'name' in value && 'count' in value && 'order' in value && typeof value.count === 'number'
const isRetentionRow = (value: unknown): value is RetentionRow =>
  isObject(value) && 'label' in value && 'date' in value && 'values' in value && Array.isArray(value.values)

/** Items with a number per bucket, whatever they count: drawn like trends. */
export const isSeriesItem = (value: unknown): value is TrendsItem =>
  isObject(value) && 'label' in value && 'data' in value && Array.isArray(value.data) && 'days' in value

/** Steps in their order; each share is of those who began. */
function drawFunnel(steps: FunnelStep[]): Drawing {
  const ordered = steps.toSorted((a, b) => a.order - b.order)
  const began = ordered[0]?.count ?? 0
  const rows = ordered.map(
    (step, index): DrawnValue => ({
      key: `${step.order} ${step.name}`,
      name: `${index + 1}. ${step.custom_name ?? step.name}`,
      value: step.count,
      previous: undefined,
      share: began > 0 ? step.count / began : 0,
      colour: 0,
    }),
  )
  return { kind: 'values', shape: 'bars', rows, total: began, folded: 0, unit: PLAIN }
}

/** Every funnel of a breakdown, told by its last step against its first. */
function drawFunnels(funnels: FunnelStep[][], names: string[]): Drawing {
  const rows = funnels.map((steps, index): DrawnValue => {
    const ordered = steps.toSorted((a, b) => a.order - b.order)
    const [began, ended] = [ordered[0]?.count ?? 0, ordered.at(-1)?.count ?? 0]
    return {
      key: `${index}`,
      name: names[index] ?? `Funnel ${index + 1}`,
      value: ended,
      previous: undefined,
      share: began > 0 ? ended / began : 0,
      colour: index % SERIES_COLOURS,
    }
  })
  return { kind: 'values', shape: 'bars', rows, total: 0, folded: 0, unit: PLAIN }
}

function drawRetention(rows: RetentionRow[]): Drawing {
  const width = Math.max(0, ...rows.map((row) => row.values.length))
  const share = (count: number, size: number) => (size > 0 ? `${Math.round((count / size) * 1000) / 10}%` : '–')
  const day = (date: string) => date.slice(0, 10)
  return {
    kind: 'table',
    columns: ['Cohort', 'Size', ...Array.from({ length: width }, (_, index) => String(index))],
    rows: rows.map((row) => {
      const size = row.values[0]?.count ?? 0
      return [day(row.date), size, ...row.values.map(({ count }) => share(count, size))]
    }),
  }
}

const breakdownName = (steps: FunnelStep[]) => {
  const [first] = steps
  const value: unknown = first && 'breakdown_value' in first ? first.breakdown_value : undefined
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}

/** A drawing for a known shape, or nothing when a plain table must do. */
export function drawOtherKind(kind: string | undefined, results: unknown[]): Drawing | undefined {
  if (results.length === 0) return undefined
  if (kind === 'FunnelsQuery') {
    if (results.every(isStep)) return drawFunnel(results)
    const funnels = results.map((one) => (Array.isArray(one) ? one.filter(isStep) : []))
    if (funnels.every((steps) => steps.length > 0)) return drawFunnels(funnels, funnels.map(breakdownName))
  }
  if (kind === 'RetentionQuery' && results.every(isRetentionRow)) return drawRetention(results)
  return undefined
}

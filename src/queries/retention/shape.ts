import { listsByKey } from '../../lib/lists-by-key.ts'
import type { RetentionQuery } from '../../schema/query/retention.ts'
import { BREAKDOWN_OTHER } from '../breakdown.ts'
import { isoOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { queryName } from './build.ts'
import { columnLabels, planRetention, type RetentionPlan } from './plan.ts'

export interface RetentionRow {
  values: { count: number; aggregation_value?: number; label: string }[]
  label: string
  date: string
  breakdown_value: string | number | null
}

interface RetentionResult {
  results: RetentionRow[]
}

/** Cells → a rectangular table, one per value of a breakdown. */
export function shapeRetention(answers: Answers, node: RetentionQuery, ctx: QueryContext): RetentionResult {
  const plan = planRetention(node, ctx)
  const period = node.retentionFilter.period ?? 'Day'
  const table = (rows: Cell[], value: string | number | null) => tableOf(rows, plan, period, value, ctx)
  if (plan.breakdown?.kind === 'cohorts') {
    const tables = plan.breakdown.cohorts.map(({ value }, i) => table(readRows(answers.get(queryName(i))), value))
    return { results: tables.flat() }
  }
  const rows = readRows(answers.get(queryName()))
  if (!plan.breakdown) return { results: table(rows, null) }
  const hidesOther = plan.breakdown.hideOther
  const shown = bySize(rows).filter(([value]) => !(hidesOther && isOther(value)))
  return { results: shown.flatMap(([value, cells]) => table(cells, value)) }
}

type Cell = Record<string, unknown>

/** The values that were merged because there are too many. */
const isOther = (value: string) => value.startsWith(BREAKDOWN_OTHER)

/** Values by how many actors began with them; what is merged comes last. */
function bySize(rows: Cell[]): [string, Cell[]][] {
  const shown = (breakdown: unknown) =>
    Array.isArray(breakdown) ? breakdown.map(String).join('::') : String(breakdown)
  const byValue = listsByKey(rows.map((row) => [JSON.stringify(row['breakdown']), row]))
  const groups = [...byValue].map(([key, cells]): [string, Cell[]] => [shown(JSON.parse(key)), cells])
  const size = (cells: Cell[]) =>
    cells.reduce((sum, cell) => (Number(cell['column']) === 0 ? sum + Number(cell['total']) : sum), 0)
  const last = (value: string) => (isOther(value) ? 1 : 0)
  return groups.sort(([a, x], [b, y]) => last(a) - last(b) || size(y) - size(x) || (a < b ? -1 : 1))
}

function tableOf(
  cells: Cell[],
  plan: RetentionPlan,
  period: string,
  breakdown_value: string | number | null,
  ctx: QueryContext,
): RetentionRow[] {
  const found = new Map(cells.map((cell) => [`${cell['row']}.${cell['column']}`, cell]))
  const labels = columnLabels(plan, period)
  return plan.range.buckets.map((bucket, row) => ({
    values: labels.map((label, column) => {
      const { total = 0, amount = 0 } = found.get(`${row}.${column}`) ?? {}
      const [count, sum] = [Number(total), Number(amount)]
      const aggregated = { sum: sum / plan.sample, avg: count > 0 ? sum / count : 0 }
      return {
        count: unsampled(count, plan.sample),
        ...(plan.amount ? { aggregation_value: aggregated[plan.amount.statistic] } : {}),
        label,
      }
    }),
    label: `${period} ${row}`,
    date: isoOf(bucket, ctx.timezone),
    breakdown_value,
  }))
}

import { textsOf } from '../buckets.ts'
import type { Period, ResolvedRange } from '../date-range.ts'
import type { TrendsPlan } from './plan.ts'

/** One line or number, before it is dressed for clients. */
export interface TrendLine {
  series: number
  period: Period['name']
  range: ResolvedRange
  /** Undefined without a breakdown. */
  breakdown?: { value: string | number | string[]; label: string; rank: number }
  /** One number per bucket; empty for a total value. */
  data: number[]
  total: number
}

/** The breakdown value of a line as a key. Its label is none: two cohorts may have one name. */
export const brokenDownBy = ({ breakdown }: TrendLine): string => JSON.stringify(breakdown?.value ?? null)

/**
 * The greatest first, equals by their label; missing values after all real ones, all others last. Both periods have one
 * order.
 */
export function inOrder(lines: TrendLine[]): TrendLine[] {
  const ofPeriod = (period: string) => lines.filter((line) => line.period === period)
  const current = ofPeriod('current').sort(byRank)
  const places = new Map(current.map((line, i) => [brokenDownBy(line), i]))
  const place = (line: TrendLine) => places.get(brokenDownBy(line)) ?? current.length
  const previous = ofPeriod('previous').sort((a, b) => place(a) - place(b) || byRank(a, b))
  return [...current, ...previous]
}

function byRank(a: TrendLine, b: TrendLine): number {
  if (!a.breakdown || !b.breakdown) return 0
  if (typeof a.breakdown.value === 'number' || a.breakdown.value === 'all') return 0
  return a.breakdown.rank - b.breakdown.rank || b.total - a.total || (a.breakdown.label < b.breakdown.label ? -1 : 1)
}

/** The fields that items of series and of formulas share. */
export function common(line: TrendLine, plan: TrendsPlan): Record<string, unknown> {
  const { range } = line
  const values = plan.totalValue
    ? { data: [], days: [], count: 0, aggregated_value: line.total }
    : {
        data: line.data,
        ...textsOf(range),
        count: line.total,
      }
  return {
    ...values,
    ...(line.breakdown ? { breakdown_value: line.breakdown.value } : {}),
    ...(plan.compares ? { compare: true, compare_label: line.period } : {}),
    filter: {},
  }
}

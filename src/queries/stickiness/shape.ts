import type { StickinessQuery } from '../../schema/query/stickiness.ts'
import type { QueryContext } from '../context.ts'
import type { Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { actionOf } from '../series.ts'
import { lengthOf, planStickiness, queryName } from './build.ts'

interface StickinessResult {
  results: Record<string, unknown>[]
}

/** Rows → one item per series and period: how many actors were active in one interval, in two, … */
export function shapeStickiness(answers: Answers, node: StickinessQuery, ctx: QueryContext): StickinessResult {
  const plan = planStickiness(node, ctx)
  const results = plan.series.flatMap((series) =>
    plan.periods.map(({ name, range }) => {
      const rows = readRows(answers.get(queryName(series.index, name)))
      const found = new Map(rows.map((row) => [Number(row['intervals']), Number(row['total'])]))
      const days = Array.from({ length: lengthOf(plan, range) }, (_, i) => i + 1)
      const exactly = days.map((day) => unsampled(found.get(day) ?? 0, plan.sample))
      const data = plan.cumulative ? atLeast(exactly) : exactly
      return {
        count: data.reduce((sum, value) => sum + value, 0),
        data,
        days,
        labels: days.map((day) => `${day} ${plan.interval}${day === 1 ? '' : 's'}${plan.cumulative ? ' or more' : ''}`),
        label: series.label,
        action: actionOf(series),
        ...(plan.compares ? { compare: true, compare_label: name } : {}),
      }
    }),
  )
  return { results }
}

function atLeast(exactly: number[]): number[] {
  let sum = 0
  return exactly
    .toReversed()
    .map((value) => {
      sum += value
      return sum
    })
    .toReversed()
}

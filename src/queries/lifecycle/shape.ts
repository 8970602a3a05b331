import { type LifecycleQuery, LifecycleStatus } from '../../schema/query/lifecycle.ts'
import { textsOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { actionOf } from '../series.ts'
import { planLifecycle } from './build.ts'

interface LifecycleResult {
  results: Record<string, unknown>[]
}

/** Rows → four items; those who fell dormant count below zero. */
export function shapeLifecycle(answers: Answers, node: LifecycleQuery, ctx: QueryContext): LifecycleResult {
  const { series, range, sample } = planLifecycle(node, ctx)
  if (!series) return { results: [] }
  const rows = readRows(answers.get('lifecycle'))
  const found = new Map(rows.map((row) => [`${row['status']}.${row['bucket']}`, Number(row['total'])]))
  const results = LifecycleStatus.options.map((status) => {
    const data = range.buckets.map((_, i) => {
      const count = unsampled(found.get(`${status}.${i + 1}`) ?? 0, sample)
      return status === 'dormant' && count > 0 ? -count : count
    })
    return {
      data,
      ...textsOf(range),
      count: data.reduce((sum, value) => sum + value, 0),
      status,
      label: `${series.label} - ${status}`,
      action: { ...actionOf(series), math: 'total' },
    }
  })
  return { results }
}

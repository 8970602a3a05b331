import { isObject, type Json, type JsonObject } from '../../lib/json.ts'
import { listsByKey } from '../../lib/lists-by-key.ts'
import type { FunnelsQuery } from '../../schema/query/funnels.ts'
import { BREAKDOWN_NULL, BREAKDOWN_OTHER } from '../breakdown.ts'
import { bucketKey, bucketKeys, textsOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { Answer, Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { entityId } from '../series.ts'
import { queryName } from './build.ts'
import { type FunnelPlan, planFunnel } from './plan.ts'

interface FunnelsResult {
  results: unknown
}

/** Rows → what clients expect of the three ways to show a funnel. */
export function shapeFunnels(answers: Answers, node: FunnelsQuery, ctx: QueryContext): FunnelsResult {
  const plan = planFunnel(node, ctx)
  if (plan.viz === 'time_to_convert') return { results: binsOf(answers.get(queryName())) }
  const shape = plan.viz === 'trends' ? rateItem : stepItems
  const { breakdown } = plan
  if (!breakdown)
    return { results: plan.viz === 'trends' ? [shape(first(answers), plan)] : shape(first(answers), plan) }
  if (breakdown.kind === 'cohorts') {
    const items = breakdown.cohorts.map(({ value, label }, i) =>
      shape(readRows(answers.get(queryName(i))), plan, { breakdown: label, breakdown_value: value }),
    )
    return { results: items }
  }
  const groups = groupsOf(first(answers)).filter(([key]) => !(breakdown.hideOther && isOther(key)))
  return { results: groups.map(([key, rows]) => shape(rows, plan, shownValue(key, plan))) }
}

type Row = Record<string, unknown>
type ShownBreakdown = { breakdown: unknown; breakdown_value: unknown }

const first = (answers: Answers) => readRows(answers.get(queryName()))

/** Rows by breakdown value: those whose last steps were reached most come first. */
function groupsOf(rows: Row[]): [string, Row[]][] {
  const groups = listsByKey(rows.map((row) => [JSON.stringify(row['breakdown']), row]))
  const rank = (group: Row[]) =>
    group[0]?.['counts'] === undefined
      ? [total(group, 'entered'), total(group, 'converted')]
      : numbers(group[0]['counts'])
  return [...groups].sort(([a, x], [b, y]) => byLast(rank(x), rank(y)) || (a < b ? -1 : 1))
}

const total = (rows: Row[], name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0)

function byLast(a: number[], b: number[]): number {
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return (b[i] ?? 0) - (a[i] ?? 0)
  return 0
}

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : [])

/** The values that were merged because there are too many. */
const isOther = (key: string) => key.includes(BREAKDOWN_OTHER)

/** How a value is shown: as a list of texts, or as one text in a breakdown by one group property. A missing value is `''`. */
function shownValue(key: string, { breakdown }: FunnelPlan): ShownBreakdown {
  const parts = breakdown?.kind === 'values' ? breakdown.parts : []
  const parsed: unknown = JSON.parse(key)
  const found = Array.isArray(parsed) ? parsed.map(String) : []
  const textOf = (value = '') => (value === BREAKDOWN_NULL ? '' : value)
  const texts = found[0] === BREAKDOWN_OTHER ? ['Other'] : parts.map((_, i) => textOf(found[i]))
  const shown = parts.length === 1 && parts[0]?.type === 'group' ? texts[0] : texts
  return { breakdown: shown, breakdown_value: shown }
}

function stepItems(rows: Row[], plan: FunnelPlan, shown?: ShownBreakdown): object[] {
  const [counts, sums, medians] = ['counts', 'sums', 'medians'].map((name) => rows[0]?.[name])
  const reached = numbers(counts)
  return plan.steps.map(({ node, label, index }) => {
    const count = reached[index] ?? 0
    const median = Array.isArray(medians) ? medians[index - 1] : null
    const times =
      index > 0 && count > 0
        ? { average: (numbers(sums)[index - 1] ?? 0) / count, median: median === null ? null : Number(median) }
        : { average: null, median: null }
    const isUnordered = plan.order === 'unordered'
    return {
      action_id: isUnordered ? null : entityId(node),
      name: isUnordered ? `Completed ${index + 1} step${index === 0 ? '' : 's'}` : label,
      custom_name: isUnordered ? null : (node.custom_name ?? null),
      order: index,
      people: [],
      count: unsampled(count, plan.sample),
      type: node.kind === 'ActionsNode' && !isUnordered ? 'actions' : 'events',
      average_conversion_time: times.average,
      median_conversion_time: times.median,
      ...shown,
    }
  })
}

function rateItem(rows: Row[], plan: FunnelPlan, shown?: ShownBreakdown): object {
  const { range, interval } = plan
  const found = new Map(rows.map((row) => [bucketKey(row['bucket'], interval), row]))
  const data = bucketKeys(range).map((key) => {
    const row = found.get(key)
    const entered = Number(row?.['entered'] ?? 0)
    return entered === 0 ? 0 : Math.round((Number(row?.['converted']) / entered) * 10_000) / 100
  })
  return {
    count: range.buckets.length,
    data,
    ...textsOf(range),
    ...(shown ? { breakdown_value: shown.breakdown_value } : {}),
  }
}

/** The answer has one bin more than was asked for: the last one holds the greatest value, where that lies on its edge. */
function binsOf(answer: Answer | undefined): object {
  const rows = readRows(answer)
  const [row] = rows
  if (!row) return { bins: [], average_conversion_time: null }
  const [low, width, count] = ['low', 'width', 'bins'].map((name) => Number(row[name]))
  const totals = new Map(rows.map((bin) => [Number(bin['bin']), Number(bin['total'])]))
  const bins = Array.from({ length: (count ?? 0) + 1 }, (_, i) => [(low ?? 0) + i * (width ?? 0), totals.get(i) ?? 0])
  return { bins, average_conversion_time: Number(row['average']) }
}

/** A kept answer with the custom names of the query that asks for it now. */
export function relabelled(result: JsonObject, node: FunnelsQuery): JsonObject {
  const items = result['results']
  if (node.funnelsFilter?.funnelOrderType === 'unordered' || !Array.isArray(items)) return result
  const named = (step: Json): Json =>
    isObject(step) && 'custom_name' in step
      ? { ...step, custom_name: node.series[Number(step['order'])]?.custom_name ?? null }
      : step
  return { ...result, results: items.map((item) => (Array.isArray(item) ? item.map(named) : named(item))) }
}

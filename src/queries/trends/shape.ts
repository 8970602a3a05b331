import type { TrendsQuery } from '../../schema/query/trends.ts'
import { BREAKDOWN_NULL, BREAKDOWN_OTHER, binLabels } from '../breakdown.ts'
import { bucketKey, bucketKeys, isoWithOffset } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { Period, ResolvedRange } from '../date-range.ts'
import type { Answer, Answers } from '../kind.ts'
import { unsampled } from '../sample.ts'
import { actionOf } from '../series.ts'
import { shapeCalendar } from './calendar-heatmap.ts'
import { applyFormulas } from './formulas.ts'
import { brokenDownBy, common, inOrder, type TrendLine } from './items.ts'
import { scalesWithSample } from './math.ts'
import { planTrends, queryName, type TrendsPlan, type TrendsSeries } from './plan.ts'

interface TrendsResult {
  results: Record<string, unknown>[]
  hasMore: boolean
}

/** Rows → the items of a trends response. */
export function shapeTrends(answers: Answers, node: TrendsQuery, ctx: QueryContext): TrendsResult {
  const plan = planTrends(node, ctx)
  if (plan.calendar) return { results: calendarItems(answers, plan, ctx), hasMore: false }
  const lines = plan.series.flatMap((series) => {
    const found = inEveryPeriod(
      plan.periods.flatMap(({ name, range }) => linesOf(series, name, range, plan, answers)),
      plan,
    )
    return inOrder(found.map((line) => smoothed(line, node.trendsFilter?.smoothingIntervals || 1, plan)))
  })
  const { breakdown } = plan
  const hidesOther = breakdown?.kind === 'values' && breakdown.hideOther
  const shown = hidesOther ? lines.filter((line) => !isOther(line)) : lines
  const formulas = applyFormulas(node, shown, plan)
  return {
    results: formulas ?? shown.map((line) => dressed(line, plan)),
    hasMore: lines.some(isOther),
  }
}

/** One item per series, with the matrix beside its total. */
function calendarItems(answers: Answers, plan: TrendsPlan, ctx: QueryContext): Record<string, unknown>[] {
  return plan.series.flatMap((series) => {
    const calendar_heatmap_data = shapeCalendar(answers.get(queryName(series.index, 'current')), plan, series, ctx)
    const total = calendar_heatmap_data.allAggregations
    return plan.periods.map(({ name, range }) => {
      const line: TrendLine = { series: series.index, period: name, range, data: [], total }
      return { ...dressed(line, plan), count: total, calendar_heatmap_data }
    })
  })
}

/** Every value that one period has is in the other one too, if only with zeros. */
function inEveryPeriod(lines: TrendLine[], plan: TrendsPlan): TrendLine[] {
  const all = new Map(lines.map((line) => [line.period + brokenDownBy(line), line]))
  for (const line of lines) {
    for (const { name, range } of plan.periods) {
      const key = name + brokenDownBy(line)
      if (!all.has(key)) all.set(key, { ...line, period: name, range, ...empty(plan, range) })
    }
  }
  return [...all.values()]
}

const isOther = ({ breakdown }: TrendLine) => firstOf(breakdown?.value) === BREAKDOWN_OTHER

const firstOf = (value: string | number | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

function linesOf(
  series: TrendsSeries,
  period: Period['name'],
  range: ResolvedRange,
  plan: TrendsPlan,
  answers: Answers,
): TrendLine[] {
  const base = { series: series.index, period, range }
  const sample = scalesWithSample(series.node) ? plan.sample : 1
  if (plan.breakdown?.kind === 'cohorts') {
    return plan.breakdown.cohorts.map(({ value, label }, i) => {
      const lines = gather(answers.get(queryName(series.index, period, i)), plan, range, sample)
      return { ...base, ...(lines.get('') ?? empty(plan, range)), breakdown: { value, label, rank: 0 } }
    })
  }
  const gathered = gather(answers.get(queryName(series.index, period)), plan, range, sample)
  if (!plan.breakdown) return [{ ...base, ...(gathered.get('') ?? empty(plan, range)) }]
  const bins = binsOf(series.index, plan, answers)
  return [...gathered].map(([key, found]) => ({ ...base, ...found, breakdown: shownValue(key, bins) }))
}

interface Gathered {
  data: number[]
  total: number
}

const empty = (plan: TrendsPlan, range: ResolvedRange): Gathered => ({
  data: plan.totalValue ? [] : range.buckets.map(() => 0),
  total: 0,
})

/** Rows by breakdown value, each with its gaps filled. */
function gather(
  answer: Answer | undefined,
  plan: TrendsPlan,
  range: ResolvedRange,
  sample: number,
): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>()
  if (!answer) return gathered
  const positions = new Map(bucketKeys(range).map((key, i) => [key, i]))
  const at = (name: string) => answer.columns.findIndex((column) => column.name === name)
  const [bucket, breakdown, total] = [at('bucket'), at('breakdown'), at('total')]
  for (const row of answer.rows) {
    const key = breakdown < 0 ? '' : JSON.stringify(row[breakdown])
    const found = gathered.get(key) ?? empty(plan, range)
    gathered.set(key, found)
    const value = row[total]
    if (Array.isArray(value)) found.data = value.map((item) => numberOf(item, sample))
    else if (plan.totalValue) found.total = numberOf(value, sample)
    else {
      const position = positions.get(bucketKey(row[bucket], plan.interval))
      if (position !== undefined) found.data[position] = (found.data[position] ?? 0) + numberOf(value, sample)
    }
  }
  return gathered
}

function numberOf(value: unknown, sample: number): number {
  const number = value === null || value === undefined ? 0 : Number(value)
  return unsampled(Number.isFinite(number) ? number : 0, sample)
}

/** The labels of the bins of each part that is a histogram, made of the extremes that a statement of their own has found. */
function binsOf(series: number, plan: TrendsPlan, answers: Answers): (string[] | undefined)[] {
  if (plan.breakdown?.kind !== 'values') return []
  const row = answers.get(`extremes.${series}`)?.rows[0]?.[0]
  const extremes = Array.isArray(row) ? row : []
  let next = 0
  return plan.breakdown.parts.map(({ histogram_bin_count: count }) => {
    if (!count) return undefined
    const [low, high] = extremes.slice(next, next + 2)
    next += 2
    return low === null || low === undefined ? undefined : binLabels(Number(low), Number(high), count)
  })
}

function shownValue(key: string, bins: (string[] | undefined)[]): NonNullable<TrendLine['breakdown']> {
  const parsed: unknown = JSON.parse(key)
  const texts = (Array.isArray(parsed) ? parsed : [parsed]).map((text, i) => bins[i]?.[Number(text)] ?? String(text))
  const value = Array.isArray(parsed) ? texts : (texts[0] ?? '')
  const rank = texts[0] === BREAKDOWN_OTHER ? 2 : texts.includes(BREAKDOWN_NULL) ? 1 : 0
  return { value, label: texts.join('::'), rank }
}

/**
 * A line as the display wants it. Distinct actors were counted at their first appearance, so a cumulative line is a running
 * sum.
 */
function smoothed(line: TrendLine, intervals: number, plan: TrendsPlan): TrendLine {
  if (plan.totalValue) return line
  let data = line.data
  if (intervals > 1) {
    data = data.map((_, i) => {
      const window = line.data.slice(Math.max(0, i - intervals + 1), i + 1)
      return Math.floor(window.reduce((sum, value) => sum + value, 0) / window.length)
    })
  }
  if (plan.cumulative) {
    let sum = 0
    data = data.map((value) => {
      sum += value
      return sum
    })
  }
  const total = plan.cumulative ? (data.at(-1) ?? 0) : data.reduce((sum, value) => sum + value, 0)
  return { ...line, data, total }
}

function dressed(line: TrendLine, plan: TrendsPlan): Record<string, unknown> {
  const series = plan.series.find(({ index }) => index === line.series)
  const name = series?.label ?? ''
  const many = plan.series.length > 1
  const label = line.breakdown ? (many ? `${name} - ${line.breakdown.label}` : line.breakdown.label) : name
  return { ...common(line, plan), label, order: line.series, action: series ? actionOfLine(series, line) : null }
}

function actionOfLine(series: TrendsSeries, line: TrendLine): Record<string, unknown> {
  const { node } = series
  return {
    ...actionOf(series),
    math: node.math ?? null,
    math_property: node.math_property ?? null,
    math_hogql: node.math_hogql ?? null,
    math_group_type_index: node.math_group_type_index ?? null,
    properties: {},
    days: momentsOf(line.range),
  }
}

const moments = new WeakMap<ResolvedRange, string[]>()

/** Made once, as `textsOf` is. */
function momentsOf(range: ResolvedRange): string[] {
  const known = moments.get(range) ?? range.buckets.map((bucket, i) => isoWithOffset(range.starts[i] ?? bucket, bucket))
  moments.set(range, known)
  return known
}

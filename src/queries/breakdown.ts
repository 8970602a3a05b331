import type { Expr, OrderExpr, Query, SelectQuery } from '../hogql/ast.ts'
import {
  alias,
  array,
  ascending,
  at,
  call,
  compare,
  constant,
  descending,
  divided,
  equals,
  field,
  isNull,
  minus,
  over,
  select,
} from '../hogql/build.ts'
import { HogqlError } from '../hogql/errors.ts'
import type { Breakdown, BreakdownFilter } from '../schema/query/common.ts'
import type { QueryContext } from './context.ts'
import { eventExpression } from './event-expression.ts'
import { cleanedPath } from './path-cleaning.ts'

export const BREAKDOWN_NULL = '$$_posthog_breakdown_null_$$'
export const BREAKDOWN_OTHER = '$$_posthog_breakdown_other_$$'

/** How results are split by values. */
export interface ValueBreakdown {
  kind: 'values'
  parts: Breakdown[]
  /** Written as `breakdowns`: then values are lists of texts, even of one. */
  multiple: boolean
  limit: number
  hideOther: boolean
  /** Values are paths, which the project's rules of path cleaning shorten. */
  cleaned: boolean
}

/** One item per cohort; the cohort `all` is everybody. */
export interface CohortBreakdown {
  kind: 'cohorts'
  cohorts: { value: number | 'all'; label: string; condition: Expr }[]
}

export type ResolvedBreakdown = ValueBreakdown | CohortBreakdown

const DEFAULT_LIMIT = 25

/**
 * The breakdown of a query, in whichever of its spellings; `defaults` are for the numbers that it leaves out. Throws {@link
 * HogqlError}.
 */
export function breakdownOf(
  filter: BreakdownFilter | null | undefined,
  ctx: QueryContext,
  defaults: { limit?: number | undefined; bins?: number | null | undefined } = {},
): ResolvedBreakdown | undefined {
  if (!filter) return undefined
  const limit = filter.breakdown_limit ?? defaults.limit ?? DEFAULT_LIMIT
  const cleaned = filter.breakdown_path_cleaning === true
  const hideOther = filter.breakdown_hide_other_aggregation === true
  if (filter.breakdowns && filter.breakdowns.length > 0) {
    if (filter.breakdowns.some(({ type }) => type === 'cohort')) return cohortAlone(filter.breakdowns, ctx)
    return { kind: 'values', parts: filter.breakdowns, multiple: true, limit, hideOther, cleaned }
  }
  const { breakdown } = filter
  if (breakdown === null || breakdown === undefined) return undefined
  const values = Array.isArray(breakdown) ? breakdown : [breakdown]
  if (filter.breakdown_type === 'cohort')
    return { kind: 'cohorts', cohorts: values.map((value) => cohortOf(value, ctx)) }
  const parts = values.map((property) => ({
    property,
    type: filter.breakdown_type ?? null,
    normalize_url: filter.breakdown_normalize_url ?? null,
    group_type_index: filter.breakdown_group_type_index ?? null,
    histogram_bin_count: filter.breakdown_histogram_bin_count ?? defaults.bins ?? null,
  }))
  return { kind: 'values', parts, multiple: Array.isArray(breakdown) && values.length > 1, limit, hideOther, cleaned }
}

/** The same, with lists as values even of one, and without histograms: how funnels and retention are broken down. */
export const inLists = (breakdown: ValueBreakdown): ValueBreakdown => ({
  ...breakdown,
  multiple: true,
  parts: breakdown.parts.map((part) => ({ ...part, histogram_bin_count: null })),
})

/**
 * A cohort cannot stand beside other breakdowns: it is not a value that each event has once, because an event is in
 * several.
 */
function cohortAlone(parts: Breakdown[], ctx: QueryContext): CohortBreakdown {
  const [part] = parts
  if (part && parts.length === 1) return { kind: 'cohorts', cohorts: [cohortOf(part.property, ctx)] }
  const detail = 'A cohort cannot stand beside other breakdowns. List cohorts in breakdown, with breakdown_type cohort.'
  throw new HogqlError(detail, {}, 'invalid_property_filter')
}

function cohortOf(value: string | number, ctx: QueryContext): CohortBreakdown['cohorts'][number] {
  if (value === 'all') return { value: 'all', label: 'all users', condition: constant(true) }
  const cohort = ctx.cohorts.find(({ id }) => id === Number(value))
  if (!cohort) throw new HogqlError(`Could not find cohort with ID ${value}`, {}, 'invalid_property_filter')
  return {
    value: cohort.id,
    label: cohort.name,
    condition: compare('in cohort', field('person_id'), constant(cohort.id)),
  }
}

/**
 * The value of a breakdown for an event: a text, or an array of texts. A missing value and `''` are one, {@link
 * BREAKDOWN_NULL}.
 */
export function breakdownValue(breakdown: ValueBreakdown, ctx: QueryContext, extremes: Query | undefined): Expr {
  const bins = binsOf(breakdown, extremes)
  const texts = breakdown.parts.map((part) => textOf(part, breakdown.cleaned, ctx, bins.get(part)))
  return breakdown.multiple ? array(...texts) : (texts[0] ?? constant(BREAKDOWN_NULL))
}

/**
 * What {@link breakdownValue} is for the value that an answer shows: a bin is found by its label, anything else is its
 * text.
 */
export function shownAs(breakdown: ValueBreakdown, shown: string[], extremes: Query | undefined): Expr {
  const bins = binsOf(breakdown, extremes)
  const texts = shown.map((text, i) => {
    const part = breakdown.parts[i]
    const bin = part && bins.get(part)
    const low = /^\[(-?[\d.]+),-?[\d.]+\]$/.exec(text)?.[1]
    return bin && low !== undefined ? call('toString', positionOf(constant(Number(low)), bin, 'round')) : constant(text)
  })
  return breakdown.multiple ? array(...texts) : (texts[0] ?? constant(BREAKDOWN_NULL))
}

function textOf(part: Breakdown, cleaned: boolean, ctx: QueryContext, bins: Bins | undefined): Expr {
  const value = bins ? binOf(call('toFloat', subjectOf(part, ctx)), bins) : subjectOf(part, ctx)
  const rules = cleaned && !bins ? ctx.path_cleaning_filters : []
  const text = cleanedPath(call('toString', value), rules)
  const shown = part.normalize_url ? normalized(text) : text
  return call('ifNull', call('nullIf', shown, constant('')), constant(BREAKDOWN_NULL))
}

function subjectOf({ property, type, group_type_index }: Breakdown, ctx: QueryContext): Expr {
  const name = String(property)
  if (type === 'group' && typeof group_type_index !== 'number') {
    throw new HogqlError(`The breakdown by the group property '${name}' needs a group_type_index`)
  }
  switch (type ?? 'event') {
    case 'person':
      return field('person', 'properties', name)
    case 'session':
      return field('session', name)
    case 'group':
      return field(`group_${group_type_index}`, 'properties', name)
    case 'hogql':
      return eventExpression(name, ctx)
    case 'event_metadata':
      return field(name)
    default:
      return field('properties', name)
  }
}

/** Trailing `/`, `?` and `#` are the same page; nothing left is `/`. */
function normalized(text: Expr): Expr {
  const trimmed = call('replaceRegexpOne', text, constant('[/?#]*$'), constant(''))
  return call('if', call('empty', trimmed), constant('/'), trimmed)
}

/** The numbers whose histograms are asked for. */
export function histogramValues(breakdown: ValueBreakdown, ctx: QueryContext): Expr[] {
  return breakdown.parts.filter((part) => part.histogram_bin_count).map((part) => call('toFloat', subjectOf(part, ctx)))
}

/** Bins of a histogram. The engine finds the extremes and numbers the bins; the labels are made of both later. */
interface Bins {
  low: Expr
  high: Expr
  count: number
}

/**
 * The bins of each part that has some. `extremes` gives one tuple: the least and the greatest value of each such part in
 * turn.
 */
function binsOf({ parts }: ValueBreakdown, extremes: Query | undefined): Map<Breakdown, Bins> {
  const found = new Map<Breakdown, Bins>()
  for (const part of parts) {
    const count = part.histogram_bin_count
    const first = 2 * found.size + 1
    if (count && extremes) found.set(part, { low: at(extremes, first), high: at(extremes, first + 1), count })
  }
  return found
}

/** The number of a value's bin, from 0. What is not a number is in none; `least` alone would put it into the last. */
const binOf = (value: Expr, bins: Bins): Expr =>
  call('if', isNull(value), constant(null), call('least', positionOf(value, bins, 'floor'), constant(bins.count - 1)))

/** How many bins lie below a number. When all numbers are equal, they are in the last bin, the only one with a width. */
function positionOf(value: Expr, { low, high, count }: Bins, rounding: 'floor' | 'round'): Expr {
  const width = divided(minus(high, low), constant(count))
  return call('if', equals(low, high), constant(count - 1), call(rounding, divided(minus(value, low), width)))
}

/** The labels of bins, such as `[10,15]`. The last bin ends a hundredth later, so that the greatest value is inside it. */
export function binLabels(low: number, high: number, count: number): string[] {
  const width = (high - low) / count
  return Array.from({ length: count }, (_, i) => {
    const end = low + (i + 1) * width + (i === count - 1 ? 0.01 : 0)
    return `[${short(low + i * width)},${short(end)}]`
  })
}

const short = (value: number) => String(Number(value.toFixed(2)))

/** The values that are kept: those with the greatest `amount` over all of `from`. Missing values come after all others. */
export function topValues(options: {
  value: Expr
  amount: Expr
  from: Query
  limit: number
  multiple: boolean
}): Query {
  const { value, amount, from, limit, multiple } = options
  const ranked = {
    ...from,
    select: [alias('value', value), alias('amount', amount)],
    group_by: [field('value')],
    order_by: greatestFirst(multiple),
    limit: constant(limit),
  }
  return select({ select: [field('value')], from: ranked, as: 'ranked' })
}

function greatestFirst(multiple: boolean): OrderExpr[] {
  const isNothing = multiple
    ? call('has', field('value'), constant(BREAKDOWN_NULL))
    : equals(field('value'), constant(BREAKDOWN_NULL))
  return [ascending(isNothing), descending(field('amount')), ascending(field('value'))]
}

/**
 * The parts of each kept value, and of all others together. `parts` are rows of a `value`, its `amount` over everything, by
 * which values are kept, and its `part`: a number, or a list with one for each bucket. `added` is the aggregate that adds
 * such parts. So events are read once, and not a second time to find the greatest values.
 */
export function sumsOfKept(breakdown: ValueBreakdown, parts: SelectQuery, added: 'sum' | 'sumForEach'): SelectQuery {
  const place = over('dense_rank', [], { order_by: greatestFirst(breakdown.multiple) })
  return select({
    select: [alias('breakdown', keptByPlace(breakdown)), alias('total', call(added, field('part')))],
    from: { ...parts, select: [...parts.select, alias('place', place)] },
    as: 'placed',
    group_by: [field('breakdown')],
  })
}

/**
 * The value if it is kept, else the value of all others. It is decided before rows are grouped, so that the others are one
 * group.
 */
export function keptOr(value: Expr, top: Query, breakdown: ValueBreakdown): Expr {
  return call('if', compare('in', value, top), value, otherOf(breakdown))
}

/** The value that stands for all values that are not kept. */
export const otherOf = ({ multiple, parts }: ValueBreakdown): Expr =>
  multiple ? array(...parts.map(() => constant(BREAKDOWN_OTHER))) : constant(BREAKDOWN_OTHER)

/** The place of each row's `value` among all: by these columns of numbers, the greatest first, and then by its text. */
export const placeBy = (names: string[]): Expr =>
  over('dense_rank', [], { order_by: [...names.map((name) => descending(field(name))), ascending(field('value'))] })

/** The value where its `place` is within the limit, else the value of all others. */
export const keptByPlace = (breakdown: ValueBreakdown): Expr =>
  call('if', call('lessOrEquals', field('place'), constant(breakdown.limit)), field('value'), otherOf(breakdown))

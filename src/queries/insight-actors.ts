import type { SelectQuery } from '../hogql/ast.ts'
import { invalid } from '../http/errors.ts'
import type { Interval } from '../schema/date-range.ts'
import type { ActorSelection } from '../schema/query/actors.ts'
import { dayOf, labelOf } from './buckets.ts'
import type { Period, Periods, ResolvedRange } from './date-range.ts'

/** What kind of actors they are; `other` are neither persons nor groups, but sessions or the values of an expression. */
export type ActorType = { type: 'person' } | { type: 'group'; index: number | undefined } | { type: 'other' }

/** The actors behind a point of an insight. */
export interface ActorsSource {
  /** One row per actor; its first column is `actor_id`, then come `columns`. */
  query: SelectQuery
  columns: string[]
  of: ActorType
}

/** The series of a point, the first one unless it is said. Throws 400. */
export function chosenSeries<Series extends { index: number }>(
  all: readonly Series[],
  { series: index }: Pick<ActorSelection, 'series'>,
): Series {
  const found = all.find((series) => series.index === (index ?? 0))
  if (!found) throw invalid(`There is no series ${index ?? 0}.`, 'series')
  return found
}

/** The period of a point. Where nothing is compared there is one alone, whatever the point says. */
export const chosenPeriod = (periods: Periods, { compare }: Pick<ActorSelection, 'compare'>): Period =>
  periods.find(({ name }) => name === (compare ?? 'current')) ?? periods[0]

/** The texts of a point's breakdown value, which is sent as one value or as a list; none where it is not sent. */
export const chosenTexts = (value: unknown): string[] =>
  value === null || value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String)

/** Who is counted where a query says it by its group type: groups of that type, else persons. */
export const actorType = (node: { aggregation_group_type_index?: number | null | undefined }): ActorType =>
  typeof node.aggregation_group_type_index === 'number'
    ? { type: 'group', index: node.aggregation_group_type_index }
    : { type: 'person' }

/** One choice in a list of points. */
export interface Option {
  label: string
  value: string | number
}

/** The lists of points that an insight offers; null for those it does not have. */
export interface ActorOptions {
  day: Option[] | null
  series: Option[] | null
  breakdown: Option[] | null
  breakdowns: { values: Option[] }[] | null
  compare: Option[] | null
  interval: Option[] | null
  status: Option[] | null
}

export const dayOptions = (range: ResolvedRange, interval: Interval): Option[] =>
  range.buckets.map((bucket) => ({ label: labelOf(bucket, range), value: dayOf(bucket, interval) }))

export const COMPARE_OPTIONS: Option[] = [
  { label: 'Current', value: 'current' },
  { label: 'Previous', value: 'previous' },
]

import type { SelectQuery } from '../hogql/ast.ts'
import type { Interval } from '../schema/date-range.ts'
import { dayOf, labelOf } from './buckets.ts'
import type { ResolvedRange } from './date-range.ts'

/** What kind of actors they are; `other` are neither persons nor groups: sessions, values of an expression. */
export type ActorType = { type: 'person' } | { type: 'group'; index: number | undefined } | { type: 'other' }

/** The actors behind a point of an insight. */
export interface ActorsSource {
  /** One row per actor; its first column is `actor_id`, then come `columns`. */
  query: SelectQuery
  columns: string[]
  of: ActorType
  /** The column to sort by, so that the most interesting actors come first. */
  order?: string
}

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

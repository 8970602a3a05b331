import { z } from 'zod'
import { objectOr } from '../lib/json.ts'
import { DateText } from './date-range.ts'
import { FilterValue, PropertyOperator } from './filters.ts'
import { Integer } from './form.ts'

const negation = z.boolean().nullish()
/** Clients send numbers as text too. What is no number fails the calculation, not the request. */
const Amount = z.union([z.number(), z.string()]).nullish()
const Unit = z.enum(['minute', 'hour', 'day', 'week', 'month', 'year']).nullish()

/** A condition on what is known of a person now. */
const PersonLeaf = z.strictObject({
  type: z.literal('person'),
  key: z.string(),
  operator: PropertyOperator,
  value: FilterValue.optional(),
  negation,
})

/** A condition on the person's row itself. */
const PersonMetadataLeaf = z.strictObject({
  type: z.literal('person_metadata'),
  key: z.literal('created_at'),
  operator: PropertyOperator,
  value: FilterValue.optional(),
  negation,
})

/** Membership of another cohort. */
const CohortLeaf = z.strictObject({
  type: z.literal('cohort'),
  key: z.literal('id').default('id'),
  value: Integer,
  negation,
})

export const BEHAVIOURS = [
  'performed_event',
  'performed_event_multiple',
  'performed_event_first_time',
  'performed_event_regularly',
  'performed_event_sequence',
  'stopped_performing_event',
  'restarted_performing_event',
] as const

/** A condition on an event (or action) beside its name. */
const EventFilter = z.looseObject({
  type: z.enum(['event', 'element', 'hogql']),
  key: z.string(),
  value: FilterValue.optional(),
  operator: PropertyOperator.nullish(),
})

/** A condition on what a person did. */
export const BehavioralLeaf = z.strictObject({
  type: z.literal('behavioral'),
  key: z.union([z.string(), z.number()]),
  value: z.enum(BEHAVIOURS),
  event_type: z.enum(['events', 'actions']),
  time_value: Amount,
  time_interval: Unit,
  operator: z.string().nullish(),
  operator_value: Amount,
  total_periods: Amount,
  min_periods: Amount,
  seq_event: z.union([z.string(), z.number()]).nullish(),
  seq_event_type: z.enum(['events', 'actions']).nullish(),
  seq_time_value: Amount,
  seq_time_interval: Unit,
  event_filters: z.array(EventFilter).nullish(),
  explicit_datetime: DateText,
  explicit_datetime_to: DateText,
  negation,
})
export type BehavioralLeaf = z.infer<typeof BehavioralLeaf>

export const CriteriaLeaf = z.discriminatedUnion('type', [PersonLeaf, PersonMetadataLeaf, CohortLeaf, BehavioralLeaf])
export type CriteriaLeaf = z.infer<typeof CriteriaLeaf>

/** The criteria of a cohort: plain boolean logic over leaves, nested to any depth. */
export interface CohortGroup {
  type: 'AND' | 'OR'
  values: (CohortGroup | CriteriaLeaf)[]
  /** Of the outermost group: the persons that the project's test filters leave out are no members either. */
  filterTestAccounts?: boolean | undefined
}

export const CohortGroup: z.ZodType<CohortGroup> = z.object({
  type: z.enum(['AND', 'OR']),
  values: z.array(z.lazy(() => z.union([CohortGroup, CriteriaLeaf]))),
})

/** Criteria as a cohort's `filters` hold them; undefined where they hold none. */
export function storedCriteria(filters: unknown): CohortGroup | undefined {
  const { properties, filterTestAccounts } = objectOr(filters)
  const read = CohortGroup.safeParse(properties)
  if (!read.success) return undefined
  return filterTestAccounts === true ? { ...read.data, filterTestAccounts } : read.data
}

export const isCohortGroup = (item: CohortGroup | CriteriaLeaf): item is CohortGroup =>
  item.type === 'AND' || item.type === 'OR'

/** The leaves of a tree, from left to right. */
export function leavesOf(group: CohortGroup): CriteriaLeaf[] {
  return group.values.flatMap((item) => (isCohortGroup(item) ? leavesOf(item) : [item]))
}

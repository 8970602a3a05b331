/**
 * The rule of a cohort: groups of criteria, as the API keeps them. The page edits two levels. What lies deeper, or has a form
 * that the page does not know, is shown as it is and sent back unchanged.
 */
import type { PropertyFilter } from '../api/types.ts'
import { OPERATORS, operatorOf } from '../editor/operators.ts'

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
export type Join = 'AND' | 'OR'
/** Clients write numbers as text too, and a field is empty while it is being typed into. */
export type Amount = number | string | null

type Behaviour =
  | 'performed_event'
  | 'performed_event_multiple'
  | 'performed_event_first_time'
  | 'performed_event_regularly'
  | 'performed_event_sequence'
  | 'stopped_performing_event'
  | 'restarted_performing_event'

export interface PropertyCriterion {
  type: 'person' | 'person_metadata'
  key: string
  operator: string
  value?: PropertyFilter['value']
  negation?: boolean | null
}

export interface CohortCriterion {
  type: 'cohort'
  key: 'id'
  value: number
  negation?: boolean | null
}

export interface DeedCriterion {
  type: 'behavioral'
  key: string | number
  value: Behaviour
  event_type: 'events' | 'actions'
  time_value?: Amount
  time_interval?: Unit | null
  operator?: string | null
  operator_value?: Amount
  total_periods?: Amount
  min_periods?: Amount
  seq_event?: string | number | null
  seq_event_type?: 'events' | 'actions' | null
  seq_time_value?: Amount
  seq_time_interval?: Unit | null
  event_filters?: PropertyFilter[] | null
  explicit_datetime?: string | null
  explicit_datetime_to?: string | null
  negation?: boolean | null
}

export type Criterion = PropertyCriterion | CohortCriterion | DeedCriterion

export interface RuleGroup {
  type: Join
  values: RuleItem[]
}

export type RuleItem = RuleGroup | Criterion

export interface Rule {
  type: Join
  values: RuleGroup[]
}

export const isGroup = (item: RuleItem): item is RuleGroup => item.type === 'AND' || item.type === 'OR'

export const EMPTY_RULE: Rule = { type: 'OR', values: [{ type: 'AND', values: [] }] }

/** The rule in two levels: a criterion that stands alone is a group of one. */
export function ruleOf(filters: { properties?: Partial<RuleGroup> } | null | undefined): Rule {
  const { type, values } = filters?.properties ?? {}
  if (!type || !values) return EMPTY_RULE
  return { type, values: values.map((item) => (isGroup(item) ? item : { type: 'AND', values: [item] })) }
}

export const COUNTS = [
  { value: 'gte', words: 'at least' },
  { value: 'lte', words: 'at most' },
  { value: 'exact', words: 'exactly' },
  { value: 'gt', words: 'more than' },
  { value: 'lt', words: 'fewer than' },
]

/** To the API `exact`, `eq` and no operator at all mean the same. */
export const countOf = (operator: string | null | undefined) => (!operator || operator === 'eq' ? 'exact' : operator)

/** Whether the editor has fields for everything that the criterion says. */
export function isShown(item: RuleItem): item is Criterion {
  if (isGroup(item)) return false
  switch (item.type) {
    case 'cohort':
      return true
    case 'person':
    case 'person_metadata':
      return isPropertyShown(item)
    case 'behavioral':
      return (
        !item.explicit_datetime &&
        !item.explicit_datetime_to &&
        COUNTS.some(({ value }) => value === countOf(item.operator)) &&
        (item.event_filters ?? []).every(({ type }) => type === 'event')
      )
    default:
      return false
  }
}

function isPropertyShown({ type, operator, value, negation }: PropertyCriterion): boolean {
  if (negation || !OPERATORS.some((one) => one.value === operator)) return false
  const { takes } = operatorOf(operator)
  const first = String([value].flat()[0] ?? '')
  if (takes === 'date') return first === '' || /^\d{4}-\d\d-\d\d$/.test(first)
  return type === 'person'
}

const isEmpty = (amount: Amount | undefined) => !(Number(amount ?? 0) > 0)

/** What is still missing in a criterion, in words. */
export function missingOf(item: RuleItem): string | undefined {
  if (!isShown(item)) return undefined
  if (item.type === 'cohort') return item.value > 0 ? undefined : 'Choose a cohort.'
  if (item.type !== 'behavioral') {
    if (item.key === '') return 'Choose a property.'
    const said = [item.value].flat().some((one) => one !== null && one !== undefined && one !== '')
    return said || operatorOf(item.operator).takes === 'nothing' ? undefined : 'Say which value.'
  }
  if (item.key === '') return 'Choose an event or an action.'
  if (item.value === 'performed_event_sequence' && !item.seq_event) return 'Choose what was done next.'
  const { values } = DEEDS[item.value]
  if (values.some((name) => isEmpty(item[name]))) return 'Say how many.'
  if (item.value === 'performed_event_regularly' && Number(item.min_periods) > Number(item.total_periods))
    return 'There are fewer periods than that.'
  return undefined
}

type AmountName = 'time_value' | 'operator_value' | 'total_periods' | 'min_periods' | 'seq_time_value'

interface Deed {
  words: string
  negated: string
  /** The numbers that it takes. */
  values: AmountName[]
  /** What stands in its fields when it is chosen. */
  start: Partial<DeedCriterion>
}

const LATELY = { time_value: 30, time_interval: 'day' } as const

export const DEEDS: Record<Behaviour, Deed> = {
  performed_event: { words: 'did', negated: 'did not do', values: ['time_value'], start: LATELY },
  performed_event_multiple: {
    ...{ words: 'did, so many times', negated: 'did not do, so many times', values: ['time_value', 'operator_value'] },
    start: { ...LATELY, operator: 'gte', operator_value: 3 },
  },
  performed_event_first_time: {
    ...{ words: 'did for the first time', negated: 'did not do for the first time', values: ['time_value'] },
    start: LATELY,
  },
  performed_event_regularly: {
    ...{ words: 'did regularly', negated: 'did not do regularly' },
    values: ['time_value', 'operator_value', 'total_periods', 'min_periods'],
    start: {
      operator: 'gte',
      operator_value: 1,
      time_value: 1,
      time_interval: 'week',
      total_periods: 4,
      min_periods: 3,
    },
  },
  performed_event_sequence: {
    ...{ words: 'did, and then did', negated: 'did not do, and then do', values: ['time_value', 'seq_time_value'] },
    start: { ...LATELY, seq_event: '', seq_event_type: 'events', seq_time_value: 1, seq_time_interval: 'day' },
  },
  stopped_performing_event: {
    ...{ words: 'stopped doing', negated: 'did not stop doing', values: ['time_value', 'seq_time_value'] },
    start: { ...LATELY, seq_time_value: 7, seq_time_interval: 'day' },
  },
  restarted_performing_event: {
    ...{ words: 'started again to do', negated: 'did not start again to do', values: ['time_value', 'seq_time_value'] },
    start: { ...LATELY, seq_time_value: 7, seq_time_interval: 'day' },
  },
}

export const isBehaviour = (value: string): value is Behaviour => value in DEEDS

/** Changes the kind of behaviour, and keeps the fields that still make sense. */
export function withBehaviour(criterion: DeedCriterion, value: Behaviour, negation: boolean): DeedCriterion {
  const { key, event_type, event_filters } = criterion
  const next: DeedCriterion = { type: 'behavioral', key, event_type, value, negation, ...DEEDS[value].start }
  if (event_filters?.length) next.event_filters = event_filters
  const keepsTime = value !== 'performed_event_regularly' && criterion.value !== 'performed_event_regularly'
  if (keepsTime && criterion.time_value !== undefined) next.time_value = criterion.time_value
  if (keepsTime && criterion.time_interval) next.time_interval = criterion.time_interval
  return next
}

export const newDeed = (): DeedCriterion => ({
  ...{ type: 'behavioral', key: '', value: 'performed_event', event_type: 'events', negation: false, ...LATELY },
})
export const newProperty = (key: string): PropertyCriterion => ({ type: 'person', key, operator: 'exact', value: [] })
export const newFirstSeen = (): PropertyCriterion => ({
  ...{ type: 'person_metadata', key: 'created_at', operator: 'is_date_after', value: '' },
})
export const newMembership = (): CohortCriterion => ({ type: 'cohort', key: 'id', value: 0, negation: false })

const AMOUNTS: AmountName[] = ['time_value', 'operator_value', 'total_periods', 'min_periods', 'seq_time_value']

function finished(item: RuleItem): RuleItem {
  if (!isShown(item) || item.type !== 'behavioral') return item
  const next = { ...item }
  for (const name of AMOUNTS) if (next[name] !== undefined && next[name] !== null) next[name] = Number(next[name])
  return next
}

/** What is sent of a rule: groups that say nothing are left out, numbers are numbers. */
export const finishedRule = (rule: Rule): Rule => ({
  type: rule.type,
  values: rule.values
    .filter(({ values }) => values.length > 0)
    .map(({ type, values }) => ({ type, values: values.map(finished) })),
})

export const isRuleFinished = ({ values }: Rule): boolean =>
  values.some((group) => group.values.length > 0) &&
  values.every((group) => group.values.every((item) => missingOf(item) === undefined))

export const isSameRule = (a: Rule, b: Rule): boolean =>
  JSON.stringify(finishedRule(a)) === JSON.stringify(finishedRule(b))

/** The rule as filters on persons, where it asks nothing of events: then who fits can be counted before it is saved. */
export function filtersOf(group: RuleGroup): { type: Join; values: unknown[] } | undefined {
  const values = group.values.map((item) => {
    if (isGroup(item)) return filtersOf(item)
    if (item.type === 'cohort')
      return { type: 'cohort', key: 'id', value: item.value, operator: item.negation ? 'not_in' : 'in' }
    return item.type === 'person' && !item.negation ? item : undefined
  })
  return values.includes(undefined) ? undefined : { type: group.type, values }
}

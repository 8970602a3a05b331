import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'
import { type BehavioralLeaf, type CohortGroup, CriteriaLeaf, leavesOf } from '../schema/cohort.ts'
import { Integer } from '../schema/form.ts'
import { isPattern } from '../schema/pattern.ts'

/** Keys that PostHog adds and clients send back; they say nothing about membership. */
const ECHOED = ['bytecode', 'bytecode_error', 'conditionHash']
const REQUIRED: Record<string, string[]> = {
  person: ['key', 'value', 'operator'],
  person_metadata: ['key', 'value', 'operator'],
  behavioral: ['key', 'value', 'event_type'],
  cohort: ['key', 'value'],
}
const NEEDS_NO_VALUE = ['is_set', 'is_not_set']
const DATES = ['is_date_before', 'is_date_after']
const MAX_YEAR = 10_000

/** The criteria in `filters` of a request. Throws 400 naming what is wrong. */
export function readCriteria(filters: unknown): CohortGroup {
  const properties = objectOr(filters)['properties']
  if (!isObject(properties) || properties['type'] === undefined || !Array.isArray(properties['values']))
    throw invalid("Must contain a 'properties' key with type and values", 'filters')
  const criteria = groupOf(properties)
  return objectOr(filters)['filterTestAccounts'] === true ? { ...criteria, filterTestAccounts: true } : criteria
}

/** Every question of the project reads its cohorts, so none may be nested more deeply than a question can follow. */
const MAX_LEVELS = 100

function groupOf(group: JsonObject, level = 1): CohortGroup {
  if (level > MAX_LEVELS) throw invalid(`Groups must not be nested deeper than ${MAX_LEVELS} levels.`, 'filters')
  const { type, values } = group
  if (type !== 'AND' && type !== 'OR')
    throw invalid(`A group's type must be AND or OR, got ${String(type)}.`, 'filters')
  if (!Array.isArray(values)) throw invalid("Must contain a 'properties' key with type and values", 'filters')
  return { type, values: values.map((item) => (isGroup(item) ? groupOf(objectOr(item), level + 1) : leafOf(item))) }
}

const isGroup = (item: Json): boolean => isObject(item) && (item['type'] === 'AND' || item['type'] === 'OR')

function leafOf(item: Json): CriteriaLeaf {
  if (!isObject(item)) throw invalid('Each criterion must be an object.', 'filters')
  const given = Object.fromEntries(Object.entries(item).filter(([key]) => !ECHOED.includes(key)))
  const type = String(given['type'])
  const required = REQUIRED[type]
  if (!required) throw invalid(`Unknown type of filter: '${type}'`, 'filters')
  const missing = required.filter((key) => given[key] === undefined && !isOptional(key, given))
  if (missing.length > 0) throw invalid(`Missing required keys for ${type} filter: ${missing.join(', ')}`, 'filters')
  const leaf = CriteriaLeaf.safeParse(given)
  if (!leaf.success) {
    const [issue] = leaf.error.issues
    throw invalid(`${issue?.path.join('.') || type}: ${issue?.message ?? 'is not valid'}`, 'filters')
  }
  checkPatterns(leaf.data)
  if (leaf.data.type === 'behavioral') checkReach(leaf.data)
  if ('operator' in leaf.data && DATES.includes(String(leaf.data.operator))) checkDate(given)
  return leaf.data
}

const isOptional = (key: string, leaf: JsonObject) =>
  key === 'value' && NEEDS_NO_VALUE.includes(String(leaf['operator']))

function checkPatterns(leaf: CriteriaLeaf): void {
  const conditions = leaf.type === 'behavioral' ? (leaf.event_filters ?? []) : [leaf]
  for (const condition of conditions) {
    const operator = 'operator' in condition ? condition.operator : undefined
    if (operator !== 'regex' && operator !== 'not_regex') continue
    for (const text of [condition.value].flat())
      if (typeof text === 'string' && !isPattern(text))
        throw invalid(`"${text}" is not a regular expression that can be used.`, 'filters')
  }
}

const DAYS: Record<string, number> = { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 }
/** No event is older than a century, and moments much older cannot be written. */
const MAX_DAYS = 36_500

function checkReach(leaf: BehavioralLeaf): void {
  for (const [name, unit] of [
    ['time_value', leaf.time_interval],
    ['seq_time_value', leaf.seq_time_interval],
  ] as const)
    if (Number(leaf[name] ?? 0) * (DAYS[unit ?? 'day'] ?? 1) > MAX_DAYS)
      throw invalid(`${name} must not reach back further than 100 years.`, 'filters')
  const periods =
    Number(leaf.total_periods ?? 0) * Number(leaf.time_value ?? 0) * (DAYS[leaf.time_interval ?? 'day'] ?? 1)
  if (periods > MAX_DAYS) throw invalid('total_periods must not reach back further than 100 years.', 'filters')
}

function checkDate({ value, operator }: JsonObject): void {
  const text = String(Array.isArray(value) ? value[0] : value)
  const isToken = /^-?(\d{1,4})[hdwmqyMs]$/.test(text)
  const year = /^\d{4}-\d{1,2}-\d{1,2}/.test(text) ? Number(text.slice(0, 4)) : Number.NaN
  if (isToken || (year < MAX_YEAR && !Number.isNaN(Date.parse(text)))) return
  throw invalid(
    `Invalid date value '${text}' for operator '${String(operator)}'. Use a date like 2024-03-08 or a token like -30d.`,
    'filters',
  )
}

const Entry = z.looseObject({
  properties: z.union([z.array(z.record(z.string(), z.json())), z.record(z.string(), z.json())]).optional(),
  event_id: z.string().nullish(),
  action_id: Integer.nullish(),
  days: Integer.nullish(),
  count: Integer.nullish(),
  count_operator: z.string().nullish(),
})

/** The older form of criteria: a list, of which a person must fulfil any entry. Throws 400 for an entry that names nothing. */
export function criteriaOfGroups(groups: readonly Json[]): CohortGroup {
  return { type: 'OR', values: groups.map(groupOfEntry) }
}

const DEFAULT_DAYS = 365

function groupOfEntry(entry: Json): CohortGroup {
  const read = Entry.safeParse(entry)
  if (!read.success) throw invalid('Each group must have properties, an event_id or an action_id.', 'groups')
  const { properties, event_id, action_id, days, count, count_operator } = read.data
  if (properties) {
    const list = Array.isArray(properties)
      ? properties
      : Object.entries(properties).map(([key, value]) => ({ key, value: value ?? null }))
    return groupOf({ type: 'AND', values: list.map((item): Json => ({ operator: 'exact', ...item, type: 'person' })) })
  }
  const key = event_id ?? action_id
  if (key === null || key === undefined)
    throw invalid('Each group must have properties, an event_id or an action_id.', 'groups')
  const leaf = {
    type: 'behavioral',
    key,
    event_type: event_id ? 'events' : 'actions',
    time_value: days ?? DEFAULT_DAYS,
    time_interval: 'day',
    ...(count
      ? { value: 'performed_event_multiple', operator: count_operator ?? 'exact', operator_value: count }
      : { value: 'performed_event' }),
  }
  return { type: 'AND', values: [leafOf(leaf)] }
}

const MAX_INLINE = 50

/** Whether the criteria are few and need no events: queries then evaluate them and read no stored list of members. */
export function isInline(criteria: CohortGroup): boolean {
  const leaves = leavesOf(criteria)
  return leaves.length > 0 && leaves.length <= MAX_INLINE && leaves.every(({ type }) => type !== 'behavioral')
}

/** Ids of the cohorts that the criteria name. */
export const cohortsIn = (criteria: CohortGroup): number[] =>
  leavesOf(criteria).flatMap((leaf) => (leaf.type === 'cohort' ? [leaf.value] : []))

/** Ids of the actions that the criteria name. */
export const actionsIn = (criteria: CohortGroup): number[] =>
  leavesOf(criteria).flatMap((leaf) => {
    if (leaf.type !== 'behavioral') return []
    const first = leaf.event_type === 'actions' ? [Number(leaf.key)] : []
    return leaf.seq_event_type === 'actions' ? [...first, Number(leaf.seq_event)] : first
  })

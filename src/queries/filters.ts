import type { CompareOp, Expr } from '../hogql/ast.ts'
import { and, array, call, compare, constant, equals, field, lambda, moment, not, or, select } from '../hogql/build.ts'
import { selectorPattern, tagPattern } from '../hogql/element-patterns.ts'
import { HogqlError } from '../hogql/errors.ts'
import { containing } from '../lib/like.ts'
import { fromWall, toWall } from '../lib/time-zone.ts'
import { isDateText, noDate } from '../schema/date-range.ts'
import {
  isPropertyGroup,
  type Properties,
  type PropertyFilter,
  type PropertyGroup,
  type PropertyOperator,
} from '../schema/filters.ts'
import type { QueryContext } from './context.ts'
import { parseMoment } from './date-range.ts'
import { eventExpression } from './event-expression.ts'
import { cleanedPath } from './path-cleaning.ts'
import { semverCondition } from './semver.ts'

/** Where a filter is asked: on rows of events, of persons, of groups or of sessions. */
export type FilterScope = 'event' | 'person' | 'group' | 'session'

type Values = (string | number | boolean)[]

/** Property filters as a condition: a list is an AND, an empty one is TRUE. */
export function filtersToExpr(
  properties: Properties | null | undefined,
  ctx: QueryContext,
  scope: FilterScope = 'event',
): Expr {
  if (!properties) return constant(true)
  if (!Array.isArray(properties)) return groupToExpr(properties, ctx, scope)
  return and(...properties.map((item) => itemToExpr(item, ctx, scope)))
}

function groupToExpr(group: PropertyGroup, ctx: QueryContext, scope: FilterScope): Expr {
  const parts = group.values.map((item) => itemToExpr(item, ctx, scope))
  if (parts.length === 0) return constant(true)
  return group.type === 'OR' ? or(...parts) : and(...parts)
}

function itemToExpr(item: PropertyGroup | PropertyFilter, ctx: QueryContext, scope: FilterScope): Expr {
  return isPropertyGroup(item) ? groupToExpr(item, ctx, scope) : filterToExpr(item, ctx, scope)
}

const ONLY_SESSIONS = 'Can only use session properties in a filter when selecting from only the sessions table.'
const TAKES_NO_VALUE: readonly PropertyOperator[] = ['is_set', 'is_not_set']
const NOT_OFFERED = /^(recording|log|data_warehouse|error_tracking|revenue|workflow|span)/

/** One filter. It counts as TRUE without a key, and without a value where its operator needs one. */
function filterToExpr(filter: PropertyFilter, ctx: QueryContext, scope: FilterScope): Expr {
  const { value } = filter
  const type = filter.type ?? 'event'
  const key = filter.key ?? (type === 'cohort' ? 'id' : undefined)
  const operator = filter.operator ?? 'exact'
  if (type === 'empty' || type === 'flag' || operator === 'flag_evaluates_to') return constant(true)
  if (NOT_OFFERED.test(type)) throw invalidFilter(`Property filters of type '${type}' are not supported`)
  if (type === 'hogql') {
    if (!key) return constant(true)
    return scope === 'event' ? eventExpression(key, ctx) : ctx.parser.expression(key)
  }
  const values = valuesOf(value)
  if (!key || (values.length === 0 && !TAKES_NO_VALUE.includes(operator))) return constant(true)
  if (scope === 'session' && type !== 'session') throw new HogqlError(ONLY_SESSIONS)
  const isOutside =
    (scope === 'person' && type !== 'person' && type !== 'cohort') || (scope === 'group' && type !== 'group')
  if (isOutside) throw invalidFilter(`The '${type}' property filter does not work in '${scope}' scope`)
  if (type === 'cohort') return cohortFilter(values, isNegated(filter), scope)
  if (type === 'element') return elementFilter(key, operator, values, ctx)
  const name = `${type} property '${key}'`
  if (type === 'person' && key === 'distinct_id') return distinctIdFilter(operator, values, name, scope, ctx)
  const subject = subjectOf(filter, key, type, scope)
  if (type === 'session' && key === '$is_bounce') return conditionOn(subject, operator, values.map(truthOf), name, ctx)
  return type === 'event' && LISTS.includes(key) && !TAKES_NO_VALUE.includes(operator)
    ? anyOf(elementsOf(subject), operator, values, name, ctx)
    : conditionOn(subject, operator, values, name, ctx)
}

/** Properties of exceptions that hold a list: one of its elements has to match. */
const LISTS = ['$exception_types', '$exception_values', '$exception_sources', '$exception_functions']

/**
 * The texts of a property that holds a list. A value of another kind counts as a list of one, a missing value as an empty
 * list.
 */
function elementsOf(subject: Expr): Expr {
  const text = call('ifNull', call('toString', subject), constant('[]'))
  const listed = call('JSONExtract', text, constant('Array(String)'))
  return call('if', call('startsWith', text, constant('[')), listed, array(text))
}

/** The values of a filter, one or several. An object is compared as its JSON; null is left out. */
export function valuesOf(value: unknown): Values {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((item) => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return [item]
    return item !== null && typeof item === 'object' ? [JSON.stringify(item)] : []
  })
}

const EVENT_COLUMNS = [
  'uuid',
  'event',
  'distinct_id',
  'timestamp',
  'created_at',
  'person_id',
  '$session_id',
  'person_mode',
  '$window_id',
  '$device_id',
  'elements_chain',
]
const GROUP_KEY = /^\$group_[0-4]$/

function subjectOf(filter: PropertyFilter, key: string, type: string, scope: FilterScope): Expr {
  switch (type) {
    case 'event':
    case 'feature':
      return key === '$elements_chain' ? field('elements_chain') : field('properties', key)
    case 'person':
      return scope === 'person' ? field('properties', key) : field('person', 'properties', key)
    case 'session':
      return scope === 'session' ? field(key) : field('session', key)
    case 'group': {
      if (scope === 'group') return field('properties', key)
      const index = filter.group_type_index
      if (index === null || index === undefined)
        throw invalidFilter(`The group filter on '${key}' needs a group_type_index`)
      return field(`group_${index}`, 'properties', key)
    }
    case 'event_metadata':
      if (GROUP_KEY.test(key)) return emptyIsNull(field(key))
      if (!EVENT_COLUMNS.includes(key)) throw invalidFilter(`Unknown event column '${key}'`)
      return field(key)
    default:
      throw invalidFilter(`Unknown type of property filter: '${type}'`)
  }
}

/** The condition `subject operator values`. Where the subject is null, negative operators hold and positive ones do not. */
export function conditionOn(
  subject: Expr,
  operator: PropertyOperator,
  values: Values,
  name: string,
  ctx: QueryContext,
): Expr {
  const text = call('toString', subject)
  switch (operator) {
    case 'exact':
    case 'in':
      return among('in', subject, values)
    case 'is_not':
    case 'not_in':
      return among('not in', subject, values)
    case 'icontains':
    case 'icontains_multi':
      return or(...patternsOf(values, operator).map((pattern) => compare('ilike', text, constant(pattern))))
    case 'not_icontains':
    case 'not_icontains_multi':
      return and(...patternsOf(values, operator).map((pattern) => compare('not ilike', text, constant(pattern))))
    case 'regex':
      return or(...values.map((value) => compare('=~', text, constant(String(value)))))
    case 'not_regex':
      return and(...values.map((value) => compare('!~', text, constant(String(value)))))
    case 'is_cleaned_path_exact': {
      const path = cleanedPath(text, ctx.path_cleaning_filters)
      return or(...values.map((v) => compare('==', path, cleanedPath(constant(String(v)), ctx.path_cleaning_filters))))
    }
    case 'is_set':
      return call('isNotNull', subject)
    case 'is_not_set':
      return call('isNull', subject)
    case 'gt':
    case 'gte':
    case 'min':
    case 'lt':
    case 'lte':
    case 'max':
      return compare(ORDER[operator], call('toFloat', subject), numberOf(values[0], operator, name))
    case 'between':
    case 'not_between':
      return between(subject, operator, values, name)
    case 'is_date_exact':
    case 'is_date_before':
    case 'is_date_after':
      return compare(DATES[operator], call('toDateTime', subject), dateOf(values[0], ctx))
    default: {
      const ofVersions = semverCondition(text, operator, values[0], name)
      if (ofVersions) return ofVersions
      throw invalidFilter(`Operator '${operator}' of the ${name} is not supported`)
    }
  }
}

const ORDER = { gt: '>', gte: '>=', min: '>=', lt: '<', lte: '<=', max: '<=' } as const satisfies Record<
  string,
  CompareOp
>
const DATES = { is_date_exact: '==', is_date_before: '<', is_date_after: '>' } as const satisfies Record<
  string,
  CompareOp
>

function among(op: 'in' | 'not in', subject: Expr, values: Values): Expr {
  const [only] = values
  if (values.length === 1 && only !== undefined) return compare(op === 'in' ? '==' : '!=', subject, constant(only))
  return compare(op, subject, array(...values.map(constant)))
}

function between(subject: Expr, operator: 'between' | 'not_between', values: Values, name: string): Expr {
  const [low, high] = values.map(toNumber)
  if (values.length !== 2 || low === undefined || high === undefined || !(low <= high)) {
    throw invalidFilter(`Operator '${operator}' of the ${name} needs two numbers, the smaller first`)
  }
  const number = call('toFloat', subject)
  return operator === 'between'
    ? and(compare('>=', number, constant(low)), compare('<=', number, constant(high)))
    : or(compare('<', number, constant(low)), compare('>', number, constant(high)))
}

const toNumber = (value: Values[number] | undefined) =>
  typeof value === 'boolean' || value === '' ? Number.NaN : Number(value)

function numberOf(value: Values[number] | undefined, operator: string, name: string): Expr {
  const number = toNumber(value)
  if (!Number.isFinite(number)) throw invalidFilter(`Operator '${operator}' of the ${name} needs a number`)
  return constant(number)
}

function dateOf(value: Values[number] | undefined, ctx: QueryContext): Expr {
  if (!isDateText(String(value ?? ''))) throw invalidFilter(noDate(value))
  const { wall } = parseMoment(String(value ?? ''), toWall(ctx.now, ctx.timezone), ctx)
  return moment(fromWall(wall, ctx.timezone))
}

/** `negation` is how it was written before there were operators; PostHog still heeds it. */
const isNegated = ({ operator, ...more }: PropertyFilter) =>
  operator === 'not_in' || operator === 'is_not' || more['negation'] === true

function cohortFilter(values: Values, negated: boolean, scope: FilterScope): Expr {
  const person = field(scope === 'person' ? 'id' : 'person_id')
  const conditions = values.map((value) => {
    const id = /^\d+$/.test(String(value)) ? Number(value) : String(value)
    return compare(negated ? 'not in cohort' : 'in cohort', person, constant(id))
  })
  return negated ? and(...conditions) : or(...conditions)
}

/** A condition on the elements of an autocaptured event. */
function elementFilter(key: string, operator: PropertyOperator, values: Values, ctx: QueryContext): Expr {
  const chain = field('elements_chain')
  if (key === 'href')
    return conditionOn(emptyIsNull(field('elements_chain_href')), operator, values, 'element href', ctx)
  if (key === 'text') return anyOf(field('elements_chain_texts'), operator, values, 'element text', ctx)
  const pattern = key === 'tag_name' ? tagPattern : key === 'selector' ? selectorPattern : undefined
  if (!pattern) throw invalidFilter(`Unknown element property '${key}'`)
  if (operator !== 'exact' && operator !== 'is_not') {
    throw invalidFilter(`The element property '${key}' only supports the operators exact and is_not`)
  }
  const any = or(...values.map((value) => compare('=~', chain, constant(pattern(String(value))))))
  return operator === 'exact' ? any : not(any)
}

const NEGATED: Partial<Record<PropertyOperator, PropertyOperator>> = {
  is_not: 'exact',
  not_in: 'in',
  not_icontains: 'icontains',
  not_icontains_multi: 'icontains_multi',
  not_regex: 'regex',
  is_not_set: 'is_set',
}

/** Whether any distinct id of the person fulfils a condition; for a negative operator, whether none fulfils its opposite. */
function distinctIdFilter(
  operator: PropertyOperator,
  values: Values,
  name: string,
  scope: FilterScope,
  ctx: QueryContext,
): Expr {
  const positive = NEGATED[operator] ?? operator
  const where = conditionOn(field('distinct_id'), positive, values, name, ctx)
  const found = select({ select: [field('person_id')], from: 'person_distinct_ids', where })
  return compare(positive === operator ? 'in' : 'not in', field(scope === 'person' ? 'id' : 'person_id'), found)
}

/** Whether any text of a list fulfils a condition; for a negative operator, whether none fulfils its opposite. */
function anyOf(list: Expr, operator: PropertyOperator, values: Values, name: string, ctx: QueryContext): Expr {
  const positive = NEGATED[operator] ?? operator
  const any =
    positive === 'is_set'
      ? call('notEmpty', list)
      : call('arrayExists', lambda(['text'], conditionOn(field('text'), positive, values, name, ctx)), list)
  return positive === operator ? any : not(any)
}

const emptyIsNull = (value: Expr) => call('nullIf', value, constant(''))

/** A boolean that a page sent as text, as the boolean that it is. */
const truthOf = (value: Values[number]) => (value === 'true' ? true : value === 'false' ? false : value)

/**
 * The patterns of LIKE for a filter. As at PostHog, % and _ are wildcards where the filter has one text, and stand for
 * themselves where it has several.
 */
const patternsOf = (values: Values, operator: PropertyOperator): string[] =>
  values.length === 1 && !operator.endsWith('_multi')
    ? values.map((value) => `%${String(value)}%`)
    : values.map((value) => containing(String(value)))

const invalidFilter = (message: string) => new HogqlError(message, {}, 'invalid_property_filter')

/** The test-account filters of the project, when they are asked for. */
export const testAccountFilter = (wanted: boolean | null | undefined, ctx: QueryContext): Expr =>
  wanted ? filtersToExpr([...ctx.test_account_filters], ctx) : constant(true)

export const eventIs = (name: string): Expr => equals(field('event'), constant(name))

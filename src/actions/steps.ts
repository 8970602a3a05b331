import { z } from 'zod'
import { selectorPattern } from '../hogql/element-patterns.ts'
import { HogqlError } from '../hogql/errors.ts'
import { invalid } from '../http/errors.ts'
import { isObject, type Json, type JsonObject, trusted } from '../lib/json.ts'
import { ActionStep } from '../schema/filters.ts'
import { tellingIssue } from '../schema/issue.ts'
import { isPattern } from '../schema/pattern.ts'

const TYPES = ['event', 'feature', 'person', 'session', 'group', 'event_metadata', 'element', 'cohort', 'hogql']
/** Types of filters that ask nothing: they match everything. */
const EMPTY = ['empty', 'flag']
/** Every query that names the action asks each of its steps. */
const MOST_STEPS = 200
const Steps = z.array(ActionStep)

/**
 * The steps of a request. Throws 400 for a step that no event could be compared with: stored, it would fail every query
 * that names the action.
 */
export function readSteps(steps: unknown): ActionStep[] {
  if (!Array.isArray(steps)) throw refused('Expected a list of steps.')
  if (steps.length > MOST_STEPS) throw refused(`An action may have ${MOST_STEPS} steps.`)
  const read = Steps.safeParse(steps)
  if (!read.success) {
    const { path, message } = tellingIssue(read.error) ?? { path: [], message: 'Invalid step' }
    throw refused(`${placeOf(path)}: ${message}`)
  }
  read.data.forEach(checkStep)
  return read.data
}

const refused = (detail: string) => invalid(detail, 'steps')

/** `steps[0].properties[1].operator`. */
const placeOf = (path: readonly PropertyKey[]) =>
  `steps${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`

function checkStep(step: ActionStep, i: number): void {
  const place = placeOf([i])
  checkSelector(step.selector, `${place}.selector`)
  for (const key of ['text', 'href', 'url'] as const)
    if (step[`${key}_matching`] === 'regex') checkPattern(step[key], `${place}.${key}`)
  for (const [j, filter] of (step.properties ?? []).entries()) checkFilter({ ...filter }, `${place}.properties[${j}]`)
}

function checkSelector(selector: string | null | undefined, place: string): void {
  try {
    if (selector) selectorPattern(selector)
  } catch (error) {
    if (error instanceof HogqlError) throw refused(`${place}: ${error.message}`)
    throw error
  }
}

function checkPattern(text: unknown, place: string): void {
  if (typeof text === 'string' && !isPattern(text))
    throw refused(`${place}: "${text}" is not a regular expression that can be used.`)
}

function checkFilter(filter: Record<string, unknown>, place: string): void {
  const { type = 'event', key, value, values, operator } = filter
  if (Array.isArray(values) && (type === 'AND' || type === 'OR')) {
    for (const [i, item] of values.entries()) if (isObject(item)) checkFilter(item, `${place}.values[${i}]`)
    return
  }
  if (Object.keys(filter).length === 0 || EMPTY.includes(String(type))) return
  if (type !== null && !TYPES.includes(String(type)))
    throw refused(`${place}: Unknown type of property filter: '${String(type)}'`)
  if (typeof key !== 'string' || key === '') throw refused(`${place}: a property filter needs a key.`)
  if (type === 'group' && typeof filter['group_type_index'] !== 'number')
    throw refused(`${place}: The group filter on '${key}' needs a group_type_index`)
  if (type === 'element' && key === 'selector')
    for (const selector of [value].flat()) checkSelector(String(selector ?? ''), place)
  if (operator === 'regex' || operator === 'not_regex') for (const text of [value].flat()) checkPattern(text, place)
}

const STEP_KEYS = [
  ...(['event', 'properties', 'selector', 'tag_name', 'text', 'text_matching', 'href', 'href_matching'] as const),
  ...(['url', 'url_matching'] as const),
]

/** Steps as they are stored: with every key that a step can have, and no other. */
export const storedSteps = (steps: readonly ActionStep[]): Json =>
  steps.map((step) => {
    const kept: JsonObject = {}
    for (const key of STEP_KEYS) kept[key] = trusted<Json>(step[key] ?? (key === 'url_matching' ? 'contains' : null))
    return kept
  })

/** A stored step as the API shows it: with the pattern that its selector means. */
export function presentStep(step: Json): JsonObject {
  const stored = trusted<JsonObject>(step)
  return { ...stored, selector_regex: patternOf(stored['selector']) }
}

/** Nothing for a selector that was stored before selectors were checked. */
function patternOf(selector: Json | undefined): string | null {
  try {
    return typeof selector === 'string' && selector !== '' ? selectorPattern(selector) : null
  } catch (error) {
    if (error instanceof HogqlError) return null
    throw error
  }
}

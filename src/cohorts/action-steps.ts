import { selectorPattern } from '../hogql/elements.ts'
import { HogqlError } from '../hogql/errors.ts'
import { invalid } from '../http/errors.ts'
import { isObject, type Json } from '../lib/json.ts'
import { ActionStep } from '../schema/filters.ts'
import { isPattern } from '../schema/pattern.ts'

const TYPES = ['event', 'feature', 'person', 'session', 'group', 'event_metadata', 'element', 'cohort', 'hogql']
/** They say nothing, and match everything. */
const EMPTY = ['empty', 'flag']

/** The steps of a request. Throws 400 for what no event could ever be held against: asked later, every query would fail. */
export function readSteps(steps: unknown): ActionStep[] {
  if (!Array.isArray(steps)) throw refused('Expected a list of steps.')
  return steps.map((item: Json, i) => {
    const step = ActionStep.safeParse(item)
    if (!step.success) {
      const [issue] = step.error.issues
      throw refused(`Step ${i + 1}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`)
    }
    checkSelector(step.data.selector, i)
    for (const key of ['text', 'href', 'url'] as const)
      if (step.data[`${key}_matching`] === 'regex') checkPattern(step.data[key], i)
    for (const filter of step.data.properties ?? []) checkFilter({ ...filter }, i)
    return step.data
  })
}

const refused = (detail: string) => invalid(detail, 'steps')

function checkSelector(selector: string | null | undefined, i: number): void {
  try {
    if (selector) selectorPattern(selector)
  } catch (error) {
    if (error instanceof HogqlError) throw refused(`Step ${i + 1}: ${error.message}`)
    throw error
  }
}

function checkPattern(text: unknown, i: number): void {
  if (typeof text === 'string' && !isPattern(text))
    throw refused(`Step ${i + 1}: "${text}" is not a regular expression that can be used.`)
}

function checkFilter(filter: Record<string, unknown>, i: number): void {
  const { type = 'event', key, value, values, operator } = filter
  if (Array.isArray(values) && (type === 'AND' || type === 'OR')) {
    for (const item of values) if (isObject(item)) checkFilter(item, i)
    return
  }
  if (Object.keys(filter).length === 0 || EMPTY.includes(String(type))) return
  if (type !== null && !TYPES.includes(String(type)))
    throw refused(`Step ${i + 1}: Unknown type of property filter: '${String(type)}'`)
  if (typeof key !== 'string' || key === '') throw refused(`Step ${i + 1}: a property filter needs a key.`)
  if (type === 'group' && typeof filter['group_type_index'] !== 'number')
    throw refused(`Step ${i + 1}: The group filter on '${key}' needs a group_type_index`)
  if (type === 'element' && key === 'selector')
    for (const selector of [value].flat()) checkSelector(String(selector ?? ''), i)
  if (operator === 'regex' || operator === 'not_regex') for (const text of [value].flat()) checkPattern(text, i)
}

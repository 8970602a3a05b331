import type { ZodType } from 'zod'
import type { Json } from '../lib/json.ts'
import { isForm, listedInForm, noneInForm, unreadInForm } from './body.ts'
import { type ErrorCode, isErrorCode } from './error-codes.ts'
import { ApiError } from './errors.ts'

/** The parts of a Zod issue we read. */
interface Issue {
  code?: string
  path: PropertyKey[]
  message: string
  input?: unknown
  expected?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  values?: unknown[]
  keys?: string[]
  errors?: Issue[][]
  params?: Record<string, unknown>
}

/** Checks a value against a schema. Throws the 400 PostHog would answer, naming the first bad field. */
export function validate<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  const issue: Issue | undefined = result.error.issues[0]
  throw asApiError(issue ?? { path: [], message: 'Invalid input.' })
}

/** What the field of a form can be read as where the schema wants something else. */
const FORM_FIELDS: Record<string, (body: Json, key: PropertyKey) => Json | undefined> = {
  array: listedInForm,
  string: unreadInForm,
}

/** The same for a body, which may be a form. */
export function validateBody<T>(schema: ZodType<T>, body: Json): T {
  if (!isForm(body)) return validate(schema, body)
  const [issue]: Issue[] = schema.safeParse(body).error?.issues ?? []
  const [key = '', ...inside] = issue?.path ?? []
  if (inside.length > 0) return validate(schema, body)
  const none = noneInForm(body, key)
  const fits = none !== undefined && !schema.safeParse(none).error?.issues.some(({ path }) => path[0] === key)
  const other = issue?.code === 'invalid_type' ? FORM_FIELDS[issue.expected ?? '']?.(body, key) : undefined
  const meant = fits ? none : other
  return meant === undefined ? validate(schema, body) : validateBody(schema, meant)
}

function asApiError(issue: Issue): ApiError {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...(issue.keys ?? []).slice(0, 1)] : issue.path
  const attr = path.length > 0 ? path.map(String).join('__') : null
  const [code, detail] = describe(issue)
  return new ApiError(400, 'validation_error', code, detail, { attr })
}

function describe(issue: Issue): [code: ErrorCode, detail: string] {
  if (issue.code === 'custom') return [customCode(issue), issue.message]
  const missing = ['invalid_type', 'invalid_union', 'invalid_value'].includes(issue.code ?? '')
  if (issue.input === undefined && missing) return ['required', 'This field is required.']
  if (issue.input === null) return ['null', 'This field may not be null.']
  if (issue.code === 'invalid_type') return wrongType(issue)
  if (issue.code === 'too_small' || issue.code === 'too_big') return wrongSize(issue)
  if (issue.code === 'invalid_value') return ['invalid_choice', `"${wordOf(issue.input)}" is not a valid choice.`]
  if (issue.code === 'unrecognized_keys') return ['invalid_input', 'Extra inputs are not permitted.']
  return ['invalid_input', issue.message]
}

const wordOf = (input: unknown) => (typeof input === 'object' ? JSON.stringify(input) : String(input))

function customCode(issue: Issue): ErrorCode {
  const code = issue.params?.['code']
  return isErrorCode(code) ? code : 'invalid_input'
}

function wrongType(issue: Issue): [ErrorCode, string] {
  switch (issue.expected) {
    case 'int':
    case 'number':
      return ['invalid_input', 'A valid integer is required.']
    case 'boolean':
      return ['invalid_input', 'Must be a valid boolean.']
    case 'array':
      return ['not_a_list', `Expected a list of items but got type "${pythonType(issue.input)}".`]
    case 'object':
    case 'record':
      return ['invalid_input', `Invalid data. Expected a dictionary, but got ${pythonType(issue.input)}.`]
    case 'string':
      return ['invalid_input', 'Not a valid string.']
    default:
      return ['invalid_input', issue.message]
  }
}

function wrongSize(issue: Issue): [ErrorCode, string] {
  const tooSmall = issue.code === 'too_small'
  if (issue.origin === 'string') {
    if (tooSmall) return ['blank', 'This field may not be blank.']
    return ['max_length', `Ensure this field has no more than ${issue.maximum} characters.`]
  }
  if (issue.origin === 'array') {
    if (tooSmall && Array.isArray(issue.input) && issue.input.length === 0)
      return ['empty', 'This list may not be empty.']
    if (tooSmall) return ['min_length', `Ensure this field has at least ${issue.minimum} elements.`]
    return ['max_length', `Ensure this field has no more than ${issue.maximum} elements.`]
  }
  if (tooSmall) return ['min_value', `Ensure this value is greater than or equal to ${issue.minimum}.`]
  return ['max_value', `Ensure this value is less than or equal to ${issue.maximum}.`]
}

/** PostHog names types as Python does. */
function pythonType(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
    default:
      return 'dict'
  }
}

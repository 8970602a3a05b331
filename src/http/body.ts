import { isObject, type Json, type JsonObject, parseJson } from '../lib/json.ts'
import { ApiError, invalid } from './errors.ts'

const MAX_BODY_BYTES = 20 * 1024 * 1024

/**
 * The body of an API request as JSON: `application/json`, a URL-encoded form or a multipart form. A body labelled JSON
 * that is not JSON but reads as a form is taken as the form, because that is what the printed curl lines send.
 * An empty body is `{}`. Throws 400 `parse_error`, 413.
 */
export async function readBody(request: Request): Promise<Json> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const type = request.headers.get('content-type') ?? ''
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  if (type.startsWith('multipart/form-data')) return fieldsOf(await request.formData().catch(() => malformed()))
  const text = await request.text()
  if (text.length > MAX_BODY_BYTES) throw tooLarge()
  if (text.trim() === '') return {}
  if (type.startsWith('application/x-www-form-urlencoded')) return fieldsOf(new URLSearchParams(text))
  try {
    return parseJson(text)
  } catch {
    if (/^[\w.[\]%]+=/.test(text)) return fieldsOf(new URLSearchParams(text))
    return malformed()
  }
}

function malformed(): never {
  throw invalid('JSON parse error', null, 'parse_error')
}

const tooLarge = () => new ApiError(413, 'invalid_request', 'payload_too_large', 'The request body is too large.')

/** Form fields as JSON; a key given several times is a list, and a value that is itself JSON is read as such. */
function fieldsOf(fields: FormData | URLSearchParams): JsonObject {
  const result: JsonObject = {}
  forms.add(result)
  for (const key of new Set(fields.keys())) {
    const values = fields.getAll(key).map((value) => {
      const text = String(value)
      return /^\s*[[{]/.test(text) ? jsonOr(text) : text
    })
    result[key] = values.length > 1 ? values : values[0]
  }
  return result
}

const forms = new WeakSet<object>()

export const isForm = (body: Json): boolean => isObject(body) && forms.has(body)

/** The body with its one text under this key as a list: a form that names a key once means a list of one. */
export function listedInForm(body: Json, key: PropertyKey): Json | undefined {
  if (!isObject(body) || typeof key !== 'string') return undefined
  const value = body[key]
  if (typeof value !== 'string' || value === '') return undefined
  const listed = { ...body, [key]: [value] }
  forms.add(listed)
  return listed
}

function jsonOr(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

/** The query string as an object; a parameter given several times becomes a list. */
export function readQuery(url: URL): JsonObject {
  const result: JsonObject = {}
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key)
    result[key] = values.length > 1 ? values : values[0]
  }
  return result
}

/** A body that must be an object; anything else is PostHog's 400. */
export function requireObject(body: Json): JsonObject {
  if (isObject(body)) return body
  throw invalid('Invalid data. Expected a dictionary.', null)
}

import { isDeeperThan, isObject, type Json, type JsonObject, jsonIn, MOST_LEVELS, parseJson } from '../lib/json.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { ApiError, invalid } from './errors.ts'

export const MAX_BODY_BYTES = 20 * 1024 * 1024
/** What somebody may send whom nobody knows: a log-in, a password. More would be parsed while everybody waits. */
export const STRANGERS_BYTES = 64 * 1024
/** Of a form. A field costs far more to read than its characters. */
const MAX_FIELDS = 10_000

/**
 * The body of an API request as JSON: `application/json`, a URL-encoded form or a multipart form. A body labelled JSON
 * that is not JSON but reads as a form is taken as the form, because that is what the printed curl lines send.
 * An empty body is `{}`. Throws 400 `parse_error`, 413, and 400 for what is nested too deeply to be worked on.
 */
export async function readBody(request: Request, most = MAX_BODY_BYTES): Promise<Json> {
  const body = await parsed(request, most)
  if (isDeeperThan(MOST_LEVELS, body)) throw invalid('The value is nested too deeply.')
  return body
}

async function parsed(request: Request, most: number): Promise<Json> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const type = request.headers.get('content-type') ?? ''
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge()
  const body = request.headers.has('content-length') ? request : await measured(request, type, most)
  if (type.startsWith('multipart/form-data')) {
    const form = await body.formData().catch(() => malformed())
    const fields = fieldsOf(form)
    multipart.set(fields, form)
    return fields
  }
  const text = await body.text()
  if (text.trim() === '') return {}
  if (type.startsWith('application/x-www-form-urlencoded')) return fieldsIn(text)
  try {
    return parseJson(text)
  } catch {
    if (/^[\w.[\]%]+=/.test(text)) return fieldsIn(text)
    return malformed()
  }
}

/** The same body, read piece by piece up to the limit: one that comes in chunks does not tell its size, and may never end. */
async function measured(request: Request, type: string, most: number): Promise<Response> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    size += next.value.byteLength
    if (size > most) {
      void reader?.cancel()
      throw tooLarge()
    }
    chunks.push(next.value)
  }
  return new Response(Buffer.concat(chunks), { headers: { 'content-type': type } })
}

/** The body of an action that needs none: what cannot be read as an object is as good as none. */
export async function readOptionalBody(request: Request): Promise<JsonObject> {
  const body = await readBody(request).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'parse_error') return {}
    throw error
  })
  return isObject(body) ? body : {}
}

function malformed(): never {
  throw invalid('JSON parse error', null, 'parse_error')
}

const tooLarge = () => new ApiError(413, 'invalid_request', 'payload_too_large', 'The request body is too large.')

function fieldsIn(text: string): JsonObject {
  if (text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) throw tooLarge()
  return fieldsOf(new URLSearchParams(text))
}

/** Form fields as JSON; a key given several times is a list, and a value that is itself JSON is read as such. */
function fieldsOf(fields: FormData | URLSearchParams): JsonObject {
  const result: JsonObject = {}
  const texts = new Map<string, string>()
  forms.set(result, texts)
  for (const [key, given] of byKey(fields)) {
    const values = given.map((text) => (/^\s*[[{]/.test(text) ? (jsonIn(text) ?? text) : text))
    result[key] = values.length > 1 ? values : values[0]
    texts.set(key, given.at(-1) ?? '')
  }
  return result
}

/** The values of each key. All are walked once: to ask for those of a key (`getAll`) walks all, and keys may be a million. */
const byKey = (fields: FormData | URLSearchParams): Map<string, string[]> =>
  listsByKey([...fields.entries()].map(([key, value]) => [key, String(value)]))

/** Bodies that came as forms, with the text of each field. */
const forms = new WeakMap<object, ReadonlyMap<string, string>>()

/** Bodies that came as multipart forms, with the form: JSON cannot hold its files. */
const multipart = new WeakMap<object, FormData>()

/** The file that a form brought under this key. */
export function fileIn(body: Json, key: string): Blob | undefined {
  const value = isObject(body) ? multipart.get(body)?.get(key) : undefined
  return typeof value === 'object' && value !== null ? value : undefined
}

export const isForm = (body: Json): boolean => isObject(body) && forms.has(body)

/** The body with its one text under this key as a list: a form that names a key once means a list of one, or an empty one. */
export function listedInForm(body: Json, key: PropertyKey): Json | undefined {
  const value = isObject(body) ? body[String(key)] : undefined
  return typeof value === 'string' ? withField(body, key, value === '' ? [] : [value]) : undefined
}

/** The body with the text of this field as it was sent, where it was read as JSON: the field is one for texts. */
export function unreadInForm(body: Json, key: PropertyKey): Json | undefined {
  const text = isObject(body) ? forms.get(body)?.get(String(key)) : undefined
  return text !== undefined && isObject(body) && body[String(key)] !== text ? withField(body, key, text) : undefined
}

/** The body with null for this field where it was sent empty: a form has no other way to say that there is none. */
export function noneInForm(body: Json, key: PropertyKey): Json | undefined {
  return isObject(body) && body[String(key)] === '' ? withField(body, key, null) : undefined
}

function withField(body: Json, key: PropertyKey, value: Json): Json | undefined {
  if (!isObject(body)) return undefined
  const changed = { ...body, [String(key)]: value }
  forms.set(changed, forms.get(body) ?? new Map())
  return changed
}

/** Parameters whose every value counts: several of them are a list. Of any other the last value counts, as in PostHog. */
const REPEATABLE: ReadonlySet<string> = new Set([
  ...['event_names', 'excluded_properties', 'names', 'ordering', 'properties', 'tags', 'tile_ids'],
])

/** The query string as an object. */
export function readQuery(url: URL): JsonObject {
  const result: JsonObject = {}
  for (const [key, values] of byKey(url.searchParams))
    result[key] = values.length > 1 && REPEATABLE.has(key) ? values : values.at(-1)
  return result
}

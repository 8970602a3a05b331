import type { Method } from '../http/route.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../lib/json.ts'

/** An error that the REST interface answered. */
export class RestError extends Error {
  readonly status: number
  readonly body: JsonObject
  readonly method: string
  readonly path: string
  readonly retry_after: string | null

  constructor(method: string, path: string, status: number, body: JsonObject, retry_after: string | null) {
    super(typeof body['detail'] === 'string' ? body['detail'] : typeof body['error'] === 'string' ? body['error'] : '')
    this.status = status
    this.body = body
    this.method = method
    this.path = path
    this.retry_after = retry_after
  }
}

type Query = Record<string, Json | undefined>

/** The REST interface in this process, as one key sees it: same routes, same checks, same errors. Throws `RestError`. */
export interface Rest {
  get(path: string, query?: Query): Promise<JsonObject>
  /** For the few paths that answer a list. */
  list(path: string, query?: Query): Promise<Json[]>
  send(method: Exclude<Method, 'GET'>, path: string, body: Json, query?: Query): Promise<JsonObject>
}

/** Values of a query string: objects as JSON, lists as several values. */
function searchOf(query: Query): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    if (Array.isArray(value)) for (const one of value) params.append(key, String(one))
    else params.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

export function restOf(
  fetch: (request: Request) => Response | Promise<Response>,
  caller: { origin: string; authorization: string; signal: AbortSignal },
): Rest {
  const ask = async (method: string, path: string, body: Json | undefined, query: Query): Promise<Json> => {
    const reply = await fetch(
      new Request(`${caller.origin}${path}${searchOf(query)}`, {
        method,
        headers: { authorization: caller.authorization, 'content-type': 'application/json' },
        signal: caller.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await reply.text()
    const answer = text === '' ? null : parseJson(text)
    if (reply.status < 400) return answer
    throw new RestError(method, path, reply.status, isObject(answer) ? answer : {}, reply.headers.get('retry-after'))
  }
  const object = (answer: Json): JsonObject => (isObject(answer) ? answer : {})
  return {
    get: async (path, query = {}) => object(await ask('GET', path, undefined, query)),
    list: async (path, query = {}) => {
      const answer = await ask('GET', path, undefined, query)
      return Array.isArray(answer) ? answer : []
    },
    send: async (method, path, body, query = {}) => object(await ask(method, path, body, query)),
  }
}

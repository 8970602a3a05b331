/**
 * All requests to the server go through here. Same origin, cookie session; every failure becomes an `ApiError` with the four
 * fields the API promises, so that a form can show the message beside the right field.
 */
export class ApiError extends Error {
  status: number
  code: string
  attr: string | undefined

  constructor(status: number, detail: string, code: string, attr: string | undefined) {
    super(detail.replace(EXPECTED, ''))
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.attr = attr
  }
}

/** The parser lists every word that might stand where it stopped, a hundred of them; the place alone helps more. */
const EXPECTED = / expecting \{.{80,}\}/s

interface ErrorBody {
  detail?: string
  code?: string
  attr?: string | null
}

interface Options {
  body?: unknown
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
}

async function errorFrom(response: Response): Promise<ApiError> {
  const body: ErrorBody = await response.json().catch(() => ({}))
  const detail = body.detail ?? `The server answered ${response.status} without saying why.`
  return new ApiError(response.status, detail, body.code ?? 'error', body.attr ?? undefined)
}

/** Sends a request and gives the raw response, for callers that read it as a stream. */
export async function open(
  method: string,
  path: string,
  { body, signal, headers = {} }: Options = {},
): Promise<Response> {
  const isForm = body instanceof FormData
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    signal: signal ?? null,
    headers: { ...headers, ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }) },
    body: isForm ? body : body === undefined ? null : JSON.stringify(body),
  })
  if (!response.ok) throw await errorFrom(response)
  return response
}

/** Sends a request and reads the JSON answer. */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await open(method, path, options)
  const text = await response.text()
  return JSON.parse(text === '' ? 'null' : text)
}

/** A query string; parameters without a value are left out. */
export function search(params: Record<string, string | number | boolean | undefined>): string {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') pairs.set(key, String(value))
  }
  const text = pairs.toString()
  return text === '' ? '' : `?${text}`
}

/** Reads `data:` lines of an event stream one message at a time; leaving the loop or the signal closes the request. */
export async function* messages<T>(
  path: string,
  signal: AbortSignal,
  { headers = {} }: Pick<Options, 'headers'> = {},
): AsyncGenerator<T> {
  const response = await open('GET', path, { signal, headers })
  const reader = response.body?.getReader()
  if (!reader) return
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      const parts = rest.split(/\r?\n\r?\n/)
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const data = part.replace(/^data: ?/gm, '')
        if (data.trim() !== '') yield JSON.parse(data)
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** A message for any failure, without stack or status where these do not help. */
export function wordsFor(error: unknown): string {
  // A form stays open, so that nothing typed is lost: another tab logs this one in, too.
  if (error instanceof ApiError && error.code === 'not_authenticated')
    return 'You are logged out. Log in in another tab, then do this again.'
  if (error instanceof ApiError) return error.message
  if (error instanceof TypeError) return 'The server cannot be reached.'
  return error instanceof Error ? error.message : 'Something went wrong.'
}

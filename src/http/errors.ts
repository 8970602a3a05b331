import type { ErrorCode } from './error-codes.ts'

/** Every error that leaves the process has one of these statuses. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 429 | 500 | 503 | 504

/** The error every client of PostHog's API reads: `{type, code, detail, attr}` and a status. */
export class ApiError extends Error {
  readonly status: ErrorStatus
  readonly type: string
  readonly code: ErrorCode
  readonly attr: string | null
  /** Keys added beside the four, and headers (`Retry-After`). */
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    status: ErrorStatus,
    type: string,
    code: ErrorCode,
    detail: string,
    options: {
      attr?: string | null
      extra?: Record<string, unknown>
      headers?: Record<string, string>
      /** What failed beneath, for the log: it never leaves the process. */
      cause?: unknown
    } = {},
  ) {
    super(detail, { cause: options.cause })
    this.status = status
    this.type = type
    this.code = code
    this.attr = options.attr ?? null
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
  }

  body(): Record<string, unknown> {
    return { ...this.extra, type: this.type, code: this.code, detail: this.message, attr: this.attr }
  }
}

export const invalid = (detail: string, attr: string | null = null, code: ErrorCode = 'invalid_input') =>
  new ApiError(400, 'validation_error', code, detail, { attr })

export const notFound = (detail = 'Not found.') => new ApiError(404, 'invalid_request', 'not_found', detail)

export const notAuthenticated = () =>
  new ApiError(401, 'authentication_error', 'not_authenticated', 'Authentication credentials were not provided.')

export const permissionDenied = (detail: string) =>
  new ApiError(403, 'authentication_error', 'permission_denied', detail)

export const methodNotAllowed = (detail: string, headers: Record<string, string> = {}) =>
  new ApiError(405, 'invalid_request', 'method_not_allowed', detail, { headers })

export const closing = () =>
  new ApiError(503, 'server_error', 'closing', 'The server is stopping. Ask again in a few seconds.', {
    headers: { 'retry-after': '5' },
  })

/** Nothing was changed, for a reason that passes: a full disk, say. */
export const notPersisted = (detail: string, cause?: unknown) =>
  new ApiError(503, 'server_error', 'not_persisted', detail, { headers: { 'retry-after': '2' }, cause })

/**
 * The answer to a DELETE of what is only ever marked as deleted, so that it can be restored. Only dashboards and their
 * templates are looked for first, as PostHog does.
 */
export function deletedByPatchOnly(): never {
  throw methodNotAllowed('Hard delete of this model is not allowed. Use a patch API call to set "deleted" to true')
}

/** Too many requests; in words and as a header, when to come back. */
export const throttled = (seconds: number) =>
  new ApiError(
    429,
    'throttled_error',
    'throttled',
    `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`,
    { headers: { 'retry-after': String(seconds) } },
  )

/** The answer where PostHog's own AI would write something: its app then says that nobody has allowed it. */
export const noAi = () => permissionDenied('No AI that writes queries or insights is set up here.')

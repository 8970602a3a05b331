import { ArgumentError } from './arguments.ts'
import { RestError } from './rest.ts'

/** No project can be worked on: says what to do. */
export class NoProjectError extends Error {}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
}

/** Why a tool failed, in words an agent can act on. No stack, key or host is ever in them. */
export function failureText(tool: string, error: unknown): string {
  const known = error instanceof ArgumentError || error instanceof NoProjectError
  const message = known ? error.message : error instanceof RestError ? restText(tool, error) : internal(tool)
  return `Error: [${tool}]: ${message}`
}

const internal = (tool: string) => `Internal error while running ${tool}.`

/** Why a resource cannot be read. */
export const unreadable = (uri: string, error: RestError) => `Resource ${uri} cannot be read. ${restText(uri, error)}`

function restText(tool: string, error: RestError): string {
  const { status, body, method, path, retry_after } = error
  const detail = error.message
  const scope = /missing required scope '([^']+)'/.exec(detail)?.[1]
  if (scope !== undefined)
    return `Missing PostHog API scope: '${scope}'\n\nMake a key that has it, or add it to this key in its settings.`
  if (status === 403) return `PostHog API permission denied: ${detail}`
  if (status === 429) return `rate limit exceeded. Retry after ${retry_after ?? '60'} seconds.`
  if (status === 504) return `${detail} Narrow the date range or the filters, and ask again.`
  if (status >= 500) return internal(tool)
  if (body['type'] === 'validation_error') {
    const attr = typeof body['attr'] === 'string' ? ` (field: ${body['attr']})` : ''
    return `Validation error: ${detail}${attr}`
  }
  return `Request failed:\nPath: ${method} ${path}\nStatus Code: ${status} (${REASONS[status] ?? 'Error'})\nError Message: ${detail}`
}

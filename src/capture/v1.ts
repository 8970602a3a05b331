import { corsJson } from '../http/cors.ts'
import { ApiError } from '../http/errors.ts'
import type { Route } from '../http/route.ts'
import { canonicalUuid, isUuid } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'
import { textOf } from '../lib/lossless.ts'
import { isAnybodys } from '../persons/distinct-id.ts'
import { readInTurn } from './body.ts'
import { codingOf, decode, ENCODINGS } from './decode.ts'
import type { CaptureDeps } from './deps.ts'
import { type EventResult, ingest } from './ingest.ts'
import { type CapturedEvent, checkedToken, isRejection, normalize, requireFew } from './normalize.ts'
import { type Microseconds, parseTimestamp } from './timestamp.ts'

const MAX_WIRE_BYTES = 10 * 1024 * 1024
const MAX_NAME_BYTES = 200
const REQUIRED = [
  'authorization',
  'content-type',
  'posthog-sdk-info',
  'posthog-attempt',
  'posthog-request-id',
  'posthog-request-timestamp',
]
const MAX_SDK_INFO = 200
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** An error of the whole request, in this protocol's own form. */
class V1Error extends Error {
  readonly status: number
  readonly tag: string
  constructor(status: number, tag: string, description: string) {
    super(description)
    this.status = status
    this.tag = tag
  }
}

type Register = (path: string, handle: (request: Request, ip: string) => Promise<Response>) => Route

/** The newer protocol of capture: each event gets its own result, and the client repeats only those that it is told to. */
export function v1Routes(deps: CaptureDeps, register: Register): Route[] {
  return [
    register('/i/v1/analytics/events', async (request, ip) => {
      try {
        return await captureV1(deps, request, ip)
      } catch (error) {
        return failure(deps, request, error)
      }
    }),
  ]
}

function failure(deps: CaptureDeps, request: Request, error: unknown): Response {
  const known = error instanceof V1Error ? error : fromApiError(error)
  const retry: Record<string, string> = known.status === 408 || known.status >= 500 ? { 'retry-after': '2' } : {}
  const body = { error: known.tag, error_description: known.message, error_uri: '' }
  return corsJson(request, known.status, body, { ...echo(deps, request), ...retry })
}

/** What this protocol calls the errors of decoding. */
const TAGS = new Map([
  ['empty_payload', 'empty_body'],
  ['invalid_compression', 'request_decoding_error'],
  ['invalid_payload', 'request_parsing_error'],
])

function fromApiError(error: unknown): V1Error {
  if (error instanceof ApiError) return new V1Error(error.status, TAGS.get(error.code) ?? error.code, error.message)
  return new V1Error(503, 'not_persisted', 'Events cannot be stored right now. Try again.')
}

const echo = ({ clock }: CaptureDeps, request: Request): Record<string, string> => ({
  'posthog-request-id': request.headers.get('posthog-request-id') ?? '',
  date: clock().toUTCString(),
})

async function captureV1(deps: CaptureDeps, request: Request, ip: string): Promise<Response> {
  if (request.method !== 'POST') throw new V1Error(405, 'method_not_allowed', 'Send events with POST.')
  const missing = REQUIRED.filter((name) => !request.headers.get(name))
  if (missing.length > 0) throw new V1Error(400, 'missing_required_headers', `Missing headers: ${missing.join(', ')}`)
  const requested = readClaims(request.headers)
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  const team = await deps.teams.byApiToken(tokenOf(token))
  if (!team) throw new V1Error(401, 'invalid_api_token', 'The project API key belongs to no project.')
  const now = deps.clock().getTime()
  const { batch, size } = await readBatch(deps, request)
  const context: Context = {
    now,
    ip,
    token,
    skew: requested - now * 1000,
    sdk: sdkOf(request),
    anonymize_ips: team.anonymize_ips,
  }
  const read = batch.map((event) => readEvent(event, context))
  const events = read.flatMap((item) => ('properties' in item ? [item] : []))
  const outcomes = new Map((await ingest(deps, team, events, size)).map((item) => [item.uuid, item]))
  // Results are named by the uuids as the client spelled them.
  const results = read.map((item, i): [string, EventResult] => [
    String(batch[i]?.['uuid']),
    'properties' in item ? resultOf(item, outcomes.get(item.uuid)) : item,
  ])
  return respond(deps, request, results)
}

/** An event of somebody who can be anybody is stored without a person, and its sender is told. */
function resultOf({ uuid, distinct_id }: CapturedEvent, outcome: EventResult | undefined): EventResult {
  if (outcome?.result === 'ok' && isAnybodys(distinct_id))
    return { uuid, result: 'warning', details: 'person_processing_disabled' }
  return outcome ?? { uuid, result: 'retry' }
}

function respond(deps: CaptureDeps, request: Request, results: [string, EventResult][]): Response {
  const body = Object.fromEntries(
    results.map(([uuid, { result, details }]) => [uuid, details === undefined ? { result } : { result, details }]),
  )
  const retry: Record<string, string> = results.some(([, { result }]) => result === 'retry')
    ? { 'retry-after': '1' }
    : {}
  return corsJson(request, 200, { results: body }, { ...echo(deps, request), ...retry })
}

function tokenOf(token: string): string {
  try {
    return checkedToken(token)
  } catch {
    throw new V1Error(401, 'invalid_api_token', 'The project API key is not valid.')
  }
}

/** Checks what an attempt says of itself. Returns when it was sent, by the clock of its client. */
function readClaims(headers: Headers): Microseconds {
  const refuse = (name: string, what: string): never => {
    throw new V1Error(400, 'invalid_header_value', `${name} must be ${what}.`)
  }
  if (!isUuid(headers.get('posthog-request-id') ?? '')) refuse('PostHog-Request-Id', 'a uuid')
  if (!/^0*[1-9]\d*$/.test(headers.get('posthog-attempt') ?? '')) refuse('PostHog-Attempt', 'a number from 1 on')
  const sent = headers.get('posthog-request-timestamp') ?? ''
  const at = RFC3339.test(sent) ? parseTimestamp(sent) : undefined
  return at ?? refuse('PostHog-Request-Timestamp', 'an RFC 3339 time')
}

async function readBatch(deps: CaptureDeps, request: Request): Promise<{ batch: JsonObject[]; size: number }> {
  const type = request.headers.get('content-type') ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    throw new V1Error(415, 'unsupported_content_type', 'Send application/json.')
  const encoding = codingOf(request.headers)
  if (!['', 'identity', ...ENCODINGS].includes(encoding))
    throw new V1Error(415, 'unsupported_encoding', `Use one of ${ENCODINGS.join(', ')}.`)
  const bytes = await readInTurn(request, MAX_WIRE_BYTES)
  const { body, size } = await decode({
    bytes,
    content_type: type,
    content_encoding: encoding,
    hint: '',
    max_bytes: deps.limits.inflated_bytes,
  })
  const { batch, created_at } = objectOr(body)
  if (!Array.isArray(batch) || batch.length === 0) throw new V1Error(400, 'empty_batch', 'The batch is empty.')
  if (typeof created_at !== 'string' || !RFC3339.test(created_at))
    throw new V1Error(400, 'invalid_batch', 'created_at must be an RFC 3339 time.')
  requireFew(batch)
  requireUuids(batch)
  return { batch: batch.filter(isObject), size }
}

function requireUuids(batch: Json[]): void {
  const seen = new Set<string>()
  for (const event of batch) {
    const given = objectOr(event)['uuid']
    if (given === undefined || given === null || given === '')
      throw new V1Error(400, 'missing_event_uuid', 'Every event needs a uuid.')
    const uuid = typeof given === 'string' ? canonicalUuid(given.trim()) : undefined
    if (uuid === undefined) throw new V1Error(400, 'invalid_event_uuid', 'What an event names as its uuid is none.')
    if (seen.has(uuid)) throw new V1Error(400, 'duplicate_event_uuid', `The uuid ${uuid} occurs twice.`)
    seen.add(uuid)
  }
}

interface Context {
  now: number
  ip: string
  token: string
  /** The client's clock minus ours. */
  skew: Microseconds
  sdk: { $lib?: string; $lib_version?: string }
  anonymize_ips: boolean
}

/** `name/version`, of which the name may hold slashes. What is of another form names nothing. */
function sdkOf(request: Request): Context['sdk'] {
  const info = request.headers.get('posthog-sdk-info') ?? ''
  const [, name = '', version = ''] =
    (info.length <= MAX_SDK_INFO && /^(.*\S)\s*\/\s*([^\s/].*)$/.exec(info.trim())) || []
  return name && version ? { $lib: name, $lib_version: version } : {}
}

function readEvent(raw: JsonObject, context: Context): CapturedEvent | EventResult {
  const uuid = String(raw['uuid']).trim()
  const refuse = (details: string): EventResult => ({ uuid, result: 'drop', details })
  if (raw['properties'] !== undefined && !isObject(raw['properties'])) return refuse('malformed_event_properties')
  const options = optionProperties(raw['options'])
  if (!options) return refuse('invalid_options')
  const { event, timestamp } = raw
  const distinctId = typeof raw['distinct_id'] === 'string' ? raw['distinct_id'].trim() : ''
  if (typeof event !== 'string' || event === '') return refuse('missing_event_name')
  if (Buffer.byteLength(event) > MAX_NAME_BYTES) return refuse('event_name_too_long')
  if (distinctId === '') return refuse('missing_distinct_id')
  if (Buffer.byteLength(distinctId) > MAX_NAME_BYTES) return refuse('distinct_id_too_large')
  const at = typeof timestamp === 'string' && RFC3339.test(timestamp) ? parseTimestamp(timestamp) : undefined
  if (at === undefined) return refuse('invalid_event_timestamp')
  const properties: JsonObject = { ...objectOr(raw['properties']), ...options, ...context.sdk }
  const isAnybody = isAnybodys(distinctId)
  if (isAnybody) properties['$process_person_profile'] = false
  if (typeof raw['session_id'] === 'string') properties['$session_id'] = raw['session_id']
  if (typeof raw['window_id'] === 'string') properties['$window_id'] = raw['window_id']
  const sent = options['$ignore_sent_at'] === true ? undefined : context.now * 1000 + context.skew
  const result = normalize(
    { uuid, event, distinct_id: distinctId, timestamp: timestamp ?? null, properties },
    {
      token: context.token,
      sent_at: sent,
      now: context.now,
      ip: context.ip,
      anonymize_ips: context.anonymize_ips,
      engage: false,
    },
  )
  if (isRejection(result)) return refuse(result.reason)
  return isAnybody ? { ...result, is_anybody: true } : result
}

const OPTIONS = {
  process_person_profile: '$process_person_profile',
  cookieless_mode: '$cookieless_mode',
  disable_skew_correction: '$ignore_sent_at',
} as const

/** Options as the properties they stand for; undefined when one cannot be read. */
function optionProperties(options: Json | undefined): JsonObject | undefined {
  if (options === undefined || options === null) return {}
  if (!isObject(options)) return undefined
  const result: JsonObject = {}
  for (const [name, property] of Object.entries(OPTIONS)) {
    const value = options[name]
    if (value === undefined || value === null) continue
    const read = asBoolean(value)
    if (read === undefined) return undefined
    result[property] = read
  }
  const tour = options['product_tour_id'] ?? undefined
  if (tour === undefined) return result
  if (typeof tour !== 'string' && !Number.isInteger(tour)) return undefined
  return { ...result, $product_tour_id: textOf(tour) }
}

/** Of numbers only zero is false. */
function asBoolean(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : undefined
}

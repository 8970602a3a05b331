import { ApiError, invalid } from '../http/errors.ts'
import { canonicalUuid, isUuid, uuidV5, uuidV7 } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, objectOr, storableText } from '../lib/json.ts'
import { textOf } from '../lib/lossless.ts'
import { cleanDistinctId } from '../persons/distinct-id.ts'
import { tooLarge } from './decode.ts'
import { type Microseconds, parseClock, settleTime } from './timestamp.ts'

/** What a request sent, whatever its shape was. */
interface Payload {
  token: string
  /** At least one of them is an object. */
  events: Json[]
  sent_at: Microseconds | undefined
}

/** An event that passed the checks of capture. */
export interface CapturedEvent {
  uuid: string
  event: string
  distinct_id: string
  timestamp: Microseconds
  properties: JsonObject
  /** What was said of its time, where that could not be read or stored. */
  ignored_time?: string
  /** Its distinct id stands for many people, so that it is stored without a person, whatever kind of event it is. */
  is_anybody?: true
}

/** Why one event of a batch was refused, as an ingestion warning tells it. */
export interface Rejection {
  uuid: string | undefined
  reason: 'invalid_payload' | 'missing_event_name' | 'missing_distinct_id' | 'invalid_cookieless_mode'
}

const MAX_NAME = 200
const MAX_TOKEN = 64
/** Keys that broken clients leave in properties by mistake. */
const LEAKED = [
  ...['ph_product_tours', '$session_recording_remote_config', '$product_tours_activated'],
  ...['$product_tours_enabled_server_side', '$surveys_activated', '$feature_flag_payloads'],
  '$override_feature_flag_payloads',
]
const UUID_NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

/** Recognises the payload's shape and its token. Throws 400 and 401. */
export function readPayload(body: Json, query: { sent_at: Microseconds | undefined }): Payload {
  const wrapped = isObject(body) ? wrappedIn(body) : undefined
  const events = wrapped ?? (Array.isArray(body) ? body : [body])
  if (!events.some(isObject)) throw invalid('The payload holds no event.', wrapped ? 'batch' : null, 'empty_batch')
  requireFew(events)
  const root = objectOr(body)
  return {
    token: checkedToken((wrapped && rootToken(root)) ?? commonToken(events)),
    events,
    sent_at: parseClock(root['sent_at']) ?? query.sent_at,
  }
}

/** The events that an object holds; undefined for one that is an event itself, whatever else stands beside its name. */
function wrappedIn({ batch, data, event }: JsonObject): Json[] | undefined {
  if (Array.isArray(batch)) return batch
  return event === undefined && Array.isArray(data) ? data : undefined
}

/** Far more than any SDK sends at once. Two million events fit into 150 kilobytes of gzip, and took three gigabytes of memory. */
const MOST_EVENTS = 50_000

/** Throws 413 for more events than one request may bring. */
export function requireFew(events: readonly unknown[]): void {
  if (events.length > MOST_EVENTS) throw tooLarge()
}

function rootToken(root: JsonObject): string | undefined {
  return text(root['api_key']) ?? text(root['token'])
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The one token the events agree on. */
function commonToken(events: Json[]): string {
  const tokens = new Set<string>()
  for (const event of events.filter(isObject)) {
    const token =
      text(event['token']) ??
      text(event['$token']) ??
      text(event['api_key']) ??
      text(objectOr(event['properties'])['token'])
    if (token) tokens.add(token.trim())
  }
  const [token] = tokens
  if (token === undefined) throw unauthorized('The request has no project API key.')
  if (tokens.size > 1) throw unauthorized('The events name different project API keys.')
  return token
}

export const unauthorized = (detail: string) =>
  new ApiError(401, 'authentication_error', 'invalid_api_key', detail, { attr: 'api_key' })

/** A token of a possible shape. A pasted newline must not lose data; a personal key must not be sent here. */
export function checkedToken(token: string): string {
  const trimmed = token.trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL is exactly what is refused
  if (trimmed === '' || Buffer.byteLength(trimmed) > MAX_TOKEN || /[^\x01-\x7f]/.test(trimmed))
    throw unauthorized('The project API key is not valid.')
  if (trimmed.startsWith('phx_'))
    throw unauthorized('This is a personal API key. Send events with the project API key, which starts with phc_.')
  return trimmed
}

/** The circumstances under which the events of a request arrived. */
export interface Arrival {
  token: string
  sent_at: Microseconds | undefined
  /** Milliseconds. */
  now: number
  ip: string
  anonymize_ips: boolean
  /** The path was `/engage`, whose events may have no name. */
  engage: boolean
}

/** Makes a captured event of one that was sent, or says why it is refused. */
export function normalize(raw: Json, arrival: Arrival): CapturedEvent | Rejection {
  if (!isObject(raw)) return { uuid: undefined, reason: 'invalid_payload' }
  const properties: JsonObject = { ...objectOr(raw['properties']) }
  const uuid = settleUuid(raw['uuid'], arrival, properties)
  const name = eventName(raw, arrival.engage)
  if (name === undefined) return { uuid, reason: 'missing_event_name' }
  const distinctId = distinctIdOf(raw, properties)
  if (distinctId === undefined) return { uuid, reason: 'missing_distinct_id' }
  const cookieless = properties['$cookieless_mode']
  if (cookieless !== undefined && typeof cookieless !== 'boolean') return { uuid, reason: 'invalid_cookieless_mode' }
  const time = settleTime({
    timestamp: raw['timestamp'] ?? undefined,
    offset: raw['offset'],
    sent_at: arrival.sent_at,
    ignore_sent_at: properties['$ignore_sent_at'] === true,
    now: arrival.now,
  })
  if (time.original !== undefined) properties['$original_timestamp'] = time.original
  liftRootKeys(raw, properties)
  tidy(properties, arrival)
  const ignored = time.original ?? time.unreadable
  const event = { uuid, event: name, distinct_id: distinctId, timestamp: time.at, properties }
  return ignored === undefined ? event : { ...event, ignored_time: ignored.slice(0, MAX_NAME) }
}

export function isRejection(result: CapturedEvent | Rejection): result is Rejection {
  return 'reason' in result
}

function eventName(raw: JsonObject, engage: boolean): string | undefined {
  const value = raw['event'] ?? (engage ? '$identify' : undefined)
  if (value === undefined || value === null || value === '') return undefined
  return storableText(textOf(value).slice(0, MAX_NAME))
}

/** The one beside `properties` wins over the one inside. Null counts as missing: the PHP client sends it with aliases. */
function distinctIdOf(raw: JsonObject, properties: JsonObject): string | undefined {
  const value = raw['distinct_id'] ?? raw['$distinct_id'] ?? properties['distinct_id'] ?? undefined
  if (value === undefined || value === '') return undefined
  return cleanDistinctId(value)
}

/** A repeated event is known by its uuid. What a client sends instead of one becomes one, always the same. */
function settleUuid(value: Json | undefined, arrival: Arrival, properties: JsonObject): string {
  if (value === undefined || value === null || value === '') return uuidV7(arrival.now)
  const given = textOf(value)
  const canonical = canonicalUuid(given)
  if (canonical !== undefined) return canonical
  properties['$original_uuid'] = given
  return uuidV5(UUID_NAMESPACE, `${arrival.token}:${given}`)
}

/** `$set` and its kin may stand beside `properties`; there they win. */
function liftRootKeys(raw: JsonObject, properties: JsonObject): void {
  for (const key of ['$set', '$set_once'] as const) {
    if (raw[key] === undefined && properties[key] === undefined) continue
    const merged = { ...objectOr(properties[key]), ...objectOr(raw[key]) }
    if (Object.keys(merged).length > 0 || isObject(properties[key])) properties[key] = merged
    else delete properties[key]
  }
  const unset = raw['$unset']
  if (Array.isArray(unset) || isObject(unset)) {
    const keys = Array.isArray(unset) ? unset : Object.keys(unset)
    const inner = properties['$unset']
    properties['$unset'] = Array.isArray(inner) ? [...inner, ...keys] : keys
  }
}

function tidy(properties: JsonObject, arrival: Arrival): void {
  for (const key of LEAKED) if (key in properties) delete properties[key]
  if (arrival.anonymize_ips) delete properties['$ip']
  else if (properties['$ip'] === undefined)
    properties['$ip'] = properties['capture_internal'] ? '127.0.0.1' : arrival.ip
  if (arrival.sent_at !== undefined) properties['$sent_at'] = new Date(arrival.sent_at / 1000).toISOString()
  for (const key of ['$groups', '$group_set'] as const) if (Array.isArray(properties[key])) properties[key] = {}
  const session = properties['$session_id']
  if (typeof session === 'string' && isUuid(session)) properties['$session_id'] = session.toLowerCase()
}

import type { Enforcement, Rules } from '../definitions/enforcement.ts'
import { type SchemaError, schemaErrors } from '../definitions/schema-errors.ts'
import { uuidV7 } from '../lib/ids.ts'
import { isDeeperThan, type JsonObject, MOST_LEVELS } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { COOKIELESS } from '../persons/distinct-id.ts'
import type { Team } from '../schema/team.ts'
import { takeElementsChain } from './elements.ts'
import type { WaitingEvent } from './event-groups.ts'
import type { Ledger } from './ledger.ts'
import type { CapturedEvent } from './normalize.ts'
import { settlePersonProcessing } from './person-processing.ts'
import type { Quarantine } from './quarantine.ts'
import type { IngestionWarnings } from './warnings.ts'
import type { Writer } from './writer.ts'

/** What became of one event of a request. */
export interface EventResult {
  uuid: string
  /** `ok` is durable, and so is `warning`, but not as it was sent; `drop` will never be stored; `retry` may be sent again. */
  result: 'ok' | 'warning' | 'drop' | 'retry'
  details?: string
}

export interface IngestDeps {
  writer: Writer
  ledger: Ledger
  warnings: IngestionWarnings
  enforcement: Enforcement
  quarantine: Quarantine
  log: Log
}

/** Events of products that do not exist here: they are accepted and dropped. */
const NOT_KEPT = new Set(['$$heatmap', '$snapshot', '$snapshot_items', '$$client_ingestion_warning'])
const MAX_PROPERTIES_BYTES = 1024 * 1024
const MAX_MESSAGE = 1_000

const NO_RULES: Rules = new Map()

/** Stores the valid events of one request and waits until they are durable: acknowledged means processed. */
export async function ingest(
  deps: IngestDeps,
  team: Team,
  events: readonly CapturedEvent[],
  bytes: number,
): Promise<EventResult[]> {
  const rules = await deps.enforcement.rulesOf(team.id)
  return ingestChecked(deps, team, events, bytes, rules)
}

/** The same without the check against schemas: for events that passed it, or that are made here. */
export function ingestUnchecked(
  deps: IngestDeps,
  team: Team,
  events: readonly CapturedEvent[],
  bytes: number,
): Promise<EventResult[]> {
  return ingestChecked(deps, team, events, bytes, NO_RULES)
}

async function ingestChecked(
  deps: IngestDeps,
  team: Team,
  events: readonly CapturedEvent[],
  bytes: number,
  rules: Rules,
): Promise<EventResult[]> {
  deps.writer.admit(bytes)
  // One of many events may hold nearly all of what was sent, in signs of up to three bytes.
  const isLarge = bytes > MAX_PROPERTIES_BYTES / 3
  const sent = { request: Symbol('request'), share: Math.ceil(bytes / Math.max(1, events.length)), isLarge, rules }
  return Promise.all(events.map((event) => ingestOne(deps, team, event, sent)))
}

/** Stores an event that Hoglet itself makes, at the present moment. False when it could not be stored. */
export async function captureOne(
  deps: IngestDeps & { clock: () => Date },
  team: Team,
  { event, distinctId, properties }: { event: string; distinctId: string; properties: JsonObject },
): Promise<boolean> {
  const now = deps.clock().getTime()
  const made = { uuid: uuidV7(now), event, distinct_id: distinctId, timestamp: now * 1000, properties }
  const [outcome] = await ingestUnchecked(deps, team, [made], Buffer.byteLength(JSON.stringify(properties)))
  return outcome?.result === 'ok'
}

async function ingestOne(
  deps: IngestDeps,
  team: Team,
  event: CapturedEvent,
  { request, share: bytes, isLarge, rules }: { request: symbol; share: number; isLarge: boolean; rules: Rules },
): Promise<EventResult> {
  const { uuid } = event
  const drop = unwanted(deps, team, event)
  if (drop) return { uuid, result: 'drop', details: drop }
  const seen = deps.ledger.look(team.id, uuid)
  if (seen === 'stored') return { uuid, result: 'ok' }
  if (seen !== 'new') return settled(uuid, seen)
  if (isDeeperThan(MOST_LEVELS, event.properties)) return refuse(deps, team, event, 'rejected')
  const isAnybody = event.is_anybody === true
  const optOut = team.person_processing_opt_out
  const processing = settlePersonProcessing(event.event, event.properties, optOut, isAnybody)
  if ('dropped' in processing) return refuse(deps, team, event, processing.dropped)
  if (event.ignored_time !== undefined)
    deps.warnings.add(team.id, 'ignored_invalid_timestamp', {
      ...about(event),
      ...{ field: 'timestamp', value: event.ignored_time },
    })
  if (processing.warning) deps.warnings.add(team.id, processing.warning, about(event))
  if (isLarge && tooBig(event.properties)) return refuse(deps, team, event, 'event_too_big')
  const required = rules.get(event.event)
  const errors = required ? schemaErrors(event.properties, required) : []
  if (errors.length > 0) return quarantine(deps, team, event, errors)
  const waiting: WaitingEvent = {
    team_id: team.id,
    team_since: team.created_at.getTime(),
    uuid,
    event: event.event,
    distinct_id: event.distinct_id,
    timestamp: event.timestamp,
    properties: event.properties,
    elements_chain: takeElementsChain(event.properties),
    mode: processing.mode,
    opt_out: optOut || isAnybody,
    request,
    bytes,
  }
  const outcome = deps.writer.write(waiting)
  deps.ledger.begin(team.id, uuid, outcome)
  return settled(uuid, outcome)
}

/**
 * Keeps an event that its schema refuses. Its sender is told that all is well, as PostHog does. The uuid does not count as
 * stored, so that a replay can store it.
 */
async function quarantine(
  deps: IngestDeps,
  team: Team,
  event: CapturedEvent,
  errors: SchemaError[],
): Promise<EventResult> {
  const { uuid } = event
  try {
    const outcome = deps.quarantine.add(team.id, event, errors)
    deps.ledger.begin(team.id, uuid, outcome)
    return await settled(uuid, outcome)
  } catch (error) {
    if (error instanceof RangeError) return refuse(deps, team, event, 'rejected')
    throw error
  } finally {
    deps.ledger.end(team.id, uuid, false)
  }
}

async function settled(uuid: string, outcome: Promise<unknown>): Promise<EventResult> {
  try {
    return (await outcome) === 'rejected' ? { uuid, result: 'drop', details: 'rejected' } : { uuid, result: 'ok' }
  } catch {
    return { uuid, result: 'retry', details: 'not_persisted' }
  }
}

function unwanted(deps: IngestDeps, team: Team, event: CapturedEvent): string | undefined {
  if (event.event === '$$client_ingestion_warning') {
    const message = event.properties['$$client_ingestion_warning_message']
    // SDKs send a text. Something else, of any size and depth, could keep other warnings from being written.
    const said = typeof message === 'string' ? message.slice(0, MAX_MESSAGE) : null
    deps.warnings.add(team.id, 'client_ingestion_warning', { ...about(event), message: said })
  }
  if (event.properties['$cookieless_mode'] === true || event.distinct_id === COOKIELESS) {
    deps.warnings.add(team.id, 'cookieless_disabled', about(event))
    return 'cookieless_disabled'
  }
  if (event.event === '$performance_event') return 'dropped_performance_event'
  return NOT_KEPT.has(event.event) ? 'not_kept' : undefined
}

const about = (event: CapturedEvent): JsonObject => ({
  eventUuid: event.uuid,
  event: event.event,
  distinctId: event.distinct_id,
})

function refuse(deps: IngestDeps, team: Team, event: CapturedEvent, reason: string): EventResult {
  deps.warnings.add(team.id, reason, about(event))
  return { uuid: event.uuid, result: 'drop', details: reason }
}

const tooBig = (properties: JsonObject) => Buffer.byteLength(JSON.stringify(properties)) > MAX_PROPERTIES_BYTES

import { uuidV7 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { Team } from '../schema/team.ts'
import { takeElementsChain } from './elements.ts'
import type { Ledger } from './ledger.ts'
import type { CapturedEvent } from './normalize.ts'
import { settlePersonProcessing } from './person-processing.ts'
import type { IngestionWarnings } from './warnings.ts'
import type { WaitingEvent, Writer } from './writer.ts'

/** What became of one event of a request. */
export interface EventResult {
  uuid: string
  /** `ok` is durable; `drop` will never be stored; `retry` may be sent again. */
  result: 'ok' | 'drop' | 'retry'
  details?: string
}

export interface IngestDeps {
  writer: Writer
  ledger: Ledger
  warnings: IngestionWarnings
  log: Log
}

/** Events that other stores would take; we have none for them and say so by keeping nothing. */
const NOT_KEPT = new Set([
  '$performance_event',
  '$$heatmap',
  '$snapshot',
  '$snapshot_items',
  '$$client_ingestion_warning',
])
const MAX_PROPERTIES_BYTES = 1024 * 1024

/** Stores the valid events of one request and waits until they are durable: acknowledged means processed. */
export async function ingest(
  deps: IngestDeps,
  team: Team,
  events: readonly CapturedEvent[],
  bytes: number,
): Promise<EventResult[]> {
  deps.writer.admit(bytes)
  const request = Symbol('request')
  const share = Math.ceil(bytes / Math.max(1, events.length))
  return Promise.all(events.map((event) => ingestOne(deps, team, event, request, share)))
}

/** Stores an event that is made here, now. False when it could not be stored. */
export async function captureOne(
  deps: IngestDeps & { clock: () => Date },
  team: Team,
  { event, distinctId, properties }: { event: string; distinctId: string; properties: JsonObject },
): Promise<boolean> {
  const now = deps.clock().getTime()
  const made = { uuid: uuidV7(now), event, distinct_id: distinctId, timestamp: now * 1000, properties }
  const [outcome] = await ingest(deps, team, [made], Buffer.byteLength(JSON.stringify(properties)))
  return outcome?.result === 'ok'
}

async function ingestOne(
  deps: IngestDeps,
  team: Team,
  event: CapturedEvent,
  request: symbol,
  bytes: number,
): Promise<EventResult> {
  const { uuid } = event
  const drop = unwanted(deps, team, event)
  if (drop) return { uuid, result: 'drop', details: drop }
  const seen = deps.ledger.look(team.id, uuid)
  if (seen === 'stored') return { uuid, result: 'ok' }
  if (seen !== 'new') return settled(uuid, seen)
  const processing = settlePersonProcessing(event.event, event.properties, team.person_processing_opt_out)
  if ('dropped' in processing) return refuse(deps, team, event, processing.dropped)
  if (processing.warning) deps.warnings.add(team.id, processing.warning, about(event))
  if (bytes > MAX_PROPERTIES_BYTES / 2 && tooBig(event.properties)) return refuse(deps, team, event, 'event_too_big')
  const waiting: WaitingEvent = {
    team_id: team.id,
    ...event,
    elements_chain: takeElementsChain(event.properties),
    mode: processing.mode,
    opt_out: team.person_processing_opt_out,
    request,
    bytes,
  }
  const outcome = deps.writer.write(waiting)
  deps.ledger.begin(team.id, uuid, outcome)
  return settled(uuid, outcome)
}

async function settled(uuid: string, outcome: Promise<unknown>): Promise<EventResult> {
  try {
    return (await outcome) === 'rejected' ? { uuid, result: 'drop', details: 'rejected' } : { uuid, result: 'ok' }
  } catch {
    return { uuid, result: 'retry', details: 'not_persisted' }
  }
}

function unwanted(deps: IngestDeps, team: Team, event: CapturedEvent): string | undefined {
  if (event.event === '$$client_ingestion_warning')
    deps.warnings.add(team.id, 'client_ingestion_warning', {
      ...about(event),
      message: event.properties['$$client_ingestion_warning_message'] ?? null,
    })
  if (event.properties['$cookieless_mode'] === true) {
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

import { mergeProperties } from '../clickhouse/residue.ts'
import type { Query } from '../hogql/ast.ts'
import { and, call, compare, constant, equals, field, moment, select } from '../hogql/build.ts'
import { ApiError } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import type { JsonObject } from '../lib/json.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Ask, AskAll } from './deps.ts'
import { type Requirements, type SchemaError, schemaErrors } from './schema-errors.ts'

/** Which events are looked at: the last days of one name. */
interface CheckedEvents {
  team_id: number
  event: string
  days: number
  now: Date
}

interface RejectedEvent {
  uuid: string
  event: string
  distinct_id: string
  timestamp: Date
  properties: JsonObject
  errors: SchemaError[]
}

export interface SchemaCheck {
  /** How many there are, and of how many the properties were read. */
  total: number
  checked: number
  rejected: number
  reasons: { property: string; reason: SchemaError['reason']; count: number }[]
  samples: RejectedEvent[]
}

interface Deps {
  ask: Ask
  askAll: AskAll
}

const PATIENCE_MS = 30_000
const MOST_CHECKED = 100_000

/**
 * What capture would have refused of the events that are stored, had these requirements been in force.
 *
 * Whole properties are read and given to the very rule that capture follows, so the two cannot differ; the engine's own
 * idea of a value is not exact enough for that. Of more than a hundred thousand events a part is read, chosen by their
 * uuids and so from all of the days alike: `checked` is then below `total`, and the other numbers are those of the part.
 */
export async function checkSchema(
  deps: Deps,
  events: CheckedEvents,
  required: Requirements,
  { samples, signal, patience_ms = PATIENCE_MS }: { samples: number; signal: AbortSignal; patience_ms?: number },
): Promise<SchemaCheck> {
  const timeout = AbortSignal.timeout(patience_ms)
  const either = AbortSignal.any([signal, timeout])
  try {
    const total = await countOf(deps, events, either)
    if (required.size === 0) return { total, checked: total, rejected: 0, reasons: [], samples: [] }
    const tally = new Tally(required, samples)
    const turn = takingTurns()
    for await (const rows of deps.askAll(events.team_id, propertiesOf(events, total), either))
      for (const row of rows) {
        tally.add(eventOf(row, events.event))
        const others = turn()
        if (!others) continue
        await others
        either.throwIfAborted()
      }
    return { total, ...tally.result() }
  } catch (error) {
    if (!timeout.aborted || signal.aborted) throw error
    throw new ApiError(504, 'server_error', 'timeout', 'The check took too long. Choose fewer days.')
  }
}

async function countOf(deps: Deps, events: CheckedEvents, signal: AbortSignal): Promise<number> {
  const query = select({ select: [call('count')], from: 'events', where: wanted(events) })
  const [row] = await deps.ask(events.team_id, query, signal)
  return Number(row?.[0] ?? 0)
}

function propertiesOf(events: CheckedEvents, total: number): Query {
  const parts = Math.max(1, Math.ceil(total / MOST_CHECKED))
  const inPart = equals(call('modulo', call('cityHash64', field('uuid')), constant(parts)), constant(0))
  const columns = [field('uuid'), field('distinct_id'), call('toUnixTimestamp64Milli', field('timestamp'))]
  return select({
    select: [...columns, field('properties')],
    from: 'events',
    where: parts === 1 ? wanted(events) : and(wanted(events), inPart),
  })
}

const wanted = ({ event, days, now }: CheckedEvents) =>
  and(
    equals(field('event'), constant(event)),
    compare('>=', field('timestamp'), moment(new Date(now.getTime() - days * DAY_MS))),
    compare('<=', field('timestamp'), moment(now)),
  )

type StoredEvent = Omit<RejectedEvent, 'errors'>

function eventOf([uuid, distinctId, milliseconds, properties]: unknown[], event: string): StoredEvent {
  const [plain, residue] = Array.isArray(properties) ? properties.map(String) : []
  return {
    uuid: String(uuid),
    event,
    distinct_id: String(distinctId),
    timestamp: new Date(Number(milliseconds)),
    properties: mergeProperties(plain ?? '', residue ?? ''),
  }
}

/** Counts what is wrong, and keeps the newest of those that are. */
class Tally {
  private checked = 0
  private rejected = 0
  private readonly counts = new Map<string, SchemaCheck['reasons'][number]>()
  private readonly newest: RejectedEvent[] = []
  private readonly required: Requirements
  private readonly samples: number

  constructor(required: Requirements, samples: number) {
    this.required = required
    this.samples = samples
  }

  add(event: StoredEvent): void {
    this.checked++
    const errors = schemaErrors(event.properties, this.required)
    if (errors.length === 0) return
    this.rejected++
    for (const { property, reason } of errors) {
      const key = `${reason}:${property}`
      const known = this.counts.get(key)
      if (known) known.count++
      else this.counts.set(key, { property, reason, count: 1 })
    }
    const place = this.newest.findIndex(({ timestamp }) => timestamp < event.timestamp)
    this.newest.splice(place < 0 ? this.newest.length : place, 0, { ...event, errors })
    this.newest.length = Math.min(this.newest.length, this.samples)
  }

  result(): Omit<SchemaCheck, 'total'> {
    const reasons = [...this.counts.values()].sort((a, b) => b.count - a.count || (a.property < b.property ? -1 : 1))
    return { checked: this.checked, rejected: this.rejected, reasons, samples: this.newest }
  }
}

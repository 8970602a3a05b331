import { type SchemaError, schemaErrors } from '../definitions/schema-errors.ts'
import { notPersisted } from '../http/errors.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { type IngestDeps, ingestUnchecked } from './ingest.ts'
import {
  type QuarantinedEvent,
  type QuarantineFilter,
  readQuarantined,
  settleQuarantined,
} from './quarantined-events.ts'
import { Overloaded } from './writer.ts'

const GROUP = 2_000

/**
 * Takes events out of quarantine, the oldest first: those that fit their schema now are stored as they would have been,
 * under the uuid and time they came with. It may stop anywhere: what is stored already is not stored twice.
 */
export async function replay(
  deps: IngestDeps & { postgres: Postgres },
  team: Team,
  wanted: Pick<QuarantineFilter, 'ids' | 'event'>,
  signal: AbortSignal,
): Promise<{ replayed: number; still_rejected: number }> {
  const done = { replayed: 0, still_rejected: 0 }
  let after = 0
  for (;;) {
    signal.throwIfAborted()
    const { events, has_more } = await readQuarantined(
      deps.postgres,
      team.id,
      { ...wanted, after },
      'oldest first',
      GROUP,
    )
    const { replayed, refused } = await replayGroup(deps, team, events)
    // Another replay may have taken some of them out at the same time: only one of the two counts each.
    done.replayed += await settleQuarantined(deps.postgres, team.id, { replayed, refused })
    done.still_rejected += events.length - replayed.length
    after = events.at(-1)?.id ?? after
    if (!has_more) return done
  }
}

async function replayGroup(deps: IngestDeps, team: Team, events: readonly QuarantinedEvent[]) {
  const rules = await deps.enforcement.rulesOf(team.id)
  const fitting: QuarantinedEvent[] = []
  const refused: { id: number; errors: SchemaError[] }[] = []
  for (const event of events) {
    const required = rules.get(event.event)
    const errors = required ? schemaErrors(event.properties, required) : []
    if (errors.length === 0) fitting.push(event)
    else refused.push({ id: event.id, errors })
  }
  const bytes = fitting.reduce((sum, event) => sum + event.bytes, 0)
  const outcomes = await store(deps, team, fitting, bytes)
  const replayed = fitting.flatMap(({ id }, i) => (outcomes[i]?.result === 'ok' ? [id] : []))
  return { replayed, refused }
}

async function store(deps: IngestDeps, team: Team, events: readonly QuarantinedEvent[], bytes: number) {
  const captured = events.map(({ uuid, event, distinct_id, timestamp, properties }) => {
    return { uuid, event, distinct_id, timestamp, properties }
  })
  try {
    const outcomes = await ingestUnchecked(deps, team, captured, bytes)
    if (!outcomes.some(({ result }) => result === 'retry')) return outcomes
  } catch (error) {
    if (!(error instanceof Overloaded)) throw error
  }
  throw notPersisted('Events cannot be stored right now. Try again: what is replayed already counts once.')
}

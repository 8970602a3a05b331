import { listsByKey } from '../lib/lists-by-key.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { type Requirements, requirementsOf } from './schema-errors.ts'

/** The enforced requirements of a project, by the name of the event. */
export type Rules = ReadonlyMap<string, Requirements>

/** How long another process's change may stay unseen: it must apply within a second. */
const SHARED_MS = 500

interface Known {
  rules: Promise<Rules>
  loaded_at: number
}

/**
 * Which events are held to their schema. Asked once a request and kept in memory until something is changed here, or,
 * where other processes share the store, for half a second. When the rules cannot be read nobody is told that there are
 * none: the error is the caller's.
 */
export class Enforcement {
  private readonly deps: { postgres: Postgres; clock: () => Date; shared: boolean }
  private readonly known = new Map<number, Known>()

  constructor(deps: Enforcement['deps']) {
    this.deps = deps
  }

  rulesOf(teamId: number): Promise<Rules> {
    const known = this.known.get(teamId)
    const now = this.deps.clock().getTime()
    if (known && !(this.deps.shared && Math.abs(now - known.loaded_at) > SHARED_MS)) return known.rules
    const loading = { rules: loadRules(this.deps.postgres, teamId), loaded_at: now }
    this.known.set(teamId, loading)
    loading.rules.catch(() => {
      if (this.known.get(teamId) === loading) this.known.delete(teamId)
    })
    return loading.rules
  }

  /** Forgets the rules of a project, because its definitions or schemas were changed. */
  forget(teamId: number): void {
    this.known.delete(teamId)
  }
}

/** Rejecting without a required property enforces nothing, so such events are not here. */
async function loadRules(postgres: Postgres, teamId: number): Promise<Rules> {
  const rows = await required(postgres, teamId).where('d.enforcement_mode', '=', 'reject').execute()
  const byEvent = listsByKey(rows.map((row) => [row.event, row]))
  return new Map([...byEvent].map(([event, of]) => [event, requirementsOf(of)]))
}

/** What an event's schema requires now, enforced or not. */
export async function currentRequirements(
  postgres: Postgres,
  { team_id, id }: { team_id: number; id: string },
): Promise<Requirements> {
  return requirementsOf(await required(postgres, team_id).where('d.id', '=', id).execute())
}

const required = (postgres: Postgres, teamId: number) =>
  postgres
    .selectFrom('event_definition as d')
    .innerJoin('event_schema as s', 's.event_definition_id', 'd.id')
    .innerJoin('schema_property_group as g', 'g.id', 's.property_group_id')
    .innerJoin('schema_property_group_property as p', 'p.property_group_id', 'g.id')
    .select(['d.name as event', 'p.name', 'p.property_type'])
    .where('d.team_id', '=', teamId)
    .where('g.team_id', '=', teamId)
    .where('p.is_required', '=', true)
    .orderBy('p.name')

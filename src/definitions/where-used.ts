import { sql } from 'kysely'
import { hasScope, type UserPrincipal } from '../http/auth.ts'
import { objectOr, objectsOf } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { CohortGroup, type CriteriaLeaf, leavesOf } from '../schema/cohort.ts'
import { namesEvent, type Wanted } from './named-events.ts'

/** Something that uses an event. */
export interface Use {
  id: number
  name: string
  /** Of insights: what stands in the address of its page. */
  short_id?: string
}

const KINDS = ['insights', 'dashboards', 'actions', 'cohorts'] as const
const SCOPES = {
  insights: 'insight:read',
  dashboards: 'dashboard:read',
  actions: 'action:read',
  cohorts: 'cohort:read',
} as const satisfies Record<(typeof KINDS)[number], string>

type Uses = Record<(typeof KINDS)[number], Use[]>

/**
 * Everything that is saved and asks for the event, by itself or through an action. Of kinds that the key may not read only
 * the number is told, in `hidden`.
 */
export async function whereUsed(db: Postgres, teamId: number, event: string, principal: UserPrincipal) {
  const uses = await findUses(db, teamId, event)
  const isShown = (kind: keyof Uses) => principal.kind === 'user' || hasScope(principal.scopes, SCOPES[kind])
  const shown = Object.fromEntries(KINDS.map((kind) => [kind, isShown(kind) ? uses[kind] : []]))
  const hidden = Object.fromEntries(KINDS.map((kind) => [kind, isShown(kind) ? 0 : uses[kind].length]))
  return { ...shown, hidden }
}

async function findUses(db: Postgres, teamId: number, event: string): Promise<Uses> {
  const actions = await actionsMatching(db, teamId, event)
  const wanted = { event, actions: new Set(actions.map(({ id }) => id)) }
  const insights = await insightsNaming(db, teamId, wanted)
  const cohorts = await cohortsNaming(db, teamId, wanted)
  const dashboards = await dashboardsShowing(
    db,
    teamId,
    insights.map(({ id }) => id),
  )
  return { insights, dashboards, actions, cohorts }
}

async function actionsMatching(db: Postgres, teamId: number, event: string): Promise<Use[]> {
  const rows = await db
    .selectFrom('action')
    .select(['id', 'name', 'steps'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .orderBy('id')
    .execute()
  return rows
    .filter(({ steps }) => objectsOf(steps).some((step) => step['event'] === event))
    .map(({ id, name }) => ({ id, name: name || `Action ${id}` }))
}

/** Only rows whose text contains the name or an action's number are read, because most contain neither. */
async function insightsNaming(db: Postgres, teamId: number, wanted: Wanted): Promise<Use[]> {
  const rows = await db
    .selectFrom('insight')
    .select(['id', 'short_id', 'name', 'derived_name', 'query'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .where(mayName('query', wanted))
    .orderBy('id')
    .execute()
  return rows
    .filter(({ query }) => namesEvent(query, wanted))
    .map(({ id, short_id, name, derived_name }) => ({ id, short_id, name: name || derived_name || `Insight ${id}` }))
}

async function cohortsNaming(db: Postgres, teamId: number, wanted: Wanted): Promise<Use[]> {
  const rows = await db
    .selectFrom('cohort')
    .select(['id', 'name', 'filters', 'query'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .where((eb) => eb.or([mayName('filters', wanted), mayName('query', wanted)]))
    .orderBy('id')
    .execute()
  return rows
    .filter(({ filters, query }) => namesEvent(query, wanted) || isNamedInCriteria(criteriaOf(filters), wanted))
    .map(({ id, name }) => ({ id, name: name || `Cohort ${id}` }))
}

/** The leaves of a cohort's criteria. */
export function criteriaOf(filters: unknown): CriteriaLeaf[] {
  const { data } = CohortGroup.safeParse(objectOr(filters)['properties'])
  return data ? leavesOf(data) : []
}

/** Whether criteria on behaviour ask for the event or one of its actions. */
export function isNamedInCriteria(criteria: readonly CriteriaLeaf[], { event, actions }: Wanted): boolean {
  const is = (key: unknown, type: unknown) => (type === 'actions' ? actions.has(Number(key)) : key === event)
  return criteria.some(
    (leaf) =>
      leaf.type === 'behavioral' &&
      (is(leaf.key, leaf.event_type) || (leaf.seq_event !== undefined && is(leaf.seq_event, leaf.seq_event_type))),
  )
}

async function dashboardsShowing(db: Postgres, teamId: number, insights: readonly number[]): Promise<Use[]> {
  if (insights.length === 0) return []
  const rows = await db
    .selectFrom('dashboard as d')
    .innerJoin('dashboard_tile as t', 't.dashboard_id', 'd.id')
    .select(['d.id', 'd.name'])
    .distinct()
    .where('d.team_id', '=', teamId)
    .where('d.deleted', '=', false)
    .where(sql<boolean>`t.deleted IS NOT TRUE`)
    .where(sql<boolean>`t.insight_id = ANY(${[...insights]}::int[])`)
    .orderBy('d.id')
    .execute()
  return rows.map(({ id, name }) => ({ id, name: name || `Dashboard ${id}` }))
}

/** The name as it stands in JSON; quotes and backslashes of HogQL stand there twice, so the longest part without any. */
function mayName(column: 'query' | 'filters', { event, actions }: Wanted) {
  const parts = JSON.stringify(event)
    .slice(1, -1)
    .split(/[\\']+/)
  const part = parts.reduce((longest, next) => (next.length > longest.length ? next : longest), '')
  const text = sql`${sql.ref(column)}::text`
  return actions.size === 0
    ? sql<boolean>`strpos(${text}, ${part}) > 0`
    : sql<boolean>`(strpos(${text}, ${part}) > 0 OR ${text} ILIKE '%action%')`
}

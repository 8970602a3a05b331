import { type RawBuilder, sql } from 'kysely'
import type { Editor } from '../activity/editor.ts'
import { invalid } from '../http/errors.ts'
import type { Page } from '../http/pagination.ts'
import { DAY_MS } from '../lib/durations.ts'
import { uuidV7 } from '../lib/ids.ts'
import { defined, type Json, type JsonObject, jsonIn } from '../lib/json.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { CORE_EVENTS } from './core-events.ts'
import { nameHolds, searchWords } from './search-words.ts'
import { verification } from './verification.ts'

/** What people and the stream of events say about events of one name. */
export interface EventDefinition {
  id: string
  team_id: number
  name: string
  created_at: Date | null
  last_seen_at: Date | null
  owner_id: number | null
  created_by: number | null
  description: string | null
  verified: boolean
  verified_at: Date | null
  verified_by: number | null
  hidden: boolean | null
  updated_at: Date | null
  updated_by: number | null
  enforcement_mode: string
  primary_property: string | null
  default_columns: string[] | null
}

export async function findDefinition(
  db: PostgresOrTransaction,
  teamId: number,
  id: string,
): Promise<EventDefinition | undefined> {
  return db
    .selectFrom('event_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Exact, case and all. */
export async function findDefinitionByName(
  db: PostgresOrTransaction,
  teamId: number,
  name: string,
): Promise<EventDefinition | undefined> {
  return db
    .selectFrom('event_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('name', '=', name)
    .executeTakeFirst()
}

/** What is known of events by these names, in no order. */
export async function definitionsNamed(
  db: PostgresOrTransaction,
  teamId: number,
  names: readonly string[],
): Promise<EventDefinition[]> {
  if (names.length === 0) return []
  return db
    .selectFrom('event_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('name', '=', anyOf(names, 'text'))
    .execute()
}

/** Those of the definitions that exist, locked until the transaction ends. */
export async function lockDefinitions(
  tx: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<EventDefinition[]> {
  if (ids.length === 0) return []
  const known = tx
    .selectFrom('event_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'uuid'))
  return known.orderBy('id').forUpdate().execute()
}

/** A definition of an event that nobody has sent yet; undefined when the name is taken. */
export async function insertDefinition(
  db: PostgresOrTransaction,
  teamId: number,
  name: string,
  changes: DefinitionChanges,
  editor: Editor,
): Promise<EventDefinition | undefined> {
  const row = await db
    .insertInto('event_definition')
    .values({ id: uuidV7(editor.now.getTime()), team_id: teamId, name, created_by: editor.userId })
    .onConflict((conflict) => conflict.columns(['team_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && updateDefinition(db, row, changes, editor)
}

/** Removes what is known of a name. Events, links to properties and property groups stay. */
export async function deleteDefinition(db: PostgresOrTransaction, found: EventDefinition): Promise<void> {
  await db.deleteFrom('event_definition').where('team_id', '=', found.team_id).where('id', '=', found.id).execute()
}

/** Event name → the property shown first, for names that have one. */
export async function primaryProperties(
  db: PostgresOrTransaction,
  teamId: number,
  names: readonly string[] | undefined,
): Promise<Record<string, string>> {
  let query = db
    .selectFrom('event_definition')
    .select(['name', 'primary_property'])
    .where('team_id', '=', teamId)
    .where('primary_property', 'is not', null)
    .where('primary_property', '!=', '')
  if (names) query = query.where('name', '=', anyOf(names, 'text'))
  const rows = await query.orderBy('name').execute()
  return Object.fromEntries(rows.map(({ name, primary_property }) => [name, primary_property ?? '']))
}

const STALE_MS = 30 * DAY_MS

/** A page of definitions under PostHog's filters and ordering rules. */
export async function listDefinitions(
  db: Postgres,
  teamId: number,
  filters: JsonObject,
  page: Page,
  now: Date,
): Promise<{ count: number; rows: EventDefinition[] }> {
  const terms = searchWords(filters['search'])
  const type = eventType(filters['event_type'])
  let query = db.selectFrom('event_definition').where('team_id', '=', teamId)
  for (const term of terms) query = query.where(nameHolds(term))
  if (type === 'event_custom') query = query.where(sql<boolean>`name NOT LIKE '$%'`)
  if (type === 'event_posthog') query = query.where(sql<boolean>`name LIKE '$%'`)
  if (isTrue(filters['exclude_hidden'])) query = query.where(sql<boolean>`hidden IS NOT TRUE`)
  if (isTrue(filters['hidden'])) query = query.where('hidden', '=', true)
  const owner = ownerOf(filters['owner'])
  if (owner !== undefined) query = query.where('owner_id', owner === null ? 'is' : '=', owner)
  if (isTrue(filters['exclude_stale']))
    query = query.where(sql<boolean>`(last_seen_at IS NULL OR last_seen_at >= ${new Date(now.getTime() - STALE_MS)})`)
  const names = listed(filters['names'])
  if (names.length > 0) query = query.where('name', '=', anyOf(names, 'text'))
  const excluded = jsonList(filters['excluded_properties'])
  if (excluded === undefined) throw invalid('excluded_properties must be a JSON list of names.', 'excluded_properties')
  if (excluded.length > 0) query = query.where('name', 'not in', excluded)
  const core = [...CORE_EVENTS.keys()]
  if (isTrue(filters['verified'])) query = query.where(sql<boolean>`(verified OR name = ANY(${core}::text[]))`)
  else if (filters['verified'] !== undefined)
    query = query.where(sql<boolean>`(NOT verified AND NOT name = ANY(${core}::text[]))`)
  const tags = jsonList(filters['tags']) ?? []
  if (tags.length > 0)
    query = query.where(sql<boolean>`id::text IN (
      SELECT i.object_id FROM tagged_item i JOIN tag t ON t.id = i.tag_id
      WHERE t.team_id = ${teamId} AND i.kind = 'event_definition' AND t.name = ANY(${tags}::text[]))`)
  let ordered = query.selectAll()
  for (const key of orderOf(filters['ordering'], terms.length > 0)) ordered = ordered.orderBy(key)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await ordered.limit(page.limit).offset(page.offset).execute()
  return { count: Number(count), rows }
}

const isTrue = (value: Json | undefined) => String(value ?? '').toLowerCase() === 'true'

function eventType(value: Json | undefined): string {
  const type = typeof value === 'string' ? value : 'event'
  if (['event', 'event_custom', 'event_posthog', 'all', 'action_event'].includes(type)) return type
  throw invalid('Not a valid event type. Use one of: event, event_custom, event_posthog.', 'event_type')
}

/** Whose definitions are wanted: a user's, those that nobody looks after, or everybody's. */
function ownerOf(value: Json | undefined): number | null | undefined {
  if (value === undefined || value === '') return undefined
  if (value === 'none') return null
  const id = /^\d{1,9}$/.test(String(value)) ? Number(value) : undefined
  if (id === undefined) throw invalid('Give the id of a user, or none.', 'owner')
  return id
}

/** The texts of a JSON list; none when nothing is given, undefined when it is not a list. */
function jsonList(value: Json | undefined): string[] | undefined {
  if (value === undefined || value === '') return []
  const parsed = typeof value === 'string' ? jsonIn(value) : value
  return Array.isArray(parsed) ? parsed.filter((item) => typeof item === 'string') : undefined
}

function listed(value: Json | undefined): string[] {
  const parts = [value].flat().filter((item) => typeof item === 'string')
  return [...new Set(parts.flatMap((part) => part.split(',')).filter((name) => name !== ''))]
}

const COLUMNS = new Map<string, RawBuilder<unknown>>([
  ['name', sql`name`],
  ['last_seen_at', sql`last_seen_at`],
  ['last_seen_at::date', sql`(last_seen_at AT TIME ZONE 'UTC')::date`], // as the index says it
  ['created_at', sql`created_at`],
  ['created_at::date', sql`(created_at AT TIME ZONE 'UTC')::date`],
])

/** Keys that are named, else the day last seen; names decide ties, and a search prefers short names. */
function orderOf(value: Json | undefined, searching: boolean): RawBuilder<unknown>[] {
  const keys = listed(value).filter((key) => COLUMNS.has(key.replace(/^-/, '')))
  const expression = (key: string) => {
    const column = COLUMNS.get(key.replace(/^-/, '')) ?? sql`name`
    // No name is null, and an index is read only in the very order that it was made for.
    if (key.endsWith('name')) return key.startsWith('-') ? sql`name DESC` : sql`name`
    return key.startsWith('-') ? sql`${column} DESC NULLS LAST` : sql`${column} ASC NULLS FIRST`
  }
  const named = keys.map(expression)
  if (named.length === 0) {
    if (searching) named.push(sql`length(name)`)
    named.push(expression('-last_seen_at::date'))
  }
  if (!keys.some((key) => key.replace(/^-/, '') === 'name')) named.push(sql`name`)
  return named
}

/** Verifies definitions of which none is verified yet, or takes that back of those that are. In the order given. */
export async function setVerified(
  db: PostgresOrTransaction,
  teamId: number,
  found: readonly EventDefinition[],
  verified: boolean,
  editor: Editor,
): Promise<EventDefinition[]> {
  if (found.length === 0) return []
  const rows = await db
    .updateTable('event_definition')
    .set({
      ...verification({ verified: !verified }, { verified }, editor),
      updated_at: editor.now,
      updated_by: editor.userId,
    })
    .where('team_id', '=', teamId)
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .returningAll()
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ id }) => byId.get(id) ?? [])
}

/** What a PATCH may say. */
interface DefinitionChanges {
  description?: string | null | undefined
  owner?: number | null | undefined
  verified?: boolean | undefined
  hidden?: boolean | null | undefined
  enforcement_mode?: 'allow' | 'reject' | undefined
  primary_property?: string | null | undefined
  promoted_property?: string | null | undefined
  default_columns?: string[] | undefined
}

/** Applies a PATCH with the rules of verifying and hiding: verified things are not hidden and the reverse. */
export async function updateDefinition(
  db: PostgresOrTransaction,
  found: EventDefinition,
  changes: DefinitionChanges,
  editor: Editor,
): Promise<EventDefinition> {
  const { description, owner, enforcement_mode, default_columns } = changes
  const primary = changes.primary_property === undefined ? changes.promoted_property : changes.primary_property
  return db
    .updateTable('event_definition')
    .set(
      defined({
        description,
        owner_id: owner,
        enforcement_mode,
        default_columns,
        primary_property: primary,
        ...verification(found, changes, editor),
        updated_at: editor.now,
        updated_by: editor.userId,
      }),
    )
    .where('id', '=', found.id)
    .where('team_id', '=', found.team_id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

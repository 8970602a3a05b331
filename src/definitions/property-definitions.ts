import { type RawBuilder, sql } from 'kysely'
import type { Editor } from '../activity/editor.ts'
import { VIRTUAL_PERSON_PROPERTIES } from '../hogql/tables/virtual-properties.ts'
import { invalid } from '../http/errors.ts'
import type { Page } from '../http/pagination.ts'
import { defined, type Json, type JsonObject, jsonIn } from '../lib/json.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { CORE_PROPERTIES } from './core-properties.ts'
import { nameHolds, searchWords } from './search-words.ts'
import { verification } from './verification.ts'

type Carrier = 'event' | 'person' | 'group' | 'session'

/** What carries a property, as it is stored. */
export const PROPERTY_TYPES: Readonly<Record<string, number> & Record<Carrier, number>> = {
  event: 1,
  person: 2,
  group: 3,
  session: 4,
}

export interface PropertyDefinition {
  id: string
  team_id: number
  name: string
  type: number
  group_type_index: number
  is_numerical: boolean
  property_type: string | null
  description: string | null
  verified: boolean
  verified_at: Date | null
  verified_by: number | null
  hidden: boolean | null
  updated_at: Date | null
  updated_by: number | null
}

/** A row of the list: with `event_names` it says whether the property was seen on one of them. */
export type ListedProperty = PropertyDefinition & { is_seen_on_filtered_events: boolean | null }

/** Properties that libraries send and nobody asks for. */
const NEVER_LISTED = [
  ...['distinct_id', '$set', '$set_once', '$initial_referrer', '$initial_referring_domain', '$groups', '$group_type'],
  ...['$group_key', '$group_set', '$group_0', '$group_1', '$group_2', '$group_3', '$group_4'],
]

/** A property that is worked out of others, as the list tells it. */
interface VirtualProperty {
  id: string
  name: string
  is_numerical: boolean
  property_type: string
  tags: string[]
  virtual: true
}

/** Virtual properties of persons that pass the filters of a list; they follow its last row. */
export function virtualProperties(filters: JsonObject): VirtualProperty[] {
  const isLeftOut = isTrue(filters['is_numerical']) || isTrue(filters['is_feature_flag'])
  if (filters['type'] !== 'person' || isLeftOut || isTrue(filters['exclude_core_properties'])) return []
  const excluded = namesOf(filters['excluded_properties'], 'excluded_properties')
  const wanted = listed(filters['properties'])
  const words = searchWords(filters['search']).map((word) => word.toLowerCase())
  const isWanted = (name: string) =>
    !excluded.includes(name) &&
    (wanted.length === 0 || wanted.includes(name)) &&
    [name, labelOf(name)].some((text) => words.every((word) => text.toLowerCase().includes(word)))
  return [...VIRTUAL_PERSON_PROPERTIES.keys()].filter(isWanted).map((name) => ({
    ...{ id: `$builtin_${name}`, name, is_numerical: false, property_type: 'String', tags: [] },
    virtual: true,
  }))
}

/** `$virt_initial_channel_type` as people read it. */
const labelOf = (name: string) => name.replace('$virt_', '').replaceAll('_', ' ')

/** A page of properties of one kind, under PostHog's filters: seen on the events first, then verified, then by name. */
export async function listProperties(
  db: Postgres,
  teamId: number,
  filters: JsonObject,
  page: Page,
): Promise<{ count: number; rows: ListedProperty[] }> {
  const { type, group_type_index } = typeOf(filters)
  const isEvent = type === PROPERTY_TYPES.event
  const events = eventNames(filters, isEvent)
  const linked = sql`SELECT property FROM event_property WHERE team_id = ${teamId} AND event = ANY(${events ?? []}::text[])`
  const seen: RawBuilder<boolean> = sql`name IN (${linked})`
  const conditions: RawBuilder<unknown>[] = [
    sql`team_id = ${teamId} AND type = ${type} AND group_type_index = ${group_type_index}`,
    ...searched(filters['search'], filters['type']),
    ...omitted(filters, isEvent),
    // Not IN, which of a table that has just grown, and was not counted yet, becomes one loop over all links in another.
    ...(events && isTrue(filters['filter_by_event_names']) ? [sql`name = ANY(ARRAY(${linked}))`] : []),
    ...(isTrue(filters['is_numerical']) ? [sql`is_numerical AND name NOT IN ('distinct_id', 'timestamp')`] : []),
    ...(isTrue(filters['exclude_hidden']) ? [sql`hidden IS NOT TRUE`] : []),
  ]
  const names = listed(filters['properties'])
  if (names.length > 0) conditions.push(sql`name = ANY(${names}::text[])`)
  if (filters['is_feature_flag'] !== undefined)
    conditions.push(sql`(name LIKE '$feature/%') = ${isTrue(filters['is_feature_flag'])}`)
  const where = sql.join(conditions, sql` AND `)
  const { rows: counted } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM property_definition WHERE ${where}`.execute(db)
  const { rows } = await sql<ListedProperty>`
    SELECT *, ${events ? seen : sql`NULL::boolean`} AS is_seen_on_filtered_events
    FROM property_definition WHERE ${where}
    ORDER BY is_seen_on_filtered_events DESC NULLS LAST, verified DESC NULLS LAST, name
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  return { count: counted[0]?.count ?? 0, rows }
}

const isTrue = (value: Json | undefined) => String(value ?? '').toLowerCase() === 'true'
const listed = (value: Json | undefined) =>
  [value].flat().flatMap((one) => (typeof one === 'string' && one ? one.split(',') : []))

function typeOf(filters: JsonObject): { type: number; group_type_index: number } {
  const word = filters['type'] === undefined ? 'event' : String(filters['type'])
  const type = Object.hasOwn(PROPERTY_TYPES, word) ? PROPERTY_TYPES[word] : undefined
  if (type === undefined) throw invalid(`"${word}" is not a valid choice.`, 'type', 'invalid_choice')
  const index = filters['group_type_index']
  if (word !== 'group' && index !== undefined) throw invalid('`group_type_index` can only set for `group` type')
  if (word !== 'group') return { type, group_type_index: -1 }
  if (index === undefined) throw invalid('`group_type_index` must be set for `group` type')
  if (!/^[0-4]$/.test(String(index))) throw invalid('Invalid value for `group_type_index`')
  return { type, group_type_index: Number(index) }
}

/** Every word in the name, or every word in the name that people read; `latest` finds what is not a person's first. */
function searched(value: Json | undefined, type: Json | undefined): RawBuilder<unknown>[] {
  const words = searchWords(value).map((word) => word.toLowerCase())
  if (words.length === 0) return []
  const labelled = [...CORE_PROPERTIES].flatMap(([name, label]) =>
    !label.includes('deprecated') && words.every((word) => label.toLowerCase().includes(word)) ? [name] : [],
  )
  const inName = words.map(nameHolds)
  const latest = type === 'person' && words.some((word) => 'latest'.includes(word))
  return [
    sql`((${sql.join(inName, sql` AND `)}) OR name = ANY(${labelled}::text[]) OR (${latest} AND name NOT LIKE '%initial%'))`,
  ]
}

function omitted(filters: JsonObject, isEvent: boolean): RawBuilder<unknown>[] {
  const excluded = namesOf(filters['excluded_properties'], 'excluded_properties')
  const given = excluded.length > 0 ? [sql`NOT name = ANY(${excluded}::text[])`] : []
  if (!isEvent) return given
  if (isTrue(filters['exclude_core_properties'])) {
    const core = [...CORE_PROPERTIES.keys()].filter((name) => !name.startsWith('$'))
    return [...given, sql`name NOT LIKE '$%' AND NOT name = ANY(${core}::text[])`]
  }
  return [...given, sql`NOT name = ANY(${NEVER_LISTED}::text[]) AND name NOT LIKE '$session\\_entry\\_%'`]
}

/** The events to be seen on; undefined when none are named. Other values than texts are taken as text. */
function eventNames(filters: JsonObject, isEvent: boolean): string[] | undefined {
  if (filters['event_names'] === undefined) return undefined
  if (!isEvent) throw invalid('`event_names` can only be set for `event` type')
  return namesOf(filters['event_names'], 'event_names')
}

function namesOf(value: Json | undefined, attr: string): string[] {
  if (value === undefined || value === '') return []
  const parsed = typeof value === 'string' ? jsonIn(value) : value
  if (Array.isArray(parsed)) return parsed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  throw invalid(`${attr} must be a JSON list of names.`, attr)
}

export async function findProperty(
  db: PostgresOrTransaction,
  teamId: number,
  id: string,
): Promise<PropertyDefinition | undefined> {
  return db
    .selectFrom('property_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Those of the ids that are there, locked until the transaction ends. */
export async function lockProperties(
  tx: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<PropertyDefinition[]> {
  if (ids.length === 0) return []
  const known = tx
    .selectFrom('property_definition')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'uuid'))
  return known.orderBy('id').forUpdate().execute()
}

/** What a PATCH may say. */
interface PropertyChanges {
  description?: string | null | undefined
  property_type?: string | null | undefined
  verified?: boolean | undefined
  hidden?: boolean | null | undefined
}

/** Applies a PATCH; a type that is set by hand stays, whatever is sent later. */
export async function updateProperty(
  db: PostgresOrTransaction,
  found: PropertyDefinition,
  changes: PropertyChanges,
  editor: Editor,
): Promise<PropertyDefinition> {
  const { description, property_type } = changes
  const typed = property_type === undefined ? {} : { property_type, is_numerical: property_type === 'Numeric' }
  return db
    .updateTable('property_definition')
    .set(
      defined({
        description,
        ...typed,
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

/** Links to events stay; the next event that carries the property makes the row again, but cannot tell what others held. */
export async function deleteProperty(db: PostgresOrTransaction, found: PropertyDefinition): Promise<void> {
  const { team_id, name, type, group_type_index } = found
  await db
    .insertInto('forgotten_property')
    .values({ team_id, name, type, group_type_index })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.deleteFrom('property_definition').where('team_id', '=', found.team_id).where('id', '=', found.id).execute()
}

/** For each event whether the property was ever seen on it. */
export async function seenTogether(
  db: Postgres,
  teamId: number,
  property: string,
  events: readonly string[],
): Promise<Record<string, boolean>> {
  const rows = await db
    .selectFrom('event_property')
    .select('event')
    .where('team_id', '=', teamId)
    .where('property', '=', property)
    .where('event', '=', anyOf(events, 'text'))
    .execute()
  const seen = new Set(rows.map(({ event }) => event))
  return Object.fromEntries(events.map((event) => [event, seen.has(event)]))
}

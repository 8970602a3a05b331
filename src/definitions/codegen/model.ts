import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { listsByKey } from '../../lib/lists-by-key.ts'
import type { PostgresOrTransaction } from '../../postgres/postgres.ts'
import { CORE_EVENTS } from '../core-events.ts'

/** One property of an event, as every language prints it. */
export interface TypedProperty {
  name: string
  /** The types it has in the groups that hold it, in the order they were met. */
  types: string[]
  is_required: boolean
  /** Always sent, but filled by somebody else than the caller: optional where code is typed in TypeScript. */
  is_optional_in_types: boolean
}

/** One event with its merged, sorted properties. */
export interface TypedEvent {
  name: string
  properties: TypedProperty[]
}

/** What the generated code says; `hash` changes when, and only when, something in it changes. */
export interface Generated {
  content: string
  event_count: number
  schema_hash: string
  generator_version: string
  /** Hoglet's own: what the code is about. */
  schemas: { name: string; properties: { name: string; property_type: string; is_required: boolean }[] }[]
}

/** A property of a group; a group may be linked to thousands of events. */
interface SchemaRow {
  group: string
  /** The place of its name among all names. */
  place: number
  property: string
  property_type: string
  is_required: boolean
  is_optional_in_types: boolean
}

/** A group that is linked to an event; of two linked at the same moment the places are equal. */
interface Link {
  group: string
  place: number
}

/**
 * The events that code is generated for: those of PostHog's own that were seen, verified ones, and one's own with a
 * schema; `all` takes every one's own. Sorted by name, properties too.
 */
export async function loadTypedEvents(
  db: PostgresOrTransaction,
  teamId: number,
  include: 'described' | 'all' = 'described',
): Promise<{ events: TypedEvent[]; schemas: HashedEvent[] }> {
  const core = [...CORE_EVENTS.keys()]
  const { rows: events } = await sql<{ name: string; links: Link[] | null }>`
    SELECT d.name, s.links
    FROM event_definition d
    LEFT JOIN (
      SELECT l.event_definition_id, jsonb_agg(jsonb_build_object('group', l.property_group_id, 'place', l.place)) AS links
      FROM (SELECT event_definition_id, property_group_id,
          dense_rank() OVER (PARTITION BY event_definition_id ORDER BY created_at) AS place FROM event_schema) l
      GROUP BY l.event_definition_id
    ) s ON s.event_definition_id = d.id
    WHERE d.team_id = ${teamId} AND (d.name = ANY(${core}::text[]) OR d.verified
      OR (d.name NOT LIKE '$%' AND (${include === 'all'} OR s.links IS NOT NULL)))
    ORDER BY d.name`.execute(db)
  const groups = await propertiesOfGroups(db, teamId)
  // Most events share their groups with others, and then all that follows from them.
  const known = new Map<string, { merged: TypedProperty[]; hashed: HashedProperty[] }>()
  const described = events.map(({ name, links }) => {
    const key = JSON.stringify((links ?? []).map(({ group, place }) => [place, group]).sort())
    const rows = known.has(key) ? [] : inOrder(links ?? [], groups)
    const properties = known.get(key) ?? { merged: mergedProperties(rows), hashed: hashedProperties(rows) }
    known.set(key, properties)
    return { name, ...properties }
  })
  return {
    events: described.map(({ name, merged }) => ({ name, properties: merged })),
    schemas: described.map(({ name, hashed }) => [name, hashed]),
  }
}

async function propertiesOfGroups(db: PostgresOrTransaction, teamId: number): Promise<Map<string, SchemaRow[]>> {
  const { rows } = await sql<SchemaRow>`
    SELECT p.property_group_id AS group, dense_rank() OVER (ORDER BY p.name)::int AS place,
      p.name AS property, p.property_type, p.is_required, p.is_optional_in_types
    FROM schema_property_group_property p JOIN schema_property_group g ON g.id = p.property_group_id
    WHERE g.team_id = ${teamId}`.execute(db)
  return listsByKey(rows.map((row) => [row.group, row]))
}

/** The properties of the groups that are linked to an event: by name, and of one name as the groups were linked. */
function inOrder(links: readonly Link[], groups: ReadonlyMap<string, SchemaRow[]>): SchemaRow[] {
  const rows = links.flatMap((link) => (groups.get(link.group) ?? []).map((row) => ({ row, linked: link.place })))
  rows.sort(
    (a, b) => a.row.place - b.row.place || a.linked - b.linked || (a.row.property_type < b.row.property_type ? -1 : 1),
  )
  return rows.map(({ row }) => row)
}

/** The same property in several groups: optional if it is so in any of them, of all the types it has. */
function mergedProperties(rows: readonly SchemaRow[]): TypedProperty[] {
  const merged = new Map<string, TypedProperty>()
  for (const { property, property_type, is_required, is_optional_in_types } of rows) {
    const old = merged.get(property)
    merged.set(property, {
      name: property,
      types: old ? [...new Set([...old.types, property_type])] : [property_type],
      is_required: (old?.is_required ?? true) && is_required,
      is_optional_in_types: (old?.is_optional_in_types ?? false) || is_optional_in_types,
    })
  }
  return [...merged.values()]
}

type HashedProperty = [name: string, type: string, is_required: boolean, is_optional_in_types: boolean]
type HashedEvent = [name: string, properties: HashedProperty[]]

function hashedProperties(rows: readonly SchemaRow[]): HashedProperty[] {
  return rows
    .map((row): HashedProperty => [row.property, row.property_type, row.is_required, row.is_optional_in_types])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** 32 hex characters over names, types and what is required: descriptions do not count. */
export function schemaHash(schemas: readonly HashedEvent[], version: string): string {
  return createHash('sha256').update(JSON.stringify({ schemas, version })).digest('hex').slice(0, 32)
}

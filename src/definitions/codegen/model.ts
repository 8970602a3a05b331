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

interface SchemaRow {
  name: string
  property: string | null
  property_type: string | null
  is_required: boolean | null
  is_optional_in_types: boolean | null
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
  const { rows } = await sql<SchemaRow>`
    SELECT d.name, p.name AS property, p.property_type, p.is_required, p.is_optional_in_types
    FROM event_definition d
    LEFT JOIN event_schema s ON s.event_definition_id = d.id
    LEFT JOIN schema_property_group_property p ON p.property_group_id = s.property_group_id
    WHERE d.team_id = ${teamId} AND (d.name = ANY(${core}::text[]) OR d.verified
      OR (d.name NOT LIKE '$%' AND (${include === 'all'} OR s.id IS NOT NULL)))
    ORDER BY d.name, p.name, s.created_at, p.property_type`.execute(db)
  const events = listsByKey(rows.map((row) => [row.name, row]))
  return {
    events: [...events].map(([name, properties]) => ({ name, properties: mergedProperties(properties) })),
    schemas: [...events].map(([name, properties]) => [name, hashedProperties(properties)]),
  }
}

/** The same property in several groups: optional if it is so in any of them, of all the types it has. */
function mergedProperties(rows: readonly SchemaRow[]): TypedProperty[] {
  const merged = new Map<string, TypedProperty>()
  for (const { property, property_type, is_required, is_optional_in_types } of rows) {
    if (property === null) continue
    const old = merged.get(property)
    const type = property_type ?? ''
    merged.set(property, {
      name: property,
      types: old ? [...new Set([...old.types, type])] : [type],
      is_required: (old?.is_required ?? true) && is_required === true,
      is_optional_in_types: (old?.is_optional_in_types ?? false) || is_optional_in_types === true,
    })
  }
  return [...merged.values()]
}

type HashedProperty = [name: string, type: string, is_required: boolean, is_optional_in_types: boolean]
export type HashedEvent = [name: string, properties: HashedProperty[]]

function hashedProperties(rows: readonly SchemaRow[]): HashedProperty[] {
  return rows
    .flatMap((row): HashedProperty[] =>
      row.property === null
        ? []
        : [[row.property, row.property_type ?? '', row.is_required === true, row.is_optional_in_types === true]],
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** 32 hex characters over names, types and what is required: descriptions do not count. */
export function schemaHash(schemas: readonly HashedEvent[], version: string): string {
  return createHash('sha256').update(JSON.stringify({ schemas, version })).digest('hex').slice(0, 32)
}

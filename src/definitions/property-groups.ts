import { sql } from 'kysely'
import type { Page } from '../http/pagination.ts'
import { uuidV7 } from '../lib/ids.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { EventSchemaRow, SchemaPropertyGroupRow, SchemaPropertyRow } from '../postgres/definition-tables.ts'
import { isUniqueViolation, type PostgresOrTransaction } from '../postgres/postgres.ts'

/** The kinds of values that a schema can ask of a property. */
export const SCHEMA_PROPERTY_TYPES = ['DateTime', 'String', 'Numeric', 'Boolean', 'Object'] as const

/** A property as somebody describes it. */
interface SchemaPropertyInput {
  id?: string | undefined
  name: string
  property_type: (typeof SCHEMA_PROPERTY_TYPES)[number]
  is_required: boolean
  is_optional_in_types: boolean
  description: string
}

export interface PropertyGroup extends SchemaPropertyGroupRow {
  properties: SchemaPropertyRow[]
  /** The events that use it. */
  events: { id: string; name: string }[]
}

/** The project's property groups with these ids, by name. */
export async function findPropertyGroups(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<PropertyGroup[]> {
  if (ids.length === 0) return []
  const query = db
    .selectFrom('schema_property_group')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'uuid'))
  return withContents(db, await query.orderBy('name').execute())
}

/** A page of the project's property groups by name, and how many there are. */
export async function listPropertyGroups(
  db: PostgresOrTransaction,
  teamId: number,
  { limit, offset }: Page,
): Promise<{ count: number; groups: PropertyGroup[] }> {
  const query = db.selectFrom('schema_property_group').where('team_id', '=', teamId)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await query.selectAll().orderBy('name').limit(limit).offset(offset).execute()
  return { count: Number(count), groups: await withContents(db, rows) }
}

async function withContents(
  db: PostgresOrTransaction,
  groups: readonly SchemaPropertyGroupRow[],
): Promise<PropertyGroup[]> {
  if (groups.length === 0) return []
  const found = groups.map(({ id }) => id)
  const properties = await db
    .selectFrom('schema_property_group_property')
    .selectAll()
    .where('property_group_id', '=', anyOf(found, 'uuid'))
    .orderBy('name')
    .execute()
  const events = await db
    .selectFrom('event_schema as s')
    .innerJoin('event_definition as d', 'd.id', 's.event_definition_id')
    .select(['s.property_group_id', 'd.id', 'd.name'])
    .where('s.property_group_id', '=', anyOf(found, 'uuid'))
    .orderBy(sql`lower(d.name)`)
    .execute()
  const propertiesOf = listsByKey(properties.map((property) => [property.property_group_id, property]))
  const eventsOf = listsByKey(events.map(({ property_group_id, ...event }) => [property_group_id, event]))
  return groups.map((group) => ({
    ...group,
    properties: propertiesOf.get(group.id) ?? [],
    events: eventsOf.get(group.id) ?? [],
  }))
}

/** Makes a group; undefined when the name is taken. */
export async function insertPropertyGroup(
  db: PostgresOrTransaction,
  values: { team_id: number; name: string; description: string; created_by: number },
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .insertInto('schema_property_group')
    .values({ ...values, id: uuidV7(now.getTime()), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['team_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/**
 * Keeps a group from others until the transaction ends, because two that set its properties at once would meet. False when
 * it is gone.
 */
export async function lockPropertyGroup(tx: PostgresOrTransaction, { id, team_id }: PropertyGroup): Promise<boolean> {
  const known = tx.selectFrom('schema_property_group').select('id').where('team_id', '=', team_id).where('id', '=', id)
  return (await known.forUpdate().executeTakeFirst()) !== undefined
}

/** Changes name or description; false when the name is taken. */
export async function updatePropertyGroup(
  db: PostgresOrTransaction,
  group: PropertyGroup,
  values: { name?: string; description?: string },
  now: Date,
): Promise<boolean> {
  try {
    await db
      .updateTable('schema_property_group')
      .set({ ...values, updated_at: now })
      .where('id', '=', group.id)
      .where('team_id', '=', group.team_id)
      .execute()
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

export async function deletePropertyGroup(db: PostgresOrTransaction, teamId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('schema_property_group')
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Makes a group part of an event's schema. Fails where it is that already. */
export async function insertEventSchema(
  db: PostgresOrTransaction,
  link: { event_definition_id: string; property_group_id: string },
  now: Date,
): Promise<EventSchemaRow> {
  const row = { ...link, id: uuidV7(now.getTime()), created_at: now, updated_at: now }
  await db.insertInto('event_schema').values(row).execute()
  return row
}

/** The row of each property: the one it names by id, else the one with its name. No two get the same row. */
function rowsKept(old: readonly SchemaPropertyRow[], wanted: readonly SchemaPropertyInput[]) {
  const free = new Set(old)
  const take = (fits: (row: SchemaPropertyRow) => boolean) => {
    const found = [...free].find(fits)
    if (found) free.delete(found)
    return found
  }
  const byId = wanted.map((property) => (property.id ? take(({ id }) => id === property.id) : undefined))
  return wanted.map((property, i) => byId[i] ?? take(({ name }) => name === property.name))
}

/** Makes the group's properties exactly these. One that is named by id, or has the same name, stays the same one. */
export async function setProperties(
  db: PostgresOrTransaction,
  groupId: string,
  old: readonly SchemaPropertyRow[],
  wanted: readonly SchemaPropertyInput[],
  now: Date,
): Promise<void> {
  const kept = rowsKept(old, wanted)
  const rows = wanted.map((values, i) => ({
    ...values,
    id: kept[i]?.id ?? uuidV7(now.getTime()),
    property_group_id: groupId,
    created_at: kept[i]?.created_at ?? now,
    updated_at: now,
  }))
  // Rows are replaced, not changed one by one: a name may move from one to another, and two may not have it meanwhile.
  await db.deleteFrom('schema_property_group_property').where('property_group_id', '=', groupId).execute()
  if (rows.length > 0) await db.insertInto('schema_property_group_property').values(rows).execute()
}

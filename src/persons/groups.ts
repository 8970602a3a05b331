import { sql } from 'kysely'
import { isObject, type Json, type JsonObject, objectOr, storableText } from '../lib/json.ts'
import { parseExact, textOf } from '../lib/lossless.ts'
import { takingTurns } from '../lib/turns.ts'
import { json, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'

const MAX_TYPES = 5
/** Of a type and of a key. */
const MAX_LENGTH = 400

export interface Group {
  team_id: number
  group_type_index: number
  group_key: string
  group_properties: JsonObject
  created_at: Date
  version: number
}

/**
 * The group types of each project: at most five, numbered as they were first seen. A type keeps its number for ever, so
 * what is known of it stays true; that others do not exist is asked each time, because another process may have made them.
 */
export class GroupTypes {
  private readonly postgres: Postgres
  private readonly known = new Map<number, ReadonlyMap<string, number>>()

  constructor(deps: { postgres: Postgres }) {
    this.postgres = deps.postgres
  }

  /** Type name → index. */
  async of(teamId: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.postgres
      .selectFrom('group_type')
      .select(['group_type', 'group_type_index'])
      .where('team_id', '=', teamId)
      .orderBy('group_type_index')
      .execute()
    const types = new Map(rows.map((row) => [row.group_type, row.group_type_index]))
    this.known.set(teamId, types)
    return types
  }

  /** The index of a type that exists. */
  async find(teamId: number, name: string): Promise<number | undefined> {
    const type = storableText(name)
    const known = this.known.get(teamId)
    const index = known?.get(type)
    return index !== undefined || known?.size === MAX_TYPES ? index : (await this.of(teamId)).get(type)
  }

  /** The index of a type. A new type gets the next free one; undefined for a sixth type and for one of too long a name. */
  async indexOf(teamId: number, name: string): Promise<number | undefined> {
    const type = storableText(name)
    const known = this.known.get(teamId)
    const index = known?.get(type)
    if (index !== undefined || known?.size === MAX_TYPES || type.length > MAX_LENGTH) return index
    // Another process may make a type at the same moment: then nothing is inserted, and the next index is free.
    for (let before = -1, types = await this.of(teamId); types.size > before; types = await this.of(teamId)) {
      if (types.has(type) || types.size === MAX_TYPES) return types.get(type)
      before = types.size
      await this.make(teamId, type)
    }
    return undefined
  }

  private async make(teamId: number, type: string): Promise<void> {
    await sql`
      INSERT INTO group_type (team_id, group_type_index, group_type)
      SELECT ${teamId}::int, coalesce(max(group_type_index) + 1, 0), ${type} FROM group_type WHERE team_id = ${teamId}
      HAVING count(*) < ${MAX_TYPES}
      ON CONFLICT DO NOTHING`.execute(this.postgres)
  }
}

/** Sets `$group_0` … `$group_4` from `$groups`, for the types that exist or may still be made. */
async function addGroupKeys(types: GroupTypes, teamId: number, properties: JsonObject): Promise<void> {
  const groups = properties['$groups']
  if (!isObject(groups)) return
  for (const [type, key] of Object.entries(groups)) {
    if (key === null || key === undefined || key === '' || type === '') continue
    const index = await types.indexOf(teamId, type)
    if (index !== undefined) properties[`$group_${index}`] = keyText(key)
  }
}

const keyText = (key: Json) => storableText(textOf(key))

/** What a `$groupidentify` event says of a group. */
export interface GroupChange {
  team_id: number
  group_type_index: number
  group_key: string
  set: JsonObject
  timestamp: Date
}

/** Reads a `$groupidentify`; undefined when type or key is missing or too long, or the type a sixth one. */
async function groupChangeOf(
  types: GroupTypes,
  event: { team_id: number; timestamp: Date; properties: JsonObject },
): Promise<GroupChange | undefined> {
  const { $group_type: type, $group_key: key, $group_set: set } = event.properties
  if (!type || !key) return undefined
  const group_key = keyText(key)
  if (group_key.length > MAX_LENGTH) return undefined
  const group_type_index = await types.indexOf(event.team_id, textOf(type))
  if (group_type_index === undefined) return undefined
  return { team_id: event.team_id, group_type_index, group_key, set: objectOr(set), timestamp: event.timestamp }
}

/**
 * Adds `$group_0` … to events, and returns what they change of customers' groups. Times are in microseconds. Safe to repeat
 * for the same events.
 */
export async function settleGroups(
  types: GroupTypes,
  events: readonly { team_id: number; event: string; mode: string; timestamp: number; properties: JsonObject }[],
): Promise<GroupChange[]> {
  const changes: GroupChange[] = []
  const turn = takingTurns()
  for (const { team_id, event, mode, timestamp, properties } of events) {
    const others = turn()
    if (others) await others
    if (mode !== 'personless' && properties['$groups']) await addGroupKeys(types, team_id, properties)
    if (event !== '$groupidentify') continue
    const change = await groupChangeOf(types, { team_id, properties, timestamp: new Date(timestamp / 1000) })
    if (change) changes.push(change)
  }
  return changes
}

/** Merges properties into groups, where new values replace old ones, and returns the groups as they are then. */
export async function updateGroups(db: PostgresOrTransaction, changes: readonly GroupChange[]): Promise<Group[]> {
  if (changes.length === 0) return []
  const rows = await db
    .insertInto('groups')
    .values(
      combined(changes).map(({ set, timestamp, ...group }) => ({
        ...group,
        group_properties: json(set),
        created_at: timestamp,
        version: 0,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'group_type_index', 'group_key']).doUpdateSet({
        group_properties: sql`groups.group_properties || excluded.group_properties`,
        version: sql`groups.version + 1`,
      }),
    )
    .returning(['team_id', 'group_type_index', 'group_key', 'created_at', 'version'])
    .returning(sql<string>`groups.group_properties::text`.as('group_properties'))
    .execute()
  return rows.map((row) => ({ ...row, group_properties: objectOr(parseExact(row.group_properties)) }))
}

/** One change per group: several of one batch become one write. */
function combined(changes: readonly GroupChange[]): GroupChange[] {
  const byGroup = new Map<string, GroupChange>()
  for (const change of changes) {
    const key = `${change.team_id}:${change.group_type_index}:${change.group_key}`
    const earlier = byGroup.get(key)
    byGroup.set(key, earlier ? { ...earlier, set: { ...earlier.set, ...change.set } } : change)
  }
  return [...byGroup.values()]
}

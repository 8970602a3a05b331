import { type RawBuilder, sql } from 'kysely'
import { SYSTEM_TABLES, type SystemColumn, type SystemRows } from '../hogql/tables/system.ts'
import { invalid } from '../http/errors.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** Quotes, space and ends of lines may stand on either side of the dot; in JSON the latter are written out. */
const GAP = '(?:[`"\\s]|\\\\[nrt]?)*'
const NAMED = new RegExp(`system${GAP}\\.${GAP}(\\w+)`, 'gi')
/** A comment may stand there too, and hold anything. */
const COMMENTED = new RegExp(`system${GAP}(?:\\.${GAP})?(?:/\\*|--)`, 'i')

/** What may stand for any column: a star, but not that of `count(*)`, and a name with an escaped letter. */
const ANY_COLUMN = /(?<!\bcount\s*\(\s*)\*|\\\\/i
/** What is none of a query's words: a field of the node, not what stands in it, and a sign that JSON writes out. */
const NO_WORD = /"\w+":|\\(?:u[\da-f]{4}|.)/gi

/** System tables with the columns of each, the first among them whenever the table is there. */
export type SystemColumnsOf = Readonly<Record<string, readonly string[]>>

/**
 * The system tables that a query may read: those that its text names, in whatever place where a comment hides which. Of the
 * columns those whose names stand anywhere in the text.
 */
export function systemTablesIn(node: unknown): SystemColumnsOf {
  const text = JSON.stringify(node) ?? ''
  const found = COMMENTED.test(text)
    ? Object.keys(SYSTEM_TABLES).filter((name) => text.includes(name))
    : [...text.matchAll(NAMED)].map(([, name = '']) => name).filter((name) => Object.hasOwn(SYSTEM_TABLES, name))
  const said = text.replace(NO_WORD, ' ')
  const words = ANY_COLUMN.test(text) ? undefined : new Set(said.match(/\w+/g))
  return Object.fromEntries(
    found.map((table) => [
      table,
      Object.keys(SYSTEM_TABLES[table] ?? {}).filter((column, i) => i === 0 || !words || words.has(column)),
    ]),
  )
}

/** Where the rows of a system table are, where its name does not say it. */
const FROM: Readonly<Record<string, RawBuilder<unknown>>> = {
  actions: sql`action WHERE team_id =`,
  annotations: sql`annotation WHERE team_id =`,
  cohorts: sql`cohort WHERE team_id =`,
  dashboards: sql`dashboard WHERE team_id =`,
  dashboard_tiles: sql`(SELECT t.*, d.team_id FROM dashboard_tile t JOIN dashboard d ON d.id = t.dashboard_id) tile
    WHERE team_id =`,
  event_definitions: sql`event_definition WHERE team_id =`,
  group_type_mappings: sql`group_type WHERE team_id =`,
  insight_variables: sql`insight_variable WHERE team_id =`,
  insights: sql`insight WHERE team_id =`,
  property_definitions: sql`property_definition WHERE team_id =`,
  teams: sql`team WHERE id =`,
}

/** Columns that are called otherwise in Postgres. */
const COLUMNS: Readonly<Record<string, string>> = {
  steps_json: 'steps',
  created_by_id: 'created_by',
  last_modified_by_id: 'last_modified_by',
  dashboard_item_id: 'dashboard_item',
}

const MOST_ROWS = 10_000

/** The rows of these system tables that belong to the team, ordered by their first column. Throws 400 where they are too many to be sent along. */
export async function loadSystemTables(
  db: Postgres,
  teamId: number,
  tables: SystemColumnsOf,
): Promise<Record<string, SystemRows>> {
  const loaded = Object.entries(tables).map(async ([table, columns]): Promise<[string, SystemRows][]> => {
    const from = FROM[table]
    const kinds = SYSTEM_TABLES[table] ?? {}
    const read = columns.flatMap((name) => (kinds[name] ? [shown(name, kinds[name])] : []))
    if (!from) return []
    const { rows } = await sql<SystemRows[number]>`
      SELECT ${sql.join(read)} FROM ${from} ${teamId} ORDER BY 1 LIMIT ${MOST_ROWS + 1}`.execute(db)
    if (rows.length > MOST_ROWS)
      throw invalid(
        `The table \`system.${table}\` has more than ${MOST_ROWS} rows: read them through the API.`,
        'query',
      )
    return [[table, rows]]
  })
  return Object.fromEntries((await Promise.all(loaded)).flat())
}

function shown(name: string, kind: SystemColumn): RawBuilder<unknown> {
  const column = sql.ref(COLUMNS[name] ?? name)
  const value = {
    number: sql`${column}::int`,
    text: sql`${column}::text`,
    flag: sql`coalesce(${column}, false)::int`,
    moment: sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  }[kind]
  return sql`${value} AS ${sql.ref(name)}`
}

import { isObject, objectOr } from '../../lib/json.ts'
import type { ActorsQuery } from '../../schema/query/actors.ts'
import { USUAL_DISPLAY_NAMES } from '../../schema/team.ts'
import type { QueryContext } from '../context.ts'
import type { ActorType } from '../insight-actors.ts'
import type { Answers } from '../kind.ts'
import { pageOf, type RowsPage } from '../page.ts'
import { presentRows, readRows, typeOf } from '../rows.ts'
import { type ActorColumn, actorColumns } from './columns.ts'
import { sourceOf } from './source.ts'

interface ActorsResult extends RowsPage {
  missing_actors_count: number
}

type Row = Record<string, unknown>

/** The page of actors, completed with what is known of them. */
export function shapeActors(answers: Answers, node: ActorsQuery, ctx: QueryContext): ActorsResult {
  const source = sourceOf(node, ctx)
  const columns = actorColumns(node, source, ctx)
  const rowsOf = (name: string) => {
    const answer = answers.get(name)
    return readRows(answer && { ...answer, rows: presentRows(answer, ctx.timezone) })
  }
  const { results: shown, ...page } = pageOf(rowsOf(answers.has('aggregates') ? 'aggregates' : 'actors'), node)
  const about = new Map(rowsOf('about').map((row) => [String(row['actor_id']), row]))
  const distinct = new Map(rowsOf('distinct_ids').map((row) => [String(row['person_id']), row['distinct_ids']]))
  const of: ActorType = source?.of ?? { type: 'person' }
  return {
    results: shown.map((row) => {
      const known = about.get(String(row['actor_id']))
      return columns.map((column, i) => cellOf(column, `c${i}`, { row, known, distinct, of, ctx }))
    }),
    columns: columns.map(({ text }) => text),
    types: columns.map((column, i) => typeOfColumn(column, `c${i}`, answers)),
    ...page,
    missing_actors_count:
      of.type === 'other' || answers.has('aggregates')
        ? 0
        : shown.filter((row) => !about.has(String(row['actor_id']))).length,
  }
}

interface Found {
  row: Row
  known: Row | undefined
  distinct: ReadonlyMap<string, unknown>
  of: ActorType
  ctx: QueryContext
}

function cellOf(column: ActorColumn, name: string, { row, known, distinct, of, ctx }: Found): unknown {
  const id = row['actor_id']
  switch (column.kind) {
    case 'id':
      return id
    case 'name':
      return known ? nameCell(known, distinct.get(String(id)), of, ctx) : { display_name: id, id }
    case 'delete':
      return 1
    case 'recordings':
      return []
    case 'source':
      return row[name] ?? null
    case 'own':
      return (name in row ? row[name] : known?.[name]) ?? null
    case 'actor':
      if (!known) return { id }
      return of.type === 'group' ? groupCell(known, of.index) : personCell(known, distinct.get(String(id)), ctx)
  }
}

/** A person is called by the first of its names that it has, else by a distinct id. */
function nameOf(known: Row, distinctIds: unknown[], ctx: QueryContext): unknown {
  const properties = objectOr(known['properties'])
  const name = (ctx.person_display_names ?? USUAL_DISPLAY_NAMES)
    .map((key) => properties[key])
    .find((value) => typeof value === 'string' && value !== '')
  return name ?? distinctIds[0] ?? known['actor_id']
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function nameCell(known: Row, distinctIds: unknown, { type }: ActorType, ctx: QueryContext): object {
  const id = known['actor_id']
  if (type === 'group') return { display_name: objectOr(known['properties'])['name'] ?? id, id }
  const ids = listOf(distinctIds)
  return { display_name: nameOf(known, ids, ctx), id, distinct_id: ids[0] ?? null }
}

/** A person as clients read it. */
function personCell(known: Row, distinctIds: unknown, ctx: QueryContext): object {
  const distinct_ids = listOf(distinctIds)
  return {
    id: known['actor_id'],
    uuid: known['actor_id'],
    name: nameOf(known, distinct_ids, ctx),
    distinct_ids,
    properties: isObject(known['properties']) ? known['properties'] : {},
    created_at: known['created_at'],
    is_identified: Number(known['is_identified']) === 1,
  }
}

const groupCell = (known: Row, index: number | undefined) => ({
  id: known['actor_id'],
  type: 'group',
  group_type_index: index ?? Number(known['index']),
  properties: known['properties'],
  created_at: known['created_at'],
})

function typeOfColumn(column: ActorColumn, name: string, answers: Answers): string {
  for (const answer of answers.values()) {
    const index = answer.columns.findIndex((candidate) => candidate.name === name)
    if (index >= 0) return typeOf(answer, index)
  }
  return column.kind === 'id' ? 'UUID' : column.kind === 'delete' ? 'UInt8' : 'Tuple'
}

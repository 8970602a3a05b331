import type { SelectQuery } from '../hogql/ast.ts'
import { call, select } from '../hogql/build.ts'
import type { PersonsWanted } from '../persons/deps.ts'
import { buildActors } from './actors/build.ts'
import { type AskDeps, ask } from './ask.ts'
import type { QueryContext } from './context.ts'

/** The uuids of persons that match, the newest first, as the list of actors finds them; and how many match in all. */
export async function findPersons(
  deps: AskDeps,
  teamId: number,
  wanted: PersonsWanted,
): Promise<{ uuids: string[]; total: number | undefined }> {
  const rows = await ask(deps, teamId, (ctx) => pageQuery(wanted, ctx))
  // The list reads one row more than was asked for, to know whether there are more.
  const uuids = rows.slice(0, wanted.limit).map(([id]) => String(id))
  if (!wanted.total) return { uuids, total: undefined }
  const counted = await ask(deps, teamId, (ctx) => {
    const { limit: _, offset: __, ...all } = pageQuery(wanted, ctx)
    return select({ select: [call('count')], from: { ...all, order_by: [] }, as: 'everybody' })
  })
  return { uuids, total: Number(counted[0]?.[0] ?? 0) }
}

/** A list of actors begins with the statement for a page of their ids. */
function pageQuery({ search, properties, limit, offset }: PersonsWanted, ctx: QueryContext): SelectQuery {
  // As text, because Postgres sorts uuids so, and the engine by their second half.
  const orderBy = ['created_at DESC', 'toString(id) DESC']
  const [page] = buildActors({ kind: 'ActorsQuery', select: ['id'], search, properties, orderBy, limit, offset }, ctx)
  if (page?.query.node !== 'SelectQuery') throw new Error('A list of persons begins with one statement')
  return page.query
}

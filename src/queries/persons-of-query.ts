import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import { alias, field, select } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import { afterParsing } from '../hogql/parse.ts'
import { hasAggregate } from '../hogql/resolve/query.ts'
import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext } from './context.ts'
import { asApiError } from './errors.ts'
import type { PreparedQuery } from './kind.ts'
import { type QueryDeps, settled } from './run.ts'

type Deps = QueryDeps & { clickhouse: Pick<ClickHouse, 'stream'> }

const COLUMNS = ['person_id', 'actor_id', 'id', 'distinct_id']

/**
 * All persons in the answer of an `ActorsQuery` or of SQL, each once, by the first column that names any. The limits of
 * answers do not apply. Throws 400 where no column names persons.
 */
export function personsOfQuery(deps: Deps) {
  return async (team_id: number, query: JsonObject): Promise<{ by: 'uuid' | 'distinct_id'; ids: string[] }> => {
    try {
      const asked = query['kind'] === 'ActorsQuery' ? actorsOnly(query) : query
      const { prepared, ctx } = await settled(deps, { team_id, query: asked, mode: 'force_blocking' })
      const { column, sql, params } = await afterParsing(deps.parser, () => statementOf(prepared, ctx))
      const ids: string[] = []
      for await (const rows of deps.clickhouse.stream(sql, params, { team_id, pool: 'export' }))
        for (const [id] of rows) if (id !== null) ids.push(String(id))
      return column === 'distinct_id' ? { by: 'distinct_id', ids } : { by: 'uuid', ids: ids.filter(isUuid) }
    } catch (error) {
      throw asApiError(error)
    }
  }
}

/** Asks only for the ids of persons. A list with a source of its own is not searched. */
function actorsOnly({ search, limit: _, offset: __, ...query }: JsonObject): JsonObject {
  return { ...query, ...(query['source'] ? {} : { search }), select: ['id'], orderBy: null }
}

function statementOf(prepared: PreparedQuery, ctx: QueryContext) {
  const [named] = prepared.build({ ...ctx, unlimited: true })
  if (!named) throw new Error(`A ${prepared.kind} has no statement`)
  const compiler = compileContext(ctx)
  const columnOf = (query: Query) => {
    const { columns } = compile(query, compiler, named.fillings)
    return COLUMNS.find((name) => columns.some((column) => column.name === name))
  }
  const isList = prepared.kind === 'ActorsQuery'
  const own = isList ? withoutPage(named.query) : named.query
  const query = columnOf(own) ? own : withPersons(own)
  const column = columnOf(query)
  if (!column) throw invalid('The query must have a column named person_id, actor_id, id or distinct_id.', 'query')
  const ids = select({ select: [field('found', column)], distinct: true, from: query, as: 'found' })
  return { column, ...compile(ids, compiler, named.fillings) }
}

function withoutPage({ limit: _, offset: __, ...query }: Query): Query {
  return query.node === 'SelectQuery' ? { ...query, order_by: [] } : query
}

const PERSON_OF = new Map([
  ['events', 'person_id'],
  ['persons', 'id'],
])

/** Every event and every person names a person, whichever columns were asked for; what is gathered of several names none. */
function withPersons(query: Query): Query {
  if (query.node !== 'SelectQuery' || query.group_by.length > 0 || query.select.some(hasAggregate)) return query
  const { table, alias: name } = query.select_from ?? {}
  if (table?.node !== 'Field') return query
  const from = table.chain.join('.')
  const person = query.ctes.some((cte) => cte.name === from) ? undefined : PERSON_OF.get(from)
  if (!person) return query
  const id = field(...(name === undefined ? table.chain : [name]), person)
  return { ...query, select: [...query.select, alias('person_id', id)] }
}

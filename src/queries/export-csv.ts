import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import { constant } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import { afterParsing } from '../hogql/parse.ts'
import { PRIVATE } from '../http/route.ts'
import { textStream } from '../http/text-stream.ts'
import { csvLine } from '../lib/csv.ts'
import { defined, objectOr } from '../lib/json.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext } from './context.ts'
import { asApiError } from './errors.ts'
import type { NamedQuery, PreparedQuery } from './kind.ts'
import { type QueryDeps, type QueryRequest, type RunQuery, settled } from './run.ts'
import { sheetOf } from './sheet.ts'

interface Deps extends QueryDeps {
  clickhouse: Pick<ClickHouse, 'rows' | 'stream'>
  runQuery: RunQuery
}

export type ExportCsv = (request: QueryRequest, name: string) => Promise<Response>

/**
 * Answers as CSV. All rows of an SQL query are streamed as the engine finds them: the limits of answers, which are held in
 * memory, do not apply. Any other kind of query gives the sheet of its usual answer. A failure before the first rows is
 * answered as an error; a later one breaks the connection.
 */
export function csvExporter(deps: Deps): ExportCsv {
  return async (request, name) => {
    try {
      const lines = await linesOf(deps, request)
      return sheetResponse(startedWith(await lines.next(), lines), name)
    } catch (error) {
      throw asApiError(error)
    }
  }
}

async function linesOf(deps: Deps, request: QueryRequest): Promise<AsyncGenerator<string>> {
  const { prepared, ctx } = await settled(deps, request)
  if (prepared.streamed) return streamed(deps, prepared, { ...ctx, unlimited: true }, request)
  const { response } = await deps.runQuery(request)
  return written(sheetOf(objectOr(response)))
}

async function* written(sheet: readonly unknown[][]): AsyncGenerator<string> {
  yield sheet.map(csvLine).join('')
}

/** The head, and then the rows in chunks, each shaped as if it were an answer. */
async function* streamed(
  deps: Deps,
  prepared: PreparedQuery,
  ctx: QueryContext,
  { team_id, signal }: QueryRequest,
): AsyncGenerator<string> {
  const options = { team_id, pool: 'export' as const, ...defined({ signal }) }
  const [none, all] = await afterParsing(deps.parser, () => {
    const [named] = prepared.build(ctx)
    if (!named) throw new Error(`A ${prepared.kind} has no statement`)
    return [statementOf({ ...named, query: withoutRows(named.query) }, ctx), statementOf(named, ctx)] as const
  })
  const { columns: types } = await deps.clickhouse.rows(none.sql, none.params, options)
  const sheetOfRows = (rows: unknown[][]) => {
    const answers = new Map([[all.name, { columns: all.columns, types, rows, hogql: all.hogql }]])
    return afterParsing(deps.parser, async () => sheetOf(objectOr(await prepared.shape(answers, ctx))))
  }
  yield (await sheetOfRows([])).map(csvLine).join('')
  for await (const rows of deps.clickhouse.stream(all.sql, all.params, options))
    yield (await sheetOfRows(rows)).slice(1).map(csvLine).join('')
}

const withoutRows = (query: Query): Query => ({ ...query, limit: constant(0) })

const statementOf = ({ name, query, fillings }: NamedQuery, ctx: QueryContext) => ({
  name,
  ...compile(query, compileContext(ctx), fillings),
})

async function* startedWith(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (!first.done) yield first.value
  yield* rest
}

const sheetResponse = (lines: AsyncGenerator<string>, name: string): Response =>
  new Response(textStream(lines), {
    headers: {
      ...PRIVATE,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
    },
  })

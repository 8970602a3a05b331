import type { ClickHouse, Pool } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import { type Compiled, compile } from '../hogql/compile.ts'
import { afterParsing, type Parser } from '../hogql/parse.ts'
import { defined } from '../lib/json.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext, TeamContext } from './context.ts'
import { asApiError } from './errors.ts'

export interface AskDeps {
  clickhouse: Pick<ClickHouse, 'rows'>
  clock: () => Date
  parser: Parser
  loadContext(team_id: number): Promise<TeamContext>
}

/** What {@link askAll} needs: rows as a stream. */
export type AskAllDeps = AskDeps & { clickhouse: Pick<ClickHouse, 'stream'> }

/**
 * What a query may know of a team at this moment. Persons are read as they are now, whatever the project has chosen for its
 * insights.
 */
export async function contextNow(
  deps: Pick<AskDeps, 'clock' | 'parser' | 'loadContext'>,
  teamId: number,
): Promise<QueryContext> {
  const team = await deps.loadContext(teamId)
  const person_mode = 'person_id_override_properties_joined'
  return { ...team, person_mode, now: deps.clock(), parser: deps.parser }
}

/**
 * Runs a tree that we built ourselves over what is stored now. The answer is neither cached nor shaped. Throws `ApiError`.
 */
export async function ask(
  deps: AskDeps,
  teamId: number,
  build: (ctx: QueryContext) => Query,
  options: { signal?: AbortSignal | undefined; pool?: Pool } = {},
): Promise<unknown[][]> {
  try {
    const { sql, params } = await compiledNow(deps, teamId, build)
    const { rows } = await deps.clickhouse.rows(sql, params, { team_id: teamId, ...defined(options) })
    return rows
  } catch (error) {
    throw asApiError(error)
  }
}

/** The same, but yields the rows in chunks as the engine finds them: for background jobs and for long exports. */
export async function* askAll(
  deps: AskAllDeps,
  teamId: number,
  build: (ctx: QueryContext) => Query,
  options: { signal?: AbortSignal | undefined; pool: Pool },
): AsyncIterable<unknown[][]> {
  try {
    const { sql, params } = await compiledNow(deps, teamId, build)
    yield* deps.clickhouse.stream(sql, params, { team_id: teamId, ...defined(options) })
  } catch (error) {
    throw asApiError(error)
  }
}

async function compiledNow(deps: AskDeps, teamId: number, build: (ctx: QueryContext) => Query): Promise<Compiled> {
  const ctx = await contextNow(deps, teamId)
  return afterParsing(deps.parser, () => compile(build(ctx), compileContext(ctx)))
}

import type { ClickHouse, Pool } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import { call, select } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import { afterParsing, type Parser } from '../hogql/parse.ts'
import { defined } from '../lib/json.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import type { Properties } from '../schema/filters.ts'
import { buildActors } from './actors/build.ts'
import { cohortMembers } from './cohorts/members.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext, TeamContext } from './context.ts'
import { asApiError } from './errors.ts'

export interface AskDeps {
  clickhouse: Pick<ClickHouse, 'rows'>
  clock: () => Date
  parser: Parser
  loadContext(team_id: number): Promise<TeamContext>
}

/** The world of a team now, as a query sees it; persons as they are now, whatever the project says of its insights. */
export async function contextNow(deps: Pick<AskDeps, 'clock' | 'parser' | 'loadContext'>, teamId: number) {
  const team = await deps.loadContext(teamId)
  const person_mode = 'person_id_override_properties_joined'
  const ctx: QueryContext = { ...team, person_mode, now: deps.clock(), parser: deps.parser }
  return ctx
}

/** Runs a tree of ours over what is stored now. The answer is neither cached nor shaped. */
export async function ask(
  deps: AskDeps,
  teamId: number,
  build: (ctx: QueryContext) => Query,
  options: { signal?: AbortSignal | undefined; pool?: Pool } = {},
): Promise<unknown[][]> {
  try {
    const ctx = await contextNow(deps, teamId)
    const { sql, params } = await afterParsing(deps.parser, () => compile(build(ctx), compileContext(ctx)))
    const { rows } = await deps.clickhouse.rows(sql, params, { team_id: teamId, ...defined(options) })
    return rows
  } catch (error) {
    throw asApiError(error)
  }
}

/** The uuids of persons that match, the newest first, as the list of actors finds them; and how many match in all. */
export async function findPersons(
  deps: AskDeps,
  teamId: number,
  wanted: { search: string | undefined; properties: Properties; limit: number; offset: number; total: boolean },
): Promise<{ uuids: string[]; total: number | undefined }> {
  const page = (ctx: QueryContext) => {
    const { search, properties, limit, offset } = wanted
    const orderBy = ['created_at DESC', 'id DESC']
    const select = ['id']
    const actors = { kind: 'ActorsQuery' as const, select, search, properties, orderBy, limit, offset }
    const [query] = buildActors(actors, ctx)
    if (query?.query.node !== 'SelectQuery') throw new Error('A list of persons is one statement')
    return query.query
  }
  const rows = await ask(deps, teamId, page)
  const uuids = rows.slice(0, wanted.limit).map(([id]) => String(id))
  if (!wanted.total) return { uuids, total: undefined }
  const counted = await ask(deps, teamId, (ctx) => {
    const { order_by: _, limit: __, offset: ___, ...rest } = page(ctx)
    const all = { ...rest, order_by: [] }
    return select({ select: [call('count')], from: all, as: 'everybody' })
  })
  return { uuids, total: Number(counted[0]?.[0] ?? 0) }
}

/** Runs one of our own trees and yields its rows as the engine finds them: for background jobs and for long exports. */
export async function* askAll(
  deps: AskDeps & { clickhouse: Pick<ClickHouse, 'stream'> },
  teamId: number,
  build: (ctx: QueryContext) => Query,
  options: { signal?: AbortSignal | undefined; pool: Pool },
): AsyncIterable<unknown[][]> {
  try {
    const ctx = await contextNow(deps, teamId)
    const { sql, params } = await afterParsing(deps.parser, () => compile(build(ctx), compileContext(ctx)))
    yield* deps.clickhouse.stream(sql, params, { team_id: teamId, ...defined(options) })
  } catch (error) {
    throw asApiError(error)
  }
}

/** How many persons fulfil criteria now. Ends when whoever asked goes away. */
export async function countMembers(
  deps: AskDeps,
  teamId: number,
  criteria: CohortGroup,
  signal: AbortSignal,
): Promise<number> {
  const counted = (ctx: QueryContext) =>
    select({ select: [call('count')], from: cohortMembers(criteria, ctx), as: 'members' })
  const rows = await ask(deps, teamId, counted, { signal })
  return Number(rows[0]?.[0] ?? 0)
}

const CHUNK = 10_000

/** The persons that fulfil criteria now, in chunks of uuids; read as an export, because there may be more than an answer holds. */
export async function* streamMembers(
  deps: AskDeps & { clickhouse: Pick<ClickHouse, 'stream'> },
  teamId: number,
  criteria: CohortGroup,
  signal?: AbortSignal,
): AsyncIterable<string[]> {
  let chunk: string[] = []
  const options = { pool: 'export', signal } as const
  for await (const rows of askAll(deps, teamId, (ctx) => cohortMembers(criteria, ctx), options)) {
    for (const [id] of rows) chunk.push(String(id))
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  yield chunk
}

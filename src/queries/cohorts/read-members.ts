import { call, select } from '../../hogql/build.ts'
import type { CohortGroup } from '../../schema/cohort.ts'
import { type AskAllDeps, type AskDeps, ask, askAll } from '../ask.ts'
import type { QueryContext } from '../context.ts'
import { cohortMembers } from './members.ts'

/** How many persons fulfil criteria now. The read is stopped when whoever asked goes away. */
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

/**
 * The uuids of the persons that fulfil criteria now, in chunks of about ten thousand. They are read as an export is,
 * because there may be more of them than an answer may hold.
 */
export async function* streamMembers(
  deps: AskAllDeps,
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

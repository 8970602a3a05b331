import type { Query } from '../hogql/ast.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Enforcement } from './enforcement.ts'
import type { QueryUsage } from './query-usage.ts'

/** Runs a HogQL query of ours over what is stored now; given by the app, which knows the queries room. */
export type Ask = (teamId: number, query: Query, signal?: AbortSignal) => Promise<unknown[][]>
/** The same for as many rows as there are, in chunks as they are found. */
export type AskAll = (teamId: number, query: Query, signal: AbortSignal) => AsyncIterable<unknown[][]>

export interface DefinitionDeps {
  postgres: Postgres
  clock: () => Date
  /** Ingestion remembers names it wrote lately; a deleted one must be forgotten, so that it is written again. */
  observe: { forget(teamId: number, event: string): void; forgetAll(): void }
  /** Capture keeps the rules it holds events to; it must read them again when they are changed here. */
  enforcement: Pick<Enforcement, 'forget'>
  query_usage: QueryUsage
  ask: Ask
  askAll: AskAll
}

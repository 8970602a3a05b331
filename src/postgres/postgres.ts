import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { storableJson } from '../lib/json.ts'
import { stringifyLossless } from '../lib/lossless.ts'
import type { Tables } from './tables.ts'
import type { Writes } from './writes.ts'

/** The metadata store: embedded (`embedded.ts`) or a server (`server.ts`), with the same SQL. */
export type Postgres = Kysely<Tables> & { readonly writes?: Writes }
/** Either the store or a transaction of it. */
export type PostgresOrTransaction = Postgres | Transaction<Tables>

/** True when the statement lost a race for a unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}

/** True when a row was to be stored for a project that was deleted meanwhile. */
export function isProjectGone(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && 'constraint' in error)) return false
  return error.code === '23503' && String(error.constraint).endsWith('_team_id_fkey')
}

/** A value for a `jsonb` column: both drivers take it as text, and NUL, which jsonb cannot hold, becomes U+FFFD. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${storableJson(stringifyLossless(value ?? null))}::jsonb`
}

/**
 * True when the statement failed for a reason that may pass. Postgres says so in classes of codes: 53 is a lack of disk, memory
 * or files, 57P a server that has stopped or starts, 58 a system that refuses it. Or the server does not answer.
 */
export function isShort(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return isUnreachable(error) || (typeof code === 'string' && /^(53|57P|58)/.test(code))
}

const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/
/** What the driver says of a connection that broke; it has no codes for that. */
const BROKEN = /^(Connection terminated|Client has encountered a connection error|Client was closed)/

/** True when the server could not be reached, or went away while it was asked. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'code' in error && typeof error.code === 'string' ? UNREACHABLE.test(error.code) : BROKEN.test(error.message)
}

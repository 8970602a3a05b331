import type { Transaction } from 'kysely'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'

const DEADLOCK = '40P01'
const MOST_ATTEMPTS = 5

/** True when two transactions waited for each other, and this one was ended by Postgres. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DEADLOCK

/** Runs a transaction again where it and another one waited for each other: the other one is through then. */
export async function untilThrough<T>(postgres: Postgres, change: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await postgres.transaction().execute(change)
    } catch (error) {
      if (!isDeadlock(error) || attempt === MOST_ATTEMPTS) throw error
    }
}

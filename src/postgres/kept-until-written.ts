import { Lru } from '../lib/lru.ts'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'

/**
 * Reads by key, and keeps what was read until one of these tables is written: for what nearly every request reads and hardly
 * anything changes. `load` may read these tables alone. Those whose rows take rows of them along when they are deleted belong
 * to them. A store that other processes may write to is read each time.
 */
export function keptUntilWritten<K, V>(
  postgres: Postgres,
  tables: readonly (keyof Tables)[],
  load: (key: K) => Promise<V>,
  limit: number,
): (key: K) => Promise<V> {
  const { writes } = postgres
  if (!writes) return load
  const kept = new Lru<K, V>(limit)
  let asOf = writes.to(tables)
  return async (key) => {
    const began = writes.to(tables)
    if (began !== asOf) kept.clear()
    asOf = began
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = await load(key)
    // Statements take turns, so this read has seen every write that was sent before it. One sent since may have come too
    // late for it.
    if (writes.to(tables) === began && value !== undefined) kept.set(key, value)
    return value
  }
}

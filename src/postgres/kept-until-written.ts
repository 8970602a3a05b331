import { Lru } from '../lib/lru.ts'
import type { Postgres } from './postgres.ts'

/**
 * Reads by key, and keeps what was read until anything is written to the store: for what nearly every request reads and
 * hardly anything changes. `load` may read this store alone, and none of its busy tables (`writes.ts`). A store that other
 * processes may write to is read each time.
 */
export function keptUntilWritten<K, V>(
  postgres: Postgres,
  load: (key: K) => Promise<V>,
  limit: number,
): (key: K) => Promise<V> {
  const { writes } = postgres
  if (!writes) return load
  const kept = new Lru<K, V>(limit)
  let asOf = writes.count
  return async (key) => {
    const began = writes.count
    if (began !== asOf) kept.clear()
    asOf = began
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = await load(key)
    // Statements take turns, so this read has seen every write that was sent before it. One sent since may have come too
    // late for it.
    if (writes.count === began && value !== undefined) kept.set(key, value)
    return value
  }
}

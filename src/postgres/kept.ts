import { Lru } from '../lib/lru.ts'
import type { Postgres } from './postgres.ts'

/**
 * Reads by key, and keeps what was read until something is written: what nearly every request reads and hardly anything
 * changes. `load` may read this store alone, and none of its busy tables (`writes.ts`). A store that others may write to is read each time.
 */
export function keptUntilWritten<K, V>(
  postgres: Postgres,
  load: (key: K) => Promise<V>,
  limit: number,
): (key: K) => Promise<V> {
  const { writes } = postgres
  if (!writes) return load
  const kept = new Lru<K, V>(limit)
  let as_of = writes.count
  return async (key) => {
    const began = writes.count
    if (began !== as_of) kept.clear()
    as_of = began
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = await load(key)
    // Statements take turns, so what was read is what stands after every write that was sent before.
    if (writes.count === began && value !== undefined) kept.set(key, value)
    return value
  }
}

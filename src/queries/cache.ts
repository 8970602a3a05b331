import type { JsonObject } from '../lib/json.ts'

/** A cached answer. */
export interface CacheEntry {
  response: JsonObject
  /** ISO. */
  computed_at: string
}

/** Where answers are cached. There is one entry per key; a newer one replaces it. A project's entries go with the project. */
export interface ResultCache {
  get(key: string): Promise<CacheEntry | undefined>
  set(key: string, entry: CacheEntry, kept: { ttl_seconds: number; team_id: number }): Promise<void>
}

/** A cache inside this process, with a limit on its entries. */
export function memoryCache(limit = 1_000): ResultCache {
  const entries = new Map<string, CacheEntry>()
  return {
    get: async (key) => entries.get(key),
    set: async (key, entry) => {
      entries.delete(key)
      entries.set(key, entry)
      const oldest = entries.keys().next()
      if (entries.size > limit && !oldest.done) entries.delete(oldest.value)
    },
  }
}

import type { JsonObject } from '../lib/json.ts'

/** A cached answer. */
export interface CacheEntry {
  response: JsonObject
  /** An ISO time. */
  computed_at: string
}

/** Where answers are cached. There is one entry per key: a newer one replaces it. A project's entries are deleted with it. */
export interface ResultCache {
  get(key: string): Promise<CacheEntry | undefined>
  set(key: string, entry: CacheEntry, kept: { ttl_seconds: number; team_id: number }): Promise<void>
}

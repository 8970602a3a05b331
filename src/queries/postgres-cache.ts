import { isObject, objectOr, parseJson } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { Lru } from '../lib/lru.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { CacheEntry, ResultCache } from './cache.ts'

const MAX_IN_MEMORY = 500

interface CacheDeps {
  postgres: Postgres
  clock: () => Date
  log: Log
  shared: boolean
}

/**
 * Answers in Postgres, so that every process finds them, with a bounded memory in front. Who is the only process has
 * them in memory at once, so nobody waits until they are on disk: one that a crash takes is computed again.
 */
export function postgresCache(deps: CacheDeps): ResultCache & { drain(): Promise<void> } {
  const near = new Lru<string, CacheEntry>(MAX_IN_MEMORY)
  const writing = new Set<Promise<void>>()
  const write = async (key: string, entry: CacheEntry, ttlSeconds: number) => {
    const values = {
      entry: JSON.stringify(entry).replaceAll('\\u0000', '\\ufffd'),
      expires_at: new Date(deps.clock().getTime() + ttlSeconds * 1000),
    }
    await deps.postgres
      .insertInto('query_cache')
      .values({ key, team_id: null, ...values })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
      .execute()
  }
  return {
    get: async (key) => {
      const known = deps.shared ? undefined : near.get(key)
      if (known) return known
      const row = await deps.postgres
        .selectFrom('query_cache')
        .select('entry')
        .where('key', '=', key)
        .where('expires_at', '>', deps.clock())
        .executeTakeFirst()
      const entry = row && entryOf(row.entry)
      if (entry) near.set(key, entry)
      return entry
    },
    set: async (key, entry, ttlSeconds) => {
      near.set(key, entry)
      const written = write(key, entry, ttlSeconds)
      if (deps.shared) return written
      const settled = written
        .catch((error: unknown) => deps.log.error('an answer could not be kept', error))
        .finally(() => writing.delete(settled))
      writing.add(settled)
    },
    drain: async () => {
      await Promise.all(writing)
    },
  }
}

/** Answers that nobody may read any more take their room only until the next hour. */
export async function forgetExpired({ postgres, clock }: { postgres: Postgres; clock: () => Date }): Promise<void> {
  await postgres.deleteFrom('query_cache').where('expires_at', '<=', clock()).execute()
}

function entryOf(text: string): CacheEntry | undefined {
  const value = parseJson(text)
  if (!isObject(value) || typeof value['computed_at'] !== 'string') return undefined
  return { response: objectOr(value['response']), computed_at: value['computed_at'] }
}

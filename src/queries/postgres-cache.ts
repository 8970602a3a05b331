import { sql } from 'kysely'
import { isObject, objectOr, parseJson } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { Lru } from '../lib/lru.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { CacheEntry, ResultCache } from './cache.ts'

const MAX_IN_MEMORY = 500

type Kept = Parameters<ResultCache['set']>[2]

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
  // Nothing is kept of a project that was deleted while the answer was computed.
  const write = async (key: string, entry: CacheEntry, { ttl_seconds, team_id }: Kept) => {
    const text = JSON.stringify(entry).replaceAll('\\u0000', '\\ufffd')
    const expires = new Date(deps.clock().getTime() + ttl_seconds * 1000)
    await sql`
      INSERT INTO query_cache (key, team_id, entry, expires_at)
      SELECT ${key}, id, ${text}, ${expires} FROM team WHERE id = ${team_id}
      ON CONFLICT (key) DO UPDATE SET
        team_id = excluded.team_id, entry = excluded.entry, expires_at = excluded.expires_at`.execute(deps.postgres)
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
    set: async (key, entry, kept) => {
      near.set(key, entry)
      const written = write(key, entry, kept)
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

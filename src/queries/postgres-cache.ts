import { sql } from 'kysely'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { Lru } from '../lib/lru.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { CacheEntry, ResultCache } from './cache.ts'

/** How many characters of JSON the answers in memory may have together; each is some times as large there. */
const MAX_IN_MEMORY = 40_000_000
/** How long answers are gathered before they are written together. */
const GATHER_MS = 100
/** Embedded Postgres takes seconds to store an answer of more characters, so the last few of these are in memory alone. */
const MAX_STORED = 4_000_000
/** Each may be as large as that, and the memory of embedded Postgres grows with what it gives at once, for good. */
const MOST_TOGETHER = 8
const MOST_LOOKED_FOR = 1_000

interface Kept {
  entry: CacheEntry
  expires_at: Date
  characters: number
}

type Stored = Pick<Kept, 'expires_at'> & { entry: string }

interface Answer {
  key: string
  team_id: number
  entry: CacheEntry
  expires_at: Date
}

interface CacheDeps {
  postgres: Postgres
  clock: () => Date
  log: Log
  shared: boolean
}

/**
 * Cached answers in Postgres, where every process finds them, with a bounded memory in front. A process that shares its
 * store with others (`shared`) reads and writes Postgres each time. A process that is alone has an answer in memory at
 * once, and writes several together a moment later, so that no question waits for it. What a crash takes is computed again.
 */
export function postgresCache(deps: CacheDeps): ResultCache & { drain(): Promise<void> } {
  const near = new Lru<string, Kept>(MAX_IN_MEMORY, ({ characters }) => characters)
  const stored = storedAnswers(deps)
  const gathered = new Map<string, Answer>()
  let writing = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const answers = [...gathered.values()]
    gathered.clear()
    if (answers.length > 0)
      writing = writing
        .then(() => write(deps, answers))
        .catch((error: unknown) => deps.log.error('answers could not be kept', error))
    return writing
  }
  return {
    get: async (key) => {
      const known = near.get(key)
      if (known && known.expires_at > deps.clock()) return known.entry
      const row = await stored(key)
      const entry = row && entryOf(row.entry)
      if (entry && !deps.shared) near.set(key, { entry, expires_at: row.expires_at, characters: row.entry.length })
      return entry
    },
    set: async (key, entry, { ttl_seconds, team_id }) => {
      const expires_at = new Date(deps.clock().getTime() + ttl_seconds * 1000)
      const answer = { key, team_id, entry, expires_at }
      if (deps.shared) return write(deps, [answer])
      const characters = charactersOf(entry.response)
      near.set(key, { entry, expires_at, characters })
      if (characters > MAX_STORED) return void gathered.delete(key)
      gathered.set(key, answer)
      timer ??= setTimeout(() => void flush(), GATHER_MS).unref()
    },
    drain: flush,
  }
}

/**
 * Looks up an answer in Postgres. Of many that are asked for at once, as those of a list of insights are, it is asked first
 * which are there, in one statement: of most there is none, and those that there are may be large.
 */
function storedAnswers({ postgres, clock }: CacheDeps) {
  const rowsOf = (keys: readonly string[]) =>
    postgres
      .selectFrom('query_cache')
      .where('key', '=', sql<string>`ANY(${[...keys]}::text[])`)
      .where('expires_at', '>', clock())
  const isThere = gathering(MOST_LOOKED_FOR, async (keys) => {
    if (keys.length <= MOST_TOGETHER) return new Map(keys.map((key) => [key, true]))
    const rows = await rowsOf(keys).select('key').execute()
    return new Map(rows.map(({ key }) => [key, true]))
  })
  const answer = gathering(MOST_TOGETHER, async (keys) => {
    const rows = await rowsOf(keys).select(['key', 'entry', 'expires_at']).execute()
    return new Map<string, Stored>(rows.map((row) => [row.key, row]))
  })
  return async (key: string) => ((await isThere(key)) ? answer(key) : undefined)
}

/** Reads by key; what is asked for in the same turn of the event loop is read together, up to `most`. */
function gathering<V>(
  most: number,
  read: (keys: readonly string[]) => Promise<Map<string, V>>,
): (key: string) => Promise<V | undefined> {
  let group: { keys: string[]; found: Promise<Map<string, V>> } | undefined
  const found = async (keys: string[]) => {
    await new Promise(setImmediate)
    if (group?.keys === keys) group = undefined
    return read(keys)
  }
  const begin = (keys: string[]) => ({ keys, found: found(keys) })
  return async (key) => {
    if (!group || group.keys.length >= most) group = begin([])
    group.keys.push(key)
    return (await group.found).get(key)
  }
}

/** Writes answers, except those of a project that was deleted while they were computed. */
async function write({ postgres }: CacheDeps, answers: readonly Answer[]): Promise<void> {
  const texts = answers.map(({ entry }) => JSON.stringify(entry).replaceAll('\\u0000', '\\ufffd'))
  await sql`
    INSERT INTO query_cache (key, team_id, entry, expires_at)
    SELECT a.key, t.id, a.entry, a.expires_at
    FROM unnest(${answers.map(({ key }) => key)}::text[], ${answers.map(({ team_id }) => team_id)}::int[],
      ${texts}::text[], ${answers.map(({ expires_at }) => expires_at)}::timestamptz[]) AS a (key, team_id, entry, expires_at)
    JOIN team t ON t.id = a.team_id
    ON CONFLICT (key) DO UPDATE SET
      team_id = excluded.team_id, entry = excluded.entry, expires_at = excluded.expires_at`.execute(postgres)
}

/** About how many characters the JSON of an answer has, counted no further than what fills the memory. */
function charactersOf(response: JsonObject): number {
  let characters = 0
  const fills = (value: unknown): boolean => {
    characters += typeof value === 'string' ? value.length + 3 : 6
    if (characters > MAX_IN_MEMORY) return true
    if (Array.isArray(value)) return value.some(fills)
    return isObject(value) && Object.entries(value).some(([key, item]) => fills(key) || fills(item))
  }
  fills(response)
  return characters
}

/** Deletes answers that may not be given any more; runs every hour. */
export async function forgetExpired({ postgres, clock }: { postgres: Postgres; clock: () => Date }): Promise<void> {
  await postgres.deleteFrom('query_cache').where('expires_at', '<=', clock()).execute()
}

function entryOf(text: string): CacheEntry | undefined {
  const value = parseJson(text)
  if (!isObject(value) || typeof value['computed_at'] !== 'string') return undefined
  return { response: objectOr(value['response']), computed_at: value['computed_at'] }
}

import { Lru } from '../lib/lru.ts'

/**
 * Tables that are written all the time: by capture, by answers, by whoever looks at a board. Nothing that was read from
 * them may be kept.
 */
const BUSY = new Set([
  'person',
  'person_distinct_id',
  'personless_distinct_id',
  'groups',
  'clickhouse_outbox',
  'query_cache',
  'query_status',
  'dashboard',
  'insight_viewed',
  'dashboard_viewed',
])
const WRITTEN = /\b(?:insert\s+into|delete\s+from|update)\s+(?:only\s+)?"?(\w+)/gi
const CHANGES_NOTHING = /^\s*(?:select|with|begin|commit|rollback)\b/i

/** In characters. Longer statements name many rows: they are hardly ever sent twice, and would fill the memory. */
const MOST_REMEMBERED = 10_000

/** Counts the writes to a store, those to busy tables left out. Only a store to which this process alone writes has one. */
export class Writes {
  count = 0
  private readonly known = new Lru<string, boolean>(2_000)

  /** Takes note of a statement that is about to be sent. What each text writes to is worked out once. */
  note(sql: string): void {
    let writes = this.known.get(sql)
    if (writes === undefined) {
      writes = isNews(sql)
      if (sql.length <= MOST_REMEMBERED) this.known.set(sql, writes)
    }
    if (writes) this.count++
  }
}

/** Whether a statement writes to a table that is not busy. Values are parameters, so its text names every table. */
function isNews(sql: string): boolean {
  const tables = [...sql.matchAll(WRITTEN)].flatMap(([, name = '']) => (name.toLowerCase() === 'set' ? [] : [name]))
  return tables.length > 0 ? tables.some((name) => !BUSY.has(name)) : !CHANGES_NOTHING.test(sql)
}

import { Lru } from '../lib/lru.ts'

/** Tables that capture, answers and whoever looks at a board write all the time. Nothing may be kept that was read from them. */
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

/** Longer statements, which name many rows, are hardly ever sent twice, and would fill the memory. */
const MOST_REMEMBERED = 10_000

/** How often a store was written to, but for the busy tables. Of a store that others may write to there is none. */
export class Writes {
  count = 0
  private readonly known = new Lru<string, boolean>(2_000)

  /** Takes note of a statement that is about to be sent. */
  note(sql: string): void {
    let writes = this.known.get(sql)
    if (writes === undefined) {
      writes = isNews(sql)
      if (sql.length <= MOST_REMEMBERED) this.known.set(sql, writes)
    }
    if (writes) this.count++
  }
}

/** Values are parameters, so a statement's text names all that it writes to. */
function isNews(sql: string): boolean {
  const tables = [...sql.matchAll(WRITTEN)].flatMap(([, name = '']) => (name.toLowerCase() === 'set' ? [] : [name]))
  return tables.length > 0 ? tables.some((name) => !BUSY.has(name)) : !CHANGES_NOTHING.test(sql)
}

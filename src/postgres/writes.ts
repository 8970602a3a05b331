import { Lru } from '../lib/lru.ts'

const WRITTEN = /\b(?:insert\s+into|delete\s+from|update)\s+(?:only\s+)?"?(\w+)/gi
const CHANGES_NOTHING = /^\s*(?:select|with|begin|commit|rollback|vacuum|checkpoint)\b/i

/** Where a statement that does not say it may write. */
const ANY_TABLE = '*'

/** In characters. Longer statements name many rows: they are hardly ever sent twice, and would fill the memory. */
const MOST_REMEMBERED = 10_000

/** Counts the writes to each table of a store. Only a store to which this process alone writes has one. */
export class Writes {
  private readonly counts = new Map<string, number>()
  private readonly known = new Lru<string, readonly string[]>(2_000)

  /** Takes note of a statement that is about to be sent. What each text writes to is worked out once. */
  note(sql: string): void {
    let tables = this.known.get(sql)
    if (!tables) {
      tables = tablesWritten(sql)
      if (sql.length <= MOST_REMEMBERED) this.known.set(sql, tables)
    }
    for (const table of tables) this.counts.set(table, (this.counts.get(table) ?? 0) + 1)
  }

  /** How many writes there were that may have changed one of these tables. What a foreign key takes along is not seen. */
  to(tables: readonly string[]): number {
    return [ANY_TABLE, ...tables].reduce((sum, table) => sum + (this.counts.get(table) ?? 0), 0)
  }
}

/** The tables that a statement writes to. Values are parameters, so its text names every table. */
function tablesWritten(sql: string): string[] {
  const tables = [...sql.matchAll(WRITTEN)].flatMap(([, name = '']) => (name.toLowerCase() === 'set' ? [] : [name]))
  return tables.length > 0 || CHANGES_NOTHING.test(sql) ? tables.map((name) => name.toLowerCase()) : [ANY_TABLE]
}

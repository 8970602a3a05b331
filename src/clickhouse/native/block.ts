import { Bytes } from './bytes.ts'
import type { BlockColumn } from './columns.ts'

/**
 * Rows in ClickHouse's Native format: for each column its name, its type and its values, as the engine itself holds them.
 * The engine reads such a block in a sixth of the time that it needs for the same rows as lines of JSON, most of which it
 * spends on finding the paths of JSON columns. Several blocks may follow each other.
 */
export function blockOf(rows: number, columns: Record<string, BlockColumn<never>>): Buffer {
  const out = new Bytes()
  const named = Object.entries(columns)
  out.varint(named.length)
  out.varint(rows)
  for (const [name, column] of named) {
    out.string(name)
    out.string(column.type)
    column.writePrefix(out)
    column.writeData(out)
  }
  return out.written()
}

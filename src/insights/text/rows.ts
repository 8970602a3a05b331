import type { JsonObject } from '../../lib/json.ts'
import { NO_DATA, type Told, table } from './cells.ts'

const LONGEST = 500

/** SQL, and whatever else answers rows under named columns. */
export function rowsText(_query: JsonObject, { result, columns }: Told): string | undefined {
  if (!Array.isArray(result) || !Array.isArray(columns) || !result.every(Array.isArray)) return undefined
  if (result.length === 0) return NO_DATA
  return table([columns.map(String), ...result.map((row: unknown[]) => row.map(shown))])
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '(null)'
  if (typeof value !== 'object' && !isJsonText(value)) return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...truncated` : text
}

/** Properties come as the text of an object. */
const isJsonText = (value: unknown) => typeof value === 'string' && /^\s*[[{]/.test(value)

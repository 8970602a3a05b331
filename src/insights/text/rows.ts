import { NO_DATA, type Told, table } from './cells.ts'

const LONGEST = 500

/** SQL, and whatever else answers rows under named columns. */
export function rowsText({ result, columns }: Told, { whole }: { whole: boolean }): string | undefined {
  if (!Array.isArray(result) || !Array.isArray(columns) || !result.every(Array.isArray)) return undefined
  if (result.length === 0) return NO_DATA
  const most = whole ? Number.POSITIVE_INFINITY : LONGEST
  return table([columns.map(String), ...result.map((row: unknown[]) => row.map((value) => shown(value, most)))])
}

function shown(value: unknown, most: number): string {
  if (value === null || value === undefined) return '(null)'
  if (typeof value !== 'object' && !isJsonText(value)) return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > most ? `${text.slice(0, most)}...truncated` : text
}

/** Properties come as the text of an object. */
const isJsonText = (value: unknown) => typeof value === 'string' && /^\s*[[{]/.test(value)

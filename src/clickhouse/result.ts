import { parseJson, trusted } from '../lib/json.ts'
import type { Column } from './clickhouse.ts'

/** The format every driver reads: one line of names, one of types, then one per row. */
export const RESULT_FORMAT = 'JSONCompactEachRowWithNamesAndTypes'

/** Settings under which {@link RESULT_FORMAT} is exact: 64-bit integers travel as text, tuples as arrays, NaN as null. */
export const RESULT_SETTINGS = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_named_tuples_as_objects: 0,
  output_format_json_quote_denormals: 0,
  output_format_json_quote_decimals: 0,
} as const

type Convert = (value: unknown) => unknown

/** Turns chunks of text into rows: splits lines that a chunk may have cut, reads the header, converts wide integers. */
export class RowReader {
  columns: Column[] = []
  private names: string[] | undefined
  private rest = ''
  private converters: { index: number; convert: Convert }[] = []

  /**
   * The rows completed by this chunk. The embedded engine writes the two header lines again at the head of every chunk;
   * `rowCount`, where the driver knows it, tells them from rows.
   */
  push(text: string, rowCount?: number): unknown[][] {
    const all = this.rest + text
    const end = all.lastIndexOf('\n')
    if (end < 0) {
      this.rest = all
      return []
    }
    this.rest = all.slice(end + 1)
    // Strings escape their newlines, so a raw newline always ends a row: one parse for all of them.
    const lines = trusted<unknown[][]>(parseJson('[' + all.slice(0, end).replaceAll('\n', ',') + ']'))
    let skip = 0
    if (this.names === undefined) {
      this.names = trusted<string[] | undefined>(lines[skip])
      if (this.names) skip++
    }
    if (this.names && this.columns.length === 0 && skip < lines.length) {
      this.header(this.names, trusted<string[]>(lines[skip]))
      skip++
    }
    if (rowCount !== undefined) skip = Math.max(skip, lines.length - rowCount)
    const rows = skip === 0 ? lines : lines.slice(skip)
    for (const { index, convert } of this.converters) for (const row of rows) row[index] = convert(row[index])
    return rows
  }

  private header(names: string[], types: string[]): void {
    this.columns = names.map((name, i) => ({ name, type: types[i] ?? '' }))
    this.converters = types.flatMap((type, index) => {
      const convert = converterOf(type)
      return convert ? [{ index, convert }] : []
    })
  }
}

const integer: Convert = (value) => {
  if (typeof value !== 'string') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** What to do with values of a type that holds 64-bit (or wider) integers; undefined when nothing needs doing. */
function converterOf(type: string): Convert | undefined {
  if (/^U?Int(64|128|256)$/.test(type)) return integer
  const [outer, inner] = unwrap(type)
  if (outer === 'Nullable' || outer === 'LowCardinality' || outer === 'SimpleAggregateFunction')
    return converterOf(inner.at(-1) ?? '')
  if (outer === 'Array') {
    const convert = converterOf(inner[0] ?? '')
    return convert && ((value) => (Array.isArray(value) ? value.map(convert) : value))
  }
  if (outer === 'Map') {
    const convert = converterOf(inner[1] ?? '')
    return convert && ((value) => mapValues(value, convert))
  }
  if (outer === 'Tuple') {
    const converts = inner.map((part) => converterOf(part.replace(/^(`[^`]*`|\w+) (?=[A-Z])/, '')))
    if (converts.every((convert) => convert === undefined)) return undefined
    return (value) => (Array.isArray(value) ? value.map((item, i) => converts[i]?.(item) ?? item) : value)
  }
  return undefined
}

function mapValues(value: unknown, convert: Convert): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item)]))
}

/** `Array(Tuple(a, b))` → `['Array', ['Tuple(a, b)']]`; arguments are split at commas outside parentheses. */
function unwrap(type: string): [string, string[]] {
  const open = type.indexOf('(')
  if (open < 0) return [type, []]
  const parts: string[] = []
  let depth = 0
  let from = open + 1
  for (let i = from; i < type.length; i++) {
    if (type[i] === '(') depth++
    else if (type[i] === ')' && depth-- === 0) parts.push(type.slice(from, i).trim())
    else if (type[i] === ',' && depth === 0) {
      parts.push(type.slice(from, i).trim())
      from = i + 1
    }
  }
  return [type.slice(0, open), parts]
}

import { parseJson, trusted } from '../lib/json.ts'
import { parseWideIntegers } from '../lib/lossless.ts'
import type { Column } from './clickhouse.ts'

/** The format every driver reads: one line of names, one of types, then one per row. */
export const RESULT_FORMAT = 'JSONCompactEachRowWithNamesAndTypes'

/**
 * Settings under which {@link RESULT_FORMAT} is exact: tuples travel as arrays, NaN as null. Integers stay bare, because
 * quoting them would also quote those inside `toJSONString`; {@link RowReader} reads wide ones with care.
 */
export const RESULT_SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_named_tuples_as_objects: 0,
  output_format_json_quote_denormals: 0,
  output_format_json_quote_decimals: 0,
  // Rows are written by one thread: giving them to several takes longer than writing them, of three rows or 300,000.
  output_format_parallel_formatting: 0,
} as const

/** About how many characters are parsed in one go. */
const PIECE_CHARACTERS = 2 ** 18

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Turns chunks of text into rows: splits lines that a chunk may have cut, reads the header, keeps wide integers exact. */
export class RowReader {
  columns: Column[] = []
  private names: string[] | undefined
  private rest = ''
  private wide = true

  /**
   * The rows that this chunk completes. The embedded engine writes the two header lines again at the head of every chunk;
   * `rowCount`, where the driver knows it, tells how many of the lines are rows.
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
    const json = '[' + all.slice(0, end).replaceAll('\n', ',') + ']'
    const lines = trusted<unknown[][]>(this.wide && /\d{16}/.test(json) ? parseWideIntegers(json) : parseJson(json))
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
    return skip === 0 ? lines : lines.slice(skip)
  }

  /**
   * The same rows as {@link push} gives, in pieces: a chunk may hold tens of megabytes, and whoever reads it may give others
   * their turn in between.
   */
  *pieces(text: string, rowCount?: number): Generator<unknown[][]> {
    if (text.length <= 2 * PIECE_CHARACTERS) return yield this.push(text, rowCount)
    // Lines that are no rows stand at the head of the chunk, and so in the first piece alone.
    let headerLines = rowCount === undefined ? 0 : linesIn(text) - rowCount
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from + PIECE_CHARACTERS)
      const piece = text.slice(from, end < 0 ? text.length : end + 1)
      from += piece.length
      yield this.push(piece, rowCount === undefined ? undefined : linesIn(piece) - headerLines)
      headerLines = 0
    }
  }

  private header(names: string[], types: string[]): void {
    this.columns = names.map((name, i) => ({ name, type: types[i] ?? '' }))
    this.wide = types.some((type) => /Int(64|128|256)/.test(type))
  }
}

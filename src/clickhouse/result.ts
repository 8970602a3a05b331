import { parseJson, trusted } from '../lib/json.ts'
import { parseWideIntegers } from '../lib/lossless.ts'
import { ClickHouseError, type Column, TOO_LARGE } from './clickhouse.ts'
import { requireRoom } from './heap-room.ts'

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
  // On the night when a clock goes back its hour comes twice, so moments travel in UTC.
  date_time_output_format: 'iso',
  // Rows are written by one thread: giving them to several takes longer than writing them, of three rows or 300,000.
  output_format_parallel_formatting: 0,
} as const

/** A piece of an answer: bytes in {@link RESULT_FORMAT}. Of a text that explains a query, how many rows it has is unknown. */
export interface Chunk {
  bytes: Uint8Array
  rows?: number
}

/** About how many bytes are parsed in one go. */
const PIECE_BYTES = 2 ** 18
/** One row is parsed in one go, for which everybody waits: about half a second for so many bytes. */
const MOST_ROW_BYTES = 2 ** 25
const NEWLINE = 10
const decoder = new TextDecoder()

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++
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
   * The rows of a chunk that ends with a whole line, in pieces: it may hold tens of megabytes, and whoever reads it may give
   * others their turn in between. A row is one piece, however long.
   */
  *pieces({ bytes, rows }: Chunk): Generator<unknown[][]> {
    // Lines that are no rows stand at the head of the chunk, and so in the first piece alone.
    let headerLines = rows === undefined ? 0 : linesIn(bytes) - rows
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(NEWLINE, from + PIECE_BYTES)
      const piece = bytes.subarray(from, end < 0 ? bytes.length : end + 1)
      from += piece.length
      if (piece.length > MOST_ROW_BYTES) throw new ClickHouseError('A row of the answer is too large', TOO_LARGE)
      requireRoom(piece.length)
      yield this.push(decoder.decode(piece), rows === undefined ? undefined : linesIn(piece) - headerLines)
      headerLines = 0
    }
  }

  private header(names: string[], types: string[]): void {
    this.columns = names.map((name, i) => ({ name, type: types[i] ?? '' }))
    this.wide = types.some((type) => /Int(64|128|256)/.test(type))
  }
}

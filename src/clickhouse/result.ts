import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parseJson, trusted } from '../lib/json.ts'
import { parseWideIntegers } from '../lib/lossless.ts'
import { ClickHouseError, type Column, NO_ROOM, TOO_LARGE } from './clickhouse.ts'

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

/** What a byte of an answer may become at worst: `[],` is an object of its own. */
const GROWTH = 13
/** The part of the heap that answers may fill. A program that runs out of it ends, for everybody. */
const FILLED = 0.7
/** What finds room always. */
export const LITTLE_BYTES = 2 ** 18
const COLLECT_AGAIN_MS = 2_000
let collected = Number.NEGATIVE_INFINITY

/** Refuses to read on where the rows of these bytes may not find room beside all that this program holds already. */
export function requireRoom(bytes: number): void {
  if (bytes < LITTLE_BYTES || hasRoom(bytes)) return
  // Much of what fills the heap may be garbage, such as the last answers that were refused.
  if (performance.now() - collected > COLLECT_AGAIN_MS) {
    collectGarbage()
    collected = performance.now()
    if (hasRoom(bytes)) return
  }
  throw new ClickHouseError('There is no room for so large an answer', NO_ROOM)
}

function hasRoom(bytes: number): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics()
  return used_heap_size + GROWTH * bytes <= FILLED * heap_size_limit
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
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

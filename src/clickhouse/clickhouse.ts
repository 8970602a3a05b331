/** One column of a result: its name and its ClickHouse type. */
export interface Column {
  name: string
  type: string
}

/** A finished read. Integers beyond 2^53 arrive as strings, all other numbers as numbers. */
export interface ResultSet {
  columns: Column[]
  rows: unknown[][]
}

/**
 * The limits of a read belong to its pool and never to a call: `interactive` for people who wait, `background` for
 * jobs, `export` for streams without a row cap.
 */
export type Pool = 'interactive' | 'background' | 'export'

export interface ReadOptions {
  pool?: Pool
  /** Aborting stops the query in the engine, not only the waiting. */
  signal?: AbortSignal
  /** Whose turn it is: where reads wait, the project with the fewest running goes next. */
  team_id?: number
  /** Names the run, so that its {@link ClickHouse.progress} can be asked for. Several reads may share a name. */
  run?: string
}

/** How far a run is: waiting at a place in the queue (1 is next), or reading. */
export interface ReadProgress {
  position: number | null
  rows_read: number
  bytes_read: number
  estimated_rows_total: number
  /** Seconds. */
  time_elapsed: number
}

/** Values of the `{name:Type}` parameters of a statement. */
export type Params = Record<string, unknown>

export interface InsertOptions {
  /** Makes a repetition of the same rows harmless. Other rows under the same token would be dropped without a word. */
  token: string
  /**
   * `JSONEachRow`, the default, is a line of JSON per row; `Native` is blocks of all the table's columns
   * (`native/block.ts`).
   */
  format?: 'JSONEachRow' | 'Native'
}

/** The event store: embedded (`embedded.ts`) or a server (`server.ts`), with the same SQL. */
export interface ClickHouse {
  /** Runs a SELECT and gathers its rows. Throws {@link ClickHouseError}. */
  rows(sql: string, params?: Params, options?: ReadOptions): Promise<ResultSet>
  /** Runs a SELECT and yields its rows in chunks as the engine produces them. */
  stream(sql: string, params?: Params, options?: ReadOptions): AsyncIterable<unknown[][]>
  /** Inserts rows. Resolves when they are durable; throws {@link ClickHouseError} when none of them is stored. */
  insert(table: string, rows: Buffer, options: InsertOptions): Promise<void>
  /** Runs DDL or another statement without a result, as the writer. */
  command(sql: string, params?: Params): Promise<void>
  /** How far the reads of this run are, together; undefined when none waits or runs. */
  progress(run: string): Promise<ReadProgress | undefined>
  /** How many reads run at once and how many wait. */
  load(): { running: number; waiting: number }
  /** Waits for what is being written. Reads may end by themselves for a moment, then they are stopped. */
  close(): Promise<void>
}

/** The code of a read that came, waited or ran while the store was closed. The engine has no such number. */
export const STORE_CLOSED = -1

/** The code of what a server was asked that could not be reached, or went away meanwhile. */
export const UNREACHABLE = 210

/** The code of a read that waited in vain for its turn. */
export const TOO_MANY_QUERIES = 202

/** The code of a read whose answer does not fit into memory, of the engine or of this program. */
export const NO_ROOM = 241

/** The code of a read whose answer is too large, of the engine or of this program. */
export const TOO_LARGE = 396

/** An error of the engine, with its numeric code (241 memory, 159 timeout, 396 and 158 too many rows or bytes …). */
export class ClickHouseError extends Error {
  readonly code: number
  constructor(message: string, code: number) {
    super(message)
    this.name = 'ClickHouseError'
    this.code = code
  }
}

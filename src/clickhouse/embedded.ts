import { access, chmod, mkdir, rm, unlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Session } from 'chdb'
import { takingTurns } from '../lib/turns.ts'
import { UsageError } from '../lib/usage-error.ts'
import type { ClickHouse, InsertOptions, Params, Pool, ReadOptions } from './clickhouse.ts'
import { ClickHouseError } from './clickhouse.ts'
import { refusePattern } from './data-path.ts'
import { type Limits, limitsFor, readerSettings, WRITER_SETTINGS } from './limits.ts'
import { ReaderThreads, type ThreadReader } from './reader-threads.ts'
import { killWhenAborted, processesSql, ReaderPools, storeClosed } from './readers.ts'
import { type Chunk, RESULT_FORMAT, RESULT_SETTINGS, RowReader } from './result.ts'

/**
 * ClickHouse inside this process (`chdb`). Three pools of readers, each in a thread of its own, one writer, one control session
 * that only kills, one watcher that asks how far the others are.
 *
 * What must stay true, each learnt from the engine: reading goes through `queryStreamBind` alone; a session runs one
 * query at a time; a session that saw an error, an abort or a kill is discarded; settings are given when a session is
 * opened because any later one would stay on it; an abort stops the engine only through KILL on another session.
 */
export async function openEmbedded(options: {
  directory: string
  memory_bytes?: number
  execution_seconds?: number
}): Promise<ClickHouse> {
  const { Session } = await import('chdb')
  const limits = limitsFor(options)
  requireThreads(limits)
  refusePattern(resolve(options.directory), 'Choose another with --data.')
  const blocks = resolve(options.directory, 'blocks.native')
  await mkdir(options.directory, { recursive: true, mode: 0o700 })
  // The engine's own files are readable by all, so the folder keeps others out, whatever folder it was put into. Where it is
  // somebody else's, its modes are theirs to choose.
  await chmod(options.directory, 0o700).catch(() => undefined)
  const config = join(options.directory, 'server.xml')
  await writeFile(
    config,
    `<clickhouse><max_server_memory_usage>${limits.server_memory_bytes}</max_server_memory_usage></clickhouse>\n`,
  )
  const path = join(options.directory, 'store')
  // What a backup held by links when it was cut off: such files would take room for ever.
  await rm(join(path, 'shadow'), { recursive: true, force: true })
  const args = (settings: Record<string, string | number>) => [
    `--config-file=${config}`,
    ...Object.entries(settings).map(([key, value]) => `--${key}=${value}`),
  ]
  const open = (settings: Record<string, string | number>) => new Session(path, { connectionArgs: args(settings) })
  const sessions = { writer: open(WRITER_SETTINGS), control: open({}), watcher: open(RESULT_SETTINGS) }
  endAtOnceWhenAborted()
  const threads = new ReaderThreads(path)
  const openReader = (pool: Pool, name: string) =>
    threads.open(name, args({ ...RESULT_SETTINGS, ...readerSettings(limits, pool), log_comment: name, readonly: 1 }))
  return new Embedded(sessions, new ReaderPools(limits.readers, openReader), threads, { blocks, config })
}

class Embedded implements ClickHouse {
  private readonly writer: Session
  private readonly control: Session
  private readonly pools: ReaderPools<ThreadReader>
  private readonly threads: ReaderThreads
  private writing: Promise<unknown> = Promise.resolve()
  private readonly watcher: Session
  private watching: Promise<unknown> = Promise.resolve()
  /** The file by which blocks reach the engine. */
  private readonly blocks: string
  /** A file that is made when the store is opened, and never again: where it is gone, so is the directory. */
  private readonly config: string
  /** Reads are being stopped because the store closes. */
  private stopping = false

  constructor(
    sessions: { writer: Session; control: Session; watcher: Session },
    pools: ReaderPools<ThreadReader>,
    threads: ReaderThreads,
    files: { blocks: string; config: string },
  ) {
    this.writer = sessions.writer
    this.control = sessions.control
    this.watcher = sessions.watcher
    this.pools = pools
    this.threads = threads
    this.blocks = files.blocks
    this.config = files.config
  }

  async rows(sql: string, params: Params = {}, options: ReadOptions = {}) {
    const parser = new RowReader()
    const rows: unknown[][] = []
    const turn = takingTurns()
    for await (const chunk of this.chunks(sql, params, options))
      for (const piece of parser.pieces(chunk)) {
        for (const row of piece) rows.push(row)
        await turn()
      }
    return { columns: parser.columns, rows }
  }

  async *stream(sql: string, params: Params = {}, options: ReadOptions = {}) {
    const parser = new RowReader()
    for await (const chunk of this.chunks(sql, params, options))
      for (const rows of parser.pieces(chunk)) if (rows.length > 0) yield rows
  }

  async insert(table: string, rows: Buffer, { token, format = 'JSONEachRow' }: InsertOptions): Promise<void> {
    if (format === 'Native') return this.insertBlocks(table, rows, token)
    const settings = { insert_deduplicate: 1, insert_deduplication_token: token }
    await this.write(() => this.writer.insert({ table, values: rows, format, settings }))
  }

  /**
   * `Session.insert` takes text alone, so blocks reach the engine through a file. It is removed at once: mostly before the
   * system has written it to the disk, and so that no copy remains of what is deleted from the table later.
   */
  private async insertBlocks(table: string, blocks: Buffer, token: string): Promise<void> {
    await this.write(async () => {
      try {
        await writeFile(this.blocks, blocks)
        await this.writer.queryBindAsync(
          `INSERT INTO ${table} SETTINGS insert_deduplicate = 1, insert_deduplication_token = {token:String}` +
            " SELECT * FROM file({path:String}, 'Native')",
          { token, path: this.blocks },
        )
      } finally {
        await unlink(this.blocks).catch(() => undefined)
      }
    })
  }

  async command(sql: string, params: Params = {}): Promise<void> {
    await this.write(() => this.writer.queryBindAsync(sql, params))
  }

  /** The watcher is one session too, so those who ask take turns. */
  progress(run: string) {
    return this.pools.progress(run, (names) => {
      const turn = this.watching.then(() => this.watch(names))
      this.watching = turn.catch(() => undefined)
      return turn
    })
  }

  private async watch(names: string[]): Promise<unknown[]> {
    const parser = new RowReader()
    const rows: unknown[][] = []
    const stream = this.watcher.queryStreamBind(
      processesSql("Settings['log_comment']"),
      { names },
      { format: RESULT_FORMAT },
    )
    for await (const chunk of stream) rows.push(...parser.push(chunk.text(), chunk.numRows))
    return rows[0] ?? []
  }

  load() {
    return this.pools.load()
  }

  async close(): Promise<void> {
    await this.writing.catch(() => undefined)
    this.pools.close()
    await this.readsEnded()
    this.writer.close()
    this.control.close()
    await this.watching
    this.watcher.close()
    await this.threads.end()
  }

  /**
   * Waits for reads, and stops those that take too long: a process that ends while its engine still reads ends in a crash.
   */
  private async readsEnded(): Promise<void> {
    const began = performance.now()
    for (;;) {
      const busy = this.pools.busy()
      const waited = performance.now() - began
      if (busy.length === 0 || waited > READS_END_MS + READS_STOP_MS) return
      this.stopping = waited > READS_END_MS
      if (this.stopping) await Promise.all(busy.map(({ name }) => this.kill(name)))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /**
   * The writer is one session, so its statements take turns. Where the directory was moved or removed, the statement is
   * refused: the engine would make another directory in its place, without the tables, and the events in it would be lost.
   */
  private async write<T>(statement: () => Promise<T>): Promise<T> {
    const checked = () => access(this.config).then(statement)
    const turn = this.writing.then(checked, checked)
    this.writing = turn.catch(() => undefined)
    try {
      return await turn
    } catch (error) {
      throw asClickHouseError(error)
    }
  }

  private async *chunks(sql: string, params: Params, options: ReadOptions): AsyncIterable<Chunk> {
    const pool = this.pools.of(options.pool)
    const reader = await pool.acquire(options)
    let end: 'left' | 'failed' | 'whole' = 'left'
    const ended = killWhenAborted(options.signal, () => this.kill(reader.name))
    try {
      options.signal?.throwIfAborted()
      for await (const chunk of reader.read(sql, params, RESULT_FORMAT)) {
        yield chunk
        options.signal?.throwIfAborted()
      }
      end = options.signal?.aborted ? 'failed' : 'whole'
    } catch (error) {
      end = 'failed'
      options.signal?.throwIfAborted()
      throw this.stopping ? storeClosed() : asClickHouseError(error)
    } finally {
      ended()
      // The engine is already at what would come next.
      if (end === 'left') void this.kill(reader.name)
      pool.release(reader, end === 'whole')
    }
  }

  /** ASYNC, because SYNC waits for the very thread that runs the query. Killing what has ended is harmless. */
  private async kill(name: string): Promise<void> {
    await this.control
      .queryBindAsync("KILL QUERY WHERE Settings['log_comment'] = {name:String} ASYNC", { name })
      .catch(() => undefined)
  }
}

/**
 * The engine's own handler of this signal waits five minutes for a log that nobody writes, while the port stays taken: so long
 * would a program whose memory is full answer nobody, and not be started again. With a listener of ours the handler is
 * Node's, and `abort` ends the program. Whoever sends the signal from outside means the same.
 */
function endAtOnceWhenAborted(): void {
  process.off('SIGABRT', abort)
  process.on('SIGABRT', abort)
}

const abort = () => process.abort()

/** When the store closes, reads may end by themselves for so long; stopping them may take so long again. */
const READS_END_MS = 500
const READS_STOP_MS = 2_000

function asClickHouseError(error: unknown): ClickHouseError {
  if (error instanceof ClickHouseError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = /Code: (\d+)/.exec(message)?.[1]
  return new ClickHouseError(message, code ? Number(code) : 0)
}

/** Every running query holds a thread of Node's pool; the writer and KILL must find one free. */
function requireThreads(limits: Limits): void {
  const readers = limits.readers.interactive + limits.readers.background + limits.readers.export
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4)
  if (threads < readers + 4)
    throw new UsageError(
      `UV_THREADPOOL_SIZE is ${threads}, but ${readers} readers need at least ${readers + 4} threads. ` +
        'Unset it, or start through the hoglet command, which sets it.',
    )
}

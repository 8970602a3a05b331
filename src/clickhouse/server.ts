import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { UsageError } from '../lib/usage-error.ts'
import type { ClickHouse, InsertOptions, Params, Pool, ReadOptions } from './clickhouse.ts'
import { ClickHouseError, UNREACHABLE } from './clickhouse.ts'
import { LITTLE_BYTES, requireRoom } from './heap-room.ts'
import { limitsFor, readerSettings, WRITER_SETTINGS } from './limits.ts'
import { killWhenAborted, processesSql, type Reader, ReaderPools } from './readers.ts'
import { RESULT_FORMAT, RESULT_SETTINGS, RowReader } from './result.ts'

type Client = ReturnType<typeof createClient>

/** The client's own lines are not written: its errors reach whoever asked, and may hold what was asked. */
const LOG = { level: ClickHouseLogLevel.OFF }

/**
 * A ClickHouse server or cluster over HTTP. The URL names the writer; `reader` in its query string names a second user
 * that may only read, which is recommended and used for every SELECT when given (`?reader=user:password`).
 */
export async function openClickHouseServer(options: {
  url: string
  memory_bytes?: number
  execution_seconds?: number
}): Promise<ClickHouse> {
  const url = new URL(options.url)
  const reader = url.searchParams.get('reader')
  url.searchParams.delete('reader')
  await prepareServer(url)
  const writer = createClient({ url, log: LOG, clickhouse_settings: asText(WRITER_SETTINGS), request_timeout: 60_000 })
  const readerUrl = new URL(url)
  if (reader) [readerUrl.username = '', readerUrl.password = ''] = reader.split(':')
  const limits = limitsFor(options)
  const readers = createClient({
    url: readerUrl,
    log: LOG,
    compression: { response: false },
    request_timeout: (limits.execution_seconds.export + 30) * 1000,
    max_open_connections: 32,
  })
  const settings = (pool: Pool) => ({ ...RESULT_SETTINGS, ...readerSettings(limits, pool), readonly: 1 })
  // A turn at the server needs no connection of its own; its name is the query's id there.
  const turns = new ReaderPools(limits.readers, (_pool, name) => ({
    name: `${name}-${randomUUID()}`,
    close: () => undefined,
  }))
  return new Server(writer, readers, settings, turns)
}

/** The oldest server whose tables can be laid out as ours are. */
const OLDEST_VERSION = '25.8'

/** The server answers, is new enough, and has the database that the URL's path names. */
async function prepareServer(url: URL): Promise<void> {
  const name = decodeURIComponent(url.pathname.slice(1)) || 'default'
  if (!/^\w+$/.test(name))
    throw new UsageError(`CLICKHOUSE_URL names the database "${name}". Use letters, digits and _ only.`)
  const server = new URL(url)
  server.pathname = '/'
  const client = createClient({ url: server, log: LOG })
  try {
    requireVersion(await (await client.query({ query: 'SELECT version()', format: 'TabSeparated' })).text())
    await client.command({ query: 'CREATE DATABASE IF NOT EXISTS {name:Identifier}', query_params: { name } })
  } catch (error) {
    if (error instanceof UsageError) throw error
    const why = error instanceof Error ? error.message || String(error) : String(error)
    throw new UsageError(
      `CLICKHOUSE_URL cannot be opened (${why}). Check that the server runs and the user may use it.`,
    )
  } finally {
    await client.close()
  }
}

function requireVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest = 0, since = 0] = OLDEST_VERSION.split('.').map(Number)
  if (major < oldest || (major === oldest && minor < since))
    throw new UsageError(
      `The ClickHouse server is of version ${version.trim()}. Hoglet needs ${OLDEST_VERSION} or later: upgrade it, or leave CLICKHOUSE_URL away.`,
    )
}

/** An insert is acknowledged when most replicas have stored it: rows that only one of them has could be lost with it. */
const DURABLE = { async_insert: 0, insert_quorum: 'auto' } as const

class Server implements ClickHouse {
  private readonly writer: Client
  private readonly readers: Client
  private readonly settings: (pool: Pool) => Record<string, string | number>
  private readonly pools: ReaderPools<Reader>

  constructor(
    writer: Client,
    readers: Client,
    settings: (pool: Pool) => Record<string, string | number>,
    pools: ReaderPools<Reader>,
  ) {
    this.writer = writer
    this.readers = readers
    this.settings = settings
    this.pools = pools
  }

  async rows(sql: string, params: Params = {}, options: ReadOptions = {}) {
    const parser = new RowReader()
    const rows: unknown[][] = []
    let characters = 0
    for await (const text of this.chunks(sql, params, options)) {
      characters += text.length
      if (characters >= LITTLE_BYTES) {
        requireRoom(characters)
        characters = 0
      }
      for (const row of parser.push(text)) rows.push(row)
    }
    return { columns: parser.columns, rows }
  }

  async *stream(sql: string, params: Params = {}, options: ReadOptions = {}) {
    const parser = new RowReader()
    for await (const text of this.chunks(sql, params, options)) {
      const rows = parser.push(text)
      if (rows.length > 0) yield rows
    }
  }

  async insert(table: string, rows: Buffer, { token, format = 'JSONEachRow' }: InsertOptions): Promise<void> {
    // `insert` of the client takes objects; `exec` sends the bytes as they are.
    const inserted = this.writer.exec({
      query: `INSERT INTO ${table} FORMAT ${format}`,
      values: Readable.from([rows], { objectMode: false }),
      clickhouse_settings: { ...DURABLE, insert_deduplicate: 1, insert_deduplication_token: token },
    })
    const { stream } = await withClickHouseErrors(inserted)
    // Read to its end: a server that goes away before it may not have stored the rows.
    await withClickHouseErrors(finished(stream.resume()))
  }

  async command(sql: string, params: Params = {}): Promise<void> {
    await withClickHouseErrors(this.writer.command({ query: sql, query_params: params }))
  }

  progress(run: string) {
    return this.pools.progress(run, async (names) => {
      const result = await this.writer.query({
        query: processesSql('query_id'),
        query_params: { names },
        format: 'JSONCompactEachRow',
      })
      const [row] = await result.json<unknown[]>()
      return row ?? []
    })
  }

  load() {
    return this.pools.load()
  }

  async close(): Promise<void> {
    this.pools.close()
    await Promise.all([this.writer.close(), this.readers.close()])
  }

  private async *chunks(sql: string, params: Params, options: ReadOptions): AsyncIterable<string> {
    const pool = this.pools.of(options.pool)
    const turn = await pool.acquire(options)
    const ended = killWhenAborted(options.signal, () => this.kill(turn.name))
    const decoder = new TextDecoder()
    let tail = ''
    try {
      options.signal?.throwIfAborted()
      const { stream } = await this.readers.exec({
        query: `${sql} FORMAT ${RESULT_FORMAT}`,
        query_params: params,
        query_id: turn.name,
        clickhouse_settings: asText(this.settings(options.pool ?? 'interactive')),
      })
      for await (const chunk of stream) {
        options.signal?.throwIfAborted()
        const text = decoder.decode(chunk, { stream: true })
        tail = (tail + text).slice(-TAIL_CHARACTERS)
        refuseLateError(tail)
        yield text
      }
      // Every row ends with its line.
      if (tail !== '' && !tail.endsWith('\n')) throw new ClickHouseError("The server's answer is cut off", UNREACHABLE)
    } catch (error) {
      options.signal?.throwIfAborted()
      throw asClickHouseError(error)
    } finally {
      ended()
      pool.release(turn, false) // Never given to another: an id names one query only.
    }
  }

  private async kill(queryId: string): Promise<void> {
    await this.writer
      .command({ query: 'KILL QUERY WHERE query_id = {id:String} ASYNC', query_params: { id: queryId } })
      .catch(() => undefined)
  }
}

/** As far back from the end of a body an error may begin. It may come in two pieces. */
const TAIL_CHARACTERS = 4096

/** A query that fails after its first rows says so at the end of a body whose status was 200. */
function refuseLateError(tail: string): void {
  const match = /Code: (\d+)\. DB::Exception: (?=.*\(version )/s.exec(tail)
  if (match) throw new ClickHouseError(tail.slice(match.index), Number(match[1]))
}

async function withClickHouseErrors<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw asClickHouseError(error)
  }
}

function asClickHouseError(error: unknown): ClickHouseError {
  if (error instanceof ClickHouseError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? Number(error.code) : 0
  // The codes of the engine are numbers; those of a connection that failed are words.
  return new ClickHouseError(message, Number.isNaN(code) ? UNREACHABLE : code)
}

/** Settings travel in the URL, so the client wants them as text. */
function asText(settings: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]))
}

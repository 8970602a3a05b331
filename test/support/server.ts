import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type OwnDatabase, ownClickHouse, ownPostgres } from './stores.ts'

export const TOKEN = 'phc_journeyTokenAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
export const KEY = 'phx_journeyKeyBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'
export const PASSWORD = 'journey-Passw0rd'

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url))

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * The built program on a data directory of its own, as a user runs it; on databases of its own where the environment
 * names servers. Another one `beside` it uses the same databases.
 */
export class Server {
  readonly directory: string
  url = ''
  output = ''
  private child: ChildProcess | undefined
  private databases: { clickhouse: OwnDatabase | undefined; postgres: OwnDatabase | undefined } | undefined
  private readonly beside: Server | undefined

  constructor(options: { beside?: Server; directory?: string } = {}) {
    this.beside = options.beside
    this.directory = options.directory ?? mkdtempSync(join(tmpdir(), 'hoglet-journey-'))
  }

  /** Starts the program and waits until it is ready; with more options or variables when they are given. */
  async start(args: string[] = [], variables: Record<string, string> = {}): Promise<void> {
    const port = await freePort()
    this.url = `http://127.0.0.1:${port}`
    this.databases ??= this.beside?.databases ?? { clickhouse: ownClickHouse(), postgres: await ownPostgres() }
    const { clickhouse, postgres } = this.databases
    const { UV_THREADPOOL_SIZE: _, ...inherited } = process.env
    this.child = spawn(process.execPath, [program, '--data', this.directory, '--port', String(port), ...args], {
      env: {
        ...inherited,
        HOGLET_PROJECT_TOKEN: TOKEN,
        HOGLET_PERSONAL_API_KEY: KEY,
        HOGLET_ADMIN_PASSWORD: PASSWORD,
        ...(clickhouse ? { CLICKHOUSE_URL: clickhouse.url } : {}),
        ...(postgres ? { DATABASE_URL: postgres.url } : {}),
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()))
    this.child.stderr?.on('data', (data: Buffer) => (this.output += data.toString()))
    for (let i = 0; i < 3000; i++) {
      if (this.child.exitCode !== null) throw new Error(`the program ended: ${this.output}`)
      const ready = await fetch(`${this.url}/_readyz`).then(
        (reply) => reply.ok,
        () => false,
      )
      if (ready) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`the program did not become ready: ${this.output}`)
  }

  /** Closes the program's outputs, as `| head` does. */
  stopListening(): void {
    this.child?.stdout?.destroy()
    this.child?.stderr?.destroy()
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return ended
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL')
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    if (this.beside) return
    await this.databases?.clickhouse?.drop()
    await this.databases?.postgres?.drop()
  }

  async api(method: string, path: string, body?: unknown, key: string | null = KEY) {
    const reply = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    return { status: reply.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }

  async sql(query: string): Promise<unknown[][]> {
    const { body } = await this.api('POST', '/projects/1/query/', {
      query: { kind: 'HogQLQuery', query },
      refresh: 'force_blocking',
    })
    return body.results
  }

  batch(batch: object[]) {
    return fetch(`${this.url}/batch/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: TOKEN, batch }),
    })
  }
}

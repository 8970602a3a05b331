import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKey } from '../../src/accounts/keys.ts'
import { type App, type AppConfig, openApp } from '../../src/app.ts'
import type { Engines } from '../../src/engines.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../../src/lib/json.ts'
import { createLog, type Log } from '../../src/lib/log.ts'
import { emptyClickHouse, emptyPostgres } from './engines.ts'
import { ownClickHouse, ownPostgres } from './stores.ts'

export const TOKEN = 'phc_testTokenAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
export const KEY = 'phx_testKeyBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'
export const SITE = 'http://hoglet.test'

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The body where it is a JSON object, else `{}`. */
  body: JsonObject
  json: Json | undefined
}

const CONFIG = {
  ephemeral: true,
  clickhouse_url: undefined,
  database_url: undefined,
  site_url: SITE,
  secret: undefined,
  trust_proxy: false,
  query_seconds: undefined,
  model: undefined,
  memory_bytes: 2 ** 31,
  max_body_bytes: 20 * 2 ** 20,
  max_inflated_bytes: 64 * 2 ** 20,
  check_responses: true,
  // As Hoglet keeps them, one would take longer than most tests.
  password_cost: 5,
  strict_api_key_actions: false,
  rate_limits: false,
  project_token: TOKEN,
  personal_api_key: KEY,
}

/** Empty stores: the worker's own, or databases of their own on the servers that are named. */
interface OwnStores {
  engines: Partial<Engines>
  urls: Partial<Pick<AppConfig, 'clickhouse_url' | 'database_url'>>
  drop(): Promise<void>
}

async function ownStores(): Promise<OwnStores> {
  const [clickhouse, postgres] = [ownClickHouse(), await ownPostgres()]
  const engines = {
    ...(clickhouse ? {} : { clickhouse: await emptyClickHouse() }),
    ...(postgres ? {} : { postgres: await emptyPostgres() }),
  }
  const urls = {
    ...(clickhouse ? { clickhouse_url: clickhouse.url } : {}),
    ...(postgres ? { database_url: postgres.url } : {}),
  }
  const drop = async () => {
    await clickhouse?.drop()
    await postgres?.drop()
  }
  return { engines, urls, drop }
}

function atSecondCall(act: () => Promise<void>): () => Promise<void> {
  let calls = 0
  return async () => {
    if (++calls === 2) await act()
  }
}

/** The whole program in this process, without a port: every room with real engines, every answer held to its schema. */
export class TestApp {
  readonly app: App
  private readonly remove: () => Promise<void>

  private constructor(app: App, remove: () => Promise<void>) {
    this.app = app
    this.remove = remove
  }

  static async open(
    clock: () => Date = () => new Date(),
    more: Partial<AppConfig> = {},
    log: Log = createLog('error', () => new Date()),
  ): Promise<TestApp> {
    return TestApp.on(await ownStores(), clock, more, log)
  }

  /** Two programs that share their stores, as two processes do. Both are to be closed. */
  static async openTwo(clock: () => Date = () => new Date()): Promise<[TestApp, TestApp]> {
    const { engines, urls, drop } = await ownStores()
    const { clickhouse, postgres } = engines
    // The stores are closed with the second one.
    if (clickhouse) clickhouse.close = atSecondCall(clickhouse.close.bind(clickhouse))
    if (postgres) postgres.destroy = atSecondCall(postgres.destroy.bind(postgres))
    const shared = { clickhouse_url: 'http://shared', database_url: 'postgres://shared', ...urls }
    const stores = { engines, urls: shared, drop: atSecondCall(drop) }
    const open = () =>
      TestApp.on(
        stores,
        clock,
        {},
        createLog('error', () => new Date()),
      )
    return [await open(), await open()]
  }

  private static async on(
    { engines, urls, drop }: OwnStores,
    clock: () => Date,
    more: Partial<AppConfig>,
    log: Log,
  ): Promise<TestApp> {
    const directory = await mkdtemp(join(tmpdir(), 'hoglet-app-'))
    const app = await openApp({ ...CONFIG, data_directory: directory, ...urls, ...more }, log, clock, engines)
    return new TestApp(app, async () => {
      await app.close()
      await drop()
      await rm(directory, { recursive: true, force: true })
    })
  }

  close(): Promise<void> {
    return this.remove()
  }

  /** Asks the API with a personal key: the first one, another, or none (`null`). */
  async ask(method: string, path: string, body?: unknown, key: string | null = KEY): Promise<Answer> {
    const reply = await this.app.fetch(
      new Request(`${SITE}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await reply.text()
    const json =
      /^\s*[[{]/.test(text) && reply.headers.get('content-type')?.includes('json') ? parseJson(text) : undefined
    return { status: reply.status, headers: reply.headers, text, json, body: isObject(json) ? json : {} }
  }

  /** A personal key of the administrator with these scopes. */
  async key(scopes: string[], more: { scoped_teams?: number[] } = {}): Promise<string> {
    const user_id = this.app.first_start?.user_id ?? 1
    const { value } = await createKey(this.app.deps, { user_id, label: scopes.join(' '), scopes, ...more })
    return value
  }

  /** Captures events for the first project and waits until they are stored and their names known. */
  async capture(batch: object[]): Promise<void> {
    const reply = await this.app.fetch(
      new Request(`${SITE}/batch/`, { method: 'POST', body: JSON.stringify({ api_key: TOKEN, batch }) }),
    )
    if (reply.status !== 200) throw new Error(`capture answered ${reply.status}: ${await reply.text()}`)
    // Whoever sends is answered before what was sent is noted.
    await this.app.deps.writer.drain()
    await this.app.deps.observe.flush()
  }
}

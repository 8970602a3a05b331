import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import pg from 'pg'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openEmbedded } from '../../src/clickhouse/embedded.ts'
import { migrateClickHouse } from '../../src/clickhouse/migrate.ts'
import { openClickHouseServer } from '../../src/clickhouse/server.ts'
import { openEmbeddedPostgres } from '../../src/postgres/embedded.ts'
import { migratePostgres } from '../../src/postgres/migrate.ts'
import type { Postgres } from '../../src/postgres/postgres.ts'
import { openPostgresServer } from '../../src/postgres/server.ts'

/** A database on a server, made for one test and gone with it. */
export interface OwnDatabase {
  url: string
  drop(): Promise<void>
}

const ownName = () => `hoglet_test_${randomBytes(6).toString('hex')}`

/** An empty database on the ClickHouse server that the environment names; undefined without one. */
export function ownClickHouse(): OwnDatabase | undefined {
  const server = process.env['CLICKHOUSE_URL']
  if (!server) return undefined
  const name = ownName()
  const url = new URL(server)
  url.pathname = `/${name}`
  const drop = async () => {
    const client = createClient({ url: server })
    await client.command({ query: `DROP DATABASE IF EXISTS ${name}` })
    await client.close()
  }
  return { url: url.href, drop }
}

/** An empty database on the PostgreSQL server that the environment names; undefined without one. */
export async function ownPostgres(): Promise<OwnDatabase | undefined> {
  const server = process.env['DATABASE_URL']
  if (!server) return undefined
  const name = ownName()
  const command = async (sql: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await command(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => command(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/**
 * A ClickHouse with our tables: embedded in a directory of its own, or a database of its own on the server that
 * `CLICKHOUSE_URL` names. Test files share nothing.
 */
export async function openTestClickHouse(): Promise<ClickHouse> {
  const own = ownClickHouse()
  const directory = own ? undefined : await mkdtemp(join(tmpdir(), 'hoglet-test-'))
  const memory_bytes = 2 ** 31
  const clickhouse = own
    ? await openClickHouseServer({ url: own.url, memory_bytes })
    : await openEmbedded({ directory: directory ?? '', memory_bytes })
  await migrateClickHouse(clickhouse)
  const close = clickhouse.close.bind(clickhouse)
  clickhouse.close = async () => {
    await close()
    await own?.drop()
    if (directory) await rm(directory, { recursive: true, force: true })
  }
  return clickhouse
}

/** A Postgres with our tables: embedded in memory, or a database of its own on the server that `DATABASE_URL` names. */
export async function openTestPostgres(): Promise<Postgres> {
  const own = await ownPostgres()
  const postgres = own ? await openPostgresServer(own.url) : await openEmbeddedPostgres({})
  await migratePostgres(postgres)
  const destroy = postgres.destroy.bind(postgres)
  postgres.destroy = async () => {
    await destroy()
    await own?.drop()
  }
  return postgres
}

import { randomBytes } from 'node:crypto'
import { createClient } from '@clickhouse/client'
import pg from 'pg'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { migrateClickHouse } from '../../src/clickhouse/migrate.ts'
import { openClickHouseServer } from '../../src/clickhouse/server.ts'
import { emptyClickHouse } from './engines.ts'

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

/** An empty ClickHouse with our tables: the worker's own, or a database of its own on the server that is named. */
export async function openTestClickHouse(): Promise<ClickHouse> {
  const own = ownClickHouse()
  if (!own) return emptyClickHouse()
  const clickhouse = await openClickHouseServer({ url: own.url, memory_bytes: 2 ** 31 })
  await migrateClickHouse(clickhouse)
  const close = clickhouse.close.bind(clickhouse)
  clickhouse.close = async () => {
    await close()
    await own.drop()
  }
  return clickhouse
}

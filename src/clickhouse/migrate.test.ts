import { expect, test } from 'vitest'
import { openTestClickHouse } from '../../test/support/stores.ts'
import { trusted } from '../lib/json.ts'
import type { ClickHouse } from './clickhouse.ts'
import { migrateClickHouse } from './migrate.ts'

/**
 * A store that says its database is on replicas, which the embedded engine cannot have: what it is told to make is only
 * written down.
 */
function onReplicas(store: ClickHouse, shards: number) {
  const commands: string[] = []
  const replicas = trusted<ClickHouse>(Object.create(store))
  replicas.rows = async (sql) => {
    const rows = sql.includes('system.databases') ? [[1, shards]] : sql.includes('system.tables') ? [[0]] : []
    return { columns: [], rows }
  }
  replicas.command = async (sql) => void commands.push(sql)
  replicas.insert = async () => undefined
  return { replicas, commands }
}

test('in a database on replicas every table replicates its rows', async () => {
  const store = await openTestClickHouse()
  const { rows: tables } = await store.rows(
    `SELECT name, engine FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
  )
  expect(tables.length).toBeGreaterThan(8)
  const { replicas, commands } = onReplicas(store, 1)
  await migrateClickHouse(replicas)
  const made = commands.flatMap((sql) => {
    const [, name, engine] = /^CREATE TABLE IF NOT EXISTS (\w+)[\s\S]*?\) *\n? *ENGINE = (\w+)/.exec(sql) ?? []
    return name ? [[name, engine]] : []
  })
  expect(made.sort()).toEqual(tables.map(([name, engine]) => [name, `Replicated${String(engine)}`]))
  // The engine reads each of them.
  for (const sql of commands)
    expect((await store.rows('SELECT length(formatQuery({sql:String})) > 0', { sql })).rows).toEqual([[1]])
  await store.close()
})

test('a database of several shards is refused', async () => {
  const store = await openTestClickHouse()
  const { replicas, commands } = onReplicas(store, 2)
  await expect(migrateClickHouse(replicas)).rejects.toThrow(/has 2 shards. Hoglet uses one shard/)
  expect(commands).toEqual([])
  await store.close()
})

test('a store that has its tables is left as it is', async () => {
  const store = await openTestClickHouse()
  const commands: string[] = []
  const watched = trusted<ClickHouse>(Object.create(store))
  watched.command = async (sql) => void commands.push(sql)
  await migrateClickHouse(watched)
  expect(commands).toEqual([])
  await store.close()
})

test('a store that a newer version has changed is refused', async () => {
  const store = await openTestClickHouse()
  await store.insert('migrations', Buffer.from('{"name":"9999_later.sql"}\n'), { token: 'later' })
  await expect(migrateClickHouse(store)).rejects.toThrow(/A newer version of Hoglet has changed .*9999_later\.sql/)
  await store.close()
})

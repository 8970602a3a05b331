import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endClickHouse } from '../../test/support/engines.ts'
import { type ClickHouse, ClickHouseError, STORE_CLOSED } from './clickhouse.ts'
import { openEmbedded } from './embedded.ts'
import { migrateClickHouse } from './migrate.ts'

const directory = mkdtempSync(join(tmpdir(), 'hoglet-clickhouse-'))
let clickhouse: ClickHouse

beforeAll(async () => {
  await endClickHouse()
  clickhouse = await openEmbedded({ directory, memory_bytes: 2 * 1024 ** 3, execution_seconds: 2 })
  await migrateClickHouse(clickhouse)
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

test('a directory whose path would be a pattern to the engine is refused', async () => {
  for (const name of ['{a}', 'a*', 'a?b', 'x.zip :: y'])
    await expect(openEmbedded({ directory: join(directory, name) })).rejects.toThrow('Choose another')
})

/** Every kind of failure we know, each of which leaves output behind on a connection that is reused. */
const FAILURES: [string, number][] = [
  ["SELECT number, throwIf(number = 100000, 'secret of another project') FROM numbers(200000)", 395],
  ['SELECT number FROM numbers(400000)', 396],
  ['SELECT groupArray(number) FROM numbers(1000000000)', 241],
  ['SELECT no_such_column FROM events', 47],
  ['SELECT sleepEachRow(1) FROM numbers(10) SETTINGS function_sleep_max_microseconds_per_block = 0', 164],
  ["SELECT * FROM file('/etc/passwd', 'CSV', 'a String')", 164],
  ['SELEC 1', 62],
  ['SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 1', 159],
]

test('no answer ever holds a row of a failed query', async () => {
  for (const [sql, code] of FAILURES) {
    await expect(clickhouse.rows(sql), sql).rejects.toMatchObject({ code })
    for (let i = 0; i < 8; i++) {
      const { columns, rows } = await clickhouse.rows('SELECT {canary:String} AS canary', { canary: `mine ${i}` })
      expect(columns).toEqual([{ name: 'canary', type: 'String' }])
      expect(rows).toEqual([[`mine ${i}`]])
    }
  }
}, 60_000)

test('an abort stops the query in the engine and leaves a clean pool', async () => {
  const abort = new AbortController()
  const slow = clickhouse.rows('SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 2', {}, abort)
  setTimeout(() => abort.abort(), 200)
  await expect(slow).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => running('= 2')).toEqual([[0]])
  expect((await clickhouse.rows('SELECT 1')).rows).toEqual([[1]])
  expect(clickhouse.load()).toEqual({ running: 0, waiting: 0 })
})

test('who stops after the first rows stops the query in the engine', async () => {
  const slow = 'SELECT 1 AS n UNION ALL SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 8'
  for await (const rows of clickhouse.stream(slow)) {
    expect(rows).toEqual([[1]])
    expect(await running('= 8')).toEqual([[1]])
    break
  }
  await expect.poll(() => running('= 8')).toEqual([[0]])
  expect(clickhouse.load()).toEqual({ running: 0, waiting: 0 })
})

/** How many queries the engine is at that have this in their text. */
async function running(text: string): Promise<unknown[][]> {
  const sql = `SELECT count() FROM system.processes
    WHERE position(query, {text:String}) > 0 AND query NOT LIKE '%system.processes%'`
  return (await clickhouse.rows(sql, { text })).rows
}

/** Some computing, of which the engine makes a value before it begins to answer. */
const SLOW =
  '(SELECT count() FROM numbers(8000) AS a CROSS JOIN numbers(8000) AS b WHERE cityHash64(a.number, b.number) % 7 = 3)'

test('who asks for what is computed before the first row keeps nobody waiting', async () => {
  let longest = 0
  let last = performance.now()
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const began = performance.now()
  await clickhouse.rows(`SELECT ${SLOW}`)
  const took = performance.now() - began
  clearInterval(ticking)
  expect(took).toBeGreaterThan(50)
  expect(longest).toBeLessThan(Math.max(took / 2, 50))
})

test('what is computed before the first row ends at the time limit, and when it is aborted', async () => {
  const endless = 'SELECT (SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 5)'
  await expect(clickhouse.rows(endless)).rejects.toMatchObject({ code: 159 })
  const abort = new AbortController()
  const asked = clickhouse.rows(endless, {}, abort)
  const began = performance.now()
  setTimeout(() => abort.abort(), 100)
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  expect(performance.now() - began).toBeLessThan(1_500)
  expect((await clickhouse.rows('SELECT 1')).rows).toEqual([[1]])
}, 20_000)

test('parameters of questions that are planned at the same time are never exchanged', async () => {
  const sql = `SELECT {team:Int64}, {name:String}, (SELECT max(number) FROM numbers({count:UInt32})), count()
    FROM numbers({count:UInt32}) WHERE number < {count:UInt32} AND {team:Int64} > 0`
  const ask = async (team: number) => {
    for (let i = 0; i < 40; i++) {
      const [name, count] = [`${team}:${i}`, 1 + ((team * 7 + i) % 90)]
      const { rows } = await clickhouse.rows(sql, { team, name, count }, { team_id: team })
      expect(rows).toEqual([[team, name, count - 1, count]])
    }
  }
  const writing = (async () => {
    for (let i = 0; i < 50; i++) {
      const row = Buffer.from(`{"name":"written ${i}"}\n`)
      await clickhouse.insert('migrations', row, { token: `written ${i}` })
    }
  })()
  await Promise.all([1, 2, 3, 4, 5, 6].map(ask))
  await writing
}, 60_000)

test('values come back exactly: text, wide integers, arrays, null, NaN', async () => {
  const text = "quote ' back \\ line \n tab \t nul-free émoji 🦔"
  const { rows } = await clickhouse.rows(
    "SELECT {text:String}, toUInt64(9007199254740993), toInt64(-5), {list:Array(String)}, NULL, nan, tuple(1, toUInt64(7)), map('a', toUInt64(2))",
    { text, list: ['a', "b'"] },
  )
  expect(rows).toEqual([[text, '9007199254740993', -5, ['a', "b'"], null, null, [1, 7], { a: 2 }]])
})

test('a stream yields rows before the query ends and has no row cap', async () => {
  let rows = 0
  for await (const chunk of clickhouse.stream('SELECT number FROM numbers(500000)', {}, { pool: 'export' }))
    rows += chunk.length
  expect(rows).toBe(500_000)
})

test('a row for which everybody would wait is refused, and the next answer is its own', async () => {
  const sql = 'SELECT range({count:UInt32})'
  expect((await clickhouse.rows(sql, { count: 1_000_000 })).rows[0]?.[0]).toHaveLength(1_000_000)
  for (const pool of ['interactive', 'export'] as const)
    await expect(clickhouse.rows(sql, { count: 6_000_000 }, { pool })).rejects.toMatchObject({ code: 396 })
  expect((await clickhouse.rows('SELECT 1')).rows).toEqual([[1]])
})

test('an insert repeated with its token counts once', async () => {
  const row = {
    uuid: '018e1f00-0000-7000-8000-000000000001',
    event: 'twice',
    team_id: 77,
    timestamp: '2024-03-04 00:00:00.000000',
    distinct_id: 'd',
    properties: { a: 1 },
    inserted_at: '2024-03-04 00:00:00.000',
  }
  const lines = Buffer.from(JSON.stringify(row) + '\n')
  await clickhouse.insert('events', lines, { token: 'events:1' })
  await clickhouse.insert('events', lines, { token: 'events:1' })
  expect((await clickhouse.rows('SELECT count() FROM events WHERE team_id = 77')).rows).toEqual([[1]])
})

test('what is no block is refused, and the next rows are stored', async () => {
  const refused = clickhouse.insert('migrations', Buffer.from('no block'), { token: 'no block', format: 'Native' })
  await expect(refused).rejects.toThrow(ClickHouseError)
  await clickhouse.insert('migrations', Buffer.from('{"name":"after"}\n'), { token: 'after' })
  expect((await clickhouse.rows("SELECT count() FROM migrations WHERE name = 'after'")).rows).toEqual([[1]])
})

test('a reader can change nothing: the second wall stands alone', async () => {
  for (const sql of [
    "INSERT INTO events (event) VALUES ('x')",
    'DROP TABLE events',
    'SET readonly = 0',
    'SELECT 1 SETTINGS max_threads = 1',
    "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
    "SELECT * FROM s3('http://127.0.0.1:1/x', 'CSV', 'a String')",
    "SELECT * FROM remote('127.0.0.1:1', system.one)",
    'CREATE TABLE stolen AS events',
  ])
    await expect(clickhouse.rows(sql), sql).rejects.toThrow()
})

test('closing lets short reads end and stops the others, because a process that ends meanwhile crashes', async () => {
  const endless = clickhouse.rows('SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 3')
  const short = clickhouse.rows('SELECT sleepEachRow(0.1), number FROM numbers(2)')
  const outcomes = Promise.allSettled([endless, short])
  await clickhouse.close()
  expect(clickhouse.load()).toEqual({ running: 0, waiting: 0 })
  const [stopped, ended] = await outcomes
  expect(stopped).toMatchObject({ status: 'rejected', reason: { code: STORE_CLOSED } })
  expect(ended).toMatchObject({
    status: 'fulfilled',
    value: {
      rows: [
        [0, 0],
        [0, 1],
      ],
    },
  })
  await expect(clickhouse.rows('SELECT 1')).rejects.toMatchObject({ code: STORE_CLOSED })
})

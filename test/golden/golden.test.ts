import { readdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { compile } from '../../src/hogql/compile.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../../src/lib/json.ts'
import { compileContext } from '../../src/queries/compile-context.ts'
import { findKind } from '../../src/queries/kinds.ts'
import { WRAPPER_KINDS } from '../../src/schema/query/nodes.ts'
import { insertEvents } from '../support/f1.ts'
import { queryContext, testRunner } from '../support/queries.ts'
import { openTestClickHouse } from '../support/stores.ts'

/**
 * Questions, the SQL they become and the answers over fixture F1, side by side: `queries/x.json`, `x.sql`,
 * `x.result.json`. `GOLDEN=write` rewrites them; the diff is then read by a person.
 */
const FOLDER = new URL('./queries/', import.meta.url)
const WRITES = process.env['GOLDEN'] === 'write'
const names = (await readdir(FOLDER))
  .filter((file) => /^[^.]+\.json$/.test(file))
  .map((file) => file.replace('.json', ''))

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

test.each(names)('%s', async (name) => {
  const { query, world } = await readGolden(name)
  await compareWith(`${name}.sql`, await sqlOf(query, world))
  const { ask } = testRunner(clickhouse, world)
  const answer = await ask(query)
  const results = Object.fromEntries(Object.entries(answer).filter(([key]) => SHOWN.includes(key)))
  await compareWith(`${name}.result.json`, `${JSON.stringify(results, null, 2)}\n`)
})

const SHOWN = ['results', 'columns', 'types', 'hasMore', 'limit', 'offset', 'hogql', 'resolved_date_range']

async function readGolden(name: string): Promise<{ query: JsonObject; world: JsonObject }> {
  const golden = parseJson(await readFile(new URL(`${name}.json`, FOLDER), 'utf8'))
  if (!isObject(golden) || !isObject(golden['query'])) throw new Error(`${name}.json has no query`)
  return { query: golden['query'], world: objectOr(golden['world']) }
}

/** Every statement, formatted by the engine, its parameters renamed by their order and listed below. */
async function sqlOf(query: JsonObject, world: JsonObject): Promise<string> {
  const isWrapper = WRAPPER_KINDS.some((kind) => kind === query['kind'])
  const source = isWrapper ? objectOr(query['source']) : query
  const ctx = queryContext(world)
  const statements: string[] = []
  for (const { name, query: tree, fillings } of findKind(source['kind']).prepare(source, {}, {}).build(ctx)) {
    const { sql, params } = compile(tree, compileContext(ctx), fillings)
    const order = [...sql.matchAll(/\{(p\d+):/g)].map(([, parameter]) => parameter ?? '')
    const renamed = sql.replace(/\{(p\d+):/g, (_, parameter: string) => `{p${order.indexOf(parameter)}:`)
    const { rows } = await clickhouse.rows('SELECT formatQuery({sql:String})', { sql: renamed })
    const values = order.map((parameter, i) => `-- p${i} = ${JSON.stringify(params[parameter])}`)
    statements.push([`-- ${name}`, rows[0]?.[0], ...values].join('\n'))
  }
  return `${statements.join('\n\n')}\n`
}

async function compareWith(file: string, found: string): Promise<void> {
  const url = new URL(file, FOLDER)
  if (WRITES) await writeFile(url, found)
  expect(found).toBe(await readFile(url, 'utf8'))
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, compileText, parser } from '../../test/support/compile.ts'
import { insertEvents } from '../../test/support/f1.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { afterParsing } from './parse.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const NASTY = [
  "'",
  '"',
  '`',
  '\\',
  "\\'",
  "'; drop table events; --",
  '{p0:String}',
  '\n',
  '/*',
  '$' + '{x}',
  'é😀',
  "') or 1=1 --",
]

const quote = (text: string) => `'${text.replace(/[\\']/g, (letter) => `\\${letter}`).replace(/\n/g, '\\n')}'`

test('no literal is part of the text', () => {
  const text = "select 'marker', 12345, 1.25, [true], event from events where event = 'marker' limit 7 offset 3"
  const { sql, params } = compileText(text)
  expect(sql).not.toMatch(/marker|12345|1\.25|true|LIMIT 7|OFFSET 3/)
  expect(Object.values(params)).toEqual(expect.arrayContaining(['marker', 12345, 1.25, true, 7, 3]))
})

describe.each(NASTY)('%j', (nasty) => {
  test('as a value', async () => {
    expect(await ask(clickhouse, `select ${quote(nasty)}`)).toEqual([[nasty]])
    expect(await ask(clickhouse, `select count() from events where event = ${quote(nasty)}`)).toEqual([[0]])
    expect(await ask(clickhouse, `select count() from events where event in (${quote(nasty)}, 'signup')`)).toEqual([
      [2],
    ])
  })
  test('as a property', async () => {
    expect(await ask(clickhouse, `select properties[${quote(nasty)}] from events limit 1`)).toEqual([[null]])
    const nested = `select person.properties[${quote(nasty)}][${quote(nasty)}] from events limit 1`
    expect(await ask(clickhouse, nested)).toEqual([[null]])
  })
  test.skipIf(/[\n`]/.test(nasty))('as an alias', async () => {
    const name = `\`${nasty.replace(/[\\`]/g, (letter) => `\\${letter}`)}\``
    expect(await ask(clickhouse, `select ${name} from (select 1 as ${name}) as x`)).toEqual([[1]])
  })
})

test.each([
  'drop table events',
  'select 1; select 2',
  'select 1 settings max_threads = 1',
  'select 1 format JSON',
  "select 1 into outfile '/tmp/x'",
  'insert into events values (1)',
  'set x = 1',
  'system shutdown',
])('%s does not parse', (text) => {
  expect(() => compileText(text)).toThrow(expect.objectContaining({ code: 'hogql_syntax_error' }))
})

test.each([
  "select * from file('/etc/passwd')",
  "select * from url('http://x')",
  "select * from s3('x')",
  "select * from remote('x')",
  "select * from merge('db', '.*')",
  'select * from cluster(x, y)',
  "select * from mysql('a')",
  'select * from system.tables',
  'select * from information_schema.tables',
  'select * from default.events',
  'select * from person',
  'select * from migrations',
  "select file('/etc/passwd')",
  "select getSetting('x')",
  'select hostName()',
  'select currentUser()',
  'select sleep(1)',
  "select dictGet('a', 'b', 1)",
  'select currentDatabase()',
  "select arrayReduce('file', [1])",
  'select {x + 1}',
  'select 1 as `a%b`',
])('%s is refused', (text) => {
  expect(() => compileText(text)).toThrow()
})

test('depth and length are bounded before the parser sees them', () => {
  for (const text of [
    '('.repeat(200_000),
    `select ${'lower('.repeat(60)}`,
    `select ${'['.repeat(50)}`,
    'x'.repeat(400_000),
    `select a${'.b'.repeat(3000)}`,
    `select ${'not '.repeat(500)}1`,
    `select ${'- '.repeat(500)}1`,
  ]) {
    expect(() => compileText(text)).toThrow('too long or nested too deeply')
  }
})

test.each([
  ['quotes that are never closed', `select '${"\\'".repeat(140_000)}`],
  ['spaces behind a semicolon', `select 1;${' '.repeat(290_000)}x`],
])('%s are read in one walk', (_, text) => {
  const began = performance.now()
  expect(() => compileText(text)).toThrow()
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('depth behind a quote that is never closed counts', () => {
  for (const quote of ["'", '"', '`', "/*'*/"])
    expect(() => compileText(`select ${quote}${'('.repeat(100)}`)).toThrow('too long or nested too deeply')
})

test('a semicolon at the end is no part of the statement, and inside a text or comment it is', async () => {
  expect(await ask(clickhouse, "select 'a;' ; -- done; ")).toEqual([['a;']])
  expect(await ask(clickhouse, 'select 1 -- a;')).toEqual([[1]])
})

test('a text that ruins the parser does not ruin the next one', async () => {
  expect(() => compileText(`select ${Array(50_000).fill('a').join('+')}`)).toThrow()
  expect(await ask(clickhouse, 'select 1 + 1')).toEqual([[2]])
})

test('tables of tables that double are stopped', async () => {
  const ctes = Array.from({ length: 20 }, (_, i) => `c${i + 1} as (select a.n from c${i} a cross join c${i} b)`)
  const text = `with c0 as (select 1 n), ${ctes.join(', ')} select count() from c20`
  await expect(afterParsing(parser, () => compileText(text))).rejects.toThrow('too often')
})

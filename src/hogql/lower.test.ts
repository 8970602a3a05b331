import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, compileText } from '../../test/support/compile.ts'
import { event, insertEvents } from '../../test/support/f1.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'

/** One event per kind of value under the same key, as capture would store it. */
const VALUES: Record<string, unknown> = {
  text: 'abc',
  empty: '',
  whole: 5,
  broken: 1.5,
  yes: true,
  list: ['a', 'b'],
  objects: [{ a: 1 }, { b: [7] }],
  object: { x: 1, deep: { y: 'z' } },
  bare: {},
  null: null,
  missing: undefined,
  quoted: '"q"',
  lines: 'a"b\nc',
  number: '12.5',
  moment: '2024-03-04T10:00:00Z',
}

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  const events = Object.entries(VALUES).map(([name, k], second) =>
    event(`2024-03-04 00:00:${String(second).padStart(2, '0')}`, name, 'alice', k === undefined ? {} : { k }),
  )
  await insertEvents(clickhouse, 1, [
    ...events,
    event('2024-03-05 00:00:00', 'odd', 'alice', {
      'a.b': 1,
      a: { b: 2 },
      'sp ace': 's',
      bracket: '[not a list',
      $browser: 'Chrome',
      '': 'nameless',
    }),
    event('2024-03-05 00:00:01', 'dated', 'alice', {
      day: '2026-01-02',
      iso: '2026-01-02T03:04:05.000Z',
      local: '2026-01-02 03:04:05',
    }),
  ])
})
afterAll(() => clickhouse.close())

async function table(expr: string, property_types = {}) {
  const types = { event: {}, person: {}, group: {}, ...property_types }
  const rows = await ask(clickhouse, `select event, ${expr} from events where event not in ('odd', 'dated')`, {
    property_types: types,
  })
  return Object.fromEntries(rows)
}

const NONE = Object.fromEntries(Object.keys(VALUES).map((name) => [name, null]))

test('as text', async () => {
  expect(await table('properties.k')).toEqual({
    ...NONE,
    text: 'abc',
    empty: '',
    whole: '5',
    broken: '1.5',
    yes: 'true',
    list: '["a","b"]',
    objects: '[{"a":1},{"b":[7]}]',
    object: '{"deep":{"y":"z"},"x":1}',
    quoted: '"q"',
    lines: 'a"b\nc',
    number: '12.5',
    moment: '2024-03-04T10:00:00Z',
  })
})

test('as a number, where text may hold one', async () => {
  const numbers = { ...NONE, whole: 5, broken: 1.5, number: 12.5 }
  expect(await table('toFloat(properties.k)')).toEqual(numbers)
  expect(await table('properties.k', { event: { k: 'Numeric' } })).toEqual(numbers)
})

test('as a boolean, by its text', async () => {
  expect(await table('properties.k', { event: { k: 'Boolean' } })).toEqual({ ...NONE, yes: true })
})

test('as a moment', async () => {
  const found = await table('properties.k', { event: { k: 'DateTime' } })
  expect(found).toMatchObject({ moment: '2024-03-04T10:00:00.000000Z', text: null, yes: null, missing: null })
})

test('JSON functions keep the defaults of missing values', async () => {
  const strings = await table("JSONExtractString(properties, 'k')")
  expect(strings).toMatchObject({ text: 'abc', missing: '', null: '', empty: '' })
  expect(await table("JSONExtractInt(properties, 'k')")).toMatchObject({ whole: 5, missing: 0, text: 0 })
  expect(await table("JSONExtractBool(properties, 'k')")).toMatchObject({ yes: true, missing: false, text: false })
  expect(await table("JSONExtractRaw(properties, 'k')")).toMatchObject({ text: '"abc"', whole: '5', missing: '' })
})

test('JSONHas knows the keys that only the residue holds', async () => {
  const has = await table("JSONHas(properties, 'k')")
  expect(has).toEqual({ ...Object.fromEntries(Object.keys(VALUES).map((name) => [name, 1])), missing: 0 })
})

test('nested keys, positions and keys that look like paths', async () => {
  const row = async (expr: string, name: string) =>
    (await ask(clickhouse, `select ${expr} from events where event = '${name}'`))[0]?.[0]
  expect(await row('properties.k.deep.y', 'object')).toBe('z')
  expect(await row('properties.k.1', 'list')).toBe('a')
  expect(await row("properties.k.2['b'].1", 'objects')).toBe('7')
  expect(await row("properties['a.b']", 'odd')).toBe('1')
  expect(await row('properties.a.b', 'odd')).toBe('2')
  expect(await row("properties['sp ace']", 'odd')).toBe('s')
  expect(await row('properties.$browser', 'odd')).toBe('Chrome')
  expect(await row('properties.bracket', 'odd')).toBe('[not a list')
})

describe('the whole object', () => {
  test('inside an expression', async () => {
    const rows = await ask(clickhouse, "select JSONExtractKeys(properties) from events where event = 'whole'")
    expect(rows).toEqual([[['k']]])
  })
  test('as text, as it was sent: dates are texts too', async () => {
    const rows = await ask(clickhouse, "select toString(properties) from events where event = 'dated'")
    expect(rows).toEqual([['{"day":"2026-01-02","iso":"2026-01-02T03:04:05.000Z","local":"2026-01-02 03:04:05"}']])
  })
  test('searched as text', async () => {
    const found = async (condition: string) =>
      (await ask(clickhouse, `select event from events where ${condition}`)).flat()
    expect(await found("properties like '%T03:04:05.000Z%'")).toEqual(['dated'])
    expect(await found("properties ilike '%NAMELESS%'")).toEqual(['odd'])
    expect(await found("properties =~ 'iso.:' and properties not like '%nowhere%'")).toEqual(['dated'])
  })
  test('as a column: its text and its residue', () => {
    expect(compileText('select properties from events').columns).toEqual([{ name: 'properties', reads: 'properties' }])
  })
})

test('a hinted key is read directly, everything else never through toString', () => {
  const { sql } = compileText('select properties.$browser, properties.k from events')
  expect(sql).toContain('`events`.`properties`.`$browser` AS `$browser`')
  expect(sql).not.toContain('toString')
})

test('a moment compared with a bare string is local time, and the column stays bare for the index', () => {
  const { sql, params } = compileText("select count() from events where timestamp >= '2024-03-04 00:00:00'", {
    timezone: 'America/New_York',
  })
  expect(sql).toContain("`events`.`timestamp` >= {p1:DateTime64(6, 'UTC')}")
  expect(params).toMatchObject({ p1: '2024-03-04 05:00:00.000000' })
})

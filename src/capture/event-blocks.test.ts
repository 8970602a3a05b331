import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { mergeProperties, plainText, splitProperties } from '../clickhouse/residue.ts'
import { canonicalJson, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import { parseExact } from '../lib/lossless.ts'
import { NO_CHANGE, type PersonChange } from '../persons/person-change.ts'
import { EVENT_HINTS, PERSON_HINTS } from '../schema/hinted-keys.ts'
import { EventBlocks } from './event-blocks.ts'

let clickhouse: ClickHouse
let team = 5000

beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

/** An event: its properties, its person's, and what it changes of these. */
interface Given {
  properties?: JsonObject
  person?: JsonObject
  change?: Partial<PersonChange>
}

const uuidOf = (i: number) => `0189ABCD-0000-7000-8000-${String(i).padStart(12, '0')}`.toLowerCase()
const AT = Date.UTC(2024, 2, 4, 9, 0, 0, 123)

/** Stores events as capture does, and returns their project. */
async function store(events: Given[], repeated = 1): Promise<number> {
  team++
  const blocks = new EventBlocks()
  for (const [i, { properties = {}, person = {}, change }] of events.entries()) {
    const own = { uuid: uuidOf(i), event: 'e', properties, timestamp: AT * 1000 + 456, team_id: team }
    blocks.add(
      { ...own, distinct_id: 'd', elements_chain: '' },
      {
        person_id: uuidOf(i),
        person_created_at: new Date(AT),
        person_mode: 'full',
        person_properties: person,
        change: { ...NO_CHANGE, ...change },
      },
      AT,
    )
  }
  const written = blocks.written()
  for (let i = 0; i < repeated; i++)
    await clickhouse.insert('events', written, { token: `blocks ${team}`, format: 'Native' })
  return team
}

/** Stores the same as lines of JSON, which the engine parses. */
async function storeLines(events: Required<Pick<Given, 'properties' | 'person'>>[]): Promise<number> {
  team++
  const lines = events.map(({ properties, person }, i) => {
    const [own, persons] = [splitProperties(properties, EVENT_HINTS), splitProperties(person, PERSON_HINTS)]
    return `{"uuid":"${uuidOf(i)}","team_id":${team},"properties":${plainText(own)},"properties_residue":${JSON.stringify(own.residue)},"person_properties":${plainText(persons)},"person_properties_residue":${JSON.stringify(persons.residue)}}`
  })
  await clickhouse.insert('events', Buffer.from(`${lines.join('\n')}\n`), { token: `lines ${team}` })
  return team
}

/** What the engine has of a project's properties, with the type of each path. */
async function contentsOf(team: number): Promise<unknown[][]> {
  const { rows } = await clickhouse.rows(
    `SELECT toJSONString(properties), JSONAllPathsWithTypes(properties), properties_residue,
      toJSONString(person_properties), JSONAllPathsWithTypes(person_properties), person_properties_residue
    FROM events WHERE team_id = {team:Int64} ORDER BY uuid`,
    { team },
  )
  return rows
}

test('the columns are those of the table, of the same types', async () => {
  const blocks = new EventBlocks()
  const { rows } = await clickhouse.rows(
    "SELECT name, replaceAll(type, ' = ', '=') FROM system.columns WHERE database = currentDatabase() AND table = 'events'",
  )
  const written = Object.entries(blocks.columns).map(([name, { type }]) => [name, type.replaceAll(' = ', '=')])
  expect(written.map(([name, type = '']) => [name, sortedPaths(type)])).toEqual(
    rows.map(([name, type]) => [name, sortedPaths(String(type))]),
  )
})

const sortedPaths = (type: string) =>
  type.startsWith('JSON(') ? type.slice(5, -1).replaceAll('`', '').split(', ').sort() : type

test('an event is stored as it is', async () => {
  const team = await store([{ properties: { a: 1 } }])
  const { rows } = await clickhouse.rows(
    `SELECT toString(uuid), event, timestamp, distinct_id, created_at, toString(person_id), person_created_at,
      toString(person_mode), inserted_at FROM events WHERE team_id = {team:Int64}`,
    { team },
  )
  expect(rows).toEqual([
    [
      ...[uuidOf(0), 'e', '2024-03-04T09:00:00.123456Z', 'd', '2024-03-04T09:00:00.123000Z', uuidOf(0)],
      ...['2024-03-04T09:00:00.123Z', 'full', '2024-03-04T09:00:00.123Z'],
    ],
  ])
})

test('blocks repeated with their token count once', async () => {
  const team = await store([{ properties: { a: 1 } }, { properties: { a: [null] } }], 3)
  expect(await contentsOf(team)).toHaveLength(2)
})

test('of each kind of value the engine has what it would have parsed', async () => {
  const objects: JsonObject[] = [
    { s: 'x', i: 1, f: 1.5, b: true, e: [], ss: ['é', '🦔'], is: [1, -2], fs: [1.5, 2.5], bs: [true, false] },
    { s: 2, i: 'two', f: false, b: [1], e: 'full', o: { in: { ner: 1 }, list: ['x'] }, 'a.b': 1, a: { b: 2 } },
    { $browser: 'Safari', $current_url: `https://shop.example/${'é'.repeat(200)}`, long: 'y'.repeat(70_000) },
    { max: 9007199254740991, minus: -(2 ** 53), wide: 2 ** 62, wider: 2 ** 63, huge: 1e300, tiny: 5e-324, zero: -0 },
    { nul: 'a\0b', half: '\ud83d', 'nul\0key': 1, date: '2024-01-01', time: '2024-01-01 10:00:00', digits: '12' },
    { mixed: [1, 'a', null], objects: [{ a: 1 }], nested: [[1], [2]], empty: {}, none: null, deep: [{ a: [{}] }] },
    {},
  ]
  const [stored, parsed] = [
    await store(objects.map((properties) => ({ properties, person: properties }))),
    await storeLines(objects.map((properties) => ({ properties, person: properties }))),
  ]
  expect(await contentsOf(stored)).toEqual(await contentsOf(parsed))
})

/** Of which type the elements of a parsed list are depends on the lists that the engine parsed before it. */
const listsAlike = (rows: unknown[][]) => JSON.stringify(rows).replaceAll(/"Array\(.*?\)"(?=[,}])/g, '"Array"')

test('any properties are stored as if they were parsed', async () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('$browser', 'a.b', 'a', 'b', '$group_0', 'a%2Eb', '\0', '\ufffd'),
  )
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
  const value = fc.oneof(
    number,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(number, { maxLength: 3 }),
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
    fc.array(fc.boolean(), { maxLength: 3 }),
    fc.jsonValue({ stringUnit: 'binary', depthSize: 'small' }),
  )
  const object = fc
    .dictionary(key, value, { maxKeys: 8 })
    .map((made): JsonObject => objectOr(parseJson(JSON.stringify(made))))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(object, object), { minLength: 1, maxLength: 40 }), async (pairs) => {
      const events = pairs.map(([properties, person]) => ({ properties, person }))
      const [stored, parsed] = [await contentsOf(await store(events)), await contentsOf(await storeLines(events))]
      expect(listsAlike(stored)).toEqual(listsAlike(parsed))
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('keys that objects have of themselves are keys like others', async () => {
  const texts = [
    '{"__proto__":null,"z":1}',
    '{"__proto__":{"a":null,"b":1},"constructor":"c","toString":{"valueOf":1}}',
    '{"a":{"__proto__":{"b":1},"c":null,"d":1}}',
    '{"__proto__":"s","hasOwnProperty":[null]}',
  ]
  const objects = texts.map((text) => objectOr(parseJson(text)))
  const events = objects.map((properties) => ({ properties, person: properties }))
  const [stored, parsed] = [await contentsOf(await store(events)), await contentsOf(await storeLines(events))]
  expect(stored).toEqual(parsed)
  const merged = stored.map(([column, , residue]) => mergeProperties(String(column), String(residue)))
  expect(merged.map(canonicalJson)).toEqual(objects.map(canonicalJson))
})

test('what an event sets of such a key stands before what its person has', async () => {
  const [person, set] = [objectOr(parseJson('{"__proto__":"old"}')), objectOr(parseJson('{"__proto__":"new"}'))]
  const stored = await contentsOf(await store([{ person, change: { set } }]))
  expect(stored).toEqual(await contentsOf(await storeLines([{ properties: {}, person: set }])))
})

test('a long key above many others is kept whole and out of the column', async () => {
  const inner = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]))
  const long = 'long'.repeat(25_000)
  const objects: JsonObject[] = [
    { [long]: inner, a: 1 },
    { list: [{ [long]: inner }], a: 2 },
    { inner, a: 3 },
  ]
  const stored = await contentsOf(await store(objects.map((properties) => ({ properties, person: properties }))))
  const columns = stored.map(([column]) =>
    Object.keys(mergeProperties(String(column), '')).filter((key) => key[0] !== '$'),
  )
  expect(columns).toEqual([['a'], ['a'], ['a', 'inner']])
  const merged = stored.map(([column, , residue]) => mergeProperties(String(column), String(residue)))
  expect(merged.map(canonicalJson)).toEqual(objects.map(canonicalJson))
})

test('an insert ends where the properties of persons become much', () => {
  const blocks = new EventBlocks()
  const identity = {
    person_id: uuidOf(0),
    person_created_at: new Date(AT),
    person_mode: 'full',
    change: NO_CHANGE,
  } as const
  const own = { uuid: uuidOf(0), event: 'e', properties: {}, timestamp: AT * 1000, team_id: 1 }
  const person_properties = { text: 'x'.repeat(2 ** 20) }
  let rows = 0
  for (; !blocks.areFull; rows++)
    blocks.add({ ...own, distinct_id: 'd', elements_chain: '' }, { ...identity, person_properties }, AT)
  expect(rows).toBe(32)
  expect(blocks.written().length).toBeLessThan(34 * 2 ** 20)
})

test('numbers beyond a double travel in the residue', async () => {
  const properties = objectOr(parseExact('{"n":12345678901234567890,"x":0.1234567890123456789,"y":1}'))
  const team = await store([{ properties }])
  const { rows } = await clickhouse.rows(
    'SELECT properties.n, properties.x, properties.y, properties_residue FROM events WHERE team_id = {team:Int64}',
    { team },
  )
  const residue = '{"n":12345678901234567890,"x":0.1234567890123456789}'
  expect(rows).toEqual([['1.2345678901234567e+19', 0.12345678901234568, 1, residue]])
})

test('what an event sets stands before what its person has', async () => {
  const person = { plan: 'free', seats: 3, address: { city: 'Rome' }, $browser: 'Safari' }
  const set = (change: JsonObject, unset: string[] = []) => ({ person, change: { set: change, unset } })
  const expected: [Given, JsonObject][] = [
    [set({}), person],
    [
      set({ plan: 'paid', $browser: 'Chrome', new: 'yes' }),
      { ...person, plan: 'paid', $browser: 'Chrome', new: 'yes' },
    ],
    [set({ plan: 5 }), { ...person, plan: 5 }],
    [set({ address: 'none' }), { ...person, address: 'none' }],
    [set({ plan: 'gone', seats: '4' }, ['plan']), { ...person, seats: '4' }],
  ]
  const stored = await contentsOf(await store(expected.map(([given]) => given)))
  const parsed = await contentsOf(await storeLines(expected.map(([, person]) => ({ properties: {}, person }))))
  expect(stored).toEqual(parsed)
})

test('events of thousands of different paths are stored, and those of a group are one part', async () => {
  const wide = (i: number, keys: number) => ({
    person: Object.fromEntries(Array.from({ length: keys }, (_, k) => [`k${i}_${k}`, k])),
  })
  const objects = Array.from(
    { length: 2_500 },
    (_, i): JsonObject => ({ [`own${i % 900}`]: i, n: i, list: [i % 2 ? i : 'x'] }),
  )
  const events: Given[] = objects.map((properties, i) => ({ properties, ...(i % 100 === 0 ? wide(i, 50) : {}) }))
  events.push({ properties: { big: 'x' }, ...wide(9, 20_000) })
  const team = await store(events)
  const { rows } = await clickhouse.rows(
    `SELECT uniqExact(_part), count(), sum(properties.n::Int64), countIf(notEmpty(paths)), sum(length(paths)) FROM (SELECT _part, properties, arrayFilter(path -> startsWith(path, 'k'), JSONAllPaths(person_properties)) AS paths
      FROM events WHERE team_id = {team:Int64})`,
    { team },
  )
  expect(rows).toEqual([[1, 2_501, (2_499 * 2_500) / 2, 26, 25 * 50 + 20_000]])
})

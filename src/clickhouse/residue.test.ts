import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestClickHouse } from '../../test/support/stores.ts'
import { isObject, type JsonObject } from '../lib/json.ts'
import { parseExact } from '../lib/lossless.ts'
import { EVENT_HINTS, PERSON_HINTS } from '../schema/hinted-keys.ts'
import type { ClickHouse } from './clickhouse.ts'
import { mergeProperties, plainText, splitProperties } from './residue.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

let team = 1000
/** Writes objects through the real table and reads them back. */
async function roundTrip(objects: JsonObject[]): Promise<JsonObject[]> {
  team++
  const lines = objects.map((properties, i) => {
    const split = splitProperties(properties, EVENT_HINTS)
    const uuid = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
    return `{"uuid":"${uuid}","team_id":${team},"event":"e","distinct_id":"d","timestamp":"2024-01-01 00:00:00","properties":${plainText(split)},"properties_residue":${JSON.stringify(split.residue)}}`
  })
  await clickhouse.insert('events', Buffer.from(lines.join('\n') + '\n'), { token: `residue ${team}` })
  const { rows } = await clickhouse.rows(
    'SELECT toJSONString(properties), properties_residue FROM events WHERE team_id = {team:Int64} ORDER BY uuid',
    { team },
  )
  return rows.map(([plain, residue]) => mergeProperties(String(plain), String(residue)))
}

/** What both stores cannot hold, repaired: lone surrogates and NUL become U+FFFD, minus zero becomes zero. */
function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd')
  if (Object.is(value, -0)) return 0
  if (Array.isArray(value)) return value.map(repaired)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [repaired(key), repaired(item)]))
}

test('the hints are those of the migration', () => {
  const sql = readFileSync(new URL('./migrations/0001_events_and_persons.sql', import.meta.url), 'utf8')
  const hintsOf = (text: string) => new Set([...text.matchAll(/^\s+`([^`]+)`/gm)].map(([, key]) => key))
  const [, events = '', persons = ''] = sql.split(/JSON\(\n/)
  expect(hintsOf(events.split('\n  )')[0] ?? '')).toEqual(EVENT_HINTS)
  expect(hintsOf(persons.split('\n  )')[0] ?? '')).toEqual(PERSON_HINTS)
})

test('worked examples come back exactly', async () => {
  const objects: JsonObject[] = [
    {},
    { a: null, b: {}, c: [], d: '', e: 0, f: false },
    { $browser: 5, utm_source: null, $current_url: ['x'], $os: 'Linux' },
    { 'a.b': 1, a: { b: 2 }, 'x%2Ey': 3, '': 4 },
    { mixed: [1, 'a', null, { b: [] }], nested: [[1], [2, 'x']], objects: [{ a: 1 }, { b: null }] },
    { big: 1e20, bigger: 1.5e300, small: 5e-324, long: 0.1234567890123456, max: 9007199254740991, minus: -12 },
    {
      deep: JSON.parse('['.repeat(70) + ']'.repeat(70)),
      deeper: JSON.parse('{"a":'.repeat(90) + '1' + '}'.repeat(90)),
    },
    { text: 'quote " slash \\ \\ud83d literal \u0007', emoji: '🦔', cjk: '統計' },
    { 'key with `tick`': 1, 'key "quote"': 2, '🦔': 3, "it's": { 'in.ner': 1 } },
  ]
  expect(await roundTrip(objects)).toEqual(objects)
})

test('long numbers keep every digit', async () => {
  const text = '{"n":12345678901234567890,"x":0.1234567890123456789,"list":[1e400,1E0309],"id":"12345678901234567890"}'
  const properties = parseExact(text)
  if (!isObject(properties)) throw new Error('an object')
  const { residue } = splitProperties(properties, EVENT_HINTS)
  expect(residue).toBe('{"n":12345678901234567890,"x":0.1234567890123456789,"list":[null,null]}')
  // The engine merges no text with a number that it cannot hold, and the whole question fails.
  const { rows } = await clickhouse.rows(`SELECT jsonMergePatch('{"a":1}', {residue:String})`, { residue })
  expect(rows).toEqual([['{"a":1,"n":12345678901234567890,"x":0.12345678901234568,"list":[null,null]}']])
  await expect(roundTrip([properties])).resolves.toHaveLength(1)
})

test('any JSON object goes in and comes out equal, and none is refused', async () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('$browser', 'a.b', 'a', '$group_0', '__proto__x'),
  )
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
  const value = fc.oneof(
    number,
    fc.array(number, { maxLength: 3 }),
    fc.jsonValue({ stringUnit: 'binary', depthSize: 'small' }),
  )
  const object = fc.dictionary(key, value, { maxKeys: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 40 }), async (objects) => {
      const expected = objects.map((item) => repaired(JSON.parse(JSON.stringify(item))))
      expect(await roundTrip(objects.map((item) => JSON.parse(JSON.stringify(item))))).toEqual(expected)
    }),
    { numRuns: 25 },
  )
}, 60_000)

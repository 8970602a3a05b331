import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type Json, objectsOf } from '../lib/json.ts'
import { detectType } from './property-type.ts'

const NOW = Date.parse('2026-03-12T12:00:00Z') / 1000

test.each<[string, Json, ReturnType<typeof detectType>]>([
  ['plan', 'pro', 'String'],
  ['price', 3, 'Numeric'],
  ['price', '3', 'String'],
  ['paid', true, 'Boolean'],
  ['paid', 'FALSE', 'Boolean'],
  ['paid', 'False', 'String'],
  ['when', '2026-03-12', 'DateTime'],
  ['when', '12/03/2026', 'DateTime'],
  ['when', '2026-03-12T12:00:00.5+01:00', 'DateTime'],
  ['when', '2026-99-12', 'String'],
  ['created_at', NOW - 1000, 'DateTime'],
  ['created_at', NOW - 20_000_000, 'Numeric'], // more than half a year ago
  ['created_at', NOW + 0.5, 'Numeric'],
  ['utm_term', 5, 'String'],
  ['$feature/x', true, 'String'],
  ['any', null, undefined],
  ['any', [1], undefined],
  ['any', { a: 1 }, undefined],
])('%s = %j is %s', (name, value, expected) => {
  expect(detectType(name, value, NOW)).toBe(expected)
})

describe('the table of the specification', () => {
  test.each<[string, Json, ReturnType<typeof detectType>]>([
    ['random', '2023-12-13', 'DateTime'],
    ['random', '12/13/2023T15:45:30', 'DateTime'],
    ['random', '2023/12/13 15:45:30Z', 'DateTime'],
    ['p', '31/12/2023', 'String'],
    ['p', '13/12/2023', 'DateTime'],
    ['p', '2023-13-12T15:45:30', 'DateTime'],
    ['p', '15:45:30', 'String'],
    ['signup_date', 'not a date', 'String'],
    ['updatedAt', 'true', 'Boolean'],
    ['x', ' TRUE ', 'Boolean'],
    ['x', 'True', 'String'],
    ['tags', ['a'], undefined],
    ['created_at', 1639400730, 'Numeric'],
    ['sent_at', NOW, 'DateTime'],
    ['TIMESTAMP', NOW * 1000, 'DateTime'],
    ['lastSeenAt', NOW, 'Numeric'],
    ['candidate', NOW, 'DateTime'],
    ['price', 12.5, 'Numeric'],
    ['utm_source', 5, 'String'],
    ['$feature/beta', true, 'String'],
    ['meta', null, undefined],
  ])('%s = %j is %s', (name, value, expected) => {
    expect(detectType(name, value, NOW)).toBe(expected)
  })
})

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date(Date.now() + ahead))
})
afterAll(() => app.close())
/** Milliseconds by which the clock of the program runs ahead. */
let ahead = 0

const definitions = (event?: string) =>
  app.app.deps.postgres
    .selectFrom('property_definition as p')
    .select(['p.name', 'p.type', 'p.property_type', 'p.is_numerical'])
    .where('p.team_id', '=', 1)
    .$if(event !== undefined, (q) =>
      q.innerJoin('event_property as l', 'l.property', 'p.name').where('l.event', '=', event ?? ''),
    )
    .orderBy('p.name')
    .execute()

test('events, their properties and types, persons and groups become known', async () => {
  await app.capture([
    {
      event: 'order',
      distinct_id: 'a',
      properties: {
        total: 3.5,
        note: null,
        items: [1],
        $lib: 'web',
        $set: { email: 'a@b.example' },
        $groups: { shop: 's' },
      },
    },
    {
      event: '$groupidentify',
      distinct_id: 'a',
      properties: { $group_type: 'shop', $group_key: 's', $group_set: { seats: 4 } },
    },
  ])
  const events = await app.app.deps.postgres.selectFrom('event_definition').select('name').orderBy('name').execute()
  expect(events.map(({ name }) => name)).toEqual(['$groupidentify', 'order'])
  const rows = await definitions()
  const find = (name: string, type: number) => rows.find((row) => row.name === name && row.type === type)
  expect(find('total', 1)).toMatchObject({ property_type: 'Numeric', is_numerical: true })
  expect(find('note', 1)).toMatchObject({ property_type: null, is_numerical: false })
  expect(find('items', 1)).toMatchObject({ property_type: null })
  expect(find('email', 2)).toMatchObject({ property_type: 'String' })
  expect(find('seats', 3)).toMatchObject({ property_type: 'Numeric' })
  for (const name of ['$set', '$groups', '$group_0']) expect(find(name, 1)).toBeUndefined()
  const linked = (await definitions('order')).map(({ name }) => name)
  expect(linked).toEqual(expect.arrayContaining(['items', 'note', 'total']))
  expect(linked).not.toContain('$set')
})

test('the first value with a type decides, and a later one of another type changes nothing', async () => {
  const typeOf = async (name: string) => (await definitions()).find((row) => row.name === name)?.property_type
  const send = (value: Json) => app.capture([{ event: 'typed', distinct_id: 'a', properties: { level: value } }])
  await send(null)
  expect(await typeOf('level')).toBe(null)
  await send(7)
  expect(await typeOf('level')).toBe('Numeric')
  await send('high')
  expect(await typeOf('level')).toBe('Numeric')
})

describe('a property that only held texts, numbers and booleans', () => {
  const send = (value: Json, event = 'shaped') =>
    app.capture([{ event, distinct_id: 'a', properties: { shape: value }, $set: { figure: value } }])
  const isKnown = async (name: string) => {
    const { postgres } = app.app.deps
    const rows = await postgres.selectFrom('property_definition').selectAll().where('name', '=', name).execute()
    return rows.map(({ only_scalars }) => only_scalars)
  }
  const counts = async (field: string) => {
    const query = `SELECT ${field}, count() FROM events WHERE event = 'shaped' GROUP BY ${field} ORDER BY ${field}`
    const { body } = await app.ask('POST', '/api/projects/1/query/', { query: { kind: 'HogQLQuery', query } })
    return body['results']
  }

  test('is known as such until a list or an object comes, and is read rightly before and after', async () => {
    const reading = vi.spyOn(app.app.deps.clickhouse, 'rows')
    const looksForObjects = () => reading.mock.calls.some(([text]) => text.includes('^`shape`'))
    await send('round')
    await send(null)
    await send(3.25)
    expect([await isKnown('shape'), await isKnown('figure')]).toEqual([[true], [true]])
    const scalars = [
      ['3.25', 1],
      ['round', 1],
      [null, 1],
    ]
    expect(await counts('properties.shape')).toEqual(scalars)
    expect(looksForObjects()).toBe(false)
    await send(['round', 2])
    expect([await isKnown('shape'), await isKnown('figure')]).toEqual([[false], [false]])
    await send({ sides: 4 })
    const all = [...scalars.slice(0, 1), ['["round",2]', 1], scalars[1], ['{"sides":4}', 1], scalars[2]]
    expect(await counts('properties.shape')).toEqual(all)
    expect(await counts('toString(properties.shape)')).toEqual(all)
    expect(looksForObjects()).toBe(true)
    reading.mockRestore()
  })

  test('is not taken for one when its definition was deleted and made again', async () => {
    await app.capture([{ event: 'shaped', distinct_id: 'b', properties: { outline: 'thin' } }])
    expect(await isKnown('outline')).toEqual([true])
    const { postgres } = app.app.deps
    const { id } = await postgres
      .selectFrom('property_definition')
      .select('id')
      .where('name', '=', 'outline')
      .executeTakeFirstOrThrow()
    expect((await app.ask('DELETE', `/api/projects/1/property_definitions/${id}/`)).status).toBe(204)
    await app.capture([{ event: 'shaped', distinct_id: 'b', properties: { outline: 'thick' } }])
    expect(await isKnown('outline')).toEqual([false])
  })

  test('is one no more when a list comes in an event that makes no definitions', async () => {
    const scalars = { width: 'w', height_: 'h', area: 'a', volume: 'v' }
    await app.capture([{ event: 'shaped', distinct_id: 'd', properties: { ...scalars }, $set: { size: 's' } }])
    expect(await isKnown('volume')).toEqual([true])
    const many = Object.fromEntries(Array.from({ length: 5_100 }, (_, i) => [`many ${i}`, 'x']))
    const named = { $group_type: 'firm', $group_key: 'k', $group_set: {} }
    await app.capture([
      { event: '\u{1f600}'.repeat(60), distinct_id: 'e', properties: { width: ['x'] }, $set: { size: ['x'] } },
      { event: '$$plugin_metrics', distinct_id: 'f', properties: { height_: ['x'] } },
      { event: 'shaped', distinct_id: 'g', properties: { ...many, area: ['x'], later: ['x'] } },
      { event: '$groupidentify', distinct_id: 'h', properties: { ...named, volume: ['x'] } },
    ])
    for (const name of ['width', 'height_', 'area', 'volume', 'size']) expect(await isKnown(name)).toEqual([false])
    expect([await isKnown('later'), await isKnown('many 1'), await isKnown('$group_set')]).toEqual([[], [], []])
    const query = `SELECT properties.area, count() FROM events WHERE distinct_id = 'g' GROUP BY properties.area`
    const { body } = await app.ask('POST', '/api/projects/1/query/', { query: { kind: 'HogQLQuery', query } })
    expect(body['results']).toEqual([['["x"]', 1]])
    await app.capture([{ event: 'shaped', distinct_id: 'd', properties: { later: 'l' } }])
    expect(await isKnown('later')).toEqual([false])
  })

  test('is one no more when a list came first in the same request', async () => {
    const sent = [[1], 'flat'].map((depth) => ({ event: 'shaped', distinct_id: 'c', properties: { depth } }))
    await app.capture(sent)
    expect(await isKnown('depth')).toEqual([false])
  })
})

test('of two types in one request the first decides, too', async () => {
  const sent = [7, 'high'].map((level) => ({ event: 'typed at once', distinct_id: 'a', properties: { height: level } }))
  await app.capture(sent)
  expect((await definitions()).find(({ name }) => name === 'height')?.property_type).toBe('Numeric')
})

test('what is deleted while an event of it is being stored is made anew', async () => {
  const { clickhouse, postgres } = app.app.deps
  const send = () =>
    app.capture([{ event: 'short-lived', distinct_id: 'a', properties: { brief: 1, $set: { briefly: 'x' } } }])
  const idOf = async (table: 'event_definition' | 'property_definition', name: string) =>
    (await postgres.selectFrom(table).select('id').where('name', '=', name).executeTakeFirst())?.id
  for (let i = 0; i < 3; i++) await send()
  const [event, property] = [await idOf('event_definition', 'short-lived'), await idOf('property_definition', 'brief')]
  const insert = clickhouse.insert.bind(clickhouse)
  const inserting = vi.spyOn(clickhouse, 'insert').mockImplementation(async (...given) => {
    if (given[0] !== 'events') return insert(...given)
    expect((await app.ask('DELETE', `/api/projects/1/event_definitions/${event}/`)).status).toBe(204)
    expect((await app.ask('DELETE', `/api/projects/1/property_definitions/${property}/`)).status).toBe(204)
    return insert(...given)
  })
  await send()
  expect(inserting).toHaveBeenCalled()
  inserting.mockRestore()
  expect(await idOf('event_definition', 'short-lived')).not.toBe(event)
  expect(await idOf('event_definition', 'short-lived')).toBeDefined()
  expect(await idOf('property_definition', 'brief')).toBeDefined()
})

test('what was sent is visible in the API within a second of the answer', async () => {
  const { deps } = app.app
  const body = { api_key: deps.config.project_token, event: 'quick', distinct_id: 'a', properties: { fast: true } }
  expect((await app.ask('POST', '/capture/', body, null)).status).toBe(200)
  const until = performance.now() + 1_000
  const isThere = async () =>
    (await app.ask('GET', '/api/projects/1/event_definitions/?search=quick')).text.includes('"quick"')
  let found = await isThere()
  while (!found && performance.now() < until) found = await isThere()
  expect(found).toBe(true)
})

test('names too long for a definition are left out; the event is kept', async () => {
  const long = 'x'.repeat(201)
  await app.capture([{ event: 'long', distinct_id: 'a', properties: { [long]: 1, short: 1 } }])
  const names = (await definitions('long')).map(({ name }) => name)
  expect(names).toContain('short')
  expect(names).not.toContain(long)
})

test('a name of thousands of random signs keeps no other from being noted', async () => {
  const long = randomBytes(4_000).toString('hex')
  const noted = { [long]: 1, '': 1, afterwards: 1 }
  await app.capture([
    { event: 'longest', distinct_id: 'a', properties: noted, $set: noted },
    {
      event: '$groupidentify',
      distinct_id: 'a',
      properties: { $group_type: 'shop', $group_key: 's', $group_set: noted },
    },
  ])
  const rows = (await definitions()).filter(({ name }) => name === 'afterwards' || name === '' || name === long)
  expect(rows.map(({ name, type }) => [name, type]).sort()).toEqual([1, 2, 3].map((type) => ['afterwards', type]))
  const { postgres } = app.app.deps
  const links = await postgres.selectFrom('event_property').select('property').where('event', '=', 'longest').execute()
  expect(links.map(({ property }) => property).sort()).toEqual(['$ip', 'afterwards'])
})

test('last seen is the time of the server, written once an hour for each name of each project', async () => {
  const seen = async (name: string) =>
    (
      await app.app.deps.postgres
        .selectFrom('event_definition')
        .select(['created_at', 'last_seen_at'])
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
    ).last_seen_at?.getTime()
  const send = (...events: string[]) =>
    app.capture(events.map((event) => ({ event, distinct_id: 'a', timestamp: '2020-01-01T00:00:00Z' })))
  const started = Date.now()
  await send('hourly')
  const first = await seen('hourly')
  expect(first).toBeGreaterThanOrEqual(started)
  ahead = 30 * 60_000
  await send('hourly', 'another')
  expect(await seen('hourly')).toBe(first)
  expect(await seen('another')).toBeGreaterThanOrEqual(started + ahead)
  ahead = 61 * 60_000
  await send('hourly', 'another')
  expect(await seen('hourly')).toBeGreaterThanOrEqual(started + ahead)
  expect(await seen('another')).toBeLessThan(started + ahead)
  ahead = 0
})

test('a definition that was made by hand is filled by the first event', async () => {
  const made = await app.ask('POST', '/api/projects/1/event_definitions/', { name: 'planned', description: 'kept' })
  expect(made.body).toMatchObject({ created_at: null, last_seen_at: null })
  await app.capture([{ event: 'planned', distinct_id: 'a' }])
  const { body } = await app.ask('GET', `/api/projects/1/event_definitions/${String(made.body['id'])}/`)
  expect(body).toMatchObject({ description: 'kept', created_at: expect.any(String), last_seen_at: expect.any(String) })
})

test('an event of too many or too long names is kept, and nothing of it is noted', async () => {
  const wide = Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`wide ${i}`, i]))
  const long = 'ö'.repeat(101)
  await app.capture([
    { event: 'wide', distinct_id: 'a', properties: wide },
    { event: long, distinct_id: 'a' },
    { event: '$$plugin_metrics', distinct_id: 'a' },
  ])
  const known = await app.app.deps.postgres.selectFrom('event_definition').select('name').execute()
  const names = known.map(({ name }) => name)
  for (const event of ['wide', long, '$$plugin_metrics']) expect(names).not.toContain(event)
  const select = "SELECT count() FROM events WHERE event IN ('wide', {long})"
  const query = { kind: 'HogQLQuery', query: select, values: { long } }
  const { body } = await app.ask('POST', '/api/projects/1/query/', { query })
  expect(body['results']).toEqual([[2]])
})

test('of a group only what is set on it is noted', async () => {
  await app.capture([
    {
      ...{ event: '$groupidentify', distinct_id: 'a' },
      properties: { $group_type: 'shop', $group_key: 's', $group_set: { rooms: 2 }, stray: 1 },
    },
  ])
  const rows = await definitions()
  expect(rows.filter(({ name }) => name === 'rooms').map(({ type }) => type)).toEqual([3])
  expect(rows.some(({ name }) => name === 'stray')).toBe(false)
})

test('a group whose type cannot be looked up keeps no others from being noted', async () => {
  const { group_types, observe } = app.app.deps
  const lookedUp = vi.spyOn(group_types, 'find').mockRejectedValueOnce(new Error('gone'))
  const properties = { $group_type: 'shop', $group_key: 's', $group_set: { doors: 1 } }
  const events = [
    { team_id: 1, event: '$groupidentify', properties },
    { team_id: 1, event: 'beside it', properties: { side: 'left' } },
  ]
  observe.take(events.flatMap((event) => observe.look(event) ?? []))
  await observe.flush()
  expect(lookedUp).toHaveBeenCalled()
  lookedUp.mockRestore()
  await app.capture([{ event: 'after it', distinct_id: 'a', properties: { later: true } }])
  const names = (await definitions()).map(({ name }) => name)
  expect(['side', 'later', 'doors'].filter((name) => names.includes(name))).toEqual(['side', 'later'])
})

test('a type that somebody chose is never overwritten', async () => {
  await app.capture([{ event: 'typed by hand', distinct_id: 'a', properties: { zip: 10115 } }])
  const { body } = await app.ask('GET', '/api/projects/1/property_definitions/?properties=zip')
  const [zip] = objectsOf(body['results'])
  await app.ask('PATCH', `/api/projects/1/property_definitions/${String(zip?.['id'])}/`, { property_type: 'String' })
  await app.capture([{ event: 'typed by hand', distinct_id: 'a', properties: { zip: 10117 } }])
  expect((await definitions()).find(({ name }) => name === 'zip')).toMatchObject({
    ...{ property_type: 'String', is_numerical: false },
  })
})

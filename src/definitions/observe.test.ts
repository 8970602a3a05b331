import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { Json } from '../lib/json.ts'
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

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

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

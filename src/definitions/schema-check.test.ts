import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { Query } from '../hogql/ast.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { askAll, ask as askQuery } from '../queries/ask.ts'
import { checkSchema } from './schema-check.ts'

const BASE = '/api/projects/1'
const NOW = new Date('2026-03-10T12:00:00Z')

let app: TestApp
let definition: string
beforeAll(async () => {
  app = await TestApp.open(() => NOW)
  definition = String((await ask('POST', '/event_definitions/', { name: 'order' })).body['id'])
  const event = (properties: JsonObject, timestamp: string, event = 'order') => ({
    ...{ uuid: randomUUID(), event, distinct_id: 'u1', timestamp, properties },
  })
  await app.capture([
    event({ amount: 1, currency: 'EUR' }, '2026-03-10T11:00:00Z'),
    event({ amount: '2', currency: 5 }, '2026-03-10T10:00:00Z'),
    event({ amount: 'three' }, '2026-03-09T12:00:00Z'),
    event({ amount: null, currency: 'EUR' }, '2026-03-08T12:00:00Z'),
    event({ currency: 'EUR' }, '2026-03-07T12:00:00Z'),
    event({ amount: {} }, '2026-03-01T12:00:00Z'),
    event({}, '2026-03-10T11:30:00Z', 'another'),
    // What the column of the store bends or cannot hold.
    event({ a: {}, $browser: 12, 'a%2Eb': 'true' }, '2026-03-10T11:00:00Z', 'odd'),
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) => app.ask(method, `${BASE}${path}`, body, key)
const check = async (body: unknown, id = definition) =>
  (await ask('POST', `/event_definitions/${id}/schema_check/`, body)).body
const required = (name: string, property_type: string) => ({ name, property_type, is_required: true })
const DRAFT = [required('amount', 'Numeric'), required('currency', 'String'), { name: 'x', property_type: 'Numeric' }]

test('a draft is held against the last week: how many would go, why, and the newest of them', async () => {
  const { samples, ...counted } = await check({ properties: DRAFT, samples: 2 })
  expect(counted).toEqual({
    total: 5,
    checked: 5,
    rejected: 3,
    reasons: [
      { property: 'amount', reason: 'missing_required', count: 2 },
      { property: 'amount', reason: 'type_mismatch', count: 1 },
      { property: 'currency', reason: 'missing_required', count: 1 },
    ],
  })
  expect(objectsOf(samples)).toMatchObject([
    {
      event: 'order',
      distinct_id: 'u1',
      timestamp: '2026-03-09T12:00:00.000Z',
      properties: { amount: 'three' },
      errors: [
        { property: 'amount', reason: 'type_mismatch', expectedTypes: ['Numeric'], actualValue: 'three' },
        { property: 'currency', reason: 'missing_required' },
      ],
    },
    { timestamp: '2026-03-08T12:00:00.000Z', properties: { amount: null, currency: 'EUR' } },
  ])
})

test('of more days, or fewer', async () => {
  expect(await check({ properties: DRAFT, days: 30 })).toMatchObject({ checked: 6, rejected: 4 })
  // From noon of the ninth on: the event of that very moment is in.
  expect(await check({ properties: DRAFT, days: '1' })).toMatchObject({ checked: 3, rejected: 1 })
  expect(await check({ properties: DRAFT, samples: 0 })).toMatchObject({ rejected: 3, samples: [] })
})

test('values are exact: an empty object, a number where the store keeps text, a key with a sign in it', async () => {
  const found = await ask('GET', '/event_definitions/by_name/?name=odd')
  const id = String(found.body['id'])
  const fits = [required('a', 'Object'), required('$browser', 'Numeric'), required('a%2Eb', 'Boolean')]
  expect(await check({ properties: fits }, id)).toMatchObject({ checked: 1, rejected: 0 })
  const misfits = [required('a', 'Numeric'), required('$browser', 'Object'), required('a%2Eb', 'DateTime')]
  expect((await check({ properties: misfits }, id))['reasons']).toHaveLength(3)
})

test('without a draft the schema of now is checked, whatever the mode is', async () => {
  expect(await check({})).toEqual({ total: 5, checked: 5, rejected: 0, reasons: [], samples: [] })
  const group = await ask('POST', '/schema_property_groups/', { name: 'G', properties: DRAFT })
  await ask('POST', '/event_schemas/', { event_definition: definition, property_group_id: group.body['id'] })
  expect(await check({})).toMatchObject({ checked: 5, rejected: 3 })
})

test.each<[JsonObject, string | null, string]>([
  [{ days: 31 }, 'days', 'Ensure this value is less than or equal to 30.'],
  [{ days: 0 }, 'days', 'Ensure this value is greater than or equal to 1.'],
  [{ days: 'x' }, 'days', 'A valid integer is required.'],
  [{ samples: 11 }, 'samples', 'Ensure this value is less than or equal to 10.'],
  [{ samples: -1 }, 'samples', 'Ensure this value is greater than or equal to 0.'],
  [{ properties: 'x' }, 'properties', 'Expected a list of items but got type "str".'],
  [
    { properties: [{ name: 'a', property_type: 'Any' }] },
    'properties__0__property_type',
    '"Any" is not a valid choice.',
  ],
  [{ properties: [{ name: ' ', property_type: 'String' }] }, 'properties__0__name', 'Property name is required'],
])('%j is refused', async (body, attr, detail) => {
  const answer = await ask('POST', `/event_definitions/${definition}/schema_check/`, body)
  expect(answer).toMatchObject({ status: 400, body: { type: 'validation_error', attr, detail } })
})

test('needs both scopes, because it shows events', async () => {
  const status = async (scopes: string[]) =>
    (await ask('POST', `/event_definitions/${definition}/schema_check/`, {}, await app.key(scopes))).status
  expect([
    await status(['event_definition:read']),
    await status(['query:read']),
    await status(['event_definition:read', 'query:read']),
  ]).toEqual([403, 403, 200])
})

describe('of very many events', () => {
  beforeAll(async () => {
    // A quarter of a million, every tenth without its amount.
    await app.app.deps.clickhouse.command(`
      INSERT INTO events (uuid, event, properties, properties_residue, timestamp, team_id, distinct_id, elements_chain,
        created_at, person_id, person_created_at, person_properties, person_properties_residue, person_mode, inserted_at)
      SELECT generateUUIDv4(), 'many', if(number % 10 = 0, '{"x":1}', '{"amount":5}'), '',
        toDateTime64('2026-03-09 00:00:00', 6, 'UTC') + number % 86400, 1, 'u1', '', now64(), generateUUIDv4(), now64(),
        '{}', '', 'full', now64()
      FROM numbers(250000)`)
  })
  const many = { team_id: 1, event: 'many', days: 7, now: NOW }
  const amount = new Map([['amount', ['Numeric']]])
  const deps = () => {
    const { asking } = app.app.deps
    return {
      ask: (team_id: number, query: Query, signal?: AbortSignal) => askQuery(asking, team_id, () => query, { signal }),
      askAll: (team_id: number, query: Query, signal: AbortSignal) =>
        askAll(asking, team_id, () => query, { signal, pool: 'export' }),
    }
  }

  test('a part is read, from everywhere alike, and the answer says so', async () => {
    const id = (await ask('POST', '/event_definitions/', { name: 'many' })).body['id']
    const body = await check({ properties: [required('amount', 'Numeric')] }, String(id))
    const [total, checked, rejected] = [body['total'], body['checked'], body['rejected']].map(Number)
    // Every third by its uuid: 83,333 give or take a few hundred, and a tenth of them is wrong.
    expect(total).toBe(250_000)
    expect(Math.abs((checked ?? 0) - 83_333)).toBeLessThan(1_500)
    expect(Math.abs((rejected ?? 0) / (checked ?? 1) - 0.1)).toBeLessThan(0.01)
  })

  test('whoever waits too long is told', async () => {
    const signal = new AbortController().signal
    const waiting = checkSchema(deps(), many, amount, { samples: 1, signal, patience_ms: 1 })
    await expect(waiting).rejects.toMatchObject({ status: 504, code: 'timeout' })
  })
})

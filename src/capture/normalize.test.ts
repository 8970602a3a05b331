import { expect, test } from 'vitest'
import { type Json, type JsonObject, objectOr } from '../lib/json.ts'
import { parseExact, stringifyLossless } from '../lib/lossless.ts'
import { type Arrival, normalize, readPayload } from './normalize.ts'
import { settlePersonProcessing } from './person-processing.ts'

const UUID = '01890000-0000-7000-8000-000000000001'
const EVENT: JsonObject = { event: 'e', distinct_id: 'd', uuid: UUID }
const none = { sent_at: undefined }

test.each<[string, Json, string, number]>([
  ['a batch', { api_key: 'phc_a', batch: [EVENT, EVENT] }, 'phc_a', 2],
  [
    'the token of a batch over those of its events',
    { token: 'phc_a', batch: [{ ...EVENT, token: 'phc_b' }] },
    'phc_a',
    1,
  ],
  ['api_key before token', { api_key: 'phc_a', token: 'phc_b', batch: [EVENT] }, 'phc_a', 1],
  ['a pasted newline', { api_key: ' phc_a\n', batch: [EVENT] }, 'phc_a', 1],
  ['an array', [{ ...EVENT, token: 'phc_a' }, EVENT], 'phc_a', 2],
  ['a token among properties', [{ ...EVENT, properties: { token: 'phc_a' } }], 'phc_a', 1],
  ['a single event', { ...EVENT, $token: 'phc_a' }, 'phc_a', 1],
  ['a wrapped one', { data: [{ ...EVENT, api_key: 'phc_a' }] }, 'phc_a', 1],
  ['a wrapped one with its token outside', { token: 'phc_a', data: [EVENT] }, 'phc_a', 1],
  ['a single event with a list of its own beside it', { ...EVENT, api_key: 'phc_a', data: [{ a: 1 }, 2] }, 'phc_a', 1],
])('%s', (_, body, token, count) => {
  const payload = readPayload(body, none)
  expect([payload.token, payload.events.length]).toEqual([token, count])
})

test.each([
  ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1) * 1000],
  [1e300, 7],
  [-1e300, 7],
  ['9999-01-01', 7],
])('a request sent at %j, by its own clock or by that of its URL', (sent_at, expected) => {
  for (const body of [
    { api_key: 'phc_a', sent_at, batch: [EVENT] },
    { api_key: 'phc_a', sent_at, ...EVENT },
  ])
    expect(readPayload(body, { sent_at: 7 }).sent_at).toBe(expected)
})

test.each<[string, Json, number]>([
  ['no token', [EVENT], 401],
  [
    'two tokens',
    [
      { ...EVENT, token: 'phc_a' },
      { ...EVENT, token: 'phc_b' },
    ],
    401,
  ],
  ['a personal key', { api_key: 'phx_secret', batch: [EVENT] }, 401],
  ['a token of blanks', { api_key: '   ', batch: [EVENT] }, 401],
  ['a token of 65 characters', { api_key: 'x'.repeat(65), batch: [EVENT] }, 401],
  ['a token with an umlaut', { api_key: 'phc_ä', batch: [EVENT] }, 401],
  ['an empty batch', { api_key: 'phc_a', batch: [] }, 400],
  ['a number', 7, 400],
  ['an empty array', [], 400],
])('%s is refused', (_, body, status) => {
  expect(() => readPayload(body, none)).toThrow(expect.objectContaining({ status }))
})

const NOW = Date.parse('2024-03-04T12:00:00Z')
const read = (event: JsonObject, arrival: Partial<Arrival> = {}) =>
  normalize(event, {
    token: 't',
    sent_at: undefined,
    now: NOW,
    ip: '192.0.2.1',
    anonymize_ips: false,
    engage: false,
    ...arrival,
  })

test.each<[string, Json | undefined, string | undefined]>([
  ['text', 'me', 'me'],
  ['a number', 23, '23'],
  ['an array', ['a'], '["a"]'],
  ['NUL', 'a\0b', 'a\ufffdb'],
  ['a lone surrogate', 'a\ud800', 'a\ufffd'],
  ['200 characters of two units each', '😀'.repeat(201), '😀'.repeat(200)],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['empty', '', undefined],
])('a distinct id of %s', (_, distinct_id, expected) => {
  const result = read({ event: 'e', ...(distinct_id === undefined ? {} : { distinct_id }) })
  if (expected === undefined) expect(result).toMatchObject({ reason: 'missing_distinct_id' })
  else expect(result).toMatchObject({ distinct_id: expected })
})

test('null at the root falls through to the properties', () => {
  expect(read({ event: 'e', distinct_id: null, properties: { distinct_id: 'p' } })).toMatchObject({ distinct_id: 'p' })
})

test('names: missing, engage, not text, long', () => {
  expect(read({ distinct_id: 'd' })).toMatchObject({ reason: 'missing_event_name' })
  expect(read({ distinct_id: 'd' }, { engage: true })).toMatchObject({ event: '$identify' })
  expect(read({ ...EVENT, event: { a: 1 } })).toMatchObject({ event: '{"a":1}' })
  expect(read({ ...EVENT, event: 'x'.repeat(300) })).toMatchObject({ event: 'x'.repeat(200) })
  expect(read({ ...EVENT, event: `${'x'.repeat(199)}😀` })).toMatchObject({ event: `${'x'.repeat(199)}\ufffd` })
})

test('uuids: kept, lower-cased, made from what is none, made anew', () => {
  expect(read({ ...EVENT, uuid: UUID.toUpperCase() })).toMatchObject({ uuid: UUID })
  expect(read({ ...EVENT, uuid: UUID.replaceAll('-', '') })).toMatchObject({ uuid: UUID })
  expect(read({ ...EVENT, uuid: UUID.replace('-', '') })).toMatchObject({ uuid: UUID })
  const [a, b, other] = [
    read({ ...EVENT, uuid: 'mine' }),
    read({ ...EVENT, uuid: 'mine' }),
    read({ ...EVENT, uuid: 'x' }),
  ]
  expect(a.uuid).toBe(b.uuid)
  expect(a.uuid).not.toBe(other.uuid)
  expect(a).toMatchObject({ properties: { $original_uuid: 'mine' } })
  expect(read({ ...EVENT, uuid: '' }).uuid).not.toBe(read({ ...EVENT, uuid: null }).uuid)
})

test('$set at the root joins and outranks the one in properties; $unset is heard in both places', () => {
  const event = {
    ...EVENT,
    $set: { a: 1 },
    $unset: ['x'],
    properties: { $set: { a: 2, b: 3 }, $set_once: [], $unset: ['y'] },
  }
  expect(read(event)).toMatchObject({ properties: { $set: { a: 1, b: 3 }, $unset: ['y', 'x'] } })
  expect(read(event)).not.toHaveProperty('properties.$set_once')
})

test('what PHP sends for empty, addresses, sessions, leaks', () => {
  const properties = { $groups: [], $session_id: UUID.toUpperCase(), $feature_flag_payloads: { a: 1 } }
  const result = read({ ...EVENT, properties })
  expect(result).toMatchObject({ properties: { $groups: {}, $session_id: UUID, $ip: '192.0.2.1' } })
  expect(result).not.toHaveProperty('properties.$feature_flag_payloads')
  expect(read({ ...EVENT, properties: [] })).toMatchObject({ event: 'e' })
  expect(read({ ...EVENT, properties: { $ip: '192.0.2.9' } }, { anonymize_ips: true })).not.toHaveProperty(
    'properties.$ip',
  )
  expect(read({ ...EVENT, properties: { $cookieless_mode: 'yes' } })).toMatchObject({
    reason: 'invalid_cookieless_mode',
  })
})

test.each<[string, Json | undefined, boolean, object]>([
  ['e', undefined, false, { mode: 'full' }],
  ['e', true, false, { mode: 'full' }],
  ['e', 'no', false, { mode: 'full', warning: 'invalid_process_person_profile' }],
  ['e', false, false, { mode: 'personless' }],
  ['e', true, true, { mode: 'personless' }],
  ['$groupidentify', undefined, false, { mode: 'no_person' }],
  ...(['$identify', '$create_alias', '$merge_dangerously', '$groupidentify'] as const).map(
    (name): [string, Json, boolean, object] => [
      name,
      false,
      false,
      { dropped: 'invalid_event_when_process_person_profile_is_false' },
    ],
  ),
])('%s with $process_person_profile %j, opted out %j', (event, asked, optOut, expected) => {
  const properties: JsonObject = {
    $set: { a: 1 },
    $group_4: 'acme',
    ...(asked === undefined ? {} : { $process_person_profile: asked }),
  }
  const result = settlePersonProcessing(event, properties, optOut)
  expect(result).toEqual(expected)
  expect('$set' in properties).toBe('dropped' in expected || ('mode' in expected && expected.mode === 'full'))
  // It stays where it says something: of an event without a person.
  const isPersonless = 'mode' in expected && expected.mode === 'personless'
  expect('$group_4' in properties).toBe(!isPersonless)
  const isSaid = 'dropped' in expected || isPersonless
  expect(properties['$process_person_profile']).toBe(isSaid ? false : undefined)
})

test('the moment at which a request was sent is what the request says, whatever its events say', () => {
  const event = { ...EVENT, properties: { $sent_at: 'mine' } }
  const sent_at = Date.UTC(2024, 2, 4) * 1000
  expect(read(event, { sent_at })).toMatchObject({ properties: { $sent_at: '2024-03-04T00:00:00.000Z' } })
  expect(read(event)).toMatchObject({ properties: { $sent_at: 'mine' } })
})

test('a number that is too long for JavaScript is no object, like any other number', () => {
  const long = '123456789012345678901'
  const event = { event: 'e', distinct_id: 'd', uuid: UUID }
  for (const key of ['$set', '$set_once', '$groups', 'properties'] as const) {
    const sent = (number: string) => objectOr(parseExact(`{"${key}":${number}}`))
    const readOf = (fields: JsonObject) =>
      key === 'properties' ? read({ ...event, ...fields }) : read({ ...event, properties: fields })
    const [wide, short] = [readOf(sent(long)), readOf(sent('7'))]
    expect(JSON.parse(stringifyLossless(wide))).toEqual(JSON.parse(stringifyLossless(short).replace(':7', `:${long}`)))
  }
})

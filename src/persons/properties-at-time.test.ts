import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
const P = '/api/projects/1'
const on = (day: string, event: string, distinct_id: string, properties: JsonObject) => ({
  ...{ event, distinct_id, properties, timestamp: `2024-03-${day}T10:00:00Z` },
})
beforeAll(async () => {
  app = await TestApp.open()
  const set = { plan: 'free', seats: 1, none: null, team: { size: 2 } }
  await app.capture([
    on('01', 'seen', 'pat', { $browser: 'Chrome', $set: set, $set_once: { first: 'a' } }),
    on('02', '$set', 'pat', { $set: { plan: 'pro' }, $set_once: { first: 'b', second: 'x' }, $unset: ['seats'] }),
    on('03', 'seen', 'pat', { $browser: 'Safari' }),
    on('04', '$exception', 'pat', { $set: { plan: 'broken' } }),
    on('05', 'seen', 'pat', { $unset: ['first', 'plan'] }),
    on('06', 'seen', 'pat', { $set_once: { first: 'again' } }),
    on('01', 'seen', 'kim', { $process_person_profile: false }),
    on('01', 'seen', 'lee', { $set: { plan: 'other' } }),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const ask = (query: string) => app.ask('GET', `${P}/persons/properties_at_time/?${query}`)
const at = async (day: string, more = '') => {
  const { body } = await ask(`distinct_id=pat&timestamp=2024-03-${day}T12:00:00Z${more}`)
  return body['properties']
}

test('what was set and taken away by then', async () => {
  const rest = { none: null, team: { size: 2 } }
  expect(await at('01')).toEqual({ $browser: 'Chrome', plan: 'free', seats: 1, ...rest })
  expect(await at('02')).toEqual({ $browser: 'Chrome', plan: 'pro', ...rest })
  expect(await at('04')).toEqual({ $browser: 'Safari', plan: 'pro', ...rest })
  expect(await at('06')).toEqual({ $browser: 'Safari', ...rest })
  expect((await ask('distinct_id=pat&timestamp=2024-02-01')).body['properties']).toEqual({})
})

test('with what was set only once', async () => {
  const once = async (day: string) => {
    const { first, second, $initial_browser } = objectOr(await at(day, '&include_set_once=true'))
    return [first, second, $initial_browser]
  }
  expect(await once('01')).toEqual(['a', undefined, 'Chrome'])
  expect(await once('03')).toEqual(['a', 'x', 'Chrome'])
  expect(await once('05')).toEqual([undefined, 'x', 'Chrome'])
  expect(await once('06')).toEqual(['again', 'x', 'Chrome'])
})

test('whose it is, and what was asked', async () => {
  const { body } = await ask('distinct_id=pat&timestamp=2024-03-01T12:00:00%2B01:00')
  expect(body).toMatchObject({
    name: 'pat',
    distinct_ids: ['pat'],
    point_in_time_metadata: {
      queried_timestamp: '2024-03-01T11:00:00.000Z',
      include_set_once: false,
      distinct_id_used: 'pat',
      person_id_used: null,
      query_mode: 'distinct_id',
      distinct_ids_queried: ['pat'],
      distinct_ids_count: 1,
    },
  })
  const byId = await ask(`person_id=${body['uuid']}&timestamp=2024-03-02T12:00:00Z`)
  expect(byId.body).toMatchObject({ properties: { plan: 'pro' }, point_in_time_metadata: { query_mode: 'person_id' } })
})

test.each([
  ['timestamp=2024-03-01', 400, 'distinct_id'],
  ['distinct_id=pat&person_id=1&timestamp=2024-03-01', 400, 'person_id'],
  ['distinct_id=pat', 400, 'timestamp'],
  ['distinct_id=pat&timestamp=yesterday', 400, 'timestamp'],
  ['distinct_id=nobody&timestamp=2024-03-01', 404, null],
])('%s is refused', async (query, status, attr) => {
  const refused = await ask(query)
  expect([refused.status, refused.body['attr']]).toEqual([status, attr])
})

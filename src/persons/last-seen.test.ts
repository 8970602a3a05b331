import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectOr } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const event = (distinct_id: string, timestamp: string, more: object = {}) => ({
  event: 'open',
  distinct_id,
  timestamp,
  properties: {},
  ...more,
})
const personOf = async (id: string) => {
  const { body } = await app.ask('POST', `${P}/persons/batch_by_distinct_ids/`, { distinct_ids: [id] })
  return objectOr(objectOr(body['results'])[id])
}
const seen = async (id: string) => (await personOf(id))['last_seen_at']
/** What both stores hold of persons: versions there, rows here. */
const stored = async () => {
  const { postgres, clickhouse, outbox } = app.app.deps
  await outbox.flush()
  const versions = await postgres.selectFrom('person').select(['id', 'version']).orderBy('id').execute()
  return { versions, rows: (await clickhouse.rows('SELECT count() FROM person')).rows }
}

test('a person was seen in the hour of the newest event, whatever the order', async () => {
  await app.capture([event('ada', '2024-03-04T09:59:59.999Z')])
  expect(await seen('ada')).toBe('2024-03-04T09:00:00.000Z')
  await app.capture([event('ada', '2024-03-04T12:00:00Z'), event('ada', '2024-03-04T10:30:00Z')])
  expect(await seen('ada')).toBe('2024-03-04T12:00:00.000Z')
  await app.capture([event('ada', '2024-02-01T00:00:00Z')])
  expect(await seen('ada')).toBe('2024-03-04T12:00:00.000Z')
  const listed = await app.ask('GET', `${P}/persons/?distinct_id=ada`)
  expect(listed.body['results']).toMatchObject([{ last_seen_at: '2024-03-04T12:00:00.000Z' }])
  const one = await app.ask('GET', `${P}/persons/${(await personOf('ada'))['uuid']}/`)
  expect(one.body['last_seen_at']).toBe('2024-03-04T12:00:00.000Z')
})

test('being seen makes no version and sends nothing to the event store', async () => {
  await app.capture([event('ben', '2024-03-04T09:00:00Z')])
  const before = await stored()
  await app.capture([event('ben', '2024-03-05T10:10:00Z'), event('ben', '2024-03-05T10:20:00Z')])
  expect(await seen('ben')).toBe('2024-03-05T10:00:00.000Z')
  expect(await stored()).toEqual(before)
})

test('events of an hour that is noted write nothing at all', async () => {
  await app.capture([event('cem', '2024-03-04T09:00:00Z')])
  const { postgres } = app.app.deps
  const row = () => postgres.selectFrom('person').select(sql<string>`ctid::text`.as('at')).orderBy('id').execute()
  const before = await row()
  await app.capture([event('cem', '2024-03-04T09:10:00Z'), event('cem', '2024-03-04T08:10:00Z')])
  expect(await row()).toEqual(before)
})

test('changes, merges and events without a profile of their own say it too', async () => {
  await app.capture([event('dan', '2024-03-04T09:00:00Z', { properties: { $set: { plan: 'free' } } })])
  await app.capture([event('dan', '2024-03-04T11:00:00Z', { properties: { $set: { plan: 'pro' } } })])
  expect(await personOf('dan')).toMatchObject({
    last_seen_at: '2024-03-04T11:00:00.000Z',
    properties: { plan: 'pro' },
  })
  await app.capture([event('eva', '2024-03-06T08:00:00Z')])
  const alias = { event: '$create_alias', properties: { alias: 'eva' } }
  await app.capture([event('dan', '2024-03-05T07:00:00Z', alias)])
  expect(await seen('dan')).toBe('2024-03-06T08:00:00.000Z')
  expect(await seen('eva')).toBe('2024-03-06T08:00:00.000Z')
  // Half a minute after the profile: counted as anonymous, but it is of somebody known.
  await app.capture([event('fay', '2024-03-04T09:59:50Z')])
  await app.capture([event('fay', '2024-03-04T10:00:20Z', { properties: { $process_person_profile: false } })])
  expect(await seen('fay')).toBe('2024-03-04T10:00:00.000Z')
})

test('who is not remembered is read with the hour that is stored', async () => {
  await app.capture([event('gil', '2024-03-04T09:00:00Z')])
  app.app.deps.identify.forget()
  await app.capture([event('gil', '2024-03-04T08:00:00Z')])
  expect(await seen('gil')).toBe('2024-03-04T09:00:00.000Z')
  app.app.deps.identify.forget()
  await app.capture([event('gil', '2024-03-04T10:00:00Z')])
  expect(await seen('gil')).toBe('2024-03-04T10:00:00.000Z')
})

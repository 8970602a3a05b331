import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const uuidOf = async (id: string) =>
  objectsOf((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])[0]?.['uuid']
const rows = async (query: string) => {
  await app.app.deps.outbox.flush()
  const body = { query: { kind: 'HogQLQuery', query }, refresh: 'force_blocking' }
  return (await app.ask('POST', `${P}/query/`, body)).body['results']
}
const send = (event: string, distinct_id: string, properties: JsonObject = {}) =>
  app.capture([{ event, distinct_id, properties }])

test('an id whose person was merged into a deleted one makes a person that queries see', async () => {
  await send('visit', 'ann')
  await send('visit', 'bob')
  const first = await uuidOf('ann')
  await send('$identify', 'bob', { $anon_distinct_id: 'ann' })
  expect(await uuidOf('ann')).not.toBe(first)
  await app.app.deps.outbox.flush()
  expect((await app.ask('DELETE', `${P}/persons/${await uuidOf('bob')}/`)).status).toBe(202)
  await send('again', 'ann', { $set: { plan: 'pro' } })
  expect(await uuidOf('ann')).toBe(first)
  expect(await rows('select id, properties.plan from persons')).toEqual([[first, 'pro']])
  expect(await rows("select person_id, person.properties.plan from events where event = 'again'")).toEqual([
    [first, 'pro'],
  ])
})

test('an id that was split off the person it had made, and deleted, makes another one', async () => {
  await send('$identify', 'cem', { $anon_distinct_id: 'dia' })
  const person = await uuidOf('cem')
  await app.ask('POST', `${P}/persons/${person}/split/`, { main_distinct_id: 'dia' })
  const split = await uuidOf('cem')
  await app.ask('DELETE', `${P}/persons/${split}/`)
  // For each event of the group: those of others are stored with it.
  await app.capture([
    { event: 'back', distinct_id: 'eli', properties: {} },
    { event: 'back', distinct_id: 'cem', properties: { $set: { plan: 'free' } } },
  ])
  const anew = await uuidOf('cem')
  expect([person, split, undefined]).not.toContain(anew)
  expect(await uuidOf('dia')).toBe(person)
  expect(await rows("select distinct_id, person_id from events where event = 'back' order by 1")).toEqual([
    ['cem', anew],
    ['eli', await uuidOf('eli')],
  ])
  expect(await rows(`select properties.plan from persons where id = '${anew}'`)).toEqual([['free']])
})

test('a uuid without dashes names a person in every list of uuids', async () => {
  await send('visit', 'fay')
  const uuid = String(await uuidOf('fay'))
  const bare = uuid.replaceAll('-', '').toUpperCase()
  const batch = await app.ask('POST', `${P}/persons/batch_by_uuids/`, { uuids: [bare] })
  expect(batch.body['results']).toHaveProperty([uuid, 'name'], 'fay')
  await app.ask('PATCH', `${P}/persons/${bare}/`, { properties: { plan: 'pro' } })
  expect((await app.ask('GET', `${P}/persons/${bare}/activity/`)).body['results']).toHaveLength(1)
  expect((await app.ask('POST', `${P}/persons/bulk_delete/`, { ids: [bare] })).body['persons_deleted']).toBe(1)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

let first: TestApp
let second: TestApp
beforeAll(async () => {
  ;[first, second] = await TestApp.openTwo()
})
afterAll(async () => {
  await first.close()
  await second.close()
})

const P = '/api/projects/1'
const send = (app: TestApp, distinct_id: string, properties: JsonObject = {}) =>
  app.capture([{ event: 'visit', distinct_id, properties }])
const personOf = async (app: TestApp, id: string) =>
  objectsOf((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])[0]

test('a property that another process has changed can be set back', async () => {
  await send(first, 'ann', { $set: { plan: 'free' } })
  await send(second, 'ann', { $set: { plan: 'pro' } })
  await send(first, 'ann', { $set: { plan: 'free' } })
  expect(await personOf(second, 'ann')).toMatchObject({ properties: { plan: 'free' } })
})

test('a person that another process has deleted is made anew by the next event', async () => {
  await send(first, 'bob', { $set: { plan: 'free' } })
  const bob = await personOf(second, 'bob')
  expect((await second.ask('DELETE', `${P}/persons/${String(bob?.['uuid'])}/`)).status).toBe(202)
  await send(first, 'bob')
  expect(await personOf(first, 'bob')).toMatchObject({ uuid: bob?.['uuid'] })
})

test('an event carries the properties that another process has given its person', async () => {
  await send(first, 'cem')
  await send(second, 'cem', { $set: { plan: 'pro' } })
  await first.capture([{ event: 'bought', distinct_id: 'cem', properties: {} }])
  const stored = await first.app.deps.clickhouse.rows(
    "SELECT person_properties.plan::String FROM events WHERE team_id = 1 AND event = 'bought'",
  )
  expect(stored.rows).toEqual([['pro']])
})

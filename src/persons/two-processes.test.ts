import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { GroupTypes } from './groups.ts'

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

test('a group type that another process has made is known at once', async () => {
  const path = `${P}/groups/update_property/?group_type_index=0&group_key=acme`
  expect((await second.ask('GET', `${P}/groups/related/?id=acme&group_type_index=0`)).status).toBe(200)
  await first.capture([
    { event: '$groupidentify', distinct_id: 'dia', properties: { $group_type: 'company', $group_key: 'acme' } },
  ])
  expect((await second.ask('POST', path, { key: 'plan', value: 'pro' })).status).toBe(200)
})

test('types of groups that two processes make at the same moment all get a number', async () => {
  const { postgres } = first.app.deps
  const team = (
    await first.app.deps.teams.create({
      organization_id: (await first.app.deps.teams.get(1))?.organization_id ?? '',
      name: 'Raced',
      api_token: 'phc_raced',
    })
  ).id
  const [one, other] = [new GroupTypes({ postgres }), new GroupTypes({ postgres: second.app.deps.postgres })]
  const made = await Promise.all([
    one.indexOf(team, 'a'),
    other.indexOf(team, 'b'),
    one.indexOf(team, 'c'),
    other.indexOf(team, 'd'),
  ])
  expect(made.sort()).toEqual([0, 1, 2, 3])
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { GroupTypes } from './groups.ts'

// Needs a PostgreSQL that two processes can reach: `.ci/run` starts one and sets DATABASE_URL.
const onServer = test.runIf(process.env['DATABASE_URL'])

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

test('what a process that died had not sent to the event store is sent by another', async () => {
  const { postgres, outbox } = second.app.deps
  const line = JSON.stringify({ team_id: 1, distinct_id: 'lost', person_id: randomUUID(), is_deleted: 0, version: 1 })
  await postgres.insertInto('clickhouse_outbox').values({ target: 'person_distinct_id2', line }).execute()
  const left = () => postgres.selectFrom('clickhouse_outbox').select('line').where('line', '=', line).execute()
  await outbox.takeOver()
  expect(await left()).toEqual([{ line }])
  await outbox.takeOver()
  expect(await left()).toEqual([])
  const { rows } = await first.app.deps.clickhouse.rows(
    "SELECT count() FROM person_distinct_id2 WHERE team_id = 1 AND distinct_id = 'lost'",
  )
  expect(rows).toEqual([[1]])
})

onServer('events of a deleted person are erased by one process at a time', async () => {
  const months = ['2026-01-05T00:00:00Z', '2026-02-05T00:00:00Z', '2026-03-05T00:00:00Z']
  await first.capture(months.map((timestamp) => ({ event: 'old', distinct_id: 'eve', timestamp, properties: {} })))
  const eve = String((await personOf(first, 'eve'))?.['uuid'])
  await first.ask('DELETE', `${P}/persons/${eve}/?delete_events=true`)
  await Promise.all([first.app.deps.erasure.run(), second.app.deps.erasure.run()])
  const deletion = await first.app.deps.postgres
    .selectFrom('person_deletion')
    .select(['months_total', 'months_done', 'events_deleted'])
    .where('person_uuid', '=', eve)
    .executeTakeFirstOrThrow()
  expect(Object.values(deletion).map(Number)).toEqual([3, 3, 3])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { JsonObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const said = (event: string, distinct_id: string, $set: JsonObject = {}) => ({
    event,
    distinct_id,
    timestamp: '2024-03-07T12:00:00Z',
    properties: { $set },
  })
  // 150 persons, each of whom says two events; ten of them have a plan.
  const everybody = Array.from({ length: 150 }, (_, at) => `person-${at}`)
  await app.capture([
    ...everybody.map((id, at) => said('visit', id, at < 10 ? { plan: 'pro' } : {})),
    ...everybody.map((id) => said('visit', id)),
    said('rare', 'person-1'),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const found = async (query: string | JsonObject) => {
  const asked = typeof query === 'string' ? { kind: 'HogQLQuery', query } : query
  const { by, ids } = await app.app.deps.personsOf(1, asked)
  return { by, count: ids.length }
}

test('everybody is found, once, however many there are', async () => {
  expect(await found('select id from persons')).toEqual({ by: 'uuid', count: 150 })
  expect(await found('select person_id, uuid from events')).toEqual({ by: 'uuid', count: 150 })
  expect(await found("select distinct_id from events where event = 'visit'")).toEqual({ by: 'distinct_id', count: 150 })
  expect(await found({ kind: 'ActorsQuery' })).toEqual({ by: 'uuid', count: 150 })
  const source = { kind: 'HogQLQuery', query: 'select person_id as actor_id from events' }
  expect(await found({ kind: 'ActorsQuery', source })).toEqual({ by: 'uuid', count: 150 })
})

test('more are found than an answer may have rows', async () => {
  const query = 'select toString(number) as distinct_id from numbers(310000)'
  expect(await found(query)).toEqual({ by: 'distinct_id', count: 310_000 })
})

test('the limit of SQL is kept, that of a list is not', async () => {
  expect(await found('select id from persons limit 120')).toEqual({ by: 'uuid', count: 120 })
  expect(await found({ kind: 'ActorsQuery', limit: 3, offset: 1 })).toEqual({ by: 'uuid', count: 150 })
})

test('events and persons name a person, whichever columns were asked for', async () => {
  expect(await found("select event from events where event = 'rare'")).toEqual({ by: 'uuid', count: 1 })
  expect(await found("select e.event from events as e where e.event = 'rare'")).toEqual({ by: 'uuid', count: 1 })
  expect(await found("select created_at from persons where properties.plan = 'pro'")).toEqual({ by: 'uuid', count: 10 })
})

test('an expression of this name is no table of events', async () => {
  const rare = "with events as (select person_id from events where event = 'rare') select person_id from events"
  expect(await found(rare)).toEqual({ by: 'uuid', count: 1 })
})

test('what names nobody is refused', async () => {
  const detail = 'The query must have a column named person_id, actor_id, id or distinct_id.'
  await expect(found('select 1')).rejects.toThrow(detail)
  await expect(found('select event, count() from events group by event')).rejects.toThrow(detail)
  await expect(found("with events as (select 'x' as event) select event from events")).rejects.toThrow(detail)
  await expect(found('select count() from events')).rejects.toThrow(detail)
  await expect(found('select from')).rejects.toMatchObject({ status: 400 })
})

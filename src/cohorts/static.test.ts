import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { JsonObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  await app.capture([{ event: 'visit', distinct_id: 'ana', properties: {} }])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const P = '/api/projects/1/cohorts/'
const create = (body: JsonObject) => app.ask('POST', P, { name: 'Listed', is_static: true, ...body })
const sql = (query: string) => ({ query: { kind: 'HogQLQuery', query } })

test('where the members cannot be found, there is no cohort', async () => {
  const visit = { type: 'behavioral', key: 'visit', value: 'performed_event', event_type: 'events' }
  for (const body of [
    { _create_static_person_ids: ['ana'] },
    sql('select 1'),
    sql('select nothing from events'),
    sql("select person_id from events where throwIf(event = 'visit')"),
    { filters: { properties: { type: 'OR', values: [{ ...visit, time_value: 0, time_interval: 'day' }] } } },
    { filters: { properties: { type: 'OR', values: [] } } },
  ])
    expect([body, (await create(body)).status]).toEqual([body, 400])
  expect((await app.ask('GET', P)).body['count']).toBe(0)
  expect((await app.ask('GET', `${P}activity/`)).body['total_count']).toBe(0)
  expect((await create(sql('select person_id from events'))).body['count']).toBe(1)
})

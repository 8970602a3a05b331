import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

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

test('a later change is held to the same rules', async () => {
  const patch = async (id: unknown, body: JsonObject) => {
    const { status, body: answer } = await app.ask('PATCH', `${P}${id}/`, body)
    return status === 200 ? 200 : answer['detail']
  }
  const asked = sql('select person_id from events')
  const listed = (await create(asked)).body['id']
  expect(await patch(listed, asked)).toBe(200)
  expect(await patch(listed, sql('select id from persons'))).toBe(
    'Editing the criteria of a static cohort is not supported yet. Create a new static cohort instead.',
  )
  expect(await patch(listed, { query: 'select 1' })).toBe('Query must be a dictionary.')

  const plan = { type: 'person', key: 'plan', operator: 'exact', value: ['pro'] }
  const filters = { properties: { type: 'AND', values: [plan] } }
  const made = (await create({ is_static: false, filters })).body['id']
  expect(await patch(made, asked)).toBe('Cannot create a dynamic cohort with a query. Set is_static to true.')
  expect(await patch(made, { cohort_type: 'behavioral' })).toBe(
    "Cohort type 'behavioral' does not match the filters. Expected type: 'person_property'",
  )
  expect(await patch(made, { cohort_type: 'person_property' })).toBe(200)
  expect(await patch(listed, { cohort_type: 'static' })).toBe(200)
})

test('a cohort is named by a number, and by nothing else', async () => {
  const plan = { type: 'person', key: 'plan', operator: 'exact', value: ['pro'] }
  const dynamic = (leaf: JsonObject) =>
    create({ is_static: false, filters: { properties: { type: 'AND', values: [leaf] } } })
  const { id } = (await dynamic(plan)).body
  expect((await dynamic({ type: 'cohort', key: 'id', value: String(id) })).status).toBe(201)
  for (const value of [true, '', [id ?? null], 'Listed']) {
    const { status, body } = await dynamic({ type: 'cohort', key: 'id', value })
    expect([value, status, body['detail']]).toEqual([value, 400, 'value: A valid integer is required.'])
  }
})

test('the history tells of somebody who was taken out, once', async () => {
  const { id } = (await create(sql('select person_id from events'))).body
  const { results } = (await app.ask('GET', `${P}${id}/persons/`)).body
  const person_id = String(objectsOf(results)[0]?.['uuid'])
  const remove = async () => (await app.ask('PATCH', `${P}${id}/remove_person_from_static_cohort/`, { person_id })).body
  expect([await remove(), await remove()]).toEqual([{ success: true }, { success: true }])
  const history = objectsOf((await app.ask('GET', `${P}${id}/activity/`)).body['results'])
  expect(history.map(({ activity }) => activity)).toEqual(['person_removed_manually', 'created'])
})

test('two changes at once close no loop, and leave no cohort that names a deleted one', async () => {
  const all = (...values: JsonObject[]) => ({ filters: { properties: { type: 'AND', values } } })
  const plan = { type: 'person', key: 'plan', operator: 'exact', value: ['pro'] }
  const made = async () => Number((await create({ is_static: false, ...all(plan) })).body['id'])
  const member = (value: number) => all({ type: 'cohort', key: 'id', value })
  const at = (...changes: [number, JsonObject][]) =>
    Promise.all(changes.map(async ([id, body]) => (await app.ask('PATCH', `${P}${id}/`, body)).status))
  for (let round = 0; round < 3; round++) {
    const [a, b] = [await made(), await made()]
    expect((await at([a, member(b)], [b, member(a)])).toSorted()).toEqual([200, 400])
    const [c, d] = [await made(), await made()]
    expect((await at([c, { deleted: true }], [d, member(c)])).toSorted()).toEqual([200, 400])
  }
})

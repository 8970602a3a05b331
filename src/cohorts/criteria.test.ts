import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const visit = (distinct_id: string, plan: string) => ({
    event: 'visit',
    distinct_id,
    timestamp: '2024-03-07T00:00:00Z',
    properties: { $set: { plan, email: `${distinct_id}@${distinct_id === 'ana' ? 'acme' : 'x'}.test` } },
  })
  await app.capture([visit('ana', 'pro'), visit('ben', 'pro'), visit('cem', 'free')])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const pro: JsonObject = { type: 'person', key: 'plan', operator: 'exact', value: 'pro' }
const visited: JsonObject = {
  type: 'behavioral',
  key: 'visit',
  value: 'performed_event',
  event_type: 'events',
  time_value: 7,
  time_interval: 'day',
}
const named = (value: unknown) => ({ type: 'cohort', key: 'id', value })
const all = (...values: object[]) => ({ type: 'AND', values })
const create = (body: object) => app.ask('POST', `${P}/cohorts/`, body)
const members = async (id: unknown) =>
  objectsOf((await app.ask('GET', `${P}/cohorts/${id}/persons/`)).body['results'])
    .map(({ distinct_ids }) => String(distinct_ids))
    .sort()

test('groups nested more deeply than a question can follow are refused', async () => {
  const nested = (levels: number): object => (levels === 0 ? pro : all(nested(levels - 1)))
  const refused = await create({ filters: { properties: nested(101) } })
  expect([refused.status, refused.body['attr']]).toEqual([400, 'filters'])
  expect(refused.body['detail']).toBe('Groups must not be nested deeper than 100 levels.')
  const { body } = await create({ filters: { properties: nested(100) } })
  await app.app.deps.calculations.settled()
  expect(await members(body['id'])).toEqual(['ana', 'ben'])
})

test('the test filters of the project apply where they are asked for, those on persons alone', async () => {
  await app.ask('PATCH', `${P}/`, {
    test_account_filters: [
      { type: 'person', key: 'email', operator: 'not_icontains', value: '@acme.test' },
      { type: 'event', key: '$host', operator: 'exact', value: 'nowhere' },
    ],
  })
  for (const leaf of [pro, visited]) {
    const filters = { properties: all(leaf), filterTestAccounts: true }
    const { body } = await create({ filters })
    expect(body['filters']).toEqual(filters)
    const everybody = (await create({ filters: { properties: all(leaf), filterTestAccounts: false } })).body['id']
    await app.app.deps.calculations.settled()
    const without = leaf === pro ? ['ben'] : ['ben', 'cem']
    expect(await members(body['id'])).toEqual(without)
    expect(await members(everybody)).toEqual(['ana', ...without])
    const counted = await app.ask('POST', `${P}/cohorts/count_members/`, { filters })
    expect(counted.body['count']).toBe(without.length)
  }
  // An answer from before the filters were changed is not given again.
  const { body } = await create({ filters: { properties: all(pro), filterTestAccounts: true } })
  const count = async () => {
    const query = { kind: 'HogQLQuery', query: `select count() from persons where id in cohort ${body['id']}` }
    return (await app.ask('POST', `${P}/query/`, { query })).body['results']
  }
  expect(await count()).toEqual([[1]])
  await app.ask('PATCH', `${P}/`, { test_account_filters: [] })
  expect(await count()).toEqual([[2]])
})

test('a cohort that is named counts as what it asks of itself', async () => {
  const inner = async (leaf: object) => (await create({ filters: { properties: all(leaf) } })).body['id']
  const [persons, simple] = [await inner(pro), await inner(visited)]
  const regular = await inner({ ...visited, value: 'performed_event_first_time' })
  const list = (await create({ is_static: true })).body['id']
  for (const [leaf, fits] of [
    [named(list), 'person_property'],
    [named(persons), 'person_property'],
    [named(simple), 'behavioral'],
    [named(await inner(named(regular))), 'analytical'],
  ] as const)
    for (const cohort_type of ['person_property', 'behavioral', 'analytical', 'static', 'nonsense']) {
      const { status } = await create({ filters: { properties: all(leaf, pro) }, cohort_type })
      expect([leaf, cohort_type, status]).toEqual([leaf, cohort_type, cohort_type === fits ? 201 : 400])
    }
})

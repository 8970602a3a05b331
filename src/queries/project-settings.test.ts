import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

/**
 * Ann comes on her phone and on her laptop, and turns out to be one; Ben comes once. Ann was on the plan `free` when she
 * came, and is on `pro` now.
 */
const now = new Date('2024-03-08T12:00:00Z')
const event = (name: string, who: string, timestamp: string, properties: JsonObject = {}) => ({
  ...{ event: name, distinct_id: who, timestamp, properties },
})
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => now)
  await app.capture([
    event('open', 'phone', '2024-03-06T09:00:00Z', { $set: { plan: 'free' } }),
    event('open', 'laptop', '2024-03-06T10:00:00Z', { $groups: { company: 'acme' } }),
    event('open', 'ben', '2024-03-06T11:00:00Z', { $set: { plan: 'free' } }),
    event('open', 'laptop', '2024-03-07T10:00:00Z'),
  ])
  await app.capture([
    event('$create_alias', 'phone', '2024-03-08T09:00:00Z', { alias: 'laptop' }),
    event('$set', 'phone', '2024-03-08T10:00:00Z', { $set: { plan: 'pro' } }),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const change = (settings: JsonObject) => app.ask('PATCH', `${P}/`, settings)
const trend = async (math: string, more: JsonObject = {}) => {
  const dateRange = { date_from: '2024-03-05', date_to: '2024-03-08' }
  const query = { kind: 'TrendsQuery', dateRange, series: [{ kind: 'EventsNode', event: 'open', math }], ...more }
  const { body } = await app.ask('POST', `${P}/query/`, { query })
  return list(body['results'])
}
const data = async (math: string, more: JsonObject = {}) => (await trend(math, more)).map((item) => item['data'])
const number = { trendsFilter: { display: 'BoldNumber' } }
const total = async (math: string) => (await trend(math, number)).map((item) => item['aggregated_value'])

describe('active users of a project that counts ids', () => {
  test('are different ids, in every window of days and in total', async () => {
    expect((await app.ask('GET', `${P}/`)).body['aggregate_users_by_distinct_id']).toBe(false)
    // Ann and Ben on the 6th, Ann on the 7th.
    expect(await data('dau')).toEqual([[0, 2, 1, 0]])
    expect(await total('dau')).toEqual([2])
    expect(await data('weekly_active')).toEqual([[0, 2, 2, 2]])
    const { status, body } = await change({ aggregate_users_by_distinct_id: true })
    expect([status, body['aggregate_users_by_distinct_id']]).toEqual([200, true])
    // Phone, laptop and Ben on the 6th, the laptop on the 7th.
    expect(await data('dau')).toEqual([[0, 3, 1, 0]])
    expect(await total('dau')).toEqual([3])
    expect(await data('weekly_active')).toEqual([[0, 3, 3, 3]])
    expect(await data('monthly_active')).toEqual([[0, 3, 3, 3]])
    expect(await total('weekly_active')).toEqual([3])
    // By the hour, where hours are named instead of days counted as bits.
    expect(await data('weekly_active', { interval: 'hour', dateRange: { date_from: '-1h' } })).toEqual([[3, 3]])
  })

  test('while what is said of persons, of events and of groups stays', async () => {
    expect(await data('total')).toEqual([[0, 3, 1, 0]])
    // Ann opened twice on the 6th: she is one person.
    expect(await data('max_count_per_actor')).toEqual([[0, 2, 1, 0]])
    expect(await data('first_time_for_user')).toEqual([[0, 2, 0, 0]])
    expect(await data('dau', { aggregation_group_type_index: 0 })).toEqual([[0, 1, 0, 0]])
    await change({ aggregate_users_by_distinct_id: false })
    expect(await data('dau')).toEqual([[0, 2, 1, 0]])
  })
})

describe('what a project says of how its queries are computed', () => {
  const byPlan = { breakdownFilter: { breakdown: 'plan', breakdown_type: 'person' } }
  const plans = async (more: JsonObject = {}) =>
    Object.fromEntries(
      (await trend('total', { ...byPlan, ...more })).map((item) => [item['breakdown_value'], item['count']]),
    )
  const NONE = '$$_posthog_breakdown_null_$$'

  test('holds where a query says nothing else', async () => {
    expect((await app.ask('GET', `${P}/`)).body).toMatchObject({
      modifiers: null,
      default_modifiers: { personsOnEventsMode: 'person_id_override_properties_on_events' },
    })
    // As it was when it happened: the laptop was nobody known yet.
    expect(await plans()).toEqual({ free: 2, [NONE]: 2 })
    const modifiers = { personsOnEventsMode: 'person_id_override_properties_joined' }
    expect((await change({ modifiers })).body['modifiers']).toEqual(modifiers)
    // As it is now: three of Ann, one of Ben.
    expect(await plans()).toEqual({ pro: 3, free: 1 })
    expect(await plans({ modifiers: { personsOnEventsMode: null } })).toEqual({ pro: 3, free: 1 })
    const own = { modifiers: { personsOnEventsMode: 'person_id_override_properties_on_events' } }
    expect(await plans(own)).toEqual({ free: 2, [NONE]: 2 })
    expect((await change({ modifiers: null })).body['modifiers']).toBeNull()
    expect(await plans()).toEqual({ free: 2, [NONE]: 2 })
  })

  test('reaches bounces, and never cohorts: they know persons as they are', async () => {
    await change({ modifiers: { personsOnEventsMode: 'person_id_no_override_properties_on_events' } })
    // Unmerged, the phone and the laptop are two.
    expect(await data('dau')).toEqual([[0, 3, 1, 0]])
    const leaf = { type: 'behavioral', key: 'open', value: 'performed_event_multiple', event_type: 'events' }
    const often = { ...leaf, operator: 'gte', operator_value: 3, time_value: 30, time_interval: 'day' }
    const filters = { properties: { type: 'AND', values: [often] } }
    const made = await app.ask('POST', `${P}/cohorts/`, { name: 'Often', filters })
    await app.app.deps.calculations.settled()
    expect((await app.ask('GET', `${P}/cohorts/${made.body['id']}/`)).body['count']).toBe(1)
    await change({ modifiers: null })
  })

  test('is refused where nobody would understand it', async () => {
    const { status, body } = await change({ modifiers: { personsOnEventsMode: 'sometimes' } })
    expect([status, body['attr']]).toEqual([400, 'modifiers__personsOnEventsMode'])
    expect((await change({ aggregate_users_by_distinct_id: 'perhaps' })).status).toBe(400)
  })
})

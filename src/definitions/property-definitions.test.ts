import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture([
    {
      ...{ event: 'paid', distinct_id: 'ann' },
      properties: {
        ...{ amount: 12, plan: 'pro', $browser: 'Firefox', $browser_version: 9, $lib: 'web', utm_source: 'a' },
        ...{ $groups: { company: 'acme' }, '$feature/new': true, $set: { email: 'a@b.c', $initial_referrer: 'x' } },
      },
    },
    { event: 'visited', distinct_id: 'ann', properties: { plan: 'free', path: '/' } },
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)
const rowsOf = (body: JsonObject) => (Array.isArray(body['results']) ? body['results'] : []).filter(isObject)
const names = async (query: string) =>
  rowsOf((await ask('GET', `/property_definitions/?${query}`)).body).map((row) => row['name'])
const one = async (name: string) =>
  rowsOf((await ask('GET', `/property_definitions/?properties=${name}`)).body)[0] ?? {}

describe('the list', () => {
  test('holds what events carry, by name, without what nobody asks for', async () => {
    const listed = await names('exclude_core_properties=true')
    expect(listed).toEqual(['amount', 'path', 'plan'])
    const all = await names('')
    expect(all).toEqual(expect.arrayContaining(['$browser', '$feature/new', 'amount', 'utm_source']))
    for (const hidden of ['$groups', '$set', 'distinct_id']) expect(all).not.toContain(hidden)
  })

  test.each([
    ['search=plan', ['plan']],
    ['search=pl%20an', ['plan']],
    ['search=ary', ['$lib']],
    ['search=brow%20ver', ['$browser_version']],
    ['search=nothing%20like%20it', []],
    ['search=%25', []],
    ['search=m_u', []],
    ['properties=plan,amount,none', ['amount', 'plan']],
    ['is_numerical=true', ['$browser_version', 'amount']],
    ['is_feature_flag=true', ['$feature/new']],
    ['is_feature_flag=false&exclude_core_properties=true', ['amount', 'path', 'plan']],
    [`excluded_properties=${encodeURIComponent('["amount"]')}&exclude_core_properties=true`, ['path', 'plan']],
    ['type=person&search=email', ['email']],
    ['type=person&search=latest', ['$browser', '$browser_version', 'email', 'utm_source']],
    [
      `event_names=${encodeURIComponent('["visited"]')}&filter_by_event_names=true&exclude_core_properties=true`,
      ['path', 'plan'],
    ],
    [`event_names=${encodeURIComponent('["paid", 1]')}&exclude_core_properties=true`, ['amount', 'plan', 'path']],
  ])('%s', async (query, wanted) => {
    expect(await names(query)).toEqual(wanted)
  })

  test('says whether a property was seen on the events that are named', async () => {
    const query = `event_names=${encodeURIComponent('["visited"]')}&properties=plan,amount`
    const rows = rowsOf((await ask('GET', `/property_definitions/?${query}`)).body)
    expect(rows.map((row) => [row['name'], row['is_seen_on_filtered_events']])).toEqual([
      ['plan', true],
      ['amount', false],
    ])
    expect((await one('plan'))['is_seen_on_filtered_events']).toBeNull()
  })

  test.each([
    ['type=group', '`group_type_index` must be set for `group` type'],
    ['type=event&group_type_index=1', '`group_type_index` can only set for `group` type'],
    ['type=group&group_type_index=5', 'Invalid value for `group_type_index`'],
    ['type=person&event_names=[]', '`event_names` can only be set for `event` type'],
    ['type=thing', '"thing" is not a valid choice.'],
    ['excluded_properties=x', 'excluded_properties must be a JSON list of names.'],
  ])('%s is refused', async (query, detail) => {
    const { status, body } = await ask('GET', `/property_definitions/?${query}`)
    expect([status, body['detail']]).toEqual([400, detail])
  })
})

describe('a definition', () => {
  test('is described, typed, verified and hidden', async () => {
    const { id } = await one('path')
    const path = `/property_definitions/${String(id)}/`
    const first = await ask('PATCH', path, {
      description: 'Where',
      tags: ['Web'],
      property_type: 'String',
      verified: true,
      name: 'x',
    })
    expect(first.body).toMatchObject({
      name: 'path',
      description: 'Where',
      tags: ['web'],
      verified: true,
      verified_by: { email: 'admin@localhost' },
    })
    expect((await ask('PATCH', path, { property_type: 'Numeric' })).body).toMatchObject({
      property_type: 'Numeric',
      is_numerical: true,
    })
    await app.capture([{ event: 'visited', distinct_id: 'ann', properties: { path: '/again' } }])
    expect((await ask('GET', path)).body).toMatchObject({ property_type: 'Numeric' })
    expect((await ask('PATCH', path, { hidden: true })).body).toMatchObject({
      hidden: true,
      verified: false,
      verified_at: null,
      verified_by: null,
    })
    expect(await names('exclude_core_properties=true&exclude_hidden=true')).toEqual(['amount', 'plan'])
    const both = await ask('PATCH', path, { hidden: true, verified: true })
    expect([both.status, both.body['detail']]).toEqual([400, 'A property cannot be both hidden and verified'])
    expect((await ask('PATCH', path, { property_type: 'Money' })).body).toMatchObject({
      attr: 'property_type',
      code: 'invalid_choice',
    })
    const history = await ask('GET', `${path}activity/`)
    expect(history.body).toMatchObject({
      total_count: 3,
      results: [{ activity: 'changed', detail: { name: 'path', type: 'event' } }, {}, {}],
    })
    await ask('PATCH', path, { hidden: false, property_type: 'String' })
  })

  test('is deleted, and the next event makes it again', async () => {
    const { id } = await one('amount')
    expect((await ask('DELETE', `/property_definitions/${String(id)}/`)).status).toBe(204)
    expect((await ask('GET', `/property_definitions/${String(id)}/`)).status).toBe(404)
    await app.capture([{ event: 'paid', distinct_id: 'ann', properties: { amount: 13 } }])
    expect(await one('amount')).toMatchObject({ property_type: 'Numeric', is_numerical: true })
  })

  test('of another id is not there', async () => {
    for (const id of ['x', '01890000-0000-7000-8000-000000000000'])
      expect((await ask('GET', `/property_definitions/${id}/`)).status).toBe(404)
  })
})

test('which events carry a property', async () => {
  const query = 'event_names=paid&event_names=visited&event_names=none&property_name=path'
  expect((await ask('GET', `/property_definitions/seen_together/?${query}`)).body).toEqual({
    paid: false,
    visited: true,
    none: false,
  })
  const list = `event_names=${encodeURIComponent('["paid","visited"]')}&property_name=path`
  expect((await ask('GET', `/property_definitions/seen_together/?${list}`)).body).toEqual({
    paid: false,
    visited: true,
  })
  expect((await ask('GET', '/property_definitions/seen_together/?property_name=x')).body).toMatchObject({
    code: 'required',
    attr: 'event_names',
  })
  expect((await ask('GET', '/property_definitions/seen_together/?event_names=x')).body).toMatchObject({
    code: 'required',
    attr: 'property_name',
  })
})

test('a property that is deleted while it is changed is not found, keeps no tags, and is deleted once', async () => {
  const all = Array.from({ length: 30 }, (_, i) => `going ${i}`)
  await app.capture([{ event: 'a', distinct_id: 'p', properties: Object.fromEntries(all.map((name) => [name, 1])) }])
  for (const name of all) {
    const { id } = await one(name)
    const path = `/property_definitions/${String(id)}/`
    const answers = await Promise.all([
      ask('PATCH', path, { tags: [name] }),
      ask('DELETE', path),
      ask('POST', '/property_definitions/bulk_update_tags/', { ids: [id], action: 'add', tags: [name] }),
      ask('DELETE', path),
    ])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => ![200, 204, 404].includes(status))).toEqual([])
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
  }
  expect((await ask('GET', '/tags/?search=going')).body['results']).toEqual([])
})

test('changes of a property at once: each is told once, and none is lost', async () => {
  await app.capture([{ event: 'a', distinct_id: 'p', properties: { shared: 1 } }])
  const path = `/property_definitions/${String((await one('shared'))['id'])}/`
  await Promise.all(Array.from({ length: 10 }, (_, i) => ask('PATCH', path, { description: `d${i}` })))
  const told = rowsOf((await ask('GET', `${path}activity/?limit=50`)).body).flatMap(({ detail }) =>
    objectsOf(objectOr(detail)['changes']),
  )
  expect(told).toHaveLength(10)
  // A chain: what one leaves is what the next finds.
  const before = told.map((change) => change['before'])
  expect(told.slice(1).map((change) => change['after'])).toEqual(before.slice(0, -1))
})

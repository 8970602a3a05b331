import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KEY, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject } from '../lib/json.ts'

const NOW = new Date('2020-01-02T00:00:00Z')
const UNKNOWN = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'
const BASE = '/api/projects/1'

let app: TestApp
let now = NOW
beforeAll(async () => {
  app = await TestApp.open(() => now)
})
afterAll(() => app.close())
beforeEach(async () => {
  now = NOW
  await app.app.deps.postgres.deleteFrom('event_definition').execute()
})

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const make = async (name: string, more: JsonObject = {}) => {
  const { status, body } = await ask('POST', '/event_definitions/', { name, ...more })
  expect(status).toBe(201)
  return body
}
const resultsOf = (body: JsonObject): JsonObject[] =>
  Array.isArray(body['results']) ? body['results'].filter(isObject) : []
const names = async (query: string) =>
  resultsOf((await ask('GET', `/event_definitions/?${query}`)).body).map(({ name }) => name)

describe('the list', () => {
  const HOUR = 3_600_000
  const SEEN: Record<string, number | undefined> = {
    installed_app: 24 * HOUR,
    rated_app: 12 * 24 * HOUR,
    purchase: 3 * 24 * HOUR,
    entered_free_trial: HOUR,
    watched_movie: undefined,
    $pageview: HOUR + 4 * 60_000,
  }
  beforeEach(async () => {
    for (const [name, ago] of Object.entries(SEEN)) {
      const { id } = await make(name)
      if (ago !== undefined)
        await app.app.deps.postgres
          .updateTable('event_definition')
          .set({ last_seen_at: new Date(NOW.getTime() - ago) })
          .where('id', '=', String(id))
          .execute()
    }
  })

  test.each([
    ['', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['ordering=-last_seen_at::date', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    [
      'ordering=-last_seen_at::date&ordering=-name',
      'installed_app entered_free_trial $pageview purchase rated_app watched_movie',
    ],
    ['ordering=name', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['search=app', 'rated_app installed_app'],
    ['search=APP', 'rated_app installed_app'],
    ['search=%20app%20', 'rated_app installed_app'],
    ['search=ed', 'rated_app installed_app watched_movie entered_free_trial'],
    ['search=app&ordering=name', 'installed_app rated_app'],
    ['search=free%20tri', 'entered_free_trial'],
    ['search=e%20ev', '$pageview'],
    ['search=e%20ed%20v', 'watched_movie'],
    ['search=e%20pp', 'rated_app installed_app'],
    ['search=%20at%20e%20d', 'rated_app watched_movie'],
    ['search=%20%20', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['event_type=event', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['event_type=event_custom', 'entered_free_trial installed_app purchase rated_app watched_movie'],
    ['event_type=all', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['event_type=action_event', '$pageview entered_free_trial installed_app purchase rated_app watched_movie'],
    ['search=ed%20mov', 'watched_movie'],
    ['event_type=event_posthog', '$pageview'],
    ['names=purchase,rated_app&names=purchase&ordering=name', 'purchase rated_app'],
    ['excluded_properties=["purchase","rated_app"]&search=p', '$pageview installed_app'],
    ['verified=true', '$pageview'],
    ['verified=false&ordering=name', 'entered_free_trial installed_app purchase rated_app watched_movie'],
  ])('%s', async (query, expected) => {
    // Of a search, shorter names come first; `installed_app` and `watched_movie` tie, and the day last seen decides.
    expect((await names(query)).join(' ')).toBe(expected)
  })

  test('what is excluded is not counted, and verifying moves nothing', async () => {
    const { body } = await ask('GET', '/event_definitions/?excluded_properties=["purchase","rated_app","none"]')
    expect(body['count']).toBe(4)
    const before = await names('')
    const [, , , purchase] = resultsOf((await ask('GET', '/event_definitions/')).body)
    await ask('PATCH', `/event_definitions/${String(purchase?.['id'])}/`, { verified: true })
    expect(await names('')).toEqual(before)
    expect(await names('verified=true')).toEqual(['$pageview', 'purchase'])
  })

  test('actions are never among events', async () => {
    await ask('POST', '/actions/', { name: 'an action' })
    for (const query of ['', 'event_type=all', 'event_type=action_event', 'search=action'])
      expect(await names(query)).not.toContain('an action')
  })

  test('what is hidden is left out where that is asked', async () => {
    const [first] = resultsOf((await ask('GET', '/event_definitions/?ordering=name')).body)
    await ask('PATCH', `/event_definitions/${String(first?.['id'])}/`, { hidden: true })
    expect(await names('exclude_hidden=true')).not.toContain('$pageview')
    expect(await names('exclude_hidden=TRUE')).toHaveLength(5)
    expect(await names('exclude_hidden=false')).toHaveLength(6)
  })

  test('stale means not seen for thirty days; never seen is not stale', async () => {
    now = new Date(NOW.getTime() + 20 * 86_400_000)
    expect(await names('exclude_stale=true&ordering=name')).toEqual([
      ...['$pageview', 'entered_free_trial', 'installed_app', 'purchase', 'watched_movie'],
    ])
  })

  test('tags: any of them, one row each; what is no list is ignored', async () => {
    const [first, second] = resultsOf((await ask('GET', '/event_definitions/?ordering=name')).body)
    await ask('PATCH', `/event_definitions/${first?.['id']}/`, { tags: ['billing', 'pii'] })
    await ask('PATCH', `/event_definitions/${second?.['id']}/`, { tags: ['PII '] })
    expect(await names('tags=["billing","pii"]&ordering=name')).toEqual(['$pageview', 'entered_free_trial'])
    expect(await names('tags=pii')).toHaveLength(6)
  })

  test('a search takes signs as they are, and pages beyond the end are empty', async () => {
    for (const name of ['100% sure', '100 sure', 'Été_Vu', 'été vu']) await make(name)
    expect(await names('search=100%25')).toEqual(['100% sure'])
    expect(await names('search=%C3%89T')).toEqual(['Été_Vu', 'été vu'])
    expect(await names('search=t%C3%A9_v')).toEqual(['Été_Vu'])
    const beyond = await ask('GET', '/event_definitions/?search=sure&offset=50')
    expect([beyond.body['count'], beyond.body['results']]).toEqual([2, []])
  })

  test('what somebody owns, what nobody owns, and only what is hidden', async () => {
    const me = Number((await app.ask('GET', '/api/users/@me/')).body['id'])
    await make('mine', { owner: me })
    await make('out of sight', { hidden: true })
    expect(await names(`owner=${me}`)).toEqual(['mine'])
    expect((await names('owner=none')).length).toBe(7)
    expect(await names('hidden=true')).toEqual(['out of sight'])
    expect(await ask('GET', '/event_definitions/?owner=me')).toMatchObject({ status: 400, body: { attr: 'owner' } })
  })

  test('a page of nothing, and nonsense, are refused', async () => {
    expect((await ask('GET', '/event_definitions/?limit=0')).body).toMatchObject({ attr: 'limit', code: 'min_value' })
    expect((await ask('GET', '/event_definitions/?offset=-1')).body).toMatchObject({ attr: 'offset' })
    expect((await ask('GET', '/event_definitions/?event_type=x')).body).toMatchObject({ attr: 'event_type' })
    expect((await ask('GET', '/event_definitions/?excluded_properties=x')).body).toMatchObject({
      attr: 'excluded_properties',
    })
  })
})

describe('creating [event_definitions.create]', () => {
  test('every field [event_definitions.create{name}] [event_definitions.create{owner}] [event_definitions.create{description}] [event_definitions.create{tags}] [event_definitions.create{verified}] [event_definitions.create{hidden}] [event_definitions.create{enforcement_mode}] [event_definitions.create{primary_property}] [event_definitions.create{post_to_slack}] [event_definitions.create{default_columns}]', async () => {
    const body = await make('  checkout ', {
      owner: 1,
      description: 'Paid',
      tags: [' Billing', 'billing', 'PII'],
      verified: true,
      hidden: false,
      enforcement_mode: 'reject',
      primary_property: 'plan',
      post_to_slack: true,
      default_columns: ['plan'],
      id: UNKNOWN,
      created_at: '2001-01-01',
    })
    expect(body).toMatchObject({
      name: 'checkout',
      owner: { id: 1 },
      description: 'Paid',
      tags: ['billing', 'pii'],
      verified: true,
      verified_at: '2020-01-02T00:00:00.000Z',
      verified_by: { id: 1 },
      hidden: false,
      enforcement_mode: 'reject',
      primary_property: 'plan',
      promoted_property: 'plan',
      post_to_slack: false,
      default_columns: ['plan'],
      created_at: null,
      last_seen_at: null,
      updated_by: { id: 1 },
    })
    expect(body['id']).not.toBe(UNKNOWN)
  })

  test('the older name of the primary property [event_definitions.create{promoted_property}]', async () => {
    expect(await make('a', { promoted_property: 'x' })).toMatchObject({ primary_property: 'x', promoted_property: 'x' })
    expect(await make('b', { promoted_property: 'x', primary_property: 'y' })).toMatchObject({ primary_property: 'y' })
  })

  test.each([
    [{}, 'name', 'required'],
    [{ name: ' ' }, 'name', 'blank'],
    [{ name: 'x'.repeat(401) }, 'name', 'max_length'],
    [{ name: 'x', owner: 99 }, 'owner', 'does_not_exist'],
    [{ name: 'x', verified: true, hidden: true }, null, 'invalid_input'],
    [{ name: 'x', enforcement_mode: 'enforce' }, 'enforcement_mode', 'invalid_choice'],
    [{ name: 'x', primary_property: '' }, 'primary_property', 'blank'],
    [{ name: 'x', tags: { a: 1 } }, 'tags', 'not_a_list'],
    [{ name: 'x', verified: 'perhaps' }, 'verified', 'invalid_input'],
  ])('%j is refused', async (body, attr, code) => {
    const answer = await ask('POST', '/event_definitions/', body)
    expect([answer.status, answer.body['attr'], answer.body['code']]).toEqual([400, attr, code])
  })

  test('a name twice', async () => {
    await make('checkout')
    expect((await ask('POST', '/event_definitions/', { name: 'checkout' })).body).toEqual({
      type: 'validation_error',
      code: 'invalid_input',
      detail: "Event definition with name 'checkout' already exists",
      attr: 'name',
    })
  })

  test('a form, labelled as JSON as the printed line sends it', async () => {
    const send = (body: string, type: string) =>
      app.app.fetch(
        new Request(`http://hoglet.test${BASE}/event_definitions/`, {
          method: 'POST',
          body,
          headers: { 'content-type': type, authorization: `Bearer ${KEY}` },
        }),
      )
    expect((await send('name=string', 'application/json')).status).toBe(201)
    const form = await send('name=form&verified=true&tags=a&tags=b&owner=1', 'application/x-www-form-urlencoded')
    expect(await form.json()).toMatchObject({ name: 'form', verified: true, tags: ['a', 'b'], owner: { id: 1 } })
  })
})

describe('changing', () => {
  test('every field [event_definitions.update{name}] [event_definitions.update{owner}] [event_definitions.update{description}] [event_definitions.update{tags}] [event_definitions.update{enforcement_mode}] [event_definitions.update{primary_property}] [event_definitions.update{promoted_property}] [event_definitions.update{post_to_slack}] [event_definitions.update{default_columns}]', async () => {
    const { id } = await make('a', { tags: ['x'] })
    const patch = async (body: JsonObject) => (await ask('PATCH', `/event_definitions/${id}/`, body)).body
    expect(await patch({ name: 'b', description: 'd' })).toMatchObject({ name: 'a', description: 'd', tags: ['x'] })
    expect(await patch({ owner: 1, tags: [], enforcement_mode: 'reject' })).toMatchObject({
      owner: { id: 1 },
      tags: [],
      enforcement_mode: 'reject',
    })
    expect(
      await patch({ owner: null, primary_property: 'p', default_columns: ['c'], post_to_slack: true }),
    ).toMatchObject({ owner: null, promoted_property: 'p', default_columns: ['c'], post_to_slack: false })
    expect(await patch({ promoted_property: null })).toMatchObject({ primary_property: null })
    expect(await patch({ tags: null })).toMatchObject({ attr: 'tags', code: 'null' })
  })

  test('verified and hidden [event_definitions.update{verified}] [event_definitions.update{hidden}]', async () => {
    const { id } = await make('a')
    const patch = async (body: JsonObject) => {
      const { verified, hidden, verified_at } = (await ask('PATCH', `/event_definitions/${id}/`, body)).body
      return [verified, hidden, verified_at]
    }
    const stamp = '2020-01-02T00:00:00.000Z'
    expect(await patch({ verified: true })).toEqual([true, false, stamp])
    now = new Date('2020-01-03T00:00:00Z')
    expect(await patch({ verified: true })).toEqual([true, false, stamp])
    const again = (await ask('GET', `/event_definitions/${String(id)}/`)).body
    expect([again['updated_at'], again['verified_by']]).toMatchObject(['2020-01-03T00:00:00.000Z', { id: 1 }])
    const forged = { verified_by: null, verified_at: '2001-01-01T00:00:00Z', updated_by: null, last_seen_at: null }
    expect(await patch(forged)).toEqual([true, false, stamp])
    expect((await ask('GET', `/event_definitions/${String(id)}/`)).body['verified_by']).toMatchObject({ id: 1 })
    expect(await patch({ hidden: true })).toEqual([false, true, null])
    expect(await patch({ verified: false })).toEqual([false, true, null])
    expect(await patch({ hidden: false })).toEqual([false, false, null])
    expect((await ask('PATCH', `/event_definitions/${id}/`, { verified: true, hidden: true })).status).toBe(400)
  })
})

test('deleting forgets the name, and the next event makes it anew [event_definitions.delete]', async () => {
  now = new Date()
  await app.capture([{ event: 'gone', distinct_id: 'a' }])
  const { id } = (await ask('GET', '/event_definitions/by_name/?name=gone')).body
  await ask('PATCH', `/event_definitions/${id}/`, { description: 'old', tags: ['only here'] })
  const deleted = await ask('DELETE', `/event_definitions/${id}/`)
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect((await ask('GET', `/event_definitions/${id}/`)).status).toBe(404)
  expect(await app.app.deps.postgres.selectFrom('tag').selectAll().where('name', '=', 'only here').execute()).toEqual(
    [],
  )
  await app.capture([{ event: 'gone', distinct_id: 'a' }])
  const anew = (await ask('GET', '/event_definitions/by_name/?name=gone')).body
  expect(anew['id']).not.toBe(id)
  expect(anew['description']).toBe('')
})

test('by name, exactly [event_definitions.by_name] [event_definitions.by_name?name]', async () => {
  await make('Checkout')
  expect((await ask('GET', '/event_definitions/by_name/?name=Checkout')).body).toMatchObject({ name: 'Checkout' })
  const missing = await ask('GET', '/event_definitions/by_name/')
  expect([missing.status, missing.body]).toMatchObject([400, { detail: "Query parameter 'name' is required" }])
  const unknown = await ask('GET', '/event_definitions/by_name/?name=checkout')
  expect([unknown.status, unknown.body]).toMatchObject([
    404,
    { detail: "Event definition with name 'checkout' not found" },
  ])
})

test('a row that nobody touched is readable', async () => {
  now = new Date()
  await app.capture([{ event: 'untouched', distinct_id: 'a' }])
  const { id } = (await ask('GET', '/event_definitions/by_name/?name=untouched')).body
  expect((await ask('GET', `/event_definitions/${String(id)}/`)).body).toMatchObject({
    ...{ name: 'untouched', description: '', tags: [], owner: null, verified: false, hidden: false },
    ...{ updated_by: null, enforcement_mode: 'allow', primary_property: null },
  })
})

test('an id that is none, or unknown, is not found', async () => {
  for (const id of ['undefined', UNKNOWN])
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect((await ask(method, `/event_definitions/${id}/`, method === 'GET' ? undefined : {})).status).toBe(404)
})

test('primary properties under both names [event_definitions.promoted_properties] [event_definitions.promoted_properties?names]', async () => {
  await make('a', { primary_property: 'x' })
  await make('b', { primary_property: 'y' })
  await make('c')
  const get = async (path: string) => (await ask('GET', `/event_definitions/${path}`)).body
  expect(await get('promoted_properties/')).toEqual({ promoted_properties: { a: 'x', b: 'y' } })
  expect(await get('primary_properties/?names=a&names=c')).toEqual({ primary_properties: { a: 'x' } })
  expect(await get('promoted_properties/?names=a,b')).toEqual({ promoted_properties: {} })
})

test('metrics count the answers that were about an event [event_definitions.metrics]', async () => {
  const { id } = await make('counted')
  const metrics = async () => (await ask('GET', `/event_definitions/${id}/metrics/`)).body
  expect(await metrics()).toEqual({ query_usage_30_day: 0 })
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'counted' }] }
  for (let i = 0; i < 2; i++) await ask('POST', '/query/', { query })
  // No event is called so, and the counts of the others are not lost over it.
  await ask('POST', '/query/', { query: { ...query, series: [{ kind: 'EventsNode', event: 'a\0b' }] } })
  expect(await metrics()).toEqual({ query_usage_30_day: 2 })
  now = new Date(NOW.getTime() + 31 * 86_400_000)
  expect(await metrics()).toEqual({ query_usage_30_day: 0 })
})

describe('many at once', () => {
  test('tags are added, removed and set [event_definitions.bulk_update_tags] [event_definitions.bulk_update_tags{ids}] [event_definitions.bulk_update_tags{action}] [event_definitions.bulk_update_tags{tags}]', async () => {
    const [a, b] = [await make('a', { tags: ['old'] }), await make('b')]
    const bulk = async (action: string, tags: string[]) =>
      (await ask('POST', '/event_definitions/bulk_update_tags/', { ids: [a['id'], b['id'], UNKNOWN], action, tags }))
        .body
    const skipped = [{ id: UNKNOWN, reason: 'Not found' }]
    expect(await bulk('add', [' New '])).toEqual({
      updated: [
        { id: a['id'], tags: ['new', 'old'] },
        { id: b['id'], tags: ['new'] },
      ],
      skipped,
    })
    expect((await bulk('remove', ['old']))['updated']).toEqual([
      { id: a['id'], tags: ['new'] },
      { id: b['id'], tags: ['new'] },
    ])
    expect((await bulk('set', []))['updated']).toEqual([
      { id: a['id'], tags: [] },
      { id: b['id'], tags: [] },
    ])
  })

  test.each([
    [{ action: 'add', tags: ['a'] }, 'ids', 'required'],
    [{ ids: [], action: 'add', tags: ['a'] }, 'ids', 'empty'],
    [{ ids: Array<string>(501).fill(UNKNOWN), action: 'add', tags: ['a'] }, 'ids', 'max_length'],
    [{ ids: ['x'], action: 'add', tags: ['a'] }, 'ids__0', 'invalid_input'],
    [{ ids: [UNKNOWN], action: 'x', tags: ['a'] }, 'action', 'invalid_choice'],
    [{ ids: [UNKNOWN], action: 'add' }, 'tags', 'required'],
    [{ ids: [UNKNOWN], action: 'add', tags: 'a' }, 'tags', 'not_a_list'],
    [{ ids: [UNKNOWN], action: 'add', tags: Array<string>(101).fill('a') }, 'tags', 'max_length'],
    [{ ids: [UNKNOWN], action: 'add', tags: [' '] }, 'tags__0', 'blank'],
    [{ ids: [UNKNOWN], action: 'remove', tags: [] }, 'tags', 'invalid_input'],
  ])('bulk_update_tags, case %#', async (body, attr, code) => {
    const answer = await ask('POST', '/event_definitions/bulk_update_tags/', body)
    expect([answer.status, answer.body['attr'], answer.body['code']]).toEqual([400, attr, code])
  })

  test.each(['x', 5, true, {}, []])('%j is no id of a definition', async (id) => {
    const detail = 'Must be a valid UUID.'
    for (const [path, body] of [
      ['bulk_update_tags', { ids: [UNKNOWN, id], action: 'add', tags: ['a'] }],
      ['bulk_update_verified', { ids: [UNKNOWN, id], verified: true }],
    ] as const)
      expect(await ask('POST', `/event_definitions/${path}/`, body)).toMatchObject({
        ...{ status: 400, body: { attr: 'ids__1', code: 'invalid_input', detail } },
      })
    expect(await ask('POST', '/event_schemas/', { event_definition: id, property_group_id: UNKNOWN })).toMatchObject({
      ...{ status: 400, body: { attr: 'event_definition', code: 'invalid_input', detail } },
    })
  })

  test('an id is written with dashes or without, in small letters or capital ones', async () => {
    const id = String((await make('spelled'))['id'])
    const forms = [id, id.replaceAll('-', ''), id.toUpperCase(), `{${id}}`, `urn:uuid:${id}`]
    const tagged = await ask('POST', '/event_definitions/bulk_update_tags/', { ids: forms, action: 'set', tags: ['a'] })
    expect([tagged.status, tagged.body]).toEqual([200, { updated: [{ id, tags: ['a'] }], skipped: [] }])
    const ids = [id.replaceAll('-', '')]
    const verified = await ask('POST', '/event_definitions/bulk_update_verified/', { ids, verified: true })
    expect(verified.body).toEqual({ updated: [{ id, verified: true }], skipped: [] })
  })

  test('verified', async () => {
    const [a, b] = [await make('a', { hidden: true }), await make('b', { verified: true })]
    const ids = [a['id'], b['id'], UNKNOWN, a['id']]
    expect((await ask('POST', '/event_definitions/bulk_update_verified/', { ids, verified: true })).body).toEqual({
      updated: [{ id: a['id'], verified: true }],
      skipped: [{ id: UNKNOWN, reason: 'Not found' }],
    })
    expect((await ask('GET', `/event_definitions/${a['id']}/`)).body).toMatchObject({ verified: true, hidden: false })
  })
})

describe('the history', () => {
  const history = async (id: unknown) =>
    resultsOf((await ask('GET', `/event_definitions/${String(id)}/activity/?limit=50`)).body).map(
      ({ activity, detail, user }) => ({
        activity,
        by: isObject(user) ? user['email'] : null,
        name: isObject(detail) ? detail['name'] : null,
        changes: isObject(detail) && Array.isArray(detail['changes']) ? detail['changes'] : [],
      }),
    )
  const entry = (action: string, field: string, before: unknown, after: unknown) => ({
    ...{ type: 'EventDefinition', action, field, before, after },
  })

  test('what it was made with, what changed, and its last values', async () => {
    const { id } = await make('checkout', { description: 'old', tags: ['b', 'A'] })
    await ask('PATCH', `/event_definitions/${String(id)}/`, { description: 'new', verified: true, tags: ['a'] })
    await ask('PATCH', `/event_definitions/${String(id)}/`, { description: 'new', tags: ['a'] })
    await ask('PATCH', `/event_definitions/${String(id)}/`, { hidden: true })
    await ask('DELETE', `/event_definitions/${String(id)}/`)
    const [deleted, hidden, changed, created, ...rest] = await history(id)
    expect(rest).toEqual([])
    expect(created).toMatchObject({ activity: 'created', name: 'checkout', by: 'admin@localhost' })
    expect(created?.changes).toEqual([
      entry('created', 'name', null, 'checkout'),
      entry('created', 'description', null, 'old'),
      entry('created', 'tags', null, ['a', 'b']),
    ])
    expect([changed?.activity, changed?.changes]).toEqual([
      'changed',
      [
        entry('changed', 'description', 'old', 'new'),
        entry('changed', 'tags', ['a', 'b'], ['a']),
        entry('changed', 'verified', false, true),
      ],
    ])
    expect(hidden?.changes).toEqual([
      entry('changed', 'verified', true, false),
      entry('changed', 'hidden', false, true),
    ])
    expect(deleted?.activity).toBe('deleted')
    expect(deleted?.changes).toEqual(
      expect.arrayContaining([entry('deleted', 'name', 'checkout', null), entry('deleted', 'tags', ['a'], null)]),
    )
  })

  test('bulk changes note each that is another now, and no other', async () => {
    const [one, two] = [await make('one', { tags: ['x'] }), await make('two')]
    const ids = [one['id'], two['id']]
    await ask('POST', '/event_definitions/bulk_update_tags/', { ids, action: 'add', tags: ['x'] })
    await ask('POST', '/event_definitions/bulk_update_verified/', { ids, verified: true })
    await ask('POST', '/event_definitions/bulk_update_verified/', { ids, verified: true })
    expect((await history(one['id'])).map(({ changes }) => changes.slice(-1))).toEqual([
      [entry('changed', 'verified', false, true)],
      [entry('created', 'tags', null, ['x'])],
    ])
    expect((await history(two['id'])).map(({ changes }) => changes)).toEqual([
      [entry('changed', 'verified', false, true)],
      [entry('changed', 'tags', [], ['x'])],
      [entry('created', 'name', null, 'two')],
    ])
  })

  test('a primary property that was given by its older name is told by the newer', async () => {
    const { id } = await make('older', { promoted_property: 'plan' })
    expect((await history(id))[0]?.changes).toContainEqual(entry('created', 'primary_property', null, 'plan'))
  })

  test('two writers at once: each change is told once, and none is lost', async () => {
    const { id } = await make('shared')
    const patch = (body: object) => ask('PATCH', `/event_definitions/${String(id)}/`, body)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => patch({ description: `d${i}` })))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const told = (await history(id)).slice(0, -1).flatMap(({ changes }) => changes.filter(isObject))
    expect(told).toHaveLength(10)
    // A chain: what one leaves is what the next finds.
    for (const [i, change] of told.entries()) expect(told[i + 1]?.['after'] ?? '').toBe(change['before'])
  })

  test('the history of all definitions, the newest first', async () => {
    await make('first')
    await make('second')
    const { body } = await ask('GET', '/event_definitions/activity/?limit=2')
    expect(resultsOf(body).map(({ detail }) => (isObject(detail) ? detail['name'] : null))).toEqual(['second', 'first'])
  })
})

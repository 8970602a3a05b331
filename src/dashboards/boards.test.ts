import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DASHBOARD_FIELDS } from '../../test/requirements.ts'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import { createOrganization } from '../accounts/organizations.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

const BASE = '/api/projects/1'
const NOW = '2026-03-02T12:00:00.000Z'
let app: TestApp
/** Another project of the same organization, and one of strangers. */
let second: number
let strangers: number
beforeAll(async () => {
  app = await TestApp.open(() => new Date(NOW))
  const { deps, first_start } = app.app
  const project = async (organization_id: string, name: string) =>
    (await deps.teams.create({ organization_id, name, api_token: `phc_${name}` })).id
  second = await project(first_start?.team.organization_id ?? '', 'second')
  strangers = await project((await createOrganization(deps, 'Strangers')).id, 'strangers')
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const make = async (body: JsonObject = {}) => (await ask('POST', '/dashboards/', body)).body
const namesOf = (body: JsonObject) => listOf(body['results']).map(({ name }) => name)
const folderOf = async (id: unknown) => {
  const { postgres } = app.app.deps
  const row = postgres.selectFrom('dashboard').select('folder').where('id', '=', Number(id))
  return (await row.executeTakeFirstOrThrow()).folder
}

describe('the list', () => {
  const names = async (query = '') => namesOf((await ask('GET', `/dashboards/${query}`)).body)
  beforeAll(async () => {
    await make({ name: 'Costs', tags: ['money'] })
    await make({ name: 'Activation', description: 'Of new people' })
    await make({ name: 'Usage', pinned: true, tags: ['web', 'money'] })
    await make({ name: null })
    await ask('PATCH', `/dashboards/${String((await make({ name: 'Gone' }))['id'])}/`, { deleted: true })
    await app.ask('POST', `/api/projects/${second}/dashboards/`, { name: 'Of the second project' })
  })

  test('is by name, what is pinned first, what has no name last', async () => {
    expect(await names()).toEqual(['Usage', 'Activation', 'Costs', null])
  })

  test('is of the whole project and of no other, under both roots', async () => {
    const under = async (root: string, id: number) =>
      namesOf((await app.ask('GET', `/api/${root}/${id}/dashboards`)).body)
    for (const root of ['projects', 'environments']) {
      expect([root, await under(root, 1)]).toEqual([root, ['Usage', 'Activation', 'Costs', null]])
      expect([root, await under(root, second)]).toEqual([root, ['Of the second project']])
    }
  })

  test('tells each in 19 words, without tiles, filters and variables', async () => {
    const [first] = listOf((await ask('GET', '/dashboards/')).body['results'])
    expect(Object.keys(first ?? {}).sort()).toEqual([
      ...['access_control_version', 'created_at', 'created_by', 'creation_mode', 'deleted', 'description'],
      ...['effective_privilege_level', 'effective_restriction_level', 'id', 'is_shared', 'last_accessed_at'],
      ...['last_refresh', 'last_viewed_at', 'name', 'pinned', 'restriction_level', 'tags', 'team_id'],
      'user_access_level',
    ])
  })

  test('says of what a search finds whether it holds the words, and shows that first', async () => {
    const { id } = (await app.ask('POST', '/api/projects/', { name: 'Searched' })).body
    const root = `/api/projects/${String(id)}/dashboards/`
    for (const body of [
      { name: 'Turnovar', pinned: true },
      { name: 'Yearly turnover' },
      { name: 'All', tags: ['turnover'] },
    ])
      await app.ask('POST', root, body)
    const found = async (query: string) =>
      listOf((await app.ask('GET', `${root}${query}`)).body['results']).map((row) => [
        row['name'],
        row['search_match_type'],
      ])
    expect(await found('?search=turnover')).toEqual([
      ...[
        ['All', 'exact'],
        ['Yearly turnover', 'exact'],
        ['Turnovar', 'similar'],
      ],
    ])
    expect(await found('?search=turnover&limit=1&offset=2')).toEqual([['Turnovar', 'similar']])
    expect(await found('?search=turbine')).toEqual([])
    const [first] = listOf((await app.ask('GET', root)).body['results'])
    expect([first?.['name'], Object.keys(first ?? {}).includes('search_match_type')]).toEqual(['Turnovar', false])
  })

  test('narrows to words, tags and ways of making', async () => {
    expect(await names('?search=PEOPLE')).toEqual(['Activation'])
    expect(await names('?search=mone')).toEqual(['Usage', 'Costs'])
    expect(await names('?tags=money&tags=web')).toEqual(['Usage', 'Costs'])
    expect(await names('?tags=web')).toEqual(['Usage'])
    expect(await names('?creation_mode=template')).toEqual([])
    const long = await ask('GET', `/dashboards/?search=${'x'.repeat(201)}`)
    expect([long.status, long.body['attr'], long.body['detail']]).toEqual([
      ...[400, 'search', 'Search query must be 200 characters or fewer.'],
    ])
  })

  test('leaves out what a machine named, when asked to', async () => {
    const { id } = await make({ name: 'Generated Dashboard: checkout' })
    expect(await names('?exclude_generated=false')).toContain('Generated Dashboard: checkout')
    expect(await names('?exclude_generated=true')).toEqual(['Usage', 'Activation', 'Costs', null])
    await ask('PATCH', `/dashboards/${String(id)}/`, { deleted: true })
  })

  test('comes in pages whose links keep the rest of the query', async () => {
    const { body } = await ask('GET', '/dashboards/?limit=1&offset=1&search=mone')
    const page = (rest: string) => `${SITE}${BASE}/dashboards/?limit=1&search=mone${rest}`
    expect([body['count'], body['next'], namesOf(body)]).toEqual([2, null, ['Costs']])
    expect(body['previous']).toBe(page(''))
    const first = (await ask('GET', '/dashboards/?limit=1&search=mone')).body
    expect([first['next'], first['previous']]).toEqual([page('&offset=1'), null])
  })
})

describe('a new dashboard', () => {
  test('that says nothing has every default', async () => {
    const made = await make()
    const plain = {
      name: null,
      description: '',
      pinned: false,
      created_at: NOW,
      created_by: { id: app.app.first_start?.user_id },
      last_accessed_at: null,
      last_viewed_at: null,
      is_shared: false,
      deleted: false,
      creation_mode: 'default',
      filters: {},
      variables: {},
      breakdown_colors: [],
      data_color_theme_id: null,
      tags: [],
      restriction_level: 21,
      effective_restriction_level: 21,
      effective_privilege_level: 37,
      user_access_level: 'manager',
      access_control_version: 'v2',
      last_refresh: null,
      persisted_filters: null,
      persisted_variables: null,
      team_id: 1,
      quick_filter_ids: [],
      tiles: [],
    }
    expect(made).toMatchObject(plain)
    expect(Object.keys(made)).toEqual(DASHBOARD_FIELDS)
    const read = (await ask('GET', `/dashboards/${String(made['id'])}/`)).body
    expect(read).toEqual({ ...made, last_accessed_at: NOW })
  })

  test('may have an empty description, but not none', async () => {
    expect(await make({ name: 'Plain', description: '' })).toMatchObject({ name: 'Plain', description: '', tags: [] })
    const none = await ask('POST', '/dashboards/', { description: null })
    expect(none).toMatchObject({ status: 400, body: { attr: 'description', code: 'null' } })
  })

  test('is made of one source at most, and an empty source is none', async () => {
    const source = (await make())['id'] ?? 0
    const statuses = async (...bodies: JsonObject[]) =>
      Promise.all(bodies.map(async (body) => (await ask('POST', '/dashboards/', body)).status))
    const both = await ask('POST', '/dashboards/', { use_dashboard: source, use_template: 'DEFAULT_APP' })
    expect(both).toMatchObject({
      status: 400,
      body: {
        type: 'validation_error',
        code: 'invalid_input',
        attr: null,
        detail: '`use_dashboard` and `use_template` cannot be used together',
      },
    })
    const none = await ask('POST', '/dashboards/', { use_dashboard: '', use_template: '' })
    expect(none).toMatchObject({ status: 400, body: { attr: 'use_dashboard', detail: 'A valid integer is required.' } })
    expect(
      await statuses(
        { use_dashboard: source },
        { use_template: 'DEFAULT_APP' },
        { use_dashboard: source, use_template: '' },
        { use_dashboard: null, use_template: 'DEFAULT_APP' },
        { use_dashboard: null, use_template: '' },
      ),
    ).toEqual([201, 201, 201, 201, 201])
  })

  test('says how it was made, whatever the request says of that', async () => {
    const plain = await make({ creation_mode: 'unlisted' })
    const modes = [
      plain,
      await make({ use_template: 'DEFAULT_APP', creation_mode: 'default' }),
      await make({ use_dashboard: plain['id'] ?? 0 }),
    ].map(({ creation_mode }) => creation_mode)
    expect(modes).toEqual(['default', 'template', 'duplicate'])
  })

  test('is filed in the folder that is named, and stays there', async () => {
    const { id } = await make({ name: 'Site', _create_in_folder: 'Marketing/Website' })
    expect(await folderOf(id)).toBe('Marketing/Website')
    await ask('PATCH', `/dashboards/${String(id)}/`, { _create_in_folder: 'Elsewhere' })
    expect(await folderOf(id)).toBe('Marketing/Website')
    expect(await folderOf((await make())['id'])).toBe('Unfiled/Dashboards')
  })
})

describe('a change', () => {
  test('renames, and leaves the way of making', async () => {
    const { id } = await make({ name: 'Before' })
    for (const method of ['PATCH', 'PUT']) {
      const { status, body } = await ask(method, `/dashboards/${String(id)}/`, {
        name: method,
        creation_mode: 'duplicate',
      })
      expect([status, body['name'], body['creation_mode']]).toEqual([200, method, 'default'])
    }
    expect((await ask('GET', `/dashboards/${String(id)}/`)).body).toMatchObject({
      name: 'PUT',
      creation_mode: 'default',
    })
  })

  test('that is wrong in one place changes nothing', async () => {
    const { id } = await make({ name: 'Before', filters: { date_from: '-7d' }, variables: {} })
    const path = `/dashboards/${String(id)}/`
    for (const [wrong, detail] of [
      [{ filters: [1] }, 'Filters must be a dictionary'],
      [{ filters: 'x' }, 'Filters must be a dictionary'],
      [{ variables: [1] }, 'Variables must be a dictionary'],
    ] as const) {
      const { status, body } = await ask('PATCH', path, { name: 'After', ...wrong })
      expect([status, body['attr'], body['detail']]).toEqual([400, null, detail])
    }
    expect((await ask('GET', path)).body).toMatchObject({ name: 'Before', filters: { date_from: '-7d' } })
  })

  test('replaces filters as a whole, and nothing clears them', async () => {
    const { id } = await make({ filters: { date_from: '-7d', interval: 'day' } })
    const filters = async (value: unknown) => {
      const { body } = await ask('PATCH', `/dashboards/${String(id)}/`, { filters: value })
      return [body['filters'], body['persisted_filters']]
    }
    expect(await filters({ date_from: '-14d' })).toEqual([{ date_from: '-14d' }, { date_from: '-14d' }])
    expect(await filters({})).toEqual([{}, null])
    expect(await filters({ date_from: '-14d' })).toEqual([{ date_from: '-14d' }, { date_from: '-14d' }])
    expect(await filters(null)).toEqual([{}, null])
  })

  test('may come as a form', async () => {
    const { id } = await make({ name: 'Before', tags: ['kept'] })
    const reply = await app.app.fetch(
      new Request(`${SITE}${BASE}/dashboards/${String(id)}/`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${KEY}` },
        body: new URLSearchParams({ name: 'replaced', pinned: 'true' }),
      }),
    )
    expect([reply.status, await reply.json()]).toMatchObject([200, { name: 'replaced', pinned: true, tags: ['kept'] }])
  })

  test('to one that is deleted is for bringing it back', async () => {
    const { id } = await make({ name: 'Boomerang', pinned: 'true' })
    const path = `/dashboards/${String(id)}/`
    const listed = async () => namesOf((await ask('GET', '/dashboards/?search=Boomerang')).body)
    expect(await listed()).toEqual(['Boomerang'])
    expect((await ask('PATCH', path, { deleted: 'true' })).body).toMatchObject({
      deleted: true,
      pinned: true,
      tiles: [],
    })
    expect([await listed(), (await ask('GET', path)).status]).toEqual([[], 404])
    for (const body of [{ name: 'x' }, { deleted: true }]) expect((await ask('PATCH', path, body)).status).toBe(404)
    expect((await ask('PATCH', path, { deleted: false })).body).toMatchObject({ deleted: false, name: 'Boomerang' })
    expect([await listed(), (await ask('GET', path)).status]).toEqual([['Boomerang'], 200])
  })
})

test('hard deletion is forbidden, and takes nothing away', async () => {
  const { id } = await make({ name: 'Kept' })
  const { status, body } = await ask('DELETE', `/dashboards/${String(id)}/`)
  expect([status, body]).toEqual([
    405,
    {
      type: 'invalid_request',
      code: 'method_not_allowed',
      detail: 'Hard delete of this model is not allowed. Use a patch API call to set "deleted" to true',
      attr: null,
    },
  ])
  expect((await ask('GET', `/dashboards/${String(id)}/`)).body).toMatchObject({ name: 'Kept', deleted: false })
  expect((await ask('DELETE', '/dashboards/999999/')).status).toBe(404)
})

test('a project of strangers is closed, and the board of another project is not found', async () => {
  const foreign = (await app.ask('POST', `/api/projects/${second}/dashboards/`, { name: 'Theirs' })).body['id']
  expect((await ask('GET', `/dashboards/${String(foreign)}/`)).status).toBe(404)
  for (const path of ['', `${String(foreign)}/`]) {
    const { status, body } = await app.ask('GET', `/api/projects/${strangers}/dashboards/${path}`)
    expect([status, body['code'], body['detail']]).toEqual([
      ...[403, 'permission_denied', "You don't have access to the project."],
    ])
  }
})

test('only a look at the board itself says that it was looked at', async () => {
  const { id } = await make({ name: 'Looked at' })
  const path = `/dashboards/${String(id)}`
  const seen = async () =>
    listOf((await ask('GET', '/dashboards/?search=Looked')).body['results'])[0]?.['last_accessed_at']
  await ask('PATCH', `${path}/`, { description: 'x' })
  await ask('GET', `${path}/run_insights/`)
  await ask('POST', `${path}/snapshot/`)
  expect(await seen()).toBeNull()
  expect((await ask('GET', `${path}/`)).body['last_accessed_at']).toBe(NOW)
  expect(await seen()).toBe(NOW)
  await ask('PATCH', `${path}/`, { last_accessed_at: null })
  expect(await seen()).toBeNull()
  await ask('GET', `${path}/stream_tiles/`)
  expect(await seen()).toBe(NOW)
})

test('the caller sees when they viewed the board last', async () => {
  const { id = 0 } = await make({ name: 'Viewed' })
  const viewed = async () => (await ask('GET', `/dashboards/${String(id)}/`)).body['last_viewed_at']
  expect(await viewed()).toBeNull()
  const note = async (ref: Json) => (await ask('POST', '/file_system/log_view/', { type: 'dashboard', ref })).status
  expect([await note([id]), await viewed()]).toEqual([400, null])
  // By its number as well as by the digits.
  expect([await note(id), await viewed()]).toEqual([201, NOW])
  expect(await note(String(id))).toBe(201)
})

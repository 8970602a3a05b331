import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isObject, type Json, type JsonObject, objectOr, parseJson } from '../src/lib/json.ts'
import { DASHBOARD_FIELDS, USER_FIELDS } from './requirements.ts'
import { TestApp } from './support/app.ts'

/** Each door of the dashboards and their sharing, from outside: under every address, with every key, with every field. */
let app: TestApp
let here: number
let there: number
beforeAll(async () => {
  app = await TestApp.open()
  here = await board()
  there = await board()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const board = async () => Number((await ask('POST', '/dashboards', { name: 'Board' })).body['id'])
const card = async (id: number) => {
  const { body } = await ask('PATCH', `/dashboards/${id}`, { tiles: [{ text: { body: 'card' } }] })
  return Number(listOf(body['tiles']).at(-1)?.['id'])
}
const TEMPLATE = {
  template_name: 'Notes',
  dashboard_description: '',
  dashboard_filters: {},
  tiles: [{ type: 'TEXT', body: '# Notes' }],
}

/** A door, the scope that opens it, and its answer to a body that changes nothing that other doors look at. */
type Door = [method: string, path: string, scope: string, status: number, body?: JsonObject]
const READ = 'dashboard:read'
const WRITE = 'dashboard:write'
const SHARE = 'sharing_configuration:write'
const doors = (id: number, other: number): Door[] => {
  const one = `/dashboards/${id}`
  return [
    ['GET', '/dashboards', READ, 200],
    ['POST', '/dashboards', WRITE, 201, {}],
    ['GET', one, READ, 200],
    ['PATCH', one, WRITE, 200, {}],
    ['PUT', one, WRITE, 200, {}],
    ['DELETE', one, WRITE, 405],
    ['POST', `${one}/copy_tile`, WRITE, 404, { fromDashboardId: other, tileId: 999_999 }],
    ['POST', `${one}/reorder_tiles`, WRITE, 404, { tile_order: [999_999] }],
    ['POST', `${one}/delete_tile`, WRITE, 404, { tile_id: 999_999 }],
    ['POST', `${one}/create_text_tile`, WRITE, 400, { body: '' }],
    ['POST', `${one}/update_text_tile`, WRITE, 404, { tile_id: 999_999 }],
    ['GET', `${one}/run_insights`, 'query:read', 200],
    ['PATCH', `${one}/move_tile`, WRITE, 404, { tile: { id: 999_999 }, to_dashboard: other }],
    ['POST', `${one}/move_tile`, WRITE, 404, { tile: { id: 999_999 }, to_dashboard: other }],
    ['GET', `${one}/stream_tiles`, READ, 200],
    ['POST', `${one}/snapshot`, WRITE, 200, {}],
    ['POST', `${one}/analyze_refresh_result`, WRITE, 400, {}],
    ['POST', '/dashboards/bulk_update_tags', WRITE, 200, { ids: [999_999], action: 'add', tags: ['a'] }],
    ['POST', '/dashboards/create_from_template_json', WRITE, 200, { template: TEMPLATE }],
    ['POST', '/dashboards/create_unlisted_dashboard', WRITE, 400, {}],
    ['GET', `${one}/sharing`, 'sharing_configuration:read', 200],
    ['PATCH', `${one}/sharing`, SHARE, 200, { password_required: true }],
    ['POST', `${one}/sharing/refresh`, SHARE, 200, {}],
    ['POST', `${one}/sharing/passwords`, SHARE, 400, { raw_password: 'short' }],
    ['DELETE', `${one}/sharing/passwords/999999`, SHARE, 404],
    ['GET', `${one}/collaborators`, READ, 200],
    ['POST', `${one}/collaborators`, WRITE, 400, { user_uuid: 'nobody' }],
    ['DELETE', `${one}/collaborators/nobody`, WRITE, 400],
    ['GET', '/dashboard_templates', 'dashboard_template:read', 200],
    ['POST', '/dashboard_templates', 'dashboard_template:write', 400, { template_name: 'T', tiles: [] }],
    ['GET', '/dashboard_templates/999999', 'dashboard_template:read', 404],
    ['PATCH', '/dashboard_templates/999999', 'dashboard_template:write', 404, {}],
    ['GET', '/dashboard_templates/json_schema', 'dashboard_template:read', 200],
  ]
}

test('every path answers under both roots, for @current, with and without the last slash', async () => {
  const wrong: string[] = []
  for (const root of ['projects/1', 'environments/1', 'projects/@current', 'environments/@current'])
    for (const slash of ['', '/'])
      for (const [method, path, , status, body] of doors(here, there)) {
        const url = `/api/${root}${path}${slash}`
        const answer = await app.ask(method, url, body)
        if (answer.status !== status) wrong.push(`${method} ${url}: ${answer.status} instead of ${status}`)
      }
  expect(wrong).toEqual([])
})

describe('keys', () => {
  const READABLE = /:read$/

  test('open what their scope names, a write scope also what the read scope opens, and no other does', async () => {
    const wrong: string[] = []
    for (const [method, path, scope, status, body] of doors(here, there)) {
      const answer = async (scopes: string[]) => {
        const reply = await app.ask(method, `/api/projects/1${path}`, body, await app.key(scopes))
        return [reply.status, reply.status === 403 ? String(reply.body['detail']) : ''].join(' ').trim()
      }
      const expected: [scopes: string[], answer: string][] = [
        [[scope], `${status}`],
        [['*'], `${status}`],
        [[], `${status}`],
        [['annotation:write'], `403 API key missing required scope '${scope}'`],
        READABLE.test(scope)
          ? [[scope.replace(READABLE, ':write')], `${status}`]
          : [[scope.replace(/:write$/, ':read')], `403 API key missing required scope '${scope}'`],
      ]
      for (const [scopes, want] of expected) {
        const got = await answer(scopes)
        if (got !== want) wrong.push(`${method} ${path} with [${scopes}]: ${got} instead of ${want}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('a key that may read boards may not run their insights', async () => {
    const answer = await app.ask(
      'GET',
      `/api/projects/1/dashboards/${here}/run_insights`,
      undefined,
      await app.key([READ]),
    )
    expect(answer).toMatchObject({
      status: 403,
      body: {
        type: 'authentication_error',
        code: 'permission_denied',
        detail: "API key missing required scope 'query:read'",
        attr: null,
      },
    })
  })

  test('a key for other projects and no key at all are told so', async () => {
    const bound = await app.key(['*'], { scoped_teams: [999_999] })
    for (const [method, path, , , body] of doors(here, there)) {
      const refused = await app.ask(method, `/api/projects/1${path}`, body, bound)
      expect([method, path, refused.status, refused.body['detail']]).toEqual([
        ...[method, path, 403, 'API key does not have access to the requested project: ID 1.'],
      ])
      const nobody = await app.ask(method, `/api/projects/1${path}`, body, null)
      expect([method, path, nobody.status, nobody.body['code']]).toEqual([method, path, 401, 'not_authenticated'])
    }
  })
})

describe('every answer that is a dashboard', () => {
  const answers: [name: string, asked: () => Promise<[method: string, path: string, body?: JsonObject]>][] = [
    ['create', async () => ['POST', '/dashboards', { name: 'New' }]],
    ['create from a template', async () => ['POST', '/dashboards', { use_template: 'DEFAULT_APP' }]],
    ['create from a dashboard', async () => ['POST', '/dashboards', { use_dashboard: here, duplicate_tiles: true }]],
    ['retrieve', async () => ['GET', `/dashboards/${here}`]],
    ['update', async () => ['PATCH', `/dashboards/${here}`, { name: 'Renamed' }]],
    ['replace', async () => ['PUT', `/dashboards/${here}`, { name: 'Renamed' }]],
    ['delete', async () => ['PATCH', `/dashboards/${await board()}`, { deleted: true }]],
    [
      'copy_tile',
      async () => {
        const tileId = await card(here)
        return ['POST', `/dashboards/${there}/copy_tile`, { fromDashboardId: here, tileId }]
      },
    ],
    ['reorder_tiles', async () => ['POST', `/dashboards/${here}/reorder_tiles`, { tile_order: [await card(here)] }]],
    [
      'move_tile',
      async () => [
        ...(['PATCH', `/dashboards/${here}/move_tile`] as const),
        { tile: { id: await card(here) }, to_dashboard: there },
      ],
    ],
    [
      'create_from_template_json',
      async () => ['POST', '/dashboards/create_from_template_json', { template: TEMPLATE }],
    ],
    [
      'create_unlisted_dashboard',
      async () => ['POST', '/dashboards/create_unlisted_dashboard', { tag: 'llm-analytics' }],
    ],
  ]

  test.each(answers)('carries every field: %s', async (_, asked) => {
    const { status, body } = await ask(...(await asked()))
    expect([200, 201]).toContain(status)
    expect(Object.keys(body).sort()).toEqual([...DASHBOARD_FIELDS].sort())
    expect(Object.keys(objectOr(body['created_by'])).sort()).toEqual([...USER_FIELDS].sort())
    const { use_template, use_dashboard, delete_insights, _create_in_folder } = body
    expect([use_template, use_dashboard, delete_insights, _create_in_folder]).toEqual(['', null, false, ''])
  })

  test('carries every field but those that are only ever written: stream_tiles', async () => {
    const { text } = await ask('GET', `/dashboards/${here}/stream_tiles`)
    const first = objectOr(parseJson(text.split('\n\n')[0]?.slice('data: '.length) ?? 'null'))
    const written = ['use_template', 'use_dashboard', 'delete_insights', '_create_in_folder']
    expect([first['type'], Object.keys(objectOr(first['dashboard'])).sort()]).toEqual([
      ...['metadata', DASHBOARD_FIELDS.filter((field) => !written.includes(field)).sort()],
    ])
  })
})

describe('tags of many boards', () => {
  const change = (body: object) => ask('POST', '/dashboards/bulk_update_tags', body)

  test('are added, taken away and replaced', async () => {
    const [one, two] = [await board(), await board()]
    const ids = [one, two]
    const updated = async (action: string, tags: string[]) => {
      const { status, body } = await change({ ids, action, tags })
      return [status, listOf(body['updated']).map((item) => item['tags']), body['skipped']]
    }
    await ask('PATCH', `/dashboards/${one}`, { tags: ['zebra'] })
    expect(await updated('add', [' KPI ', 'kpi', 'growth'])).toEqual([
      ...[
        200,
        [
          ['growth', 'kpi', 'zebra'],
          ['growth', 'kpi'],
        ],
        [],
      ],
    ])
    expect(await updated('remove', ['Growth', 'unknown'])).toEqual([200, [['kpi', 'zebra'], ['kpi']], []])
    expect(await updated('set', ['new'])).toEqual([200, [['new'], ['new']], []])
    expect((await ask('GET', `/dashboards/${one}`)).body['tags']).toEqual(['new'])
    const known = async () => (await ask('GET', '/tags')).json
    expect(await known()).toEqual(expect.arrayContaining(['new']))
    expect(await known()).not.toEqual(expect.arrayContaining(['zebra']))
    const both = ['a', 'z']
    expect(await updated('set', ['z', 'a'])).toEqual([200, [both, both], []])
    expect(await updated('set', [])).toEqual([200, [[], []], []])
    expect(await known()).not.toEqual(expect.arrayContaining(['a']))
  })

  test('what is passed over is told in the order of the request, and unlisted boards are not', async () => {
    const gone = await board()
    await ask('PATCH', `/dashboards/${gone}`, { deleted: true })
    const unlisted = (await ask('POST', '/dashboards/create_unlisted_dashboard', { tag: 'website-traffic' })).body['id']
    const { body } = await change({ ids: [999_999, here, gone, unlisted], action: 'set', tags: ['a'] })
    expect(listOf(body['updated']).map(({ id }) => id)).toEqual([here, unlisted])
    expect(listOf(body['skipped']).map(({ id }) => id)).toEqual([999_999, gone])
  })

  test('what is wrong is named', async () => {
    const good = { ids: [here], action: 'add', tags: ['a'] }
    const refused = async (more: object) => {
      const { status, body } = await change({ ...good, ...more })
      return [status, body['code'], body['attr'], body['detail']]
    }
    const most = Array.from({ length: 501 }, (_, i) => i + 1)
    expect(await refused({ ids: most })).toEqual([
      ...[400, 'max_length', 'ids', 'Ensure this field has no more than 500 elements.'],
    ])
    expect((await change({ ...good, ids: most.slice(1) })).status).toBe(200)
    expect(await refused({ ids: [] })).toEqual([400, 'empty', 'ids', 'This list may not be empty.'])
    expect(await refused({ ids: undefined })).toEqual([400, 'required', 'ids', 'This field is required.'])
    expect(await refused({ ids: 'x' })).toEqual([
      ...[400, 'not_a_list', 'ids', 'Expected a list of items but got type "str".'],
    ])
    expect(await refused({ action: 'mix' })).toEqual([400, 'invalid_choice', 'action', '"mix" is not a valid choice.'])
    for (const action of ['add', 'remove'])
      expect(await refused({ action, tags: [] })).toEqual([
        ...[400, 'invalid_input', 'tags', `tags must not be empty for action '${action}'.`],
      ])
    expect(await refused({ tags: undefined })).toEqual([400, 'required', 'tags', 'This field is required.'])
  })
})

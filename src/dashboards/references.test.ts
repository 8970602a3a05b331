import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import { isObject, type JsonObject } from '../lib/json.ts'

let app: TestApp
let other: number
let member: string
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  other = (await deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
  const user = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, organization_id, user.id, 1)
  member = (await createKey(deps, { user_id: user.id, label: 'Mia', scopes: ['*'] })).value
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, project = 1) =>
  app.ask(method, `/api/projects/${project}${path}`, body)
const make = async (body: JsonObject) => (await ask('POST', '/dashboards/', body)).body
const patch = (id: unknown, body: JsonObject) => ask('PATCH', `/dashboards/${String(id)}/`, body)
const refusal = ({ status, body }: { status: number; body: JsonObject }) => [status, body['attr'], body['detail']]

describe('themes of colours [dashboards.update{data_color_theme_id}]', () => {
  const list = async (project = 1) => {
    const { json } = await ask('GET', '/data_color_themes/', undefined, project)
    return Array.isArray(json) ? json.filter(isObject) : []
  }

  test('there is one for everybody, and the project’s own', async () => {
    const [everybodys] = await list()
    expect(everybodys).toMatchObject({ name: 'Default', is_global: true, created_by: null })
    expect(everybodys?.['colors']).toHaveLength(8)
    const own = await ask('POST', '/data_color_themes/', { name: 'Ours', colors: ['#112233'] })
    expect([own.status, own.body]).toMatchObject([
      201,
      { name: 'Ours', colors: ['#112233'], is_global: false, created_by: { id: 1 } },
    ])
    const path = `/data_color_themes/${String(own.body['id'])}/`
    expect((await ask('PATCH', path, { colors: ['#445566', '#778899'] })).body).toEqual({
      ...own.body,
      colors: ['#445566', '#778899'],
    })
    expect((await ask('PATCH', path, {})).body['name']).toBe('Ours')
    expect((await list()).map(({ name }) => name)).toEqual(['Ours', 'Default'])
    expect((await list(other)).map(({ name }) => name)).toEqual(['Default'])
    expect((await ask('GET', path, undefined, other)).status).toBe(404)
    expect((await ask('POST', '/data_color_themes/', { name: 'None', colors: [] })).body).toMatchObject({
      attr: 'colors',
    })
  })

  test('everybody’s is for those who look after the instance', async () => {
    const id = (await list()).find(({ is_global }) => is_global)?.['id']
    const answer = await app.ask('PATCH', `/api/projects/1/data_color_themes/${String(id)}/`, { name: 'x' }, member)
    expect([answer.status, answer.body['detail']]).toEqual([403, 'Only staff users can edit global themes.'])
    expect((await ask('PATCH', `/data_color_themes/${String(id)}/`, { name: 'Default' })).status).toBe(200)
    const last = await ask('DELETE', `/data_color_themes/${String(id)}/`)
    expect([last.status, last.body['detail']]).toEqual([400, 'The last theme of all projects cannot be deleted.'])
  })

  test('a dashboard takes one that the project has, and loses it when it is deleted', async () => {
    const theme = (await ask('POST', '/data_color_themes/', { name: 'Short', colors: ['red'] })).body['id'] ?? 0
    const foreign = (await ask('POST', '/data_color_themes/', { name: 'X', colors: ['red'] }, other)).body['id'] ?? 0
    const refused = [400, 'data_color_theme_id', 'Data color theme not found.']
    for (const data_color_theme_id of [999999, foreign]) {
      expect(refusal(await ask('POST', '/dashboards/', { data_color_theme_id }))).toEqual(refused)
      expect(refusal(await patch((await make({}))['id'], { data_color_theme_id }))).toEqual(refused)
    }
    const board = await make({ data_color_theme_id: theme })
    expect(board['data_color_theme_id']).toBe(theme)
    expect((await patch(board['id'], { data_color_theme_id: null })).body['data_color_theme_id']).toBe(null)
    expect((await patch(board['id'], { data_color_theme_id: theme })).body['data_color_theme_id']).toBe(theme)
    expect((await ask('DELETE', `/data_color_themes/${String(theme)}/`)).status).toBe(204)
    expect((await patch(board['id'], {})).body['data_color_theme_id']).toBe(null)
  })
})

describe('quick filters [dashboards.update{quick_filter_ids}]', () => {
  const OPTION = { id: 'pro', value: 'pro', label: 'Pro', operator: 'exact' }
  const FILTER = { name: 'Plan', property_name: 'plan', options: [OPTION], contexts: ['dashboards'] }
  const add = async (more: JsonObject = {}, project = 1) =>
    String((await ask('POST', '/quick_filters/', { ...FILTER, ...more }, project)).body['id'])
  const names = async (query: string) => {
    const { results } = (await ask('GET', `/quick_filters/${query}`)).body
    return Array.isArray(results) ? results.filter(isObject).map(({ name }) => name) : []
  }

  test('made, listed by where they are for, changed and deleted', async () => {
    const made = await ask('POST', '/quick_filters/', FILTER)
    expect([made.status, made.body]).toMatchObject([201, { ...FILTER, type: 'manual-options' }])
    await add({ name: 'Logs', contexts: ['logs-filters'] })
    expect(await names('')).toEqual(['Logs', 'Plan'])
    expect(await names('?context=dashboards')).toEqual(['Plan'])
    const path = `/quick_filters/${String(made.body['id'])}/`
    expect((await ask('PATCH', path, { name: ' Plans ' })).body).toMatchObject({ ...FILTER, name: 'Plans' })
    expect((await ask('GET', path)).body['name']).toBe('Plans')
    expect((await ask('GET', path, undefined, other)).status).toBe(404)
    expect((await ask('DELETE', path)).status).toBe(204)
    expect((await ask('GET', path)).status).toBe(404)
  })

  test.each([
    ['no options', { options: [] }, 'options'],
    ['an option without its operator', { options: [{ id: 'a', value: 'a', label: 'A' }] }, 'options__0__operator'],
    ['a list for what is to be discovered', { type: 'auto-discovery' }, 'options'],
    ['no page to offer it', { contexts: [] }, 'contexts'],
    ['no name', { name: ' ' }, 'name'],
  ])('%s', async (_, more, attr) => {
    const { status, body } = await ask('POST', '/quick_filters/', { ...FILTER, ...more })
    expect([status, body['attr']]).toEqual([400, attr])
  })

  test('a dashboard names those that the project has, in one spelling', async () => {
    const [one, two, foreign] = [await add(), await add(), await add({}, other)]
    const unwritten = [one.toUpperCase(), two.replaceAll('-', '')]
    const board = await make({ quick_filter_ids: unwritten })
    expect(board['quick_filter_ids']).toEqual([one, two])
    expect((await patch(board['id'], { quick_filter_ids: null })).body['quick_filter_ids']).toEqual([])
    expect((await patch(board['id'], { quick_filter_ids: [two, one] })).body['quick_filter_ids']).toEqual([two, one])
    expect((await patch(board['id'], { name: 'x' })).body['quick_filter_ids']).toEqual([two, one])
    const missing = '00000000-0000-7000-8000-000000000000'
    expect(refusal(await patch(board['id'], { quick_filter_ids: [one, missing, foreign] }))).toEqual([
      400,
      'quick_filter_ids',
      `Quick filters not found: ${missing}, ${foreign}`,
    ])
    expect(refusal(await patch(board['id'], { quick_filter_ids: ['x'] }))).toEqual([
      400,
      'quick_filter_ids',
      'Invalid UUID: x',
    ])
    expect((await patch(board['id'], { quick_filter_ids: [two, one, two] })).body['quick_filter_ids']).toEqual([
      two,
      one,
    ])
    await ask('DELETE', `/quick_filters/${one}/`)
    const left = (await ask('GET', `/dashboards/${String(board['id'])}/`)).body
    expect(left['quick_filter_ids']).toEqual([two])
    expect((await patch(board['id'], { quick_filter_ids: left['quick_filter_ids'] ?? null })).status).toBe(200)
    expect((await make({ use_dashboard: board['id'] ?? 0 }))['quick_filter_ids']).toEqual([two])
  })
})

test('a filter or theme that is deleted while it is changed is not found', async () => {
  const options = [{ id: 'pro', value: 'pro', label: 'Pro', operator: 'exact' }]
  const rooms = {
    quick_filters: { name: 'Going', property_name: 'plan', options, contexts: ['dashboards'] },
    data_color_themes: { name: 'Going', colors: ['#112233'] },
  }
  for (const [room, body] of Object.entries(rooms))
    for (let i = 0; i < 10; i++) {
      const made = await ask('POST', `/${room}/`, body)
      expect(made.status).toBe(201)
      const path = `/${room}/${String(made.body['id'])}/`
      const answers = await Promise.all([ask('DELETE', path), ask('PATCH', path, { name: 'Changed' })])
      expect(answers.map(({ status }) => status).filter((status) => ![200, 204, 404].includes(status))).toEqual([])
    }
})

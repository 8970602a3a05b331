import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../../test/support/app.ts'
import { createKey } from '../../accounts/keys.ts'
import { addMember } from '../../accounts/organizations.ts'
import { createUser } from '../../accounts/users.ts'
import { isObject, type JsonObject } from '../../lib/json.ts'

let app: TestApp
let member: string
let other: number
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  const user = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, organization_id, user.id, 1)
  member = (await createKey(deps, { user_id: user.id, label: 'Mia', scopes: ['*'] })).value
  other = (await deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
})
afterAll(() => app.close())

const ask = (method: string, path = '', body?: unknown, { project = 1, key = undefined as string | undefined } = {}) =>
  app.ask(method, `/api/projects/${project}/dashboard_templates/${path}`, body, ...(key ? [key] : []))
const TEXT = { type: 'TEXT', body: '# Notes' }
const make = (template_name: string, more: JsonObject = {}, options = {}) =>
  ask('POST', '', { template_name, tiles: [TEXT], ...more }, options)
const names = async (query = '', project = 1) => {
  const { results } = (await ask('GET', query, undefined, { project })).body
  return Array.isArray(results) ? results.filter(isObject).map(({ template_name }) => template_name) : []
}
const BUILT_IN = ['Feature flag usage', 'LLM analytics', 'Product analytics', 'Website traffic']

test('a template is made, read, found by id, name and tag, and used', async () => {
  const { status, body } = await make('Board of notes', { dashboard_description: 'Only notes', tags: ['Notes'] })
  expect([status, body]).toMatchObject([
    201,
    {
      template_name: 'Board of notes',
      dashboard_description: 'Only notes',
      tiles: [TEXT],
      tags: ['Notes'],
      ...{ deleted: false, created_by: 1, image_url: null, team_id: 1, scope: 'team', is_featured: false },
    },
  ])
  const id = String(body['id'])
  expect((await ask('GET', id)).body).toEqual(body)
  for (const use_template of [id, 'Board of notes'])
    expect((await app.ask('POST', '/api/projects/1/dashboards/', { use_template })).body).toMatchObject({
      name: 'Board of notes',
      description: 'Only notes',
      tags: ['notes'],
      tiles: [{ text: { body: '# Notes' } }],
    })
  expect((await ask('GET', id, undefined, { project: other })).status).toBe(404)
  const elsewhere = await app.ask('POST', `/api/projects/${other}/dashboards/`, { use_template: id })
  expect([elsewhere.status, elsewhere.body['attr']]).toEqual([400, 'use_template'])
})

describe('the list', () => {
  test('by name, both ways, in pages', async () => {
    expect(await names()).toEqual(['Board of notes', ...BUILT_IN])
    expect(await names('?ordering=-template_name')).toEqual(['Board of notes', ...BUILT_IN].reverse())
    const page = (await ask('GET', '?limit=2&offset=1')).body
    expect(page).toMatchObject({ count: 5, results: [{ template_name: 'Feature flag usage' }, {}] })
    expect(String(page['next'])).toContain('limit=2&offset=3')
  })

  test('a search finds names before tags before descriptions', async () => {
    await make('A', { dashboard_description: 'About whales' })
    await make('B', { tags: ['whales'] })
    await make('Whales of C')
    expect(await names('?search=WHALE&ordering=template_name')).toEqual(['Whales of C', 'B', 'A'])
    expect(await names('?search=whales+about')).toEqual(['A'])
  })

  test('narrowed by scope and by what is featured', async () => {
    await make('For flags', { scope: 'feature_flag' })
    expect(await names('?scope=feature_flag')).toEqual(['For flags'])
    expect(await names('?scope=global')).toEqual(BUILT_IN)
    expect(await names('?is_featured=true')).toEqual(BUILT_IN)
    expect(await names('?is_featured=false')).toEqual(['A', 'B', 'Board of notes', 'For flags', 'Whales of C'])
  })
})

test('a name is free again when its template is deleted, and taken when that one comes back', async () => {
  const twice = 'A dashboard template with this name already exists for this project.'
  const first = String((await make('Twice')).body['id'])
  expect((await make('Twice')).body).toMatchObject({ attr: 'template_name', detail: twice })
  expect((await ask('PATCH', first, { deleted: true })).body).toMatchObject({ deleted: true })
  expect((await ask('GET', first)).status).toBe(404)
  expect((await ask('PATCH', first, { template_name: 'x' })).status).toBe(404)
  const second = String((await make('Twice')).body['id'])
  expect((await ask('PATCH', first, { deleted: false })).body).toMatchObject({ detail: twice })
  await ask('PATCH', second, { deleted: true })
  expect((await ask('PATCH', first, { deleted: false })).body).toMatchObject({ deleted: false })
  expect((await ask('DELETE', first)).status).toBe(405)
  expect((await ask('GET', first)).status).toBe(200)
})

test('what every project sees is for those who look after the instance', async () => {
  const denied = [403, "You don't have edit permissions for this dashboard template."]
  const answer = async (asked: ReturnType<typeof ask>) => {
    const { status, body } = await asked
    return [status, body['detail']]
  }
  expect(await answer(make('Shared', { scope: 'global' }, { key: member }))).toEqual(denied)
  const { body } = await make('Shared', {}, { key: member })
  const id = String(body['id'])
  expect(body).toMatchObject({ scope: 'team', created_by: 2 })
  expect(await answer(ask('PATCH', id, { scope: 'global' }, { key: member }))).toEqual(denied)
  expect((await ask('PATCH', id, { scope: 'global' })).body).toMatchObject({ scope: 'global', team_id: 1 })
  expect(await names('?scope=global', other)).toEqual([...BUILT_IN.slice(0, 3), 'Shared', 'Website traffic'])
  expect(await answer(ask('PATCH', id, { template_name: 'Mine' }, { key: member }))).toEqual(denied)
})

test('what every project sees may be read and used by all, and be made private again', async () => {
  const { id: made } = (await make('For all', { scope: 'global' })).body
  const id = String(made)
  const seen = async (project: number) => names('?search=For+all', project)
  expect([await seen(1), await seen(other)]).toEqual([['For all'], ['For all']])
  const read = await ask('GET', id, undefined, { key: member, project: other })
  expect([read.status, read.body['template_name'], read.body['team_id']]).toEqual([200, 'For all', 1])
  const used = await app.ask('POST', `/api/projects/${other}/dashboards/`, { use_template: 'For all' }, member)
  expect(used).toMatchObject({ status: 201, body: { name: 'For all', tiles: [{ text: { body: '# Notes' } }] } })
  expect((await ask('PATCH', id, { scope: 'team' })).body).toMatchObject({ scope: 'team', team_id: 1 })
  expect([await seen(1), await seen(other)]).toEqual([['For all'], []])
  expect((await ask('GET', id, undefined, { project: other })).status).toBe(404)
})

test('a template is featured or not, as it is told', async () => {
  const plain = (await make('Plain')).body
  const star = (await make('Star', { is_featured: true })).body
  expect([plain['is_featured'], star['is_featured']]).toEqual([false, true])
  const featured = async () => (await names('?is_featured=true')).filter((name) => !BUILT_IN.includes(String(name)))
  expect(await featured()).toEqual(['Star'])
  expect((await ask('PATCH', String(plain['id']), { is_featured: true })).body['is_featured']).toBe(true)
  expect((await ask('PATCH', String(star['id']), { is_featured: 'false' })).body['is_featured']).toBe(false)
  expect(await featured()).toEqual(['Plain'])
  expect((await make('Odd', { is_featured: 'maybe' })).body).toMatchObject({ attr: 'is_featured' })
})

test('built-in templates are nobody’s to change', async () => {
  const list = (await ask('GET', '?search=LLM')).body['results']
  const id = Array.isArray(list) && isObject(list[0]) ? String(list[0]['id']) : ''
  expect((await ask('GET', id)).body).toMatchObject({ team_id: null, scope: 'global', created_by: null })
  expect((await ask('PATCH', id, { template_name: 'x' })).status).toBe(403)
  expect((await ask('PATCH', id, { scope: 'team' })).body).toMatchObject({
    detail: 'The original templates cannot be made private as they would be lost.',
  })
})

test.each([
  ['no tiles', { tiles: [] }, null, 'You need to provide tiles for the template.'],
  ['no name', { template_name: '' }, 'template_name', 'This field may not be blank.'],
  ['a scope nobody knows', { scope: 'planet' }, 'scope', '"planet" is not a valid choice.'],
  ['a text for tiles', { tiles: 'x' }, 'tiles', 'Expected a list of items but got type "str".'],
])('%s', async (_, more, attr, detail) => {
  const { status, body } = await make('Refused', more)
  expect([status, body['attr'], body['detail']]).toEqual([400, attr, detail])
})

test('the schema says what a template needs', async () => {
  const answer = await ask('GET', 'json_schema')
  expect(answer.headers.get('cache-control')).toBe('private, max-age=120')
  expect(answer.body).toMatchObject({
    type: 'object',
    required: ['template_name', 'dashboard_description', 'dashboard_filters', 'tiles'],
    properties: {
      tiles: { type: 'array', minItems: 1, items: { type: 'object' } },
      variables: {
        anyOf: [
          { items: { required: ['id', 'name', 'type', 'default', 'description', 'required'] } },
          { type: 'null' },
        ],
      },
    },
  })
})

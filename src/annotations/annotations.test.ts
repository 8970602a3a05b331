import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1/annotations/'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

test('an annotation is made, shown, changed and put away', async () => {
  const insight = await app.ask('POST', '/api/projects/1/insights/', {
    name: 'Logins',
    query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'login' }] },
  })
  const made = await app.ask('POST', P, {
    content: 'Version 2 is out',
    date_marker: '2024-03-05T10:00:00Z',
    scope: 'dashboard_item',
    dashboard_item: insight.body['id'],
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    content: 'Version 2 is out',
    date_marker: '2024-03-05T10:00:00.000Z',
    creation_type: 'USR',
    scope: 'dashboard_item',
    dashboard_item: insight.body['id'],
    insight_short_id: insight.body['short_id'],
    insight_name: 'Logins',
    dashboard_id: null,
    dashboard_name: null,
    deleted: false,
  })
  const one = `${P}${made.body['id']}/`
  await app.ask('POST', P, { content: 'Campaign', date_marker: '2024-03-06', scope: 'project' })
  const contents = async (query = '') =>
    list((await app.ask('GET', `${P}?${query}`)).body['results']).map(({ content }) => content)
  expect(await contents()).toEqual(['Campaign', 'Version 2 is out'])
  expect(await contents('search=VERSION')).toEqual(['Version 2 is out'])
  expect(await contents('scope=project')).toEqual(['Campaign'])
  expect(await contents('date_from=2024-03-06')).toEqual(['Campaign'])
  expect((await app.ask('PATCH', one, { content: 'Version 2.0' })).body).toMatchObject({ content: 'Version 2.0' })
  expect((await app.ask('DELETE', one)).status).toBe(405)
  expect((await app.ask('PATCH', one, { deleted: true })).body).toMatchObject({ deleted: true })
  expect(await contents()).toEqual(['Campaign'])
  const { body } = await app.ask('GET', `${one}activity/`)
  expect(list(body['results']).map(({ activity }) => activity)).toEqual(['deleted', 'updated', 'created'])
})

test('what it names must be there', async () => {
  const wrong = async (body: object) => (await app.ask('POST', P, body)).body
  expect(await wrong({ content: 'x', dashboard_item: 999_999 })).toMatchObject({
    code: 'does_not_exist',
    attr: 'dashboard_item',
  })
  expect(await wrong({ content: 'x', scope: 'dashboard' })).toMatchObject({ attr: 'dashboard_id' })
  expect(await wrong({ content: 'x', scope: 'planet' })).toMatchObject({ code: 'invalid_choice', attr: 'scope' })
  expect((await app.ask('GET', `${P}999999/`)).status).toBe(404)
  for (const item of ['1.5', '-1', '9'.repeat(30), 'x'])
    expect((await app.ask('GET', `${P}?dashboard_item=${item}`)).body).toMatchObject({ count: 0 })
})

test('a note for a deployment has its sign, and says that it is for programs alone', async () => {
  const deployed = { content: 'Deployed', date_marker: '2024-03-07T10:00:00Z', scope: 'project', creation_type: 'GIT' }
  const { body } = await app.ask('POST', P, { ...deployed, emoji: '🚀', hidden_in_user_interface: true })
  expect(body).toMatchObject({ creation_type: 'GIT', emoji: '🚀', hidden_in_user_interface: true })
  const one = `${P}${String(body['id'])}/`
  expect((await app.ask('PATCH', one, { emoji: null, hidden_in_user_interface: null })).status).toBe(200)
  expect((await app.ask('GET', one)).body).toMatchObject({ emoji: null, hidden_in_user_interface: null })
  expect((await app.ask('PATCH', one, { emoji: 'x'.repeat(17) })).body).toMatchObject({ attr: 'emoji' })
  const plain = (await app.ask('POST', P, { ...deployed, content: 'Plain' })).body
  expect(plain).toMatchObject({ emoji: null, hidden_in_user_interface: null })
  const [change] = list((await app.ask('GET', `${one}activity/`)).body['results'])
  expect(change).toMatchObject({
    detail: {
      changes: [
        { field: 'emoji', before: '🚀', after: null },
        { field: 'hidden_in_user_interface', before: true, after: null },
      ],
    },
  })
})

test('a moment without a zone is one in UTC, wherever the server stands', async () => {
  const zone = process.env['TZ']
  process.env['TZ'] = 'America/New_York'
  try {
    for (const [sent, read] of [
      ['2024-03-07T10:00:00.123456', '2024-03-07T10:00:00.123Z'],
      ['2024-03-07T10:00:00+02:00', '2024-03-07T08:00:00.000Z'],
      ['2024-03-07', '2024-03-07T00:00:00.000Z'],
    ])
      expect((await app.ask('POST', P, { scope: 'project', date_marker: sent })).body['date_marker'], sent).toBe(read)
    const after = (at: string) => app.ask('GET', `${P}?search=zone&date_from=${at}&date_to=2024-03-07T11:00:00`)
    await app.ask('POST', P, { content: 'zone', scope: 'project', date_marker: '2024-03-07T10:00:00' })
    const counts = await Promise.all(['2024-03-07T09:59:00', '2024-03-07T10:01:00'].map(after))
    expect(counts.map(({ body }) => body['count'])).toEqual([1, 0])
    for (const date_marker of ['soon', '2024-02-30', 7])
      expect((await app.ask('POST', P, { scope: 'project', date_marker })).body).toMatchObject({ attr: 'date_marker' })
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

test('a form says in text what is a number or a boolean', async () => {
  const insight = (await app.ask('POST', '/api/projects/1/insights/', { name: 'By form' })).body['id']
  const form = { content: 'x', scope: 'dashboard_item', dashboard_item: String(insight), dashboard_id: '' }
  const made = await app.ask('POST', P, { ...form, hidden_in_user_interface: 'true' })
  const shown = { dashboard_item: insight, dashboard_id: null, hidden_in_user_interface: true }
  expect(made).toMatchObject({ status: 201, body: shown })
  const away = await app.ask('PATCH', `${P}${made.body['id']}/`, { deleted: 'true' })
  expect(away).toMatchObject({ status: 200, body: { deleted: true } })
})

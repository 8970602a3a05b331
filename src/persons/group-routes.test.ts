import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { holdGroupKey } from './group-store.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const properties = { $group_type: 'company', $group_key: 'acme' }
  await app.capture([{ event: '$groupidentify', distinct_id: 'ana', properties }])
})
afterAll(() => app.close())

const P = '/api/projects/1'

test('an index that is no number is not taken for the first type', async () => {
  for (const group_type_index of [null, true, '', ' ', [], {}, 0.5, '0x0']) {
    const group = { group_type_index, group_key: 'new' }
    for (const [method, path, body] of [
      ['POST', 'groups', group],
      ['PUT', 'groups_types/set_default_columns', { group_type_index, default_columns: ['name'] }],
      ['PATCH', 'groups_types/update_metadata', [{ group_type_index, name_singular: 'Company' }]],
    ] as const) {
      const { status, body: answer } = await app.ask(method, `${P}/${path}/`, body)
      expect([body, status, answer['attr']]).toEqual([body, 400, expect.stringContaining('group_type_index')])
    }
  }
  const { results } = (await app.ask('GET', `${P}/groups/?group_type_index=0`)).body
  expect(results).toMatchObject([{ group_key: 'acme' }])
  const made = await app.ask('POST', `${P}/groups/`, { group_type_index: '0', group_key: 'new' })
  expect([made.status, made.body]).toMatchObject([201, { group_type_index: 0, group_key: 'new' }])
})

test('of several that make one group at the same moment, one does', async () => {
  const group = { group_type_index: 0, group_key: 'contested', group_properties: { plan: 'pro' } }
  const answers = await Promise.all([1, 2, 3, 4].map(() => app.ask('POST', `${P}/groups/`, group)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400])
  const refused = answers.filter(({ status }) => status === 400)
  for (const { body } of refused) expect([body['code'], body['attr']]).toEqual(['unique', 'group_key'])
  const shown = await app.ask('GET', `${P}/groups/find/?group_type_index=0&group_key=contested`)
  expect(shown.body['group_properties']).toEqual({ plan: 'pro' })
})

test('a key that a crash left held is free again after a minute, and nobody sees it meanwhile', async () => {
  const group = { team_id: 1, group_type_index: 0, group_key: 'half' }
  const { postgres } = app.app.deps
  expect(await holdGroupKey(postgres, group, new Date())).toBe(true)
  const asked = { group_type_index: 0, group_key: 'half', group_properties: { plan: 'pro' } }
  const find = () => app.ask('GET', `${P}/groups/find/?group_type_index=0&group_key=half`)
  const listed = async () => (await app.ask('GET', `${P}/groups/?group_type_index=0&group_key=half`)).body['results']
  expect([(await find()).status, await listed()]).toEqual([404, []])
  expect((await app.ask('POST', `${P}/groups/`, asked)).status).toBe(400)
  await postgres
    .updateTable('groups')
    .set({ created_at: new Date(Date.now() - 61_000) })
    .where('group_key', '=', 'half')
    .execute()
  const made = await app.ask('POST', `${P}/groups/`, asked)
  expect([made.status, made.body['group_properties']]).toEqual([201, { plan: 'pro' }])
  expect([(await find()).status, (await app.ask('POST', `${P}/groups/`, asked)).status]).toEqual([200, 400])
})

test('the dashboard of a type is one of the project', async () => {
  const { id } = (await app.ask('POST', `${P}/dashboards/`, { name: 'Companies' })).body
  const other = (await app.ask('POST', '/api/projects/', { name: 'Other' })).body['id']
  const theirs = (await app.ask('POST', `/api/projects/${other}/dashboards/`, { name: 'Theirs' })).body['id']
  const change = (detail_dashboard: unknown) =>
    app.ask('PATCH', `${P}/groups_types/update_metadata/`, [{ group_type_index: 0, detail_dashboard }])
  expect(await change(id)).toMatchObject({ status: 200, json: [{ detail_dashboard: id }] })
  for (const unknown of [theirs, 999_999]) {
    const { status, body } = await change(unknown)
    expect([status, body['code'], body['attr']]).toEqual([400, 'does_not_exist', 'detail_dashboard'])
  }
  expect(await app.ask('GET', `${P}/groups_types/`)).toMatchObject({ json: [{ detail_dashboard: id }] })
  expect(await change(null)).toMatchObject({ status: 200, json: [{ detail_dashboard: null }] })
})

test('a cursor that this list did not give is refused', async () => {
  const given = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')
  for (const place of [['9', 'a'], ['2026-02-30T00:00:00Z', 'a'], [1e300, 'a'], [1.5, 'a'], [1, 2], [1], 'a', {}]) {
    const { status } = await app.ask('GET', `${P}/groups/?group_type_index=0&cursor=${given(place)}`)
    expect([place, status]).toEqual([place, 404])
  }
  for (const microseconds of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
    const { status } = await app.ask('GET', `${P}/groups/?group_type_index=0&cursor=${given([microseconds, 'a'])}`)
    expect([microseconds, status]).toEqual([microseconds, 200])
  }
})

test('groups of one moment are on one page each', async () => {
  const keys = Array.from({ length: 230 }, (_, i) => `page-${String(i).padStart(3, '0')}`)
  await app.capture(
    keys.map(($group_key) => ({
      event: '$groupidentify',
      distinct_id: 'ana',
      properties: { $group_type: 'company', $group_key },
    })),
  )
  const seen: unknown[] = []
  let url: unknown = `${P}/groups/?group_type_index=0&group_key=page-`
  for (let pages = 0; typeof url === 'string' && pages < 5; pages++) {
    const { body }: { body: JsonObject } = await app.ask('GET', url.replace(/^https?:\/\/[^/]+/, ''))
    seen.push(...objectsOf(body['results']).map(({ group_key }) => group_key))
    url = body['next']
  }
  expect(seen).toHaveLength(230)
  expect(seen.toSorted()).toEqual(keys)
})

test('what every object has is no property of a group', async () => {
  const at = `${P}/groups/delete_property/?group_type_index=0&group_key=acme`
  for (const $unset of ['toString', 'constructor', '__proto__']) {
    const { status, body } = await app.ask('POST', at, { $unset })
    expect([$unset, status, body['attr']]).toEqual([$unset, 400, '$unset'])
  }
})

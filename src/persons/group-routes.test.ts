import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

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

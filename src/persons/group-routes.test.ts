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

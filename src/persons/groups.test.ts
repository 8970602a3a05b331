import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('a type of too long a name is none, and neither is a sixth one; the event is kept', async () => {
  const long = randomBytes(4_000).toString('hex')
  const groups = { [long]: 'x', ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [`type ${i}`, `key ${i}`])) }
  await app.capture([
    { event: '$groupidentify', distinct_id: 'd', properties: { $group_type: long, $group_key: 'x' } },
    { event: 'grouped', distinct_id: 'd', properties: { $groups: groups } },
  ])
  const { body } = await app.ask('POST', '/api/projects/1/query/', {
    query: {
      kind: 'HogQLQuery',
      query: 'SELECT event, $group_0, $group_1, $group_2, $group_3, $group_4 FROM events ORDER BY event',
    },
  })
  expect(body['results']).toEqual([
    ['$groupidentify', ...Array(5).fill('')],
    ['grouped', 'key 0', 'key 1', 'key 2', 'key 3', 'key 4'],
  ])
  const types = await app.app.deps.postgres.selectFrom('group_type').select('group_type').execute()
  expect(types.map(({ group_type }) => group_type).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `type ${i}`))
})

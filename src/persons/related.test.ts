import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { DAY_MS } from '../lib/durations.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const named = (type: string, key: string) => ({
    ...{ event: '$groupidentify', distinct_id: 'admin', properties: { $group_type: type, $group_key: key } },
  })
  const seen = (distinct_id: string, $groups: JsonObject, daysAgo = 1) => ({
    ...{ event: 'seen', distinct_id, properties: { $groups, $set: { plan: 'pro' } } },
    timestamp: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
  })
  await app.capture([named('company', 'acme'), named('company', 'globex'), named('room', 'blue')])
  await app.capture([
    seen('pat', { company: 'acme', room: 'blue' }),
    seen('kim', { company: 'acme' }),
    seen('lee', { company: 'globex' }),
    seen('lee', { company: 'acme' }, 100),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const related = (query: string) => app.ask('GET', `/api/projects/1/groups/related/?${query}`)
const names = async (query: string) =>
  objectsOf((await related(query)).json)
    .map((item) => (item['type'] === 'person' ? item['name'] : [item['group_type_index'], item['id']]))
    .sort()

test('who and what was on the same events lately', async () => {
  expect(await names('group_type_index=0&id=acme')).toEqual([[1, 'blue'], 'kim', 'pat'])
  expect(await names('group_type_index=1&id=blue')).toEqual([[0, 'acme'], 'pat'])
  const { body } = await app.ask('GET', '/api/projects/1/persons/?distinct_id=pat')
  const [pat] = objectsOf(body['results'])
  expect(await names(`id=${pat?.['uuid']}`)).toEqual([
    [0, 'acme'],
    [1, 'blue'],
  ])
  expect(await names('group_type_index=0&id=nobody')).toEqual([])
  expect((await related('group_type_index=0')).body['attr']).toBe('id')
  expect((await related('id=pat')).status).toBe(400)
})

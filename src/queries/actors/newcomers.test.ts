import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
})
afterAll(() => app.close())

test('somebody who came a moment ago has a profile in the list', async () => {
  const event = { event: 'visit', timestamp: '2024-03-07T12:00:00Z' }
  await app.capture([{ ...event, distinct_id: 'ana', properties: { $set: { email: 'ana@acme.test' } } }])
  const source = { kind: 'HogQLQuery', query: 'select person_id as actor_id from events' }
  const query = { kind: 'ActorsQuery', source, select: ['actor'] }
  const { body } = await app.ask('POST', '/api/projects/1/query/', { query })
  expect(body).toMatchObject({ results: [[{ name: 'ana@acme.test' }]], missing_actors_count: 0 })
  await app.capture([{ ...event, distinct_id: 'ben' }])
  const older = { kind: 'PersonsNode', distinctId: 'ben' }
  const { body: persons } = await app.ask('POST', '/api/projects/1/query/', { query: older })
  expect(persons['results']).toMatchObject([[{ name: 'ben' }, expect.any(String), expect.any(String), 1]])
})

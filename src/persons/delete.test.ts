import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const seen = (distinct_id: string) => app.capture([{ event: 'seen', distinct_id, properties: {} }])
const uuidOf = async (id: string) =>
  objectsOf((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])[0]?.['uuid']
const events = async (id: string) => {
  const query = { kind: 'HogQLQuery', query: `select count() from events where distinct_id = '${id}'` }
  return (await app.ask('POST', `${P}/query/`, { query, refresh: 'force_blocking' })).body['results']
}

test('of several that delete a person at once, one does', async () => {
  await seen('ann')
  const uuid = await uuidOf('ann')
  const answers = await Promise.all([1, 2, 3].map(() => app.ask('DELETE', `${P}/persons/${uuid}/?delete_events=true`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 404, 404])
  const history = (await app.ask('GET', `${P}/persons/${uuid}/activity/`)).body['results']
  expect(objectsOf(history).map(({ activity }) => activity)).toEqual(['deleted'])
})

test('a word that says no deletes no events', async () => {
  for (const [said, left] of [
    ['false', [[1]]],
    ['0', [[1]]],
    [false, [[1]]],
    [null, [[1]]],
    ['true', [[0]]],
    [1, [[0]]],
  ] as const) {
    const id = `ben-${typeof said}-${said}`
    await seen(id)
    const body = { distinct_ids: [id], delete_events: said }
    expect((await app.ask('POST', `${P}/persons/bulk_delete/`, body)).body['persons_deleted']).toBe(1)
    expect([said, await events(id)]).toEqual([said, left])
  }
})

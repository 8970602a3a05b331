import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from './support/app.ts'

/** Values that no schema rules out: refused by name, and nobody else is harmed. */
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)

test.each([
  ['a NUL', 'POST', '/dashboards/', { name: 'a\u0000b' }, 'Null characters are not allowed.'],
  ['a NUL in a tag', 'POST', '/insights/', { tags: ['a\u0000b'] }, 'Null characters are not allowed.'],
  ['a number too large for its column', 'GET', '/dashboards/2147483648/', undefined, 'A number is out of range.'],
])('%s', async (_, method, path, body, detail) => {
  const answer = await ask(method, path, body)
  expect([answer.status, answer.body['detail']]).toEqual([400, detail])
})

test('a date nobody can write', async () => {
  const dateRange = { date_from: '-9999999999y' }
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'hello' }], dateRange }
  expect((await ask('POST', '/query/', { query })).status).toBe(400)
})

test('an action with a selector that cannot be read harms no other query', async () => {
  const steps = [{ event: '$autocapture', selector: 'a:hover' }]
  const { id } = (await ask('POST', '/actions/', { name: 'Hovered', steps })).body
  const query = { kind: 'HogQLQuery', query: 'select count() from events' }
  expect((await ask('POST', '/query/', { query })).status).toBe(200)
  const series = [{ kind: 'ActionsNode', id }]
  expect((await ask('POST', '/query/', { query: { kind: 'TrendsQuery', series } })).status).toBe(400)
})

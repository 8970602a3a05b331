import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from './support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

/** What people name, and what else each needs. */
const NAMED = {
  dashboards: {},
  insights: { query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode' }] } },
  cohorts: { is_static: true },
  actions: { steps: [{ event: 'visit' }] },
  event_definitions: {},
}

test.each(Object.entries(NAMED))('the spaces around a name of %s are not kept', async (room, more) => {
  const all = `/api/projects/1/${room}/`
  const made = await app.ask('POST', all, { ...more, name: '  Sign-ups\t' })
  expect([made.status, made.body['name']]).toEqual([201, 'Sign-ups'])
  const one = `${all}${String(made.body['id'])}/`
  expect((await app.ask('GET', one)).body['name']).toBe('Sign-ups')
  if (room === 'event_definitions') return
  expect((await app.ask('PATCH', one, { name: ' Signed up ' })).body['name']).toBe('Signed up')
})

test('an action whose name is of spaces alone has none', async () => {
  const reply = await app.ask('POST', '/api/projects/1/actions/', { name: '  ', steps: [{ event: 'visit' }] })
  expect([reply.status, reply.body]).toMatchObject([400, { code: 'blank', attr: 'name' }])
})

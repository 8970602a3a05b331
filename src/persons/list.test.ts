import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'

/** More persons than are read at once. */
const COUNT = 120
const names = Array.from({ length: COUNT }, (_, i) => `Person ${i}`)

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture(
    names.map((name, i) => ({
      event: '$identify',
      distinct_id: `person-${i}`,
      timestamp: new Date(Date.UTC(2024, 2, 4) - i * 60_000).toISOString(),
      properties: { $set: { name, said: '"Guten Tag", sagte sie,\n😀' } },
    })),
  )
})
afterAll(() => app.close())

const P = '/api/projects/1/persons'

test('a page that is read in several steps is whole, in order, and is followed by the next', async () => {
  const { body } = await app.ask('GET', `${P}/?limit=110&include_total`)
  expect(objectsOf(body['results']).map(({ name }) => name)).toEqual(names.slice(0, 110))
  expect(body).toMatchObject({
    count: 120,
    next: 'http://hoglet.test/api/projects/1/persons/?limit=110&include_total=&offset=110',
    previous: null,
  })
  expect(objectsOf(body['results'])[0]).toMatchObject({
    ...{ type: 'person', distinct_ids: ['person-0'], properties: { said: '"Guten Tag", sagte sie,\n😀' } },
  })
  const last = await app.ask('GET', `${P}/?limit=110&offset=110`)
  expect(objectsOf(last.body['results']).map(({ name }) => name)).toEqual(names.slice(110))
  expect((await app.ask('GET', `${P}/?offset=120`)).body).toEqual({
    results: [],
    next: null,
    previous: 'http://hoglet.test/api/projects/1/persons/?offset=20&limit=100',
  })
})

test('a sheet holds everybody, and is for nobody but who asked', async () => {
  const { text, headers } = await app.ask('GET', `${P}.csv`)
  expect(text.split('\r\n').filter((line) => /^[0-9a-f]{8}-/.test(line))).toHaveLength(COUNT)
  expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
    'text/csv; charset=utf-8',
    'private, no-store',
  ])
})

test('what fails before anything is sent is an error, not half a page', async () => {
  const { status, body } = await app.ask('GET', `${P}/?properties=nonsense`)
  expect([status, body['attr']]).toEqual([400, 'properties'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('lists of what is not stored are empty, not missing', async () => {
  for (const name of ['feature_flags', 'experiments', 'surveys'])
    for (const base of ['projects', 'environments']) {
      const { status, body } = await app.ask('GET', `/api/${base}/1/${name}/?limit=10&offset=0`)
      expect([name, status, body]).toEqual([name, 200, { count: 0, next: null, previous: null, results: [] }])
    }
})

test('one of them is not found, and none can be made', async () => {
  expect((await app.ask('GET', '/api/projects/1/feature_flags/1/')).status).toBe(404)
  expect((await app.ask('POST', '/api/projects/1/feature_flags/', { key: 'a' })).status).toBe(405)
})

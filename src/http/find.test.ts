import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('what is not there is 404, whatever a change of it says', async () => {
  const changes = app.app.routes.filter(
    ({ method, path, access }) => method.includes('PATCH') && /:(?!project_id)/.test(path) && access !== 'session',
  )
  expect(changes.length).toBeGreaterThan(15)
  for (const { path } of changes) {
    const nowhere = path.replace(':project_id', '1').replace(/:\w+/g, '999999')
    expect([path, (await app.ask('PATCH', nowhere, [])).status]).toEqual([path, 404])
  }
})

test('what was deleted is found where a change brings it back', async () => {
  const { body } = await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Visits' })
  const path = `/api/projects/1/dashboards/${body['id']}/`
  const change = async (sent: object) => (await app.ask('PATCH', path, sent)).status
  expect(await change({ deleted: true })).toBe(200)
  expect(await change({ name: 7 })).toBe(404)
  expect(await change({ deleted: false, name: 7 })).toBe(400)
  expect(await change({ deleted: 'false' })).toBe(200)
  expect(await change({ name: 7 })).toBe(400)
})

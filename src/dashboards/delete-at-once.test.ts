import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())
const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)

test('deleted and restored at once, a board is either gone or whole', async () => {
  for (let round = 0; round < 6; round++) {
    const id = Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
    await ask('PATCH', `/dashboards/${id}/`, { tiles: [{ text: { body: 'one' } }, { text: { body: 'two' } }] })
    await ask('POST', '/insights/', { name: 'Three', dashboards: [id] })
    const changes = [true, false, true, false].map((deleted) => ask('PATCH', `/dashboards/${id}/`, { deleted }))
    const statuses = (await Promise.all(changes)).map(({ status }) => status)
    expect(statuses.every((status) => status === 200 || status === 404)).toBe(true)
    const { status, body } = await ask('GET', `/dashboards/${id}/`)
    if (status === 200) expect(body['tiles']).toHaveLength(3)
    else expect((await ask('PATCH', `/dashboards/${id}/`, { deleted: false })).body['tiles']).toHaveLength(3)
  }
})

test('a board that is gone is not changed, whenever it went', async () => {
  const id = Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
  const [deleted] = await Promise.all([
    ask('PATCH', `/dashboards/${id}/`, { deleted: true }),
    ask('PATCH', `/dashboards/${id}/`, { name: 'Other' }),
  ])
  expect(deleted.status).toBe(200)
  expect((await ask('PATCH', `/dashboards/${id}/`, { deleted: true })).status).toBe(404)
})

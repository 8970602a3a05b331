import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

const BEYOND = 2 ** 31

let app: TestApp
let here: number
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())
const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)
beforeEach(async () => {
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
})

test('a view is noted of what is a dashboard, and nothing else is a mistake', async () => {
  const view = (ref: string, type = 'dashboard') => ask('POST', '/file_system/log_view/', { type, ref })
  const seen = async () => (await ask('GET', `/dashboards/${here}/`)).body['last_viewed_at']
  const digits = '1'.repeat(40)
  for (const ref of ['abc', '1.5', '\u0000', digits, '', '-1', `${BEYOND}`, `0x${here.toString(16)}`, `${here}e0`])
    expect([ref, (await view(ref)).status]).toEqual([ref, 201])
  expect((await view(String(here), 'insight')).status).toBe(201)
  expect(await seen()).toBeNull()
  expect((await view(String(here))).status).toBe(201)
  expect(await seen()).not.toBeNull()
})

test('ids that no row can have are unknown ones', async () => {
  const bulk = await ask('POST', '/dashboards/bulk_update_tags/', {
    ids: [BEYOND, here, 0],
    action: 'add',
    tags: ['a'],
  })
  const reason = 'Not found or no edit access'
  expect([bulk.status, bulk.body]).toEqual([
    200,
    {
      updated: [{ id: here, tags: ['a'] }],
      skipped: [
        { id: BEYOND, reason },
        { id: 0, reason },
      ],
    },
  ])
  const path = `/dashboards/${here}`
  expect((await ask('POST', `${path}/copy_tile/`, { fromDashboardId: BEYOND, tileId: 1 })).status).toBe(404)
  expect((await ask('POST', `${path}/copy_tile/`, { fromDashboardId: 999_999, tileId: BEYOND })).status).toBe(404)
  expect((await ask('PATCH', `${path}/move_tile/`, { tile: { id: BEYOND }, to_dashboard: BEYOND })).status).toBe(404)
  const tiles = [{ id: BEYOND, color: 'blue' }]
  expect((await ask('PATCH', `${path}/`, { tiles })).status).toBe(200)
  const duplicate = await ask('POST', '/dashboards/', { use_dashboard: BEYOND })
  expect([duplicate.status, duplicate.body['detail']]).toEqual([400, 'Invalid value provided'])
})

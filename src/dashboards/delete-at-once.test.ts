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

test('a tile that two take away at once is taken by one of them', async () => {
  const board = async () => Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
  const [from, here, there] = [await board(), await board(), await board()]
  const card = async () =>
    Number((await ask('POST', `/dashboards/${from}/create_text_tile/`, { body: 'one' })).body['id'])
  const statusesOf = async (asked: ReturnType<typeof ask>[]) => (await Promise.all(asked)).map(({ status }) => status)
  const moved = { id: await card() }
  const moves = [here, there].map((toDashboard) =>
    ask('PATCH', `/dashboards/${from}/move_tile/`, { tile: moved, toDashboard }),
  )
  expect((await statusesOf(moves)).sort()).toEqual([200, 404])
  const tile_id = await card()
  const deletions = [1, 2, 3].map(() => ask('POST', `/dashboards/${from}/delete_tile/`, { tile_id }))
  expect((await statusesOf(deletions)).sort()).toEqual([204, 404, 404])
})

test('a tile keeps the size that somebody gives it while others reorder', async () => {
  const id = Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
  const tile = (await ask('POST', `/dashboards/${id}/create_text_tile/`, { body: 'one' })).body['id']
  const reorder = () => ask('POST', `/dashboards/${id}/reorder_tiles/`, { tile_order: [tile] })
  for (let w = 1; w <= 12; w++) {
    const layouts = { sm: { x: 0, y: 0, w, h: 5 } }
    const resize = () => ask('PATCH', `/dashboards/${id}/`, { tiles: [{ id: tile, layouts }] })
    // The resizing comes a little later each time, to meet the reordering at each of its steps.
    const reordered = [reorder(), reorder(), reorder(), reorder()]
    await new Promise((resolve) => setTimeout(resolve, w))
    await Promise.all([...reordered, resize()])
    const { body } = await ask('GET', `/dashboards/${id}/`)
    expect(body['tiles']).toMatchObject([{ layouts: { sm: { w } } }])
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

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import type { User } from '../http/auth.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
let mia: User
let miasKey: string
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  mia = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', mia.id, 1)
  miasKey = (await createKey(deps, { user_id: mia.id, label: 'Mia', scopes: ['*'] })).value
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `/api/projects/1${path}`, body, ...(key ? [key] : []))
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const patch = async (id: number, body: JsonObject) => (await ask('PATCH', `/dashboards/${id}/`, body)).body
const board = async (body: JsonObject = {}) =>
  Number((await ask('POST', '/dashboards/', { name: 'Board', ...body })).body['id'])
const history = async (id: number) =>
  listOf((await ask('GET', `/dashboards/${id}/activity/?limit=100`)).body['results'])
/** The activities of a dashboard, oldest first, each with the fields that changed. */
const told = async (id: number) =>
  (await history(id))
    .map(({ activity, detail }) => [activity, ...listOf(objectOr(detail)['changes']).map(({ field }) => field)])
    .reverse()
const last = async (id: number) => listOf(objectOr((await history(id))[0]?.['detail'])['changes'])
const card = async (id: number, body = 'card') => {
  const shown = listOf((await patch(id, { tiles: [{ text: { body } }] }))['tiles'])
  return Number(shown.at(-1)?.['id'])
}

let here: number
beforeEach(async () => {
  here = await board()
})

test('what was changed, by whom, from what to what', async () => {
  await ask('PATCH', `/dashboards/${here}/`, { name: 'Renamed', filters: { date_from: '-7d' }, tags: ['KPI'] }, miasKey)
  const [entry] = await history(here)
  expect(entry).toMatchObject({
    activity: 'updated',
    scope: 'Dashboard',
    item_id: String(here),
    user: { email: 'mia@example.com' },
    detail: {
      name: 'Renamed',
      type: 'dashboard',
      changes: [
        { type: 'Dashboard', action: 'changed', field: 'name', before: 'Board', after: 'Renamed' },
        { type: 'Dashboard', action: 'changed', field: 'filters', before: {}, after: { date_from: '-7d' } },
        { type: 'Dashboard', action: 'changed', field: 'tags', before: [], after: ['kpi'] },
      ],
    },
  })
})

test('looking, and saying again what is so, is no activity', async () => {
  await ask('GET', `/dashboards/${here}/`)
  await patch(here, { last_accessed_at: '2024-03-04T05:06:07Z' })
  await patch(here, { name: 'Board' })
  expect(await told(here)).toEqual([['created']])
})

test('a deleted dashboard keeps its history, and its tiles go and come untold', async () => {
  await card(here)
  await patch(here, { deleted: true })
  await patch(here, { deleted: false })
  const all = [['created'], ['updated', 'tiles'], ['deleted', 'deleted'], ['restored', 'deleted']]
  expect(await told(here)).toEqual(all)
  await patch(here, { deleted: true })
  expect(await told(here)).toEqual([...all, ['deleted', 'deleted']])
  expect((await ask('GET', '/dashboards/999999/activity/')).status).toBe(404)
  expect((await ask('GET', '/dashboards/activity/?limit=1')).body['results']).toMatchObject([
    { item_id: String(here), activity: 'deleted' },
  ])
})

describe('tiles', () => {
  test('only those that changed are told', async () => {
    const [one, two] = [await card(here, 'one'), await card(here, 'two')]
    await patch(here, { tiles: [{ id: two, text: { body: 'second' } }] })
    expect(await last(here)).toMatchObject([
      { field: 'tiles', before: [{ id: two, text: 'two' }], after: [{ id: two, text: 'second' }] },
    ])
    await patch(here, { tiles: [{ id: one, color: 'blue' }] })
    expect(await last(here)).toMatchObject([
      { before: [{ id: one, color: null }], after: [{ id: one, text: 'one', color: 'blue' }] },
    ])
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: one })
    expect(await last(here)).toMatchObject([{ before: [{ id: one }], after: [] }])
  })

  test('both dashboards tell of a move, the destination of a copy', async () => {
    const [there, other] = [await board(), await board()]
    const id = await card(here)
    await ask('POST', `/dashboards/${other}/copy_tile/`, { fromDashboardId: here, tileId: id })
    await ask('PATCH', `/dashboards/${here}/move_tile/`, { tile: { id }, to_dashboard: there })
    await ask('POST', `/dashboards/${there}/reorder_tiles/`, { tile_order: [id] })
    const tiles = ['updated', 'tiles']
    expect(await told(here)).toEqual([['created'], tiles, tiles])
    expect(await told(there)).toEqual([['created'], tiles, tiles])
    expect(await told(other)).toEqual([['created'], tiles])
  })
})

test('every way to make one is told, and so are collaborators and tags in bulk', async () => {
  const template = { template_name: 'T', dashboard_description: '', dashboard_filters: {}, tiles: [{ type: 'TEXT' }] }
  const made = [
    await ask('POST', '/dashboards/', { use_template: 'DEFAULT_APP' }),
    await ask('POST', '/dashboards/', { use_dashboard: here }),
    await ask('POST', '/dashboards/create_from_template_json/', { template }),
    await ask('POST', '/dashboards/create_unlisted_dashboard/', { tag: 'llm-analytics' }),
  ]
  for (const { body } of made) expect(await told(Number(body['id']))).toEqual([['created']])

  const closed = await board({ restriction_level: 37 })
  await ask('POST', `/dashboards/${closed}/collaborators/`, { user_uuid: mia.uuid, level: 37 })
  await ask('POST', `/dashboards/${closed}/collaborators/`, { user_uuid: mia.uuid, level: 37 })
  expect(await last(closed)).toMatchObject([{ field: 'collaborators', before: [], after: [mia.uuid] }])
  await ask('DELETE', `/dashboards/${closed}/collaborators/${mia.uuid}/`)
  await ask('POST', '/dashboards/bulk_update_tags/', { ids: [closed, here], action: 'add', tags: ['kpi'] })
  await ask('POST', '/dashboards/bulk_update_tags/', { ids: [closed], action: 'add', tags: ['kpi'] })
  const collaborators = ['updated', 'collaborators']
  expect(await told(closed)).toEqual([['created'], collaborators, collaborators, ['updated', 'tags']])
})

test('an insight that comes to a board, leaves it or is deleted is told in the history of the board', async () => {
  const there = await board()
  const query = { kind: 'HogQLQuery', query: 'SELECT 1' }
  const { id } = (await ask('POST', '/insights/', { name: 'One', query, dashboards: [here] })).body
  expect((await last(here)).map(({ field, before, after }) => [field, listOf(before).length, after])).toEqual([
    ['tiles', 0, [expect.objectContaining({ insight: id })]],
  ])
  await ask('PATCH', `/insights/${String(id)}/`, { dashboards: [there] }, miasKey)
  expect((await told(here)).slice(-1)).toEqual([['updated', 'tiles']])
  expect((await last(here)).map(({ after }) => after)).toEqual([[]])
  expect((await history(there))[0]).toMatchObject({ activity: 'updated', user: { email: 'mia@example.com' } })
  const before = (await told(here)).length
  await ask('PATCH', `/insights/${String(id)}/`, { name: 'Renamed' })
  await ask('PATCH', `/insights/${String(id)}/`, { dashboards: [there] })
  expect([(await told(here)).length, (await told(there)).length]).toEqual([before, 2])
  await ask('PATCH', `/insights/${String(id)}/`, { deleted: true })
  expect((await last(there)).map(({ field, after }) => [field, after])).toEqual([['tiles', []]])
})

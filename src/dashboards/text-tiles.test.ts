import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, LEVEL } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import type { User } from '../http/auth.ts'
import { isObject, objectOr } from '../lib/json.ts'

let app: TestApp
let now = new Date('2026-04-01T12:45:00Z')
let mia: User
let miasKey: string
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const { deps, first_start } = app.app
  mia = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', mia.id, LEVEL.member)
  miasKey = (await createKey(deps, { user_id: mia.id, label: 'Mia', scopes: ['*'] })).value
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `/api/projects/1${path}`, body, key)
const shown = async (id = here) => {
  const { body } = await ask('GET', `/dashboards/${id}/`)
  return Array.isArray(body['tiles']) ? body['tiles'].filter(isObject) : []
}
const create = (body: unknown, id = here, key?: string) => ask('POST', `/dashboards/${id}/create_text_tile/`, body, key)
const update = (body: unknown, id = here, key?: string) => ask('POST', `/dashboards/${id}/update_text_tile/`, body, key)
const told = async () => {
  const { body } = await ask('GET', `/dashboards/${here}/activity/`)
  return Array.isArray(body['results']) ? body['results'].filter(isObject) : []
}

let here: number
let me: number
beforeEach(async () => {
  me = app.app.first_start?.user_id ?? 0
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
})

const EMPTY = 'Text body cannot be empty'
const LONG = 'Text body cannot exceed 4000 characters'
const boxes = { sm: { x: 6, y: 2, w: 6, h: 2 } }

describe('a text tile is made', () => {
  test('as the board shows it, with its place and colour', async () => {
    await create({ body: 'first' })
    const { status, body } = await create({ body: '# Hello', layouts: boxes, color: 'blue' })
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(Number),
        insight: null,
        text: {
          id: expect.any(Number),
          body: '# Hello',
          created_by: expect.objectContaining({ id: me }),
          last_modified_by: null,
          last_modified_at: now.toISOString(),
          dashboard_tiles: [{ id: body['id'], dashboard_id: here, deleted: null }],
          team: 1,
        },
        button_tile: null,
        widget: null,
        layouts: boxes,
        color: 'blue',
        filters_overrides: {},
        show_description: null,
        transparent_background: null,
        order: 0,
        last_refresh: null,
        is_cached: false,
      },
    ])
    expect((await shown())[0]).toEqual(body)
  })

  test('with nothing said of its place and colour', async () => {
    for (const more of [{}, { layouts: null, color: null }])
      expect(await create({ body: 'x'.repeat(4000), ...more })).toMatchObject({
        ...{ status: 201, body: { layouts: {}, color: null } },
      })
  })

  test('an emoji is one of four thousand characters', async () => {
    expect((await create({ body: '🎉'.repeat(4000) })).status).toBe(201)
    expect((await create({ body: '🎉'.repeat(4001) })).body['detail']).toBe(LONG)
  })

  test('and the history tells it', async () => {
    const { body } = await create({ body: 'Hello' }, here, miasKey)
    expect((await told())[0]).toMatchObject({
      user: { email: 'mia@example.com' },
      activity: 'updated',
      detail: { changes: [{ field: 'tiles', before: [], after: [{ id: body['id'], text: 'Hello' }] }] },
    })
  })

  test.each([
    [{}, 'body', 'required', 'This field is required.'],
    [{ body: null }, 'body', 'null', 'This field may not be null.'],
    [{ body: '' }, 'body', 'blank', EMPTY],
    [{ body: ' \n' }, 'body', 'blank', EMPTY],
    [{ body: 'x'.repeat(4001) }, 'body', 'max_length', LONG],
    [{ body: 'x', layouts: [] }, 'layouts', 'invalid_input', 'Invalid data. Expected a dictionary, but got list.'],
    [{ body: 'x', color: 5 }, 'color', 'invalid_input', 'Not a valid string.'],
    [
      { body: 'x', color: 'x'.repeat(401) },
      'color',
      'max_length',
      'Ensure this field has no more than 400 characters.',
    ],
  ])('not of %j', async (sent, attr, code, detail) => {
    expect(await create(sent)).toMatchObject({ status: 400, body: { attr, code, detail } })
    expect([await shown(), (await told()).length]).toEqual([[], 1])
  })

  test('not on a board that is gone, or unknown', async () => {
    await ask('PATCH', `/dashboards/${here}/`, { deleted: true })
    for (const id of [here, 999_999]) expect((await create({ body: 'x' }, id)).status).toBe(404)
  })
})

describe('a text tile is changed', () => {
  const made = async (more: object = {}) => (await create({ body: 'one', layouts: boxes, color: 'blue', ...more })).body

  test('in what is said alone; who made it stays', async () => {
    const tile = await made()
    const tile_id = tile['id']
    now = new Date(now.getTime() + 60_000)
    const answer = await update({ tile_id, body: 'two' }, here, miasKey)
    const text = {
      ...objectOr(tile['text']),
      body: 'two',
      last_modified_by: expect.objectContaining({ id: mia.id }),
      last_modified_at: now.toISOString(),
    }
    expect([answer.status, answer.body]).toEqual([200, { ...tile, text }])
    const place = { sm: { x: 0, y: 0, w: 12, h: 1 } }
    expect((await update({ tile_id, layouts: place })).body).toEqual({ ...tile, text, layouts: place })
    const bare = { ...tile, text, layouts: {}, color: null }
    expect((await update({ tile_id: String(tile_id), layouts: null, color: null })).body).toEqual(bare)
    expect((await update({ tile_id })).body).toEqual(bare)
    expect(await shown()).toEqual([bare])
  })

  test('and the history tells what changed, and nothing where nothing did', async () => {
    const { id: tile_id } = await made()
    await update({ tile_id, body: 'two' })
    expect((await told())[0]).toMatchObject({
      detail: { changes: [{ field: 'tiles', before: [{ text: 'one' }], after: [{ id: tile_id, text: 'two' }] }] },
    })
    const count = (await told()).length
    await update({ tile_id })
    expect((await told()).length).toBe(count)
  })

  test.each([
    [{ tile_id: undefined }, 'tile_id', 'required', 'This field is required.'],
    [{ tile_id: 'x' }, 'tile_id', 'invalid_input', 'A valid integer is required.'],
    [{ body: '' }, 'body', 'blank', EMPTY],
    [{ body: null }, 'body', 'null', 'This field may not be null.'],
    [{ body: 'x'.repeat(4001) }, 'body', 'max_length', LONG],
  ])('not to %j', async (sent, attr, code, detail) => {
    const tile = await made()
    expect(await update({ tile_id: tile['id'], ...sent })).toMatchObject({ status: 400, body: { attr, code, detail } })
    expect(await shown()).toEqual([tile])
  })

  test('only where it is one', async () => {
    const query = { kind: 'HogQLQuery', query: 'select 1' }
    await ask('POST', '/insights/', { name: 'x', query, dashboards: [here] })
    await ask('PATCH', `/dashboards/${here}/`, { tiles: [{ button_tile: { url: '/x', text: 'Go' } }] })
    const before = await shown()
    expect(before.length).toBe(2)
    for (const { id } of before)
      expect(await update({ tile_id: id, body: 'x', color: 'red' })).toMatchObject({
        ...{ status: 400, body: { attr: 'tile_id', code: 'invalid_input', detail: 'Tile is not a text tile.' } },
      })
    expect((await shown()).map(({ color }) => color)).toEqual([null, null])
  })

  test('only on its own board, while it is there', async () => {
    const { body: there } = await ask('POST', '/dashboards/', { name: 'There' })
    const { id: tile_id } = await made()
    expect((await update({ tile_id, body: 'x' }, Number(there['id']))).status).toBe(404)
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id })
    expect((await update({ tile_id, body: 'x' })).status).toBe(404)
  })
})

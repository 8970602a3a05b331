import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
let second: number
let now = new Date('2026-03-02T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  second = (await deps.teams.create({ organization_id, name: 'Second', api_token: 'phc_second' })).id
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, project = 1) =>
  app.ask(method, `/api/projects/${project}${path}`, body)
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const tilesOf = (body: JsonObject) => listOf(body['tiles'])
const idsOf = (tiles: JsonObject[]) => tiles.map(({ id }) => Number(id))
const board = async (project = 1) => Number((await ask('POST', '/dashboards/', { name: 'Board' }, project)).body['id'])
const patch = (id: number, body: JsonObject) => ask('PATCH', `/dashboards/${id}/`, body)
const shown = async (id: number) => tilesOf((await ask('GET', `/dashboards/${id}/`)).body)
const QUERY = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'signed up' }] }
const insight = async (dashboards: number[], more: JsonObject = {}) =>
  Number((await ask('POST', '/insights/', { name: 'Sign-ups', query: QUERY, dashboards, ...more })).body['id'])
/** Adds a text card and gives the id of its tile. */
const card = async (id: number, body = 'card', more: JsonObject = {}, project = 1) => {
  const answer = await ask('PATCH', `/dashboards/${id}/`, { tiles: [{ text: { body }, ...more }] }, project)
  return Math.max(...idsOf(tilesOf(answer.body)))
}
const LOOK = {
  layouts: { sm: { x: 1, y: 2, w: 3, h: 4 } },
  color: 'blue',
  filters_overrides: { date_from: '-3d' },
  show_description: true,
  transparent_background: true,
}
const lookOf = (tile: JsonObject | undefined) => Object.fromEntries(Object.keys(LOOK).map((key) => [key, tile?.[key]]))

let here: number
let there: number
beforeEach(async () => {
  here = await board()
  there = await board()
})

describe('how a tile is shown', () => {
  test('its places come back as they were sent, on every grid', async () => {
    await insight([here])
    const [tile] = await shown(here)
    const layouts = {
      lg: { x: '0', y: '0', w: '6', h: '5' },
      sm: { w: '7', h: '5', x: '0', y: '0', moved: 'False', static: 'False' },
      xs: { x: 0, y: 0, w: 1, h: 5, minW: 1, i: 'a' },
      xxs: { x: '0', y: '0', w: '2', h: '5' },
    }
    const answer = await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, layouts }] })
    expect(tilesOf(answer.body)).toMatchObject([{ layouts }])
    expect((await shown(here))[0]?.['layouts']).toEqual(layouts)
    expect(tilesOf((await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, layouts: null }] })).body)).toMatchObject([
      { layouts: {} },
    ])
  })

  test('its colour is set with what else a client sends back', async () => {
    await insight([here])
    const [tile = {}] = await shown(here)
    expect(tile['color']).toBeNull()
    const answer = await patch(here, { tiles: [{ ...tile, color: 'red', is_cached: true, order: 7, unknown: 1 }] })
    expect(tilesOf(answer.body)).toEqual([{ ...tile, color: 'red' }])
    const fresh = await card(here, 'new', { color: 'green' })
    expect((await shown(here)).map(({ id, color }) => [id, color])).toEqual([
      [tile['id'], 'red'],
      [fresh, 'green'],
    ])
  })

  test('the mark for its description is on, off, or the client’s affair again', async () => {
    const id = await card(here)
    for (const show_description of [true, false, null]) {
      await patch(here, { tiles: [{ id, show_description }] })
      expect((await shown(here))[0]?.['show_description']).toBe(show_description)
    }
  })

  test('what is cleared is null, but for its places, on the tile and on its copies', async () => {
    const id = await card(here)
    const cleared = {
      ...{ layouts: null, color: null, filters_overrides: null, show_description: null },
      transparent_background: null,
    }
    const seen = { ...cleared, layouts: {} }
    await patch(here, { tiles: [{ id, color: 'red', filters_overrides: { date_from: '-3d' } }] })
    expect(tilesOf((await patch(here, { tiles: [{ id, ...cleared }] })).body)).toMatchObject([seen])
    expect(await shown(here)).toMatchObject([seen])
    await patch(here, { tiles: [{ text: { body: 'new' }, ...cleared }] })
    expect(await shown(here)).toMatchObject([seen, seen])
    const copy = (await ask('POST', '/dashboards/', { use_dashboard: here, duplicate_tiles: true })).body
    expect(tilesOf(copy)).toMatchObject([seen, seen])
  })

  test('it comes by row and then by column, and what has no place comes late', async () => {
    const at = async (sm: JsonObject | undefined) => card(here, 'x', sm ? { layouts: { sm } } : {})
    const none = await at(undefined)
    const [low, right, left] = [await at({ x: 0, y: '10' }), await at({ x: 6, y: 9 }), await at({ x: 0, y: 9 })]
    const half = await at({ y: 0 })
    const last = await at({ x: 0, y: 101 })
    const tiles = await shown(here)
    expect(idsOf(tiles)).toEqual([half, left, right, low, none, last])
    expect(tiles.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('an id that is gone, of another board or none at all is passed over', async () => {
    const [mine, theirs] = [await card(here, 'mine'), await card(there, 'theirs')]
    const gone = await card(here, 'gone')
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: gone })
    const answer = await patch(here, {
      tiles: [
        { id: 999_999, color: 'red' },
        { id: theirs, color: 'red' },
        { color: 'red' },
        { id: gone, color: 'red' },
        { id: mine, color: 'blue' },
      ],
    })
    expect([answer.status, tilesOf(answer.body).map(({ id, color }) => [id, color])]).toEqual([200, [[mine, 'blue']]])
    expect((await shown(there))[0]?.['color']).toBeNull()
    // An insight is put on a board from its own side.
    await patch(here, { tiles: [{ insight: { id: await insight([]) } }] })
    expect(await shown(here)).toHaveLength(1)
  })
})

describe('deleting a tile', () => {
  const remove = (tile_id: unknown, id = here) => ask('POST', `/dashboards/${id}/delete_tile/`, { tile_id })

  test('takes a text card away', async () => {
    const [one, two] = [await card(here, 'one'), await card(here, 'two')]
    const { status, text } = await remove(one)
    expect([status, text, idsOf(await shown(here))]).toEqual([204, '', [two]])
  })

  test('leaves the insight it showed', async () => {
    const id = await insight([here, there])
    const [tile] = await shown(here)
    expect((await remove(tile?.['id'])).status).toBe(204)
    expect(await shown(here)).toEqual([])
    expect((await ask('GET', `/insights/${id}/`)).body).toMatchObject({ deleted: false, dashboards: [there] })
    expect(await shown(there)).toHaveLength(1)
  })

  test('finds nothing where the tile is unknown, elsewhere or gone, or the board is', async () => {
    const [mine, theirs] = [await card(here), await card(there)]
    const foreign = await board(second)
    const foreignTile = await card(foreign, 'x', {}, second)
    for (const id of [999_999, theirs, foreignTile]) expect((await remove(id)).status).toBe(404)
    expect((await remove(foreignTile, foreign)).status).toBe(404)
    expect([(await remove(mine)).status, (await remove(mine)).status]).toEqual([204, 404])
    await patch(there, { deleted: true })
    expect((await remove(theirs, there)).status).toBe(404)
  })

  test('needs to know which', async () => {
    await card(here)
    const answer = await ask('POST', `/dashboards/${here}/delete_tile/`, {})
    expect(answer).toMatchObject({ status: 400, body: { attr: 'tile_id', code: 'required' } })
    expect(await remove('x')).toMatchObject({ status: 400, body: { detail: 'A valid integer is required.' } })
    expect(await shown(here)).toHaveLength(1)
  })
})

describe('copying a tile', () => {
  const copy = (tileId: number, from = here, to = there) =>
    ask('POST', `/dashboards/${to}/copy_tile/`, { fromDashboardId: from, tileId })

  test('takes its look along, and so does one that comes back', async () => {
    await insight([here])
    const [tile] = await shown(here)
    const id = Number(tile?.['id'])
    await patch(here, { tiles: [{ id, ...LOOK }] })
    const [copied] = tilesOf((await copy(id)).body)
    expect(lookOf(copied)).toEqual(LOOK)
    await patch(there, { tiles: [{ id: Number(copied?.['id']), deleted: true, color: 'red' }] })
    const revived = tilesOf((await copy(id)).body)
    expect([idsOf(revived), lookOf(revived[0])]).toEqual([[copied?.['id']], LOOK])
    // The source is as it was.
    expect(lookOf((await shown(here))[0])).toEqual(LOOK)
  })

  test('reads both spellings, and names which word is wrong', async () => {
    const id = await card(here)
    const answer = await ask('POST', `/dashboards/${there}/copy_tile/`, { from_dashboard_id: here, tile_id: id })
    expect([answer.status, tilesOf(answer.body).length]).toEqual([200, 1])
    const missing = await ask('POST', `/dashboards/${there}/copy_tile/`, { fromDashboardId: here })
    expect(missing).toMatchObject({ status: 400, body: { attr: 'tileId', code: 'required' } })
  })

  test('finds nothing in what is deleted or of another project', async () => {
    const [gone, kept] = [await card(here), await card(here)]
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: gone })
    expect((await copy(gone)).status).toBe(404)
    const foreign = await board(second)
    expect((await copy(await card(foreign, 'x', {}, second), foreign)).status).toBe(404)
    expect((await copy(kept, here, foreign)).status).toBe(404)
    await patch(here, { deleted: true })
    expect((await copy(kept)).status).toBe(404)
    expect(await shown(there)).toEqual([])
  })
})

describe('moving a tile', () => {
  const move = (tile: Json, to: Json, from = here, method = 'PATCH') =>
    ask(method, `/dashboards/${from}/move_tile/`, { tile, toDashboard: to })

  test('takes its look along, by either method, with the whole tile in the body', async () => {
    await insight([here])
    await patch(here, { tiles: [{ id: Number((await shown(here))[0]?.['id']), ...LOOK }] })
    const [tile = {}] = await shown(here)
    expect(await move(tile, there, here, 'POST')).toMatchObject({ status: 200, body: { id: here, tiles: [] } })
    const [moved] = await shown(there)
    expect([moved?.['id'], lookOf(moved)]).toEqual([tile['id'], LOOK])
  })

  test('to where it is changes nothing', async () => {
    const id = await card(here)
    expect(await move({ id }, here)).toMatchObject({ status: 200, body: { tiles: [{ id }] } })
  })

  test('onto a board that shows the same text is refused', async () => {
    const id = await card(here)
    await ask('POST', `/dashboards/${there}/copy_tile/`, { fromDashboardId: here, tileId: id })
    expect(await move({ id }, there)).toMatchObject({
      status: 400,
      body: { attr: null, code: 'invalid_input', detail: 'Invalid request data for moving tile.' },
    })
    expect([idsOf(await shown(here)), (await shown(there)).length]).toEqual([[id], 1])
  })

  test('finds nothing in what is deleted or of another project', async () => {
    const [gone, kept, theirs] = [await card(here), await card(here), await card(there)]
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: gone })
    expect((await move({ id: gone }, there)).status).toBe(404)
    expect((await move({ id: theirs }, there)).status).toBe(404)
    expect((await move({ id: kept }, await board(second))).status).toBe(404)
    await patch(there, { deleted: true })
    expect((await move({ id: kept }, there)).status).toBe(404)
    expect(idsOf(await shown(here))).toEqual([kept])
  })
})

describe('reordering', () => {
  const reorder = async (tile_order: number[], layout?: string) => {
    const { status, body } = await ask('POST', `/dashboards/${here}/reorder_tiles/`, { tile_order, layout })
    return { status, body, places: tilesOf(body).map(({ id, layouts }) => [id, layouts]) }
  }
  const cards = async () => [await card(here), await card(here), await card(here)]

  test('packs tiles by their size unless it is told another way', async () => {
    const wide = { layouts: { sm: { x: 0, y: 0, w: 9, h: 4, minW: 2 } } }
    const [one, two, three] = [await card(here, 'one'), await card(here, 'two', wide), await card(here, 'three')]
    const { status, places } = await reorder([two, three, one])
    expect(status).toBe(200)
    // Beside the wide one are 3 columns, too few for one of 6: both stand below it, next to each other.
    expect(places).toEqual([
      [two, { sm: { x: 0, y: 0, w: 9, h: 4 }, xs: { x: 0, y: 0, w: 1, h: 4 } }],
      [three, { sm: { x: 0, y: 4, w: 6, h: 5 }, xs: { x: 0, y: 4, w: 1, h: 5 } }],
      [one, { sm: { x: 6, y: 4, w: 6, h: 5 }, xs: { x: 0, y: 9, w: 1, h: 5 } }],
    ])
  })

  test('in two columns or in one', async () => {
    const [one = 0, two = 0, three = 0] = await cards()
    const xs = (i: number) => ({ x: 0, y: i * 5, w: 1, h: 5 })
    expect((await reorder([three, one, two], 'two_column')).places).toEqual([
      [three, { sm: { x: 0, y: 0, w: 6, h: 5 }, xs: xs(0) }],
      [one, { sm: { x: 6, y: 0, w: 6, h: 5 }, xs: xs(1) }],
      [two, { sm: { x: 0, y: 5, w: 6, h: 5 }, xs: xs(2) }],
    ])
    expect((await reorder([two, three, one], 'full_width')).places).toEqual([
      [two, { sm: { x: 0, y: 0, w: 12, h: 5 }, xs: xs(0) }],
      [three, { sm: { x: 0, y: 5, w: 12, h: 5 }, xs: xs(1) }],
      [one, { sm: { x: 0, y: 10, w: 12, h: 5 }, xs: xs(2) }],
    ])
    expect(await reorder([one], 'diagonal')).toMatchObject({ status: 400, body: { attr: 'layout' } })
  })

  test('leaves alone what is not named', async () => {
    const [one = 0, two = 0] = await cards()
    const layouts = { sm: { x: 3, y: 40, w: 2, h: 2 } }
    await patch(here, { tiles: [{ id: two, layouts }] })
    const { places } = await reorder([one])
    expect(places.find(([id]) => id === two)).toEqual([two, layouts])
  })

  test('knows only tiles that are here and still shown', async () => {
    const [one = 0, two = 0] = await cards()
    const theirs = await card(there)
    await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: two })
    const { status, body } = await reorder([theirs, one, two])
    const wrong = [two, theirs].sort((a, b) => a - b).join(', ')
    expect([status, body['detail']]).toEqual([404, `Tile IDs not found on this dashboard: [${wrong}]`])
  })
})

describe('duplicating', () => {
  const duplicate = async (more: JsonObject = {}) => {
    const { status, body } = await ask('POST', '/dashboards/', { use_dashboard: here, name: 'Second', ...more })
    return { status, body, tiles: tilesOf(body) }
  }

  test.each([false, true])('leaves out tiles that were removed, with duplicate_tiles %s', async (duplicate_tiles) => {
    const [gone] = [await insight([here]), await card(here, 'kept')]
    const tile = (await shown(here)).find((one) => objectOr(one['insight'])['id'] === gone)
    await patch(here, { tiles: [{ id: Number(tile?.['id']), deleted: true }] })
    expect((await duplicate({ duplicate_tiles })).tiles).toMatchObject([{ text: { body: 'kept' } }])
  })

  test('gives a copy of an insight its name with a mark, its words, its tags and no other board', async () => {
    const more = { description: 'Who came', tags: ['kpi'] }
    const id = await insight([here, there], more)
    const { body, tiles } = await duplicate({ duplicate_tiles: true })
    const made = objectOr(tiles[0]?.['insight'])
    expect(made).toMatchObject({ name: 'Sign-ups (Copy)', ...more, dashboards: [body['id']] })
    expect(made['id']).not.toBe(id)
    const original = (await ask('GET', `/insights/${id}/`)).body
    expect(original).toMatchObject({ name: 'Sign-ups', ...more, dashboards: [here, there] })
    expect((await ask('GET', `/insights/${String(made['id'])}/`)).body['query']).toEqual(original['query'])
  })

  test('gives no name to a copy of what has none', async () => {
    await insight([here], { name: null })
    expect((await duplicate({ duplicate_tiles: true })).tiles).toMatchObject([{ insight: { name: null } }])
  })

  test.each([false, true])('keeps how each tile is shown, with duplicate_tiles %s', async (duplicate_tiles) => {
    await insight([here])
    await card(here)
    await patch(here, { tiles: (await shown(here)).map(({ id }) => ({ id: Number(id), ...LOOK })) })
    const { tiles } = await duplicate({ duplicate_tiles })
    expect(tiles.map(lookOf)).toEqual([LOOK, LOOK])
    const before = idsOf(await shown(here))
    expect(idsOf(tiles).filter((id) => before.includes(id))).toEqual([])
  })

  test('takes over what is shown and how, and nothing of whose it is', async () => {
    const variables = {}
    const shared = {
      filters: { date_from: '-7d' },
      breakdown_colors: [{ breakdownValue: 'pro', colorToken: 'preset-1' }],
    }
    const own = { description: 'Mine', tags: ['kpi'], pinned: true, restriction_level: 37, variables }
    await patch(here, { ...shared, ...own })
    await ask('PATCH', `/dashboards/${here}/sharing`, { enabled: true })
    const plain = { description: '', tags: [], pinned: false, restriction_level: 21, is_shared: false }
    expect((await duplicate()).body).toMatchObject({ ...shared, ...plain, name: 'Second', creation_mode: 'duplicate' })
    expect((await duplicate({ filters: { date_from: '-1d' } })).body['filters']).toEqual({ date_from: '-1d' })
    expect((await duplicate({ filters: {} })).body['filters']).toEqual({ date_from: '-7d' })
  })

  test('a board of another project, or one that is deleted, is refused', async () => {
    const foreign = await board(second)
    await patch(there, { deleted: true })
    for (const use_dashboard of [foreign, there, 999_999])
      expect(await duplicate({ use_dashboard })).toMatchObject({
        status: 400,
        body: { attr: 'use_dashboard', detail: 'Invalid value provided' },
      })
  })

  test('tiles within their board makes new insights and cards beside them', async () => {
    const id = await insight([here])
    const text = await card(here, 'words')
    const [tile] = await shown(here)
    await patch(here, { tiles: [{ id: Number(tile?.['id']), ...LOOK }] })
    now = new Date(now.getTime() + 1000)
    const layouts = { sm: { x: 0, y: 200, w: 6, h: 5 } }
    const answer = await patch(here, {
      duplicate_tiles: [{ id: Number(tile?.['id']), layouts }, { id: text }],
    })
    expect(answer.status).toBe(200)
    const [first, ...others] = tilesOf(answer.body)
    expect(first).toMatchObject({ id: tile?.['id'], insight: { id, dashboards: [here] } })
    expect(others).toMatchObject([
      { id: text, text: { body: 'words' } },
      { text: { body: 'words' }, layouts: {} },
      { insight: { name: 'Sign-ups (Copy)', dashboards: [here] }, ...LOOK, layouts },
    ])
    expect(new Set(idsOf(tilesOf(answer.body))).size).toBe(4)
    expect(objectOr(others[1]?.['text'])['id']).not.toBe(objectOr(others[0]?.['text'])['id'])
    const unknown = await patch(here, { name: 'Renamed', duplicate_tiles: [{ id: 999_999 }] })
    expect(unknown).toMatchObject({ status: 400, body: { attr: 'duplicate_tiles' } })
    expect((await ask('GET', `/dashboards/${here}/`)).body['name']).toBe('Board')
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  await app.capture([
    { event: 'signed up', distinct_id: 'ann', timestamp: day(1), properties: { plan: 'pro' } },
    { event: 'signed up', distinct_id: 'ben', timestamp: day(2), properties: { plan: 'free' } },
    { event: 'signed up', distinct_id: 'cat', timestamp: day(20), properties: { plan: 'free' } },
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const QUERY = {
  kind: 'TrendsQuery',
  series: [{ kind: 'EventsNode', event: 'signed up' }],
  dateRange: { date_from: '-7d' },
  trendsFilter: { display: 'BoldNumber' },
}
const board = async (name = 'Board') => Number((await ask('POST', '/dashboards/', { name })).body['id'])
const insight = async (dashboards: number[]) =>
  (await ask('POST', '/insights/', { name: 'Sign-ups', query: QUERY, dashboards })).body
const text = (id: number, body: string) => ask('PATCH', `/dashboards/${id}/`, { tiles: [{ text: { body } }] })
const tilesOf = (body: JsonObject): JsonObject[] => (Array.isArray(body['tiles']) ? body['tiles'].filter(isObject) : [])
const tiles = async (id: number) => tilesOf((await ask('GET', `/dashboards/${id}/`)).body)
const idsOf = (all: JsonObject[]) => all.map(({ id }) => Number(id))
const patch = async (id: number, body: JsonObject) => (await ask('PATCH', `/dashboards/${id}/`, body)).body

let here: number
let there: number
beforeEach(async () => {
  here = await board('Here')
  there = await board('There')
})

describe('fields of an update', () => {
  test('words and marks [dashboards.update{name}] [dashboards.update{description}] [dashboards.update{pinned}] [dashboards.update{tags}] [dashboards.update{breakdown_colors}] [dashboards.update{restriction_level}] [dashboards.update{last_accessed_at}] [dashboards.update{last_refresh}]', async () => {
    const changes = {
      name: 'Renamed',
      description: 'What for',
      pinned: true,
      tags: [' KPI', 'kpi', 'Growth'],
      breakdown_colors: [{ breakdownValue: 'pro', colorToken: 'preset-1' }],
      restriction_level: 37,
      last_accessed_at: '2024-03-04T05:06:07Z',
      last_refresh: null,
    }
    const read = {
      ...{ ...changes, tags: ['growth', 'kpi'], last_accessed_at: '2024-03-04T05:06:07.000Z' },
      effective_restriction_level: 37,
    }
    expect(await patch(here, changes)).toMatchObject(read)
    expect(await patch(here, { name: null })).toMatchObject({ ...read, name: null })
    expect((await ask('GET', '/tags/')).json).toEqual(['growth', 'kpi'])
    expect(await patch(here, { tags: [] })).toMatchObject({ tags: [] })
    expect((await ask('GET', '/tags/')).json).toEqual([])
  })

  test('deleting hides the board and restoring brings its tiles back [dashboards.update{deleted}]', async () => {
    await insight([here])
    expect(await patch(here, { deleted: true })).toMatchObject({ deleted: true })
    expect((await ask('GET', `/dashboards/${here}/`)).status).toBe(404)
    expect((await ask('PATCH', `/dashboards/${here}/`, { name: 'x' })).status).toBe(404)
    expect(await patch(here, { deleted: false })).toMatchObject({ deleted: false })
    expect(await tiles(here)).toHaveLength(1)
  })

  test.each([
    ['name', 'x'.repeat(401)],
    ['description', null],
    ['pinned', 'perhaps'],
    ['restriction_level', 22],
    ['tags', 'kpi'],
    ['last_refresh', 'yesterday'],
  ])('%s refuses %j', async (field, value) => {
    const answer = await ask('PATCH', `/dashboards/${here}/`, { [field]: value })
    expect([answer.status, answer.body['attr']]).toEqual([400, field])
  })
})

test('overrides change what is computed, and nothing that is stored [dashboards.retrieve?filters_override] [dashboards.run_insights?filters_override] [dashboards.run_insights?refresh] [dashboards.stream_tiles?filters_override]', async () => {
  await insight([here])
  const wide = `filters_override=${encodeURIComponent('{"date_from":"-30d"}')}&refresh=blocking`
  const value = (body: JsonObject) => {
    const [tile] = tilesOf(body)
    const shown = isObject(tile?.['insight']) ? tile['insight'] : {}
    const [item] = Array.isArray(shown['result']) ? shown['result'].filter(isObject) : []
    return item?.['aggregated_value']
  }
  const plain = (await ask('GET', `/dashboards/${here}/?refresh=blocking`)).body
  expect([value(plain), plain['filters']]).toEqual([2, {}])
  const wider = (await ask('GET', `/dashboards/${here}/?${wide}`)).body
  expect([value(wider), wider['filters'], wider['persisted_filters']]).toEqual([3, { date_from: '-30d' }, null])
  const run = (await ask('GET', `/dashboards/${here}/run_insights/?${wide}&output_format=json`)).body
  expect(run['results']).toMatchObject([{ insight: { result: [{ aggregated_value: 3 }] } }])
  const streamed = await ask('GET', `/dashboards/${here}/stream_tiles/?${wide}`)
  expect(streamed.text).toContain('"aggregated_value":3')
  const wrong = await ask('GET', `/dashboards/${here}/?filters_override=x`)
  expect([wrong.status, wrong.body['attr']]).toEqual([400, 'filters_override'])
})

describe('copying a tile [dashboards.copy_tile] [dashboards.copy_tile{fromDashboardId}] [dashboards.copy_tile{tileId}]', () => {
  const copy = (from: number, tileId: number | undefined) =>
    ask('POST', `/dashboards/${there}/copy_tile/`, { fromDashboardId: from, tileId })

  test('the same insight stands on both boards, with its look', async () => {
    const { id } = await insight([here])
    const [tile] = await tiles(here)
    const layouts = { sm: { x: 1, y: 2, w: 3, h: 4 } }
    await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, color: 'blue', layouts }] })
    const answer = await copy(here, Number(tile?.['id']))
    expect([answer.status, answer.body['id']]).toEqual([200, there])
    expect(tilesOf(answer.body)).toMatchObject([{ insight: { id }, color: 'blue', layouts }])
    expect(tilesOf(answer.body)[0]?.['id']).not.toBe(tile?.['id'])
    expect(await tiles(here)).toHaveLength(1)
    const again = await copy(here, Number(tile?.['id']))
    expect([again.status, again.body['detail']]).toEqual([400, 'This insight is already on the destination dashboard.'])
    // One that was removed there comes back as the row it was.
    const [copied] = await tiles(there)
    await patch(there, { tiles: [{ id: copied?.['id'] ?? 0, deleted: true }] })
    expect(idsOf(tilesOf((await copy(here, Number(tile?.['id']))).body))).toEqual([copied?.['id']])
  })

  test('a text card too, but no button', async () => {
    await text(here, '# Notes')
    await patch(here, { tiles: [{ button_tile: { url: '/insights', text: 'Open' } }] })
    const all = await tiles(here)
    const card = all.find((tile) => tile['text'] !== null)
    const button = all.find((tile) => tile['button_tile'] !== null)
    expect(tilesOf((await copy(here, Number(card?.['id']))).body)).toMatchObject([{ text: { body: '# Notes' } }])
    expect((await copy(here, Number(card?.['id']))).body['detail']).toBe(
      'This text card is already on the destination dashboard.',
    )
    expect((await copy(here, Number(button?.['id']))).body['detail']).toBe(
      'Only insight and text tiles can be copied between dashboards.',
    )
  })

  test('what is not there is not found; what is missing is named', async () => {
    expect((await copy(there, 1)).body['detail']).toBe('Destination must be a different dashboard than the source.')
    expect((await copy(999999, 1)).status).toBe(404)
    expect((await copy(here, 999999)).status).toBe(404)
    expect((await ask('POST', `/dashboards/${there}/copy_tile/`, { tileId: 1 })).body).toMatchObject({
      attr: 'fromDashboardId',
      code: 'required',
    })
    // As the printed curl line sends it.
    const form = await ask('POST', `/dashboards/${there}/copy_tile/`, { fromDashboardId: 'integer', tileId: 'integer' })
    expect([form.status, form.body['detail']]).toEqual([400, 'A valid integer is required.'])
  })
})

describe('moving a tile [dashboards.move_tile]', () => {
  const move = (body: JsonObject) => ask('PATCH', `/dashboards/${here}/move_tile/`, body)

  test('it keeps its id and leaves the source', async () => {
    await insight([here])
    const [tile] = await tiles(here)
    const answer = await move({ tile: { id: tile?.['id'] ?? 0 }, toDashboard: there })
    expect([answer.status, answer.body['id'], tilesOf(answer.body)]).toEqual([200, here, []])
    expect(idsOf(await tiles(there))).toEqual([tile?.['id']])
  })

  test('not onto a board that shows the same already; a removed row there makes way', async () => {
    await insight([here, there])
    const [[tile], [twin]] = [await tiles(here), await tiles(there)]
    const body = { tile: { id: tile?.['id'] ?? 0 }, to_dashboard: there }
    expect((await move(body)).body['detail']).toBe('Invalid request data for moving tile.')
    await patch(there, { tiles: [{ id: twin?.['id'] ?? 0, deleted: true }] })
    expect((await move(body)).status).toBe(200)
    expect(idsOf(await tiles(there))).toEqual([tile?.['id']])
  })

  test('what is missing is named', async () => {
    expect((await move({})).body).toMatchObject({ attr: 'to_dashboard', code: 'required' })
    expect((await move({ to_dashboard: there })).body).toMatchObject({ attr: 'tile' })
    expect((await move({ to_dashboard: there, tile: {} })).body).toMatchObject({ attr: 'tile__id' })
    expect((await move({ to_dashboard: 999999, tile: { id: 1 } })).status).toBe(404)
  })
})

test('reordering lays tiles out in the order that was asked [dashboards.reorder_tiles] [dashboards.reorder_tiles{tile_order}]', async () => {
  for (const body of ['one', 'two', 'three']) await text(here, body)
  const [one, two, three] = idsOf(await tiles(here))
  const reorder = (tile_order: unknown, more = {}) =>
    ask('POST', `/dashboards/${here}/reorder_tiles/`, { tile_order, ...more })
  const answer = await reorder([three, one])
  expect(answer.status).toBe(200)
  const places = tilesOf(answer.body).map(({ id, layouts }) => [id, isObject(layouts) ? layouts['sm'] : undefined])
  expect(places.slice(0, 2)).toEqual([
    [three, { x: 0, y: 0, w: 6, h: 5 }],
    [one, { x: 6, y: 0, w: 6, h: 5 }],
  ])
  expect(places[2]?.[0]).toBe(two)
  expect((await reorder([one, one])).body).toMatchObject({ detail: 'tile_order must contain unique tile IDs' })
  const unknown = await reorder([one, 999, 998])
  expect([unknown.status, unknown.body]).toMatchObject([
    404,
    { detail: 'Tile IDs not found on this dashboard: [998, 999]' },
  ])
  const short = { attr: 'tile_order', code: 'min_length', detail: 'Ensure this field has at least 1 elements.' }
  expect((await reorder([])).body).toMatchObject(short)
  expect((await reorder('array')).body).toMatchObject({ attr: 'tile_order', code: 'not_a_list' })
})

test('a deleted tile leaves no gap', async () => {
  for (const body of ['one', 'two', 'three']) await text(here, body)
  const ids = idsOf(await tiles(here))
  await ask('POST', `/dashboards/${here}/reorder_tiles/`, { tile_order: ids, layout: 'full_width' })
  expect((await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: ids[0] })).status).toBe(204)
  const left = (await tiles(here)).map(({ layouts }) => (isObject(layouts) ? layouts['sm'] : undefined))
  expect(left).toMatchObject([{ y: 0 }, { y: 5 }])
  expect((await ask('POST', `/dashboards/${here}/delete_tile/`, { tile_id: ids[0] })).status).toBe(404)
})

test('tags of many boards [dashboards.bulk_update_tags] [dashboards.bulk_update_tags{ids}] [dashboards.bulk_update_tags{action}] [dashboards.bulk_update_tags{tags}]', async () => {
  await patch(there, { deleted: true })
  const reason = 'Not found or no edit access'
  const body = { ids: [here, there, 999999], action: 'add', tags: ['KPI', 'growth'] }
  expect((await ask('POST', '/dashboards/bulk_update_tags/', body)).body).toEqual({
    updated: [{ id: here, tags: ['growth', 'kpi'] }],
    skipped: [
      { id: there, reason },
      { id: 999999, reason },
    ],
  })
  const wrong = await ask('POST', '/dashboards/bulk_update_tags/', { ...body, ids: ['x'] })
  expect(wrong.body).toMatchObject({ attr: 'ids__0' })
  expect((await ask('POST', '/dashboards/bulk_update_tags/', { ...body, tags: [] })).body['detail']).toBe(
    "tags must not be empty for action 'add'.",
  )
})

describe('a deleted board', () => {
  const deletedOf = async (id: unknown) => {
    const row = await app.app.deps.postgres
      .selectFrom('insight')
      .select('deleted')
      .where('id', '=', Number(id))
      .executeTakeFirstOrThrow()
    return row.deleted
  }

  test('leaves its insights, or takes those that are nowhere else [dashboards.update{delete_insights}]', async () => {
    const kept = (await insight([here]))['id']
    await patch(here, { deleted: true })
    expect(await deletedOf(kept)).toBe(false)
    expect((await ask('GET', `/insights/${String(kept)}`)).body['dashboards']).toEqual([])
    const third = await board('Third')
    const [own, common] = [(await insight([there]))['id'], (await insight([there, third]))['id']]
    await patch(there, { deleted: true, delete_insights: true })
    expect([await deletedOf(own), await deletedOf(common)]).toEqual([true, false])
    expect((await ask('GET', `/insights/${String(common)}`)).body['dashboards']).toEqual([third])
    const history = await app.app.deps.postgres
      .selectFrom('activity_log')
      .select('activity')
      .where('scope', '=', 'Insight')
      .where('item_id', '=', String(own))
      .orderBy('place')
      .execute()
    expect(history.map(({ activity }) => activity)).toEqual(['created', 'deleted'])
  })

  test('restored has its tiles and their insights again, but not what was removed before', async () => {
    const [removed, gone] = [(await insight([here]))['id'], (await insight([here]))['id']]
    const tile = (await tiles(here)).find((one) => objectOr(one['insight'])['id'] === removed)
    await patch(here, { tiles: [{ id: Number(tile?.['id']), deleted: true }] })
    await patch(here, { deleted: true, delete_insights: true })
    expect([await deletedOf(removed), await deletedOf(gone)]).toEqual([false, true])
    const back = await patch(here, { deleted: false })
    expect(tilesOf(back).map((one) => objectOr(one['insight'])['id'])).toEqual([gone])
    expect(await deletedOf(gone)).toBe(false)
  })

  test('is no longer the page of a kind of group', async () => {
    await app.capture([
      {
        event: '$groupidentify',
        distinct_id: 'ann',
        properties: { $group_type: 'company', $group_key: 'a', $group_set: {} },
      },
    ])
    await app.app.deps.postgres.updateTable('group_type').set({ detail_dashboard: here }).execute()
    await patch(here, { deleted: true })
    const { detail_dashboard } = await app.app.deps.postgres
      .selectFrom('group_type')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(detail_dashboard).toBeNull()
  })
})

describe('a duplicate [dashboards.update{use_dashboard}] [dashboards.update{_create_in_folder}]', () => {
  const duplicate = (more: JsonObject) => ask('POST', '/dashboards/', { name: 'Second', ...more })
  const fill = async () => {
    const made = await insight([here])
    await text(here, '# Notes')
    await patch(here, {
      filters: { date_from: '-7d' },
      tags: ['kpi'],
      pinned: true,
      tiles: [{ button_tile: { url: '/insights', text: 'Open' } }],
    })
    return made
  }

  test('shows the same insight and the same cards in tiles of its own', async () => {
    const { id } = await fill()
    const answer = await duplicate({ use_dashboard: here, _create_in_folder: 'Unfiled', delete_insights: false })
    expect(answer.status).toBe(201)
    const first = { name: 'Second', creation_mode: 'duplicate', pinned: false, tags: [], filters: { date_from: '-7d' } }
    expect(answer.body).toMatchObject(first)
    expect(answer.body).toMatchObject({ use_dashboard: null, delete_insights: false, _create_in_folder: '' })
    const [before, after] = [await tiles(here), tilesOf(answer.body)]
    expect(after).toMatchObject([{ insight: { id } }, { text: { body: '# Notes' } }, { button_tile: { text: 'Open' } }])
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    expect(idsOf(after).filter((tile) => idsOf(before).includes(tile))).toEqual([])
  })

  test('with tiles of its own kind: new insight, new cards', async () => {
    const { id } = await fill()
    const filters = { date_from: '-30d' }
    const { body } = await duplicate({ use_dashboard: here, duplicate_tiles: true, filters })
    expect(body['filters']).toEqual(filters)
    const [shown, card] = tilesOf(body)
    expect(shown).toMatchObject({ insight: { name: 'Sign-ups (Copy)' } })
    // A copy of the longest name can be written as it is read.
    await ask('PATCH', `/insights/${String(id)}/`, { name: 'n'.repeat(400) })
    const [long] = tilesOf((await duplicate({ use_dashboard: here, duplicate_tiles: true })).body)
    expect(long).toMatchObject({ insight: { name: `${'n'.repeat(393)} (Copy)` } })
    expect(isObject(shown?.['insight']) && shown['insight']['id']).not.toBe(id)
    await patch(Number(body['id']), { tiles: [{ id: card?.['id'] ?? 0, text: { body: 'changed' } }] })
    expect(await tiles(here)).toMatchObject([{}, { text: { body: '# Notes' } }, {}])
  })

  test('of nothing is refused, and leaves nothing', async () => {
    const count = async () => (await ask('GET', '/dashboards/')).body['count']
    const before = await count()
    const unknown = await duplicate({ use_dashboard: 999999 })
    expect([unknown.status, unknown.body['attr'], unknown.body['detail']]).toEqual([
      400,
      'use_dashboard',
      'Invalid value provided',
    ])
    const blank = await duplicate({ use_dashboard: '' })
    expect([blank.status, blank.body['detail']]).toEqual([400, 'A valid integer is required.'])
    expect(await count()).toBe(before)
  })
})

test('format is json or txt, and changes nothing outside the stream [dashboards.retrieve?format] [dashboards.update?format] [dashboards.delete?format] [dashboards.run_insights?format] [dashboards.stream_tiles?format] [dashboards.reorder_tiles?format] [dashboards.copy_tile?format] [dashboards.move_tile?format] [dashboards.bulk_update_tags?format]', async () => {
  const one = `/dashboards/${here}`
  await text(here, 'card')
  const ids = idsOf(await tiles(here))
  const asked: [method: string, path: string, body: JsonObject | undefined, status: number][] = [
    ['GET', `${one}/`, undefined, 200],
    ['PATCH', `${one}/`, { name: 'x' }, 200],
    ['DELETE', `${one}/`, undefined, 405],
    ['GET', `${one}/run_insights/`, undefined, 200],
    ['POST', `${one}/reorder_tiles/`, { tile_order: ids }, 200],
    ['POST', `/dashboards/${there}/copy_tile/`, { fromDashboardId: here, tileId: ids[0] ?? 0 }, 200],
    ['POST', '/dashboards/bulk_update_tags/', { ids: [here], action: 'add', tags: ['a'] }, 200],
    ['GET', `${one}/stream_tiles/`, undefined, 200],
    ['PATCH', `${one}/move_tile/`, { tile: { id: ids[0] ?? 0 }, to_dashboard: await board() }, 200],
  ]
  for (const [method, path, body, status] of asked) {
    expect([path, (await ask(method, `${path}?format=xml`, body)).status]).toEqual([path, 404])
    expect([path, (await ask(method, `${path}?format=txt`, body)).status]).toEqual([path, status])
  }
  expect((await ask('GET', `${one}/?format=json`)).body['name']).toBe('x')
})

test('clients that copy, reorder, edit and delete at once leave a valid board', async () => {
  for (let i = 0; i < 4; i++) await insight([there])
  for (let i = 0; i < 4; i++) await insight([here])
  const [mine, theirs] = [idsOf(await tiles(here)), idsOf(await tiles(there))]
  const copies = theirs.flatMap((tileId) =>
    [1, 2, 3].map(() => ask('POST', `/dashboards/${here}/copy_tile/`, { fromDashboardId: there, tileId })),
  )
  const reorders = [mine, mine.toReversed(), mine, mine.toReversed()].map((tile_order) =>
    ask('POST', `/dashboards/${here}/reorder_tiles/`, { tile_order, layout: 'two_column' }),
  )
  const edits = mine
    .toReversed()
    .map((id, i) => ask('PATCH', `/dashboards/${here}/`, { tiles: [{ id, color: `c${i}` }] }))
  const answers = await Promise.all([...copies, ...reorders, ...edits, text(here, 'a'), text(here, 'b')])
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 400)).toHaveLength(8) // of three equal copies two are too late
  expect(statuses.filter((status) => status !== 400 && status !== 200)).toEqual([])
  const after = await tiles(here)
  const insights = after.flatMap((tile) => (isObject(tile['insight']) ? [Number(tile['insight']['id'])] : []))
  expect(insights).toHaveLength(8)
  expect(new Set(insights).size).toBe(8)
  expect(after).toHaveLength(10)
})

test('a board of 500 tiles and places beyond reason opens', async () => {
  const boxes = [{ x: -5, y: 1e9, w: 99_999, h: 0 }, { x: 'a', y: null }, {}]
  const many = Array.from({ length: 500 }, (_, i) => ({ text: { body: `Text ${i}` }, layouts: { sm: boxes[i % 3] } }))
  expect((await ask('PATCH', `/dashboards/${here}/`, { tiles: many })).status).toBe(200)
  expect(await tiles(here)).toHaveLength(500)
})

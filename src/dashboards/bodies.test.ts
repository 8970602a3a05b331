import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
let here: number
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())
beforeEach(async () => {
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
})

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const patch = (body: JsonObject) => ask('PATCH', `/dashboards/${here}/`, body)
const refused = async (body: JsonObject) => {
  const { status, body: answer } = await patch(body)
  return [status, answer['code'], answer['detail'], answer['attr']]
}
const tilesOf = (body: JsonObject) => (Array.isArray(body['tiles']) ? body['tiles'].filter(isObject) : [])

/** Sends a body as it is. */
async function send(method: string, path: string, body: string, type = 'application/x-www-form-urlencoded') {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': type }
  const reply = await app.app.fetch(new Request(`${SITE}${BASE}${path}`, { method, headers, body }))
  return { status: reply.status, body: objectOr(parseJson(await reply.text())) }
}

describe('a form', () => {
  const form = (body: string) => send('PATCH', `/dashboards/${here}/`, body)

  test('gives numbers as their digits, as JSON may', async () => {
    const [theme] = [(await ask('GET', '/data_color_themes/')).json].flat()
    const id = objectOr(theme)['id'] ?? 0
    const answer = await form(`restriction_level=37&data_color_theme_id=${String(id)}`)
    expect(answer).toMatchObject({ status: 200, body: { restriction_level: 37, data_color_theme_id: id } })
    expect((await patch({ restriction_level: '21', data_color_theme_id: `${String(id)}` })).body).toMatchObject({
      restriction_level: 21,
      data_color_theme_id: id,
    })
    expect((await send('POST', `/dashboards/${here}/sharing/refresh`, 'grace_seconds=0')).status).toBe(200)
  })

  test('says that there is none by an empty field, where there may be none and nothing else is meant', async () => {
    const [theme] = [(await ask('GET', '/data_color_themes/')).json].flat()
    await form(`data_color_theme_id=${String(objectOr(theme)['id'])}`)
    const emptied = await form('data_color_theme_id=&last_refresh=&description=&name=')
    expect(emptied).toMatchObject({ status: 200, body: { data_color_theme_id: null, description: '', name: '' } })
    const { id } = (await ask('POST', '/event_definitions/', { name: 'emptied', primary_property: 'plan' })).body
    const path = `/event_definitions/${String(id)}/`
    expect(await send('PATCH', path, 'primary_property=&owner=')).toMatchObject({
      status: 200,
      body: { primary_property: null, owner: null },
    })
    expect(await send('POST', '/event_definitions/', 'name=')).toMatchObject({ status: 400, body: { attr: 'name' } })
  })

  test('empties a list by an empty field', async () => {
    const made = await ask('POST', '/insights/', { name: 'listed', tags: ['a'], dashboards: [here] })
    expect(await send('PATCH', `/insights/${String(made.body['id'])}/`, 'tags=&dashboards=')).toMatchObject({
      status: 200,
      body: { tags: [], dashboards: [] },
    })
    const none = await send('POST', '/event_definitions/bulk_update_tags/', 'ids=&action=set&tags=')
    expect(none).toMatchObject({ status: 400, body: { attr: 'ids', code: 'empty' } })
  })

  test('does so for insights, too', async () => {
    const query = JSON.stringify({ kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'a' }] })
    const sent = `name=[1]&dashboards=${here}&order=3&saved=true&deleted=false&query=${query}`
    expect(await send('POST', '/insights/', sent)).toMatchObject({
      status: 201,
      body: { name: '[1]', dashboards: [here], order: 3, saved: true, query: { kind: 'InsightVizNode' } },
    })
  })

  test('gives a text as it was typed, and JSON where JSON is meant', async () => {
    const name = '["string","null"]'
    const answer = await form(
      `name=${name}&description={"a": 1}&tags=["One"]&breakdown_colors=[{"breakdownValue": "pro"}]&filters={"date_from": "-7d"}`,
    )
    expect(answer).toMatchObject({
      status: 200,
      body: {
        name,
        description: '{"a": 1}',
        tags: ['one'],
        breakdown_colors: [{ breakdownValue: 'pro' }],
        filters: { date_from: '-7d' },
      },
    })
    // As the curl line of the reference sends it: labelled as JSON.
    const labelled = await send('PATCH', `/dashboards/${here}`, `name=${name}`, 'application/json')
    expect(labelled).toMatchObject({ status: 200, body: { name } })
    expect(await refused({ name: [] })).toEqual([400, 'invalid_input', 'Not a valid string.', 'name'])
  })
})

test('a boolean may be one of the words that PostHog reads', async () => {
  const read = async (pinned: string | number) => (await patch({ pinned })).body['pinned']
  for (const word of ['t', 'True', 'YES', 'y', 'on', '1', 1]) expect([word, await read(word)]).toEqual([word, true])
  for (const word of ['f', 'False', 'NO', 'n', 'off', '0', 0]) expect([word, await read(word)]).toEqual([word, false])
  expect(await refused({ pinned: 'enabled' })).toEqual([400, 'invalid_input', 'Must be a valid boolean.', 'pinned'])
})

test('a moment may leave out its seconds and its zone', async () => {
  const read = async (last_refresh: string) => (await patch({ last_refresh })).body['last_refresh']
  expect(await read('2026-01-01T10:00Z')).toBe('2026-01-01T10:00:00.000Z')
  expect(await read('2026-01-01T10:00+02:00')).toBe('2026-01-01T08:00:00.000Z')
  expect(await read('2026-01-01 10:00:30')).toBe('2026-01-01T10:00:30.000Z')
  expect(await read('2026-01-01T10:00:30.5-0130')).toBe('2026-01-01T11:30:30.500Z')
})

describe('what is refused names the field in PostHog’s words', () => {
  const MOMENT =
    'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].'
  test.each<[string, Json, string, string]>([
    ['restriction_level', 99, 'invalid_choice', '"99" is not a valid choice.'],
    ['restriction_level', 'x', 'invalid_choice', '"x" is not a valid choice.'],
    ['restriction_level', null, 'null', 'This field may not be null.'],
    ['last_accessed_at', 'x', 'invalid_input', MOMENT],
    ['last_accessed_at', 5, 'invalid_input', MOMENT],
    ['last_accessed_at', ['2026-01-01T10:00Z'], 'invalid_input', MOMENT],
    ['last_accessed_at', '2026-02-30T10:00Z', 'invalid_input', MOMENT],
    ['last_accessed_at', '0000-01-01T00:00:00Z', 'invalid_input', MOMENT],
    ['last_refresh', '9999-12-31T23:59:59-10:00', 'invalid_input', MOMENT],
    ['data_color_theme_id', 'x', 'invalid_input', 'A valid integer is required.'],
    ['data_color_theme_id', 2 ** 31, 'invalid_input', 'Data color theme not found.'],
    ['tags', 'x', 'not_a_list', 'Expected a list of items but got type "str".'],
    ['tags', ['one', 5], 'invalid_input', 'Not a valid string.'],
    ['tags', [null], 'invalid_input', 'Not a valid string.'],
    ['filters', { properties: [null] }, 'invalid_input', 'properties.0: Invalid input: expected object, received null'],
    ['filters', { date_from: 7 }, 'invalid_input', 'date_from: Invalid input: expected string, received number'],
  ])('%s %j', async (field, value, code, detail) => {
    expect(await refused({ [field]: value })).toEqual([400, code, detail, field])
  })

  test.each<[JsonObject, string, string, string]>([
    [{ color: 'x'.repeat(401) }, 'tiles__1__color', 'max_length', 'Ensure this field has no more than 400 characters.'],
    [{ color: 5 }, 'tiles__1__color', 'invalid_input', 'Not a valid string.'],
    [{ layouts: 'x' }, 'tiles__1__layouts', 'invalid_input', 'Invalid data. Expected a dictionary, but got str.'],
    [
      { filters_overrides: { interval: 'fortnight' } },
      'tiles__1__filters_overrides',
      'invalid_input',
      'interval: Invalid option: expected one of "second"|"minute"|"hour"|"day"|"week"|"month"|"quarter"|"year"',
    ],
    [{ deleted: 'maybe' }, 'tiles__1__deleted', 'invalid_input', 'Must be a valid boolean.'],
    [{ id: 'x' }, 'tiles__1__id', 'invalid_input', 'A valid integer is required.'],
    [{ text: 'x' }, 'text', 'invalid_input', 'Invalid data. Expected a dictionary, but got str.'],
    [{ text: { body: 5 } }, 'text__body', 'invalid_input', 'Not a valid string.'],
    [{ button_tile: [] }, 'button_tile', 'invalid_input', 'Invalid data. Expected a dictionary, but got list.'],
  ])('a tile of %j', async (tile, attr, code, detail) => {
    expect(await refused({ tiles: [{ text: { body: 'kept?' } }, tile] })).toEqual([400, code, detail, attr])
    expect(tilesOf((await ask('GET', `/dashboards/${here}/`)).body)).toEqual([])
  })

  test('tags are as long as the column, when made as in bulk', async () => {
    const long = 'Ensure this field has no more than 255 characters.'
    const tags = ['x'.repeat(256)]
    for (const answer of [
      await ask('POST', '/dashboards/', { tags }),
      await patch({ tags }),
      await ask('POST', '/insights/', { tags }),
      await ask('POST', '/dashboards/bulk_update_tags/', { ids: [here], action: 'add', tags }),
    ])
      expect([answer.status, answer.body['attr'], answer.body['detail']]).toEqual([400, 'tags__0', long])
    expect((await patch({ tags: [` ${'x'.repeat(255)} `] })).body['tags']).toEqual(['x'.repeat(255)])
  })

  test.each(['http:///evil.com', 'https:evil.com', 'https://exa\nmple.com', 'https://a.b/\n', 'https:\\\\evil.com'])(
    'a button to %j',
    async (url) => {
      const [status, , detail, attr] = await refused({ tiles: [{ button_tile: { text: 'Go', url } }] })
      const NO_LINK = 'Must be a valid URL or a pathname starting with /'
      expect([status, detail, attr]).toEqual([400, NO_LINK, 'button_tile__url'])
    },
  )
})

test.each([
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00'],
  ['0099-06-01T00:00:00Z', '0099-06-01T00:00:00'],
  ['2026-03-01T10:15', '2026-03-01T10:15:00'],
  ['2026-03-01T10:15:30+02:00', '2026-03-01T08:15:30'],
])('the moment %s is kept', async (sent, read) => {
  const { status, body } = await patch({ last_accessed_at: sent })
  expect([status, String(body['last_accessed_at']).slice(0, 19)]).toEqual([200, read])
})

test('what is done to a board checks the fields of one that its body brings, and stores none', async () => {
  const there = Number((await ask('POST', '/dashboards/', { name: 'There' })).body['id'])
  const tile = tilesOf((await patch({ tiles: [{ text: { body: 'Words' } }] })).body)[0]
  const bodies: [string, JsonObject][] = [
    ['move_tile', { tile: tile ?? {}, to_dashboard: there }],
    ['snapshot', {}],
  ]
  for (const [action, body] of bodies) {
    const asked = (fields: JsonObject) => ask('POST', `/dashboards/${here}/${action}/`, { ...body, ...fields })
    expect(await asked({ pinned: 'maybe' })).toMatchObject({ status: 400, body: { attr: 'pinned' } })
    expect((await asked({ name: 'Other', pinned: true })).status).toBe(200)
  }
  const analysis = await ask('POST', `/dashboards/${here}/analyze_refresh_result/`, { cache_key: 'x', tags: 'y' })
  expect(analysis).toMatchObject({ status: 400, body: { attr: 'tags' } })
  expect((await ask('GET', `/dashboards/${here}/`)).body).toMatchObject({ name: 'Here', pinned: false, tiles: [] })
})

test('a colour of 400 characters is kept whole', async () => {
  const color = 'x'.repeat(400)
  expect((await patch({ tiles: [{ text: { body: 'x' }, color }] })).body['tiles']).toMatchObject([{ color }])
})

test('a text that was removed is edited by nobody who does not bring it back', async () => {
  const [tile = {}] = tilesOf((await patch({ tiles: [{ text: { body: 'one' } }] })).body)
  const id = tile['id'] ?? 0
  const text = { id: objectOr(tile['text'])['id'] ?? 0, body: 'two' }
  await patch({ tiles: [{ id, deleted: true }] })
  for (const element of [{ text }, { id, text }, { id, text, deleted: true }])
    expect(await refused({ tiles: [element] })).toEqual([400, 'invalid_input', 'Text tile not found.', 'text'])
  const { body } = await patch({ tiles: [{ id, text, deleted: false }] })
  expect(body['tiles']).toMatchObject([{ id, text }])
})

test('what needs no body takes any', async () => {
  for (const path of ['snapshot', 'sharing/refresh'])
    for (const body of ['[1]', 'null', '"x"', '5', '{', 'garbage', 'created_at=string', '']) {
      const answer = await send('POST', `/dashboards/${here}/${path}`, body, 'application/json')
      expect([path, body, answer.status]).toEqual([path, body, 200])
    }
})

test('a list in another format is not found', async () => {
  for (const [format, status] of [
    ['xml', 404],
    ['txt', 200],
    ['json', 200],
  ] as const)
    expect([format, (await ask('GET', `/dashboards/?format=${format}`)).status]).toEqual([format, status])
})

describe('a template', () => {
  const template = (tiles: JsonObject[]) => ({
    template_name: `Template ${Math.random()}`,
    dashboard_description: '',
    dashboard_filters: {},
    tiles,
  })
  const made = (tiles: JsonObject[]) =>
    ask('POST', '/dashboards/create_from_template_json/', { template: template(tiles) })
  const stored = (tiles: JsonObject[]) => ask('POST', '/dashboard_templates/', template(tiles))

  test('with tiles of a type nobody knows is stored, and a board is made without them', async () => {
    const tiles = [
      { type: 'WIDGET', widget: {} },
      { type: 'TEXT', body: 'Words' },
    ]
    const { status, body } = await stored(tiles)
    expect([status, body['tiles']]).toEqual([201, tiles])
    const boards = [await made(tiles), await ask('POST', '/dashboards/', { use_template: body['id'] })]
    for (const board of boards) expect(board.body['tiles']).toMatchObject([{ text: { body: 'Words' } }])
  })

  test.each([
    [{ query: 'x' }, "'x' is not of type 'object'", 'Invalid data. Expected a dictionary, but got str.', 'query'],
    [{ layouts: [] }, "[] is not of type 'object'", 'Invalid data. Expected a dictionary, but got list.', 'layouts'],
    [
      { color: 'x'.repeat(401) },
      `'${'x'.repeat(401)}' is too long`,
      'Ensure this field has no more than 400 characters.',
      'color',
    ],
  ])('with a tile of %j is refused', async (wrong, ofMade, ofStored, key) => {
    const tiles = [{ type: 'INSIGHT', name: 'Sign-ups', ...wrong }]
    const [first, second] = [await made(tiles), await stored(tiles)]
    expect([first.status, first.body['detail'], first.body['attr']]).toEqual([400, ofMade, null])
    expect([second.status, second.body['detail'], second.body['attr']]).toEqual([400, ofStored, `tiles__0__${key}`])
  })
})

// More than a statement may have parameters.
test('seventy thousand ids of what is not there are refused like one', async () => {
  const ids = Array.from({ length: 70_000 }, (_, i) => 1_000_000 + i)
  const uuids = ids.map((id) => `018e0000-0000-7000-8000-00000${id}`)
  expect((await refused({ quick_filter_ids: uuids })).slice(0, 2)).toEqual([400, 'invalid_input'])
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'visit' }] }
  const insight = await ask('POST', '/insights/', { query, dashboards: ids })
  expect([insight.status, insight.body['detail']]).toEqual([400, 'Dashboard not found'])
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, createOrganization } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import type { User } from '../http/auth.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
let now = new Date('2026-04-01T12:45:00Z')
let mia: User
let miasKey: string
let stranger: User
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const { deps, first_start } = app.app
  const person = (name: string) =>
    createUser(deps, { email: `${name}@example.com`, first_name: name, password_hash: null })
  mia = await person('mia')
  await addMember(deps, first_start?.team.organization_id ?? '', mia.id, 1)
  miasKey = (await createKey(deps, { user_id: mia.id, label: 'Mia', scopes: ['*'] })).value
  stranger = await person('stranger')
  await addMember(deps, (await createOrganization(deps, 'Elsewhere')).id, stranger.id, 1)
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `/api/projects/1${path}`, body, ...(key ? [key] : []))
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const tilesOf = (body: JsonObject) => listOf(body['tiles'])
const board = async () => Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
const put = (id: number, tiles: JsonObject[], key?: string) => ask('PATCH', `/dashboards/${id}/`, { tiles }, key)
const shown = async (id: number) => tilesOf((await ask('GET', `/dashboards/${id}/`)).body)
const wait = () => {
  now = new Date(now.getTime() + 60_000)
}

let here: number
let me: number
beforeEach(async () => {
  here = await board()
  me = app.app.first_start?.user_id ?? 0
})

test('the cards of a copied board are new ones, each in its place', async () => {
  const text = (body: string) => ({ text: { body } })
  const button = (label: string) => ({ button_tile: { url: '/insights', text: label } })
  await put(here, [text('one'), button('two'), text('three'), button('four'), text('five')])
  const copy = await ask('POST', '/dashboards/', { name: 'Copy', use_dashboard: here, duplicate_tiles: true })
  const cards = (tiles: JsonObject[]) => tiles.map((tile) => objectOr(tile['text'] ?? tile['button_tile'] ?? null))
  const [before, after] = [cards(await shown(here)), cards(tilesOf(copy.body))]
  expect(after.map((card) => card['body'] ?? card['text'])).toEqual(['one', 'two', 'three', 'four', 'five'])
  expect(new Set([...before, ...after].map(({ id }) => id)).size).toBe(10)
})

describe('a text card', () => {
  const add = async (body: string) => tilesOf((await put(here, [{ text: { body } }])).body).at(-1) ?? {}
  const bodies = async () => (await shown(here)).map(({ text }) => objectOr(text)['body'])

  test('is a tile with everything a tile has', async () => {
    const tile = await add('# Hello')
    expect(tile).toEqual({
      id: expect.any(Number),
      insight: null,
      text: {
        id: expect.any(Number),
        body: '# Hello',
        created_by: expect.objectContaining({ id: me }),
        last_modified_by: null,
        last_modified_at: now.toISOString(),
        dashboard_tiles: [{ id: tile['id'], dashboard_id: here, deleted: null }],
        team: 1,
      },
      button_tile: null,
      widget: null,
      layouts: {},
      color: null,
      filters_overrides: {},
      show_description: null,
      transparent_background: null,
      order: 0,
      last_refresh: null,
      is_cached: false,
    })
    expect(await shown(here)).toEqual([tile])
  })

  test('is changed alone: who made it stays, and who changed it is told', async () => {
    const [one, two] = [await add('one'), await add('two')]
    wait()
    const answer = await put(here, [{ ...two, text: { ...objectOr(two['text']), body: 'second' } }], miasKey)
    const changed = { ...objectOr(two['text']), body: 'second' }
    expect(tilesOf(answer.body)).toEqual([
      one,
      {
        ...two,
        text: {
          ...changed,
          last_modified_by: expect.objectContaining({ id: mia.id }),
          last_modified_at: now.toISOString(),
        },
      },
    ])
  })

  test('takes a new text by its tile, by its own id, or by both', async () => {
    const tile = await add('one')
    const text = Number(objectOr(tile['text'])['id'])
    for (const [element, body] of [
      [{ id: Number(tile['id']), text: { body: 'by tile' } }, 'by tile'],
      [{ text: { id: text, body: 'by text' } }, 'by text'],
      [{ id: Number(tile['id']), text: { id: text, body: 'by both' } }, 'by both'],
    ] as const) {
      const answer = tilesOf((await put(here, [element])).body)
      expect(answer).toMatchObject([{ id: tile['id'], text: { id: text, body } }])
    }
  })

  test('is coloured with its text, and without', async () => {
    const [one, two] = [await add('one'), await add('two')]
    await put(here, [{ ...one, color: 'purple' }])
    await put(here, [{ id: Number(two['id']), color: 'green' }])
    expect((await shown(here)).map(({ text, color }) => [objectOr(text)['body'], color])).toEqual([
      ['one', 'purple'],
      ['two', 'green'],
    ])
    await put(here, [{ id: Number(two['id']), color: null }])
    expect((await shown(here))[1]?.['color']).toBeNull()
  })

  test('is taken off its board and stays off when others come', async () => {
    const [one] = [await add('one'), await add('two')]
    const left = (await put(here, [{ ...one, deleted: true }])).body
    expect(tilesOf(left).map(({ text }) => objectOr(text)['body'])).toEqual(['two'])
    await add('three')
    expect(await bodies()).toEqual(['two', 'three'])
    // The row is kept: it comes back where that is said, and only there.
    await put(here, [{ id: Number(one['id']), text: { body: 'changed' } }])
    expect(await bodies()).toEqual(['two', 'three'])
    await put(here, [{ id: Number(one['id']), deleted: false }])
    expect(await bodies()).toEqual(['changed', 'two', 'three'])
  })

  test('may be blank, empty, twice the same, and 4000 long', async () => {
    const long = 'x'.repeat(4000)
    await put(
      here,
      ['same', 'same', '', null, long].map((body) => ({ text: { body } })),
    )
    expect(await bodies()).toEqual(['same', 'same', '', null, long])
    const { status, body } = await put(here, [{ text: { body: `${long}x` } }])
    expect([status, body['attr'], body['code'], body['detail']]).toEqual([
      ...[400, 'text__body', 'max_length', 'Text body cannot exceed 4000 characters'],
    ])
  })

  test('that is not here is refused', async () => {
    const there = await board()
    const elsewhere = objectOr(tilesOf((await put(there, [{ text: { body: 'x' } }])).body)[0]?.['text'])['id'] ?? 0
    const refused = async (text: JsonObject) => {
      const { status, body } = await put(here, [{ text: { body: 'y', ...text } }])
      return [status, body['attr'], body['detail']]
    }
    expect(await refused({ id: 999_999 })).toEqual([400, 'text', 'Text tile not found in this team.'])
    expect(await refused({ id: 1.5 })).toEqual([400, 'text', 'Text tile not found in this team.'])
    expect(await refused({ created_by: { id: 1.5 } })).toEqual([400, 'text', 'User not found in this organization.'])
    expect(await refused({ id: elsewhere })).toEqual([400, 'text', 'Text tile not found.'])
    expect(await refused({ created_by: { id: stranger.id } })).toEqual([
      ...[400, 'text', 'User not found in this organization.'],
    ])
    expect(await shown(here)).toEqual([])
    expect(await shown(there)).toMatchObject([{ text: { body: 'x' } }])
  })
})

describe('a button', () => {
  const LINK = { url: 'https://example.com/docs', text: 'Read' }
  const add = async (button: JsonObject, more: JsonObject = {}) =>
    tilesOf((await put(here, [{ button_tile: button, ...more }])).body).at(-1) ?? {}

  test('is a tile that leads somewhere, on the left and first of its kind unless it says otherwise', async () => {
    const tile = await add(LINK)
    expect(tile).toMatchObject({ insight: null, text: null, layouts: {}, color: null, order: 0 })
    expect(tile['button_tile']).toEqual({
      ...LINK,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      placement: 'left',
      style: 'primary',
      created_by: expect.objectContaining({ id: me }),
      last_modified_by: null,
      last_modified_at: now.toISOString(),
      dashboard_tiles: [{ id: tile['id'], dashboard_id: here, deleted: null }],
      team: 1,
    })
  })

  test('may lead to a page here', async () => {
    expect(await add({ url: '/insights/new?x=1#y', text: 'New' })).toMatchObject({
      button_tile: { url: '/insights/new?x=1#y' },
    })
  })

  test('may stand on the right in the second style', async () => {
    const look = { placement: 'right', style: 'secondary' }
    expect(await add({ ...LINK, ...look })).toMatchObject({ button_tile: look })
  })

  test('is changed in place', async () => {
    const tile = await add(LINK)
    wait()
    const button = { ...objectOr(tile['button_tile']), text: 'Go', url: '/insights', style: 'secondary' }
    const [after] = tilesOf((await put(here, [{ ...tile, button_tile: button }], miasKey)).body)
    expect(after).toEqual({
      ...tile,
      button_tile: {
        ...button,
        last_modified_by: expect.objectContaining({ id: mia.id }),
        last_modified_at: now.toISOString(),
      },
    })
    const id = String(objectOr(tile['button_tile'])['id'])
    expect((await put(here, [{ button_tile: { ...LINK, id } }])).body['tiles']).toMatchObject([
      { id: tile['id'], button_tile: { ...LINK, id } },
    ])
  })

  test('keeps its side and style where a change does not name them', async () => {
    const look = { placement: 'right', style: 'secondary' }
    const tile = await add({ ...LINK, ...look })
    const change = async (button: JsonObject) => {
      const [after] = tilesOf((await put(here, [{ id: Number(tile['id']), button_tile: { ...LINK, ...button } }])).body)
      return objectOr(after?.['button_tile'])
    }
    expect(await change({ text: 'Go' })).toMatchObject({ text: 'Go', ...look })
    expect(await change({ placement: 'left' })).toMatchObject({ placement: 'left', style: 'secondary' })
    expect(await change({ style: 'primary' })).toMatchObject({ placement: 'left', style: 'primary' })
  })

  test('is taken off its board', async () => {
    const [one, two] = [await add(LINK), await add({ ...LINK, text: 'Second' })]
    expect(tilesOf((await put(here, [{ id: Number(one['id']), deleted: true }])).body)).toMatchObject([
      { id: two['id'], order: 0 },
    ])
  })

  const NO_LINK = 'Must be a valid URL or a pathname starting with /'
  const NO_PATH = 'Pathname must start with / and contain valid URL path characters'
  test.each([
    ['https://example.com', undefined],
    ['http://example.com/a?b=c', undefined],
    ['/dashboard/7', undefined],
    ['example.com', NO_LINK],
    ['javascript:alert(1)', NO_LINK],
    ['ftp://example.com', NO_LINK],
    ['https://', NO_LINK],
    ['/with space', NO_PATH],
    ['/<b>', NO_PATH],
    ['//example.com', NO_PATH],
    ['/\\example.com', NO_PATH],
    ['', 'This field may not be blank.'],
    [undefined, 'This field is required.'],
    [null, 'This field may not be null.'],
  ])('leads to %s', async (url, refusal) => {
    const { status, body } = await put(here, [{ button_tile: { text: 'Go', ...(url === undefined ? {} : { url }) } }])
    if (refusal === undefined) expect([status, tilesOf(body).length]).toEqual([200, 1])
    else expect([status, body['attr'], body['detail']]).toEqual([400, 'button_tile__url', refusal])
  })

  test('leads no further than 2000 characters', async () => {
    const url = `https://example.com/${'x'.repeat(1981)}`
    const refused = await put(here, [{ button_tile: { text: 'Go', url } }])
    expect([refused.status, refused.body['attr'], refused.body['code'], refused.body['detail']]).toEqual([
      ...[400, 'button_tile__url', 'max_length', 'Button URL cannot exceed 2000 characters'],
    ])
    expect((await put(here, [{ button_tile: { text: 'Go', url: url.slice(0, 2000) } }])).status).toBe(200)
  })

  test('needs a text of at most 200 characters, and known words', async () => {
    const refused = async (button: JsonObject) => {
      const { status, body } = await put(here, [{ button_tile: button }])
      return [status, body['attr'], body['detail']]
    }
    const { url } = LINK
    expect(await refused({ url })).toEqual([400, 'button_tile__text', 'This field is required.'])
    expect(await refused({ url, text: '' })).toEqual([400, 'button_tile__text', 'This field may not be blank.'])
    expect(await refused({ url, text: 'x'.repeat(201) })).toEqual([
      ...[400, 'button_tile__text', 'Button text cannot exceed 200 characters'],
    ])
    expect(await refused({ ...LINK, placement: 'top' })).toEqual([
      ...[400, 'button_tile__placement', '"top" is not a valid choice.'],
    ])
    expect(await refused({ ...LINK, style: 'loud' })).toEqual([
      ...[400, 'button_tile__style', '"loud" is not a valid choice.'],
    ])
    expect(await shown(here)).toEqual([])
  })

  test('that is not here is refused', async () => {
    const there = await board()
    const [tile] = tilesOf((await put(there, [{ button_tile: LINK }])).body)
    const refused = async (id: Json) => {
      const { status, body } = await put(here, [{ button_tile: { ...LINK, id } }])
      return [status, body['attr'], body['detail']]
    }
    expect(await refused(objectOr(tile?.['button_tile'])['id'] ?? '')).toEqual([
      ...[400, 'button_tile', 'Button tile not found.'],
    ])
    for (const id of ['00000000-0000-7000-8000-000000000000', 'nonsense'])
      expect(await refused(id)).toEqual([400, 'button_tile', 'Button tile not found in this team.'])
  })

  test('stands beside text cards', async () => {
    const answer = await put(here, [{ button_tile: LINK }, { text: { body: 'Words' } }])
    expect(tilesOf(answer.body)).toMatchObject([
      { button_tile: LINK, text: null },
      { button_tile: null, text: { body: 'Words' } },
    ])
  })

  test('has a background or none, and a duplicate of its board has the same', async () => {
    const tile = await add(LINK, { transparent_background: true })
    expect(tile['transparent_background']).toBe(true)
    await put(here, [{ text: { body: 'Words' }, transparent_background: true }, { text: { body: 'More' } }])
    for (const duplicate_tiles of [false, true]) {
      const { body } = await ask('POST', '/dashboards/', { use_dashboard: here, duplicate_tiles })
      expect(tilesOf(body).map(({ transparent_background }) => transparent_background)).toEqual([true, true, null])
    }
    await put(here, [{ id: Number(tile['id']), transparent_background: null }])
    expect((await shown(here))[0]?.['transparent_background']).toBeNull()
  })

  test('is duplicated with its board, the same or a new one', async () => {
    const button = objectOr((await add({ ...LINK, placement: 'right', style: 'secondary' }))['button_tile'])
    const copyOf = async (duplicate_tiles: boolean) => {
      const { body } = await ask('POST', '/dashboards/', { use_dashboard: here, duplicate_tiles })
      return objectOr(tilesOf(body)[0]?.['button_tile'])
    }
    expect((await copyOf(false))['id']).toBe(button['id'])
    const copy = await copyOf(true)
    expect(copy).toMatchObject({ ...LINK, placement: 'right', style: 'secondary' })
    expect(copy['id']).not.toBe(button['id'])
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : [])

/** A board of cards, from left to right on the wide grid and from bottom to top on the narrow one. */
async function boardOf(count: number): Promise<number> {
  const id = Number((await ask('POST', '/dashboards/', { name: `${count}` })).body['id'])
  for (let i = 0; i < count; i++) {
    const layouts = { sm: { x: i, y: 0, w: 1, h: 1 }, xs: { x: 0, y: count - i, w: 1, h: 1 } }
    await ask('PATCH', `/dashboards/${id}/`, { tiles: [{ text: { body: `card ${i}` }, layouts }] })
  }
  return id
}

/** The events of the stream, after its frame was checked. */
async function stream(id: number, query = ''): Promise<JsonObject[]> {
  const answer = await ask('GET', `/dashboards/${id}/stream_tiles/${query}`)
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/event-stream'])
  expect(answer.headers.get('cache-control')?.split(', ')).toContain('no-cache')
  expect(answer.headers.get('x-accel-buffering')).toBe('no')
  expect(answer.text).toMatch(/^(data: .*\n\n)+$/)
  return answer.text
    .split('\n\n')
    .filter(Boolean)
    .map((line) => objectOr(parseJson(line.slice('data: '.length))))
}
const card = (tile: unknown) => objectOr(objectOr(tile)['text'])['body']
/** Each event in short: its type, and which cards at which places it brings. */
const inShort = (events: JsonObject[]) =>
  events.map(({ type, dashboard, order, tile }) => {
    if (type === 'metadata')
      return [type, ...listOf(objectOr(dashboard)['tiles']).map((one) => [card(one), one['order']])]
    return type === 'tile' ? [type, card(tile), order, objectOr(tile)['order']] : [type]
  })

test.each([0, 1, 2])('a board of %i tiles is told at once', async (count) => {
  const cards = [0, 1].slice(0, count).map((i) => [`card ${i}`, i])
  expect(inShort(await stream(await boardOf(count)))).toEqual([['metadata', ...cards], ['complete']])
})

test('layoutSize names the grid that orders the tiles [dashboards.stream_tiles?layoutSize]', async () => {
  const id = await boardOf(5)
  const wide = [
    ['metadata', ['card 0', 0], ['card 1', 1]],
    ['tile', 'card 2', 2, 2],
    ['tile', 'card 3', 3, 3],
    ['tile', 'card 4', 4, 4],
    ['complete'],
  ]
  const narrow = [
    ['metadata', ['card 4', 0], ['card 3', 1]],
    ['tile', 'card 2', 2, 2],
    ['tile', 'card 1', 3, 3],
    ['tile', 'card 0', 4, 4],
    ['complete'],
  ]
  for (const query of ['', '?layoutSize=sm', '?layoutSize=lg']) expect(inShort(await stream(id, query))).toEqual(wide)
  for (const query of ['?layoutSize=xs', '?layout_size=xs']) expect(inShort(await stream(id, query))).toEqual(narrow)
})

test('a tile that fails carries its error, and the stream goes on', async () => {
  const id = await boardOf(2)
  const sql = (query: string) => ({ kind: 'HogQLQuery', query })
  for (const query of ['SELECT throwIf(1) FROM numbers(1)', 'SELECT 1'])
    await ask('POST', '/insights/', { name: query, query: sql(query), dashboards: [id] })
  const events = await stream(id, '?refresh=blocking')
  expect(events.map(({ type }) => type)).toEqual(['metadata', 'tile', 'tile', 'complete'])
  expect(events.slice(1, 3)).toMatchObject([
    { tile: { error: { message: expect.any(String) }, insight: { result: null, result_error: expect.any(String) } } },
    { tile: { insight: { result: [[1]] } } },
  ])
})

test('a slow tile delays neither the dashboard nor any other tile', async () => {
  const id = await boardOf(0)
  const slow = 'SELECT count() FROM numbers(100000000000) WHERE cityHash64(number) = 1'
  for (const query of [slow, ...[1, 2, 3, 4, 5, 6].map((i) => `SELECT ${i}`)])
    await ask('POST', '/insights/', { name: query, query: { kind: 'HogQLQuery', query }, dashboards: [id] })
  const stop = new AbortController()
  const path = `${SITE}${BASE}/dashboards/${id}/stream_tiles/?refresh=blocking`
  const headers = { authorization: `Bearer ${KEY}` }
  const reply = await app.app.fetch(new Request(path, { headers, signal: stop.signal }))
  const seen: JsonObject[] = []
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  const count = () => seen.flatMap(({ dashboard, tile }) => tile ?? listOf(objectOr(dashboard)['tiles'])).length
  while (reader && count() < 6) {
    const { value = '' } = await reader.read()
    for (const line of value.split('\n\n').filter(Boolean)) seen.push(objectOr(parseJson(line.slice(6))))
  }
  stop.abort()
  await reader?.cancel()
  expect(seen[0]?.['type']).toBe('metadata')
  const tiles = seen.flatMap(({ dashboard, tile }) => (tile ? [objectOr(tile)] : listOf(objectOr(dashboard)['tiles'])))
  const results = tiles.map(({ order, insight }) => [order, objectOr(insight)['result']])
  expect(results.sort()).toEqual([1, 2, 3, 4, 5, 6].map((i) => [i, [[i]]]))
})

test('what is not there is no stream', async () => {
  expect((await ask('GET', '/dashboards/999999/stream_tiles/')).status).toBe(404)
})

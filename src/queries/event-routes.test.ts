import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { readElementsChain } from './elements-chain.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const event = (name: string, timestamp: string, properties: JsonObject) => ({
    ...{ event: name, distinct_id: 'ana', timestamp, properties },
  })
  const $elements = [
    { tag_name: 'button', $el_text: 'Buy "now"', attr__class: 'big red', attr__id: 'go', nth_child: 2, nth_of_type: 1 },
    { tag_name: 'div', attr__style: 'color: red; top: 1px' },
  ]
  await app.capture([
    event('$autocapture', '2024-03-08T10:00:00Z', { $elements, plan: 'pro', $set: { email: 'ana@acme.test' } }),
    event('buy', '2024-03-08T11:00:00Z', { plan: 'pro' }),
    event('buy', '2024-03-08T11:30:00Z', { plan: 'free', other: 'x' }),
    event('buy', '2024-03-01T11:30:00.25Z', { plan: 'old' }),
  ])
})
afterAll(() => app.close())

const P = '/api/projects/1/events'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const timestampOf = ({ timestamp }: JsonObject) => timestamp
const read = async (query: string) => list((await app.ask('GET', `${P}?${query}`)).body['results'])

test('the newest events first, with their elements', async () => {
  const events = await read('limit=3')
  expect(events.map(({ event }) => event)).toEqual(['buy', 'buy', '$autocapture'])
  const last = events.at(-1)
  expect(last).toMatchObject({ distinct_id: 'ana', person: { properties: { email: 'ana@acme.test' } } })
  expect(last?.['id']).toBe(last?.['uuid'])
  expect(list(last?.['elements'])).toMatchObject([
    {
      ...{ tag_name: 'button', text: 'Buy "now"', attr_class: ['big', 'red'], attr_id: 'go', nth_child: 2, order: 0 },
      attributes: { attr__class: 'big red', attr__id: 'go' },
    },
    { tag_name: 'div', text: null, attributes: { attr__style: 'color: red; top: 1px' }, order: 1 },
  ])
  const one = await app.ask('GET', `${P}/${String(last?.['uuid'])}/`)
  expect(one.body).toMatchObject({ event: '$autocapture', uuid: last?.['uuid'] })
})

test('narrowed by name, property, time and page', async () => {
  expect(await read('event=buy')).toHaveLength(3)
  const pro = encodeURIComponent(JSON.stringify([{ key: 'plan', value: ['pro'], operator: 'exact', type: 'event' }]))
  expect((await read(`properties=${pro}&after=2024-03-01`)).map(({ event }) => event)).toEqual(['buy', '$autocapture'])
  expect(await read('after=2024-03-01')).toHaveLength(4)
  expect(await read('distinct_id=nobody')).toEqual([])
  const first = await app.ask('GET', `${P}?limit=1&after=2024-03-01`)
  const next = new URL(String(first.body['next']))
  expect((await read(next.search.slice(1))).map(timestampOf)).toEqual(['2024-03-08T11:00:00+00:00'])
  expect((await app.ask('GET', `${P}?after=nonsense`)).body).toMatchObject({ attr: 'after' })
})

test('older events come too where the last day does not fill the page', async () => {
  expect(await read('')).toHaveLength(4)
  expect(await read('limit=3')).toHaveLength(3)
  expect((await read('event=buy&orderBy=["timestamp"]')).map(timestampOf)).toEqual([
    '2024-03-01T11:30:00.250000+00:00',
    '2024-03-08T11:00:00+00:00',
    '2024-03-08T11:30:00+00:00',
  ])
})

test('an order is one by time, and nothing else', async () => {
  const first = async (orderBy: string) =>
    (await read(`event=buy&limit=1&after=2024-03-01&orderBy=${orderBy}`)).map(timestampOf)
  for (const oldest of ['["timestamp"]', '[ "timestamp" ]', '"timestamp"', 'timestamp'])
    expect([oldest, await first(oldest)]).toEqual([oldest, ['2024-03-01T11:30:00.250000+00:00']])
  for (const newest of ['["-timestamp"]', '-timestamp', ''])
    expect([newest, await first(newest)]).toEqual([newest, ['2024-03-08T11:30:00+00:00']])
  for (const wrong of ['x', '["x"]', '[]', '["-timestamp","event"]', '{}', '["timestamp"', '[["timestamp"]]', 'null'])
    expect([wrong, await app.ask('GET', `${P}?orderBy=${wrong}`)]).toMatchObject([
      wrong,
      { status: 400, body: { type: 'validation_error', attr: 'orderBy' } },
    ])
})

test('pages by offset miss nothing and repeat nothing, also among events of one moment', async () => {
  const names = Array.from({ length: 1_203 }, (_, i) => `same ${i}`)
  const event = (name: string) => ({
    event: name,
    distinct_id: 'bob',
    timestamp: '2024-02-01T00:00:00Z',
    properties: {},
  })
  await app.capture(names.map(event))
  const pages = await Promise.all([0, 1_100].map((offset) => read(`distinct_id=bob&limit=1100&offset=${offset}`)))
  expect(pages.map(({ length }) => length)).toEqual([1_100, 103])
  expect(new Set(pages.flat().map(({ event: name }) => name))).toEqual(new Set(names))
})

test('next leads on in the order of the page, and ends', async () => {
  const first = await app.ask('GET', `${P}?limit=2&offset=1&after=2024-03-01&orderBy=["timestamp"]`)
  expect(list(first.body['results']).map(timestampOf)).toEqual([
    '2024-03-08T10:00:00+00:00',
    '2024-03-08T11:00:00+00:00',
  ])
  const { search } = new URL(String(first.body['next']))
  const second = await app.ask('GET', `${P}${search}`)
  expect(list(second.body['results']).map(timestampOf)).toEqual(['2024-03-08T11:30:00+00:00'])
  expect(second.body['next']).toBeNull()
  expect((await app.ask('GET', `${P}?limit=4&distinct_id=ana&after=2024-03-01`)).body['next']).toBeNull()
})

test.each(['', '["timestamp"]'])(
  'following next shows every event once, however close they are: %s',
  async (orderBy) => {
    const distinct_id = `close ${orderBy}`
    // Seven a microsecond, three microseconds a millisecond, and five on whole seconds.
    const at = (i: number) => `2024-02-02T00:00:0${i % 2}${i < 5 ? '' : `.00${i % 3}00${Math.floor(i / 7) % 3}`}Z`
    const names = Array.from({ length: 25 }, (_, i) => `close ${i}`)
    await app.capture(names.map((event, i) => ({ event, distinct_id, timestamp: at(i), properties: {} })))
    for (const limit of [1, 3, 20]) {
      const shown: Json[] = []
      const first = new URLSearchParams({
        distinct_id,
        limit: String(limit),
        offset: '1',
        ...(orderBy ? { orderBy } : {}),
      })
      for (let search: string | null = `?${first}`; search !== null; ) {
        const { body } = await app.ask('GET', `${P}${search}`)
        shown.push(...list(body['results']).map(({ event }) => event ?? null))
        search = typeof body['next'] === 'string' ? new URL(body['next']).search : null
      }
      expect([limit, shown.length, new Set(shown).size]).toEqual([limit, 24, 24])
    }
  },
)

test('after and before are read to the microsecond', async () => {
  const event = (micros: string) => ({
    event: micros,
    distinct_id: 'cleo',
    timestamp: `2024-02-03T00:00:00.${micros}Z`,
  })
  await app.capture(['000100', '000200', '000300'].map(event))
  const between = (query: string) => read(`distinct_id=cleo&${query}`)
  expect((await between('after=2024-02-03T00:00:00.000200Z')).map(({ event: name }) => name)).toEqual(['000300'])
  expect((await between('before=2024-02-03T00:00:00.000200Z')).map(({ event: name }) => name)).toEqual(['000100'])
})

test('times are in UTC, whatever the time zone of the project', async () => {
  const set = (timezone: string) => app.ask('PATCH', '/api/projects/1/', { timezone })
  expect((await set('America/New_York')).status).toBe(200)
  const [event] = await read('limit=1')
  expect(event && timestampOf(event)).toBe('2024-03-08T11:30:00+00:00')
  await set('UTC')
})

test('values of a property, and names of events', async () => {
  const values = async (query: string) => (await app.ask('GET', `${P}/values/?${query}`)).json
  expect(await values('key=plan')).toEqual([{ name: 'pro' }, { name: 'free' }])
  expect(await values('key=plan&event_name=buy&value=FR')).toEqual([{ name: 'free' }])
  expect(await values('key=custom_event')).toEqual([{ name: 'buy' }])
  expect((await app.ask('GET', `${P}/values/`)).status).toBe(400)
})

test('a chain without attributes, and one with signs inside of texts', () => {
  expect(readElementsChain('')).toEqual([])
  expect(readElementsChain('a;div.x')).toMatchObject([{ tag_name: 'a' }, { tag_name: 'div', attr_class: ['x'] }])
  expect(readElementsChain('a:text="x;y:z=\\"1\\""').map(({ text }) => text)).toEqual(['x;y:z="1"'])
})

test('as a sheet, with a column for each path', async () => {
  const path = `${P}.csv?event=buy&after=2024-03-01&limit=3`
  const { text, headers } = await app.ask('GET', path)
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const [head = '', ...lines] = text.trimEnd().split('\r\n')
  const columns = head.split(',')
  expect(columns).toEqual([...columns].sort())
  expect(columns).toEqual(
    expect.arrayContaining(['distinct_id', 'event', 'person.distinct_ids.0', 'properties.plan', 'timestamp']),
  )
  const cells = lines.map((line) => line.split(','))
  const column = (name: string) => cells.map((row) => row[columns.indexOf(name)])
  expect(column('properties.plan')).toEqual(['free', 'pro', 'old'])
  expect(column('properties.other')).toEqual(['x', '', ''])
  expect((await app.ask('GET', `${P}/?event=buy&after=2024-03-01&limit=3&format=csv`)).text).toBe(text)
  expect((await app.ask('GET', `/api/event.csv?event=buy&after=2024-03-01&limit=3`)).text).toBe(text)
  expect(await app.ask('GET', `${P}.csv?event=never`)).toMatchObject({ status: 200, text: '' })
  expect((await app.ask('GET', path, undefined, await app.key(['insight:read']))).status).toBe(403)
})

test('a sheet of nearly nothing but empty cells is refused', async () => {
  const properties = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`c${i}`, 1]))
  const bare = Array.from({ length: 2999 }, () => ({ event: 'wide', distinct_id: 'w' }))
  await app.capture([{ event: 'wide', distinct_id: 'w', properties }, ...bare])
  const refused = await app.ask('GET', `${P}.csv?event=wide`)
  expect([refused.status, refused.body['attr']]).toEqual([400, 'limit'])
  expect((await app.ask('GET', `${P}.csv?event=wide&limit=2`)).status).toBe(200)
})

test('narrowed by an action', async () => {
  const steps = [{ event: 'buy', properties: [{ key: 'plan', value: 'pro', type: 'event' }] }]
  const { id } = (await app.ask('POST', '/api/projects/1/actions/', { name: 'Pro', steps })).body
  expect((await read(`action_id=${String(id)}&after=2024-03-01`)).map(timestampOf)).toEqual([
    '2024-03-08T11:00:00+00:00',
  ])
  expect((await app.ask('GET', `${P}?action_id=x`)).body).toMatchObject({ attr: 'action_id' })
  expect(await app.ask('GET', `${P}?action_id=999`)).toMatchObject({ status: 400 })
})

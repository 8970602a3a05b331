import { EventEmitter, once } from 'node:events'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { objectOr } from '../lib/json.ts'
import { createLog } from '../lib/log.ts'
import { notFound } from './errors.ts'
import { fail, ipOf, mount } from './mount.ts'
import { publicRoute, Reply } from './route.ts'
import { eventStream } from './sse.ts'

let server: ServerType | undefined
afterAll(() => void server?.close())

test('the address a proxy names is whole, with or without a port, and is an address', async () => {
  const hono = new Hono().get('/', (c) => c.text(ipOf(c, { trust_proxy: true })))
  const read = async (said: string) => (await hono.request('/', { headers: { 'x-forwarded-for': said } })).text()
  for (const [said, address] of [
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:8080, 10.0.0.1', '192.0.2.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8:0:7:1:2:3:443', '2001:db8:0:7:1:2:3:443'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    // Who cannot be read is taken for who is connected.
    ['unknown', '127.0.0.1'],
    ['"><svg onload=1>', '127.0.0.1'],
  ] as const)
    expect([said, await read(said)]).toEqual([said, address])
  const address = async (headers: Record<string, string>) => (await hono.request('/', { headers })).text()
  const standard = { forwarded: 'proto=https;For="[2001:db8::1]:4711", for=10.0.0.1' }
  expect(await address(standard)).toBe('2001:db8::1')
  expect(await address({ ...standard, 'x-real-ip': '192.0.2.8' })).toBe('192.0.2.8')
  expect(await address({ 'x-real-ip': '192.0.2.8', 'x-forwarded-for': 'unknown' })).toBe('192.0.2.8')
  expect(await address({ forwarded: 'for=192.0.2.9:80;by=10.0.0.1' })).toBe('192.0.2.9')
})

const nobody = () => Promise.reject(notFound())
const options = {
  ...{ authentication: { authenticate: nobody, resolveTeam: nobody }, log: createLog('error', () => new Date()) },
  ...{ trust_proxy: false, site_url: undefined, check_responses: false, strict_api_key_actions: false },
  rate_limits: undefined,
}

test('a HEAD of a stream ends the stream', async () => {
  const hono = new Hono()
  const ended = new EventEmitter()
  async function* endless() {
    try {
      for (;;) yield { type: 'tile' }
    } finally {
      ended.emit('ended')
    }
  }
  mount(hono, [publicRoute({ method: 'GET', path: '/stream', handle: () => eventStream(endless()) })], options)
  const isEnded = once(ended, 'ended')
  const reply = await hono.request('/stream', { method: 'HEAD' })
  expect([reply.status, reply.headers.get('content-type'), await reply.text()]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    '',
  ])
  await isEnded
})

test('a word of a path is no id, with whatever method it is asked', async () => {
  const hono = new Hono()
  const route = (method: 'GET' | 'POST' | 'PATCH', path: string) =>
    publicRoute({ method, path, handle: () => new Reply(200, { path }) })
  const one = '/boards/:id'
  mount(
    hono,
    [route('GET', '/boards/@me'), route('GET', one), route('PATCH', one), route('POST', '/boards/tags')],
    options,
  )
  const ask = async (method: string, path: string) => {
    const reply = await hono.request(path, { method })
    return [reply.status, objectOr(await reply.json())['path'] ?? null]
  }
  expect(await ask('GET', '/boards/7')).toEqual([200, one])
  expect(await ask('POST', '/boards/tags')).toEqual([200, '/boards/tags'])
  for (const method of ['GET', 'PATCH', 'DELETE']) expect(await ask(method, '/boards/tags')).toEqual([405, null])
  // Whoever is meant by `@me` has an id, and what may be done to that may be done.
  expect(await ask('GET', '/boards/@me')).toEqual([200, '/boards/@me'])
  expect(await ask('PATCH', '/boards/@me')).toEqual([200, one])
})

test('a path says which methods it takes, to OPTIONS and where another one is used', async () => {
  const hono = new Hono()
  const route = (method: 'GET' | 'POST' | 'PATCH', path: string) =>
    publicRoute({ method, path, handle: () => new Reply(200, {}) })
  mount(hono, [route('GET', '/boards'), route('POST', '/boards'), route('PATCH', '/boards/:id')], options)
  const ask = async (method: string, path: string) => {
    const { status, headers } = await hono.request(path, { method, headers: { origin: 'https://shop.example' } })
    return [status, headers.get('allow'), headers.get('access-control-allow-origin')]
  }
  expect(await ask('OPTIONS', '/boards')).toEqual([204, 'GET, POST, HEAD, OPTIONS', null])
  expect(await ask('OPTIONS', '/boards/7')).toEqual([204, 'PATCH, OPTIONS', null])
  expect(await ask('DELETE', '/boards')).toEqual([405, 'GET, POST, HEAD, OPTIONS', null])
  expect(await ask('GET', '/boards')).toEqual([200, null, null])
})

test('a client that goes away while its question runs is no failure of ours', async () => {
  const log = createLog('error', () => new Date())
  const logged: unknown[] = []
  log.error = (...said) => void logged.push(said)
  const waits = new EventEmitter()
  const hono = new Hono().get('/', async (c) => {
    const { signal } = c.req.raw
    waits.emit('asked')
    await once(signal, 'abort')
    const answer = fail(signal.reason, { log })
    waits.emit('answered', answer.status)
    return answer
  })
  server = serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const [asked, answered] = [once(waits, 'asked'), once(waits, 'answered')]
  const client = new AbortController()
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const gone = expect(fetch(`http://127.0.0.1:${port}/`, { signal: client.signal })).rejects.toThrow()
  await asked
  client.abort()
  await gone
  expect(await answered).toEqual([408])
  // Of a body that is not whole the server says the same as an error.
  const others = ['Client connection prematurely closed.', 'another'].map(
    (text) => fail(new Error(text), { log }).status,
  )
  expect([others, logged.length]).toEqual([[408, 500], 1])
})

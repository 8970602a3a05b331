import { EventEmitter, once } from 'node:events'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { createLog } from '../lib/log.ts'
import { fail, ipOf } from './mount.ts'

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

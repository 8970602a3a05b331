import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { HttpServer } from './http-server.ts'

const http = new HttpServer()
afterAll(() => void http.server.close())

test('pages of other sites may read that the server starts, and come again', async () => {
  http.server.listen(0, '127.0.0.1')
  await once(http.server, 'listening')
  const address = http.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const ask = async () => {
    const request = { method: 'POST', body: '{}', headers: { origin: 'https://shop.example' } }
    const reply = await fetch(`http://127.0.0.1:${port}/e/`, request)
    const told = ['access-control-allow-origin', 'access-control-allow-credentials', 'retry-after']
    return [reply.status, await reply.json(), ...told.map((name) => reply.headers.get(name))]
  }
  const error = { type: 'server_error', attr: null }
  expect(await ask()).toEqual([
    503,
    { status: 'starting', ...error, code: 'starting', detail: 'The server is starting.' },
    ...['https://shop.example', 'true', '1'],
  ])
})

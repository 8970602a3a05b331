import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STORE_CLOSED, UNREACHABLE } from './clickhouse.ts'
import { openClickHouseServer } from './server.ts'

const HEADER = '["n"]\n["UInt8"]\n'
const answers: Record<string, (reply: ServerResponse) => Promise<unknown>> = {
  'SELECT version()': async (reply) => reply.end('25.8.1.1\n'),
  'only these rows': async (reply) => {
    reply.writeHead(200, { 'content-length': '10' }).flushHeaders()
    await wait(20)
    reply.destroy()
  },
  'SELECT well': async (reply) => reply.end(`${HEADER}[1]\n`),
  'SELECT cut': async (reply) => reply.end(`${HEADER}[1]\nCode: 241. ${'x'.repeat(5000)}`),
  'SELECT late': async (reply) => {
    reply.write(`${HEADER}[1]\nCode: 241. DB::Exc`)
    await wait(50)
    reply.end('eption: (total) memory limit exceeded (version 25.8.1.1)')
  },
}

/** As much of a server as is asked here: what a statement begins with says the answer. */
const server = createServer((request, reply) => {
  void text(request).then((body) => {
    const known = Object.entries(answers).find(([statement]) => body.startsWith(statement))
    return known ? known[1](reply) : reply.end()
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/some`
})
afterAll(() => void server.close())

test('an error at the end of an answer is one, also where it comes in two pieces', async () => {
  const store = await openClickHouseServer({ url })
  expect((await store.rows('SELECT well')).rows).toEqual([[1]])
  await expect(store.rows('SELECT late')).rejects.toMatchObject({ code: 241 })
  await expect(store.rows('SELECT cut')).rejects.toThrow('answer is cut off')
  await store.close()
})

test('rows are not stored when the server goes away before its answer ends', async () => {
  const store = await openClickHouseServer({ url })
  await expect(store.insert('some', Buffer.from('only these rows'), { token: 'a' })).rejects.toMatchObject({
    code: UNREACHABLE,
  })
  await store.close()
})

test('a store that is closed is read no more', async () => {
  const store = await openClickHouseServer({ url })
  await store.close()
  await expect(store.rows('SELECT well')).rejects.toMatchObject({ code: STORE_CLOSED })
})

import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isObject, parseJson } from '../src/lib/json.ts'
import { KEY, Server, TOKEN } from './support/server.ts'

const server = new Server()
const agent = new Agent({ keepAlive: true })
beforeAll(() => server.start(), 90_000)
afterAll(() => server.remove())

interface Heard {
  status: number | string
  retry_after: string | undefined
  text: string
}

/** Asks over a connection that stays open, as clients under load do. */
function ask(path: string, body?: object): Promise<Heard> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
  return new Promise((resolve) => {
    const gone = (error: NodeJS.ErrnoException) =>
      resolve({ status: error.code ?? 'gone', retry_after: undefined, text: '' })
    const asked = request(`${server.url}${path}`, { method: body ? 'POST' : 'GET', agent, headers }, (reply) => {
      let text = ''
      reply.on('data', (data: Buffer) => (text += data.toString()))
      reply.on('error', gone)
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, retry_after: reply.headers['retry-after'], text }))
    })
    asked.on('error', gone)
    asked.end(body && JSON.stringify(body))
  })
}

const slow =
  'SELECT count() FROM numbers(60000) a CROSS JOIN numbers(60000) b WHERE cityHash64(a.number, b.number) % 7 = 3'
const query = (sql: string) => ({ query: { kind: 'HogQLQuery', query: sql }, refresh: 'force_blocking' })

test('whoever asks while the program stops has an answer, or may come again, and nothing goes wrong', async () => {
  const heard: Heard[] = []
  let ended = false
  const keepAsking = async (path: string, body?: () => object) => {
    while (!ended) heard.push(await ask(path, body?.()))
  }
  let sent = 0
  const asking = [
    keepAsking('/capture/', () => ({ api_key: TOKEN, event: 'late', distinct_id: `d${sent++}` })),
    keepAsking('/api/projects/1/query/', () => query('SELECT count() FROM events')),
    keepAsking('/api/projects/1/query/', () => query(slow)),
    keepAsking('/api/users/@me/'),
    keepAsking('/api/projects/1/persons/'),
  ]
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(10), { timeout: 20_000 })
  const code = await server.end('SIGTERM')
  ended = true
  await Promise.all(asking)
  expect(code).toBe(0)
  expect(server.output).not.toMatch(/ (?:error|warn) /)
  const known = heard.filter(({ status }) => typeof status === 'number' && status !== 200)
  expect(known.filter(({ status, retry_after }) => status !== 503 || retry_after === undefined)).toEqual([])
  expect(known.length).toBeGreaterThan(0)
  const detail = (text: string) => {
    const body = parseJson(text)
    return isObject(body) ? body['code'] : undefined
  }
  expect([...new Set(known.map(({ text }) => detail(text)))]).toEqual(['closing'])
}, 60_000)

test('a second signal does not wait for the questions that run', async () => {
  await server.end('SIGKILL')
  await server.start()
  const asked = [1, 2, 3].map(() => ask('/api/projects/1/query/', query(slow)))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const began = performance.now()
  const ended = server.end('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 200))
  await server.end('SIGTERM')
  await ended
  await Promise.all(asked)
  expect(performance.now() - began).toBeLessThan(1_000)
}, 60_000)

test('one signal that comes twice is one', async () => {
  await server.end('SIGKILL')
  await server.start()
  const first = server.end('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect([await server.end('SIGTERM'), await first]).toEqual([0, 0])
}, 60_000)

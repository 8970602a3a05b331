import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, Server, TOKEN } from './support/server.ts'

const server = new Server()
beforeAll(() => server.start([], { NODE_OPTIONS: '--max-old-space-size=400' }), 90_000)
afterAll(() => server.remove())

const ask = (query: string) =>
  server.api('POST', '/projects/1/query/', { query: { kind: 'HogQLQuery', query }, refresh: 'force_blocking' })

test('answers that would fill the memory of the program are refused, and it goes on', async () => {
  const large = 'SELECT arrayMap(x -> [], range(500)), number FROM numbers(50000) LIMIT 50000'
  for (const { status, body } of await Promise.all([ask(large), ask(large), ask(large)]))
    expect([status, body.code]).toEqual([400, 'memory_limit_exceeded'])
  expect((await ask('SELECT arrayMap(x -> [], range(500)), number FROM numbers(50)')).body.results).toHaveLength(50)
  const larger = () => ask('SELECT arrayMap(x -> [], range(500)), number FROM numbers(1000) LIMIT 1000')
  await expect.poll(async () => (await larger()).status, { timeout: 20_000, interval: 1_000 }).toBe(200)
}, 60_000)

test('persons with much to be told of them are not remembered by thousands', async () => {
  const person = (i: number) => ({
    event: 'visit',
    distinct_id: `person-${i}`,
    properties: { $set: { biography: `${i}`.padEnd(400_000, 'x'), name: `Person ${i}` } },
  })
  // 640 MB, where the program has 400.
  for (let sent = 0; sent < 1_600; sent += 20) {
    const batch = Array.from({ length: 20 }, (_, i) => person(sent + i))
    const body = JSON.stringify({ api_key: TOKEN, batch })
    expect((await fetch(`${server.url}/batch/`, { method: 'POST', body })).status).toBe(200)
  }
  const count = async () => (await ask('SELECT count() FROM persons')).body.results
  await expect.poll(count, { timeout: 20_000, interval: 500 }).toEqual([[1_600]])

  // Nor are they listed by thousands: a thousand biographies are 400 MB, and the sheet of all of them is 640.
  const megabytesOf = async (path: string) => {
    const { status, body } = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${KEY}` } })
    let bytes = 0
    for await (const chunk of body ?? []) bytes += chunk.length
    return [status, Math.floor(bytes / 10_000_000) * 10]
  }
  expect(await megabytesOf('/api/projects/1/persons/?limit=1000')).toEqual([200, 400])
  expect(await megabytesOf('/api/projects/1/persons.csv')).toEqual([200, 640])
}, 240_000)

test('a program that aborts ends at once', async () => {
  const began = performance.now()
  expect((await ask('SELECT 1')).body.results).toEqual([[1]])
  await server.end('SIGABRT')
  expect(performance.now() - began).toBeLessThan(10_000)
  await expect(fetch(`${server.url}/_livez`, { headers: { authorization: `Bearer ${KEY}` } })).rejects.toThrow()
}, 60_000)

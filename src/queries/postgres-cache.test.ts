import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { postgresCache } from './postgres-cache.ts'

let app: TestApp
let now = new Date('2024-03-04T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => now)
})
afterAll(() => app.close())

test('an answer is kept as long as it may be read, and its row not much longer', async () => {
  const { postgres, hourly, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: true })
  const entry = { response: { results: [1] }, computed_at: now.toISOString() }
  await cache.set('short', entry, { ttl_seconds: 60, team_id: 1 })
  await cache.set('long', entry, { ttl_seconds: 7200, team_id: 1 })
  const keys = async () =>
    (await postgres.selectFrom('query_cache').select('key').where('key', 'in', ['short', 'long']).execute())
      .map(({ key }) => key)
      .sort()
  now = new Date('2024-03-04T12:01:00Z')
  expect([await cache.get('short'), await cache.get('long')]).toEqual([undefined, entry])
  expect(await keys()).toEqual(['long', 'short'])
  await hourly.run()
  expect(await keys()).toEqual(['long'])
})

test('nobody waits for the disk who has it in memory, and what was written is there for the next process', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: false })
  const entry = { response: { results: [2] }, computed_at: now.toISOString() }
  const kept = cache.set('here', entry, { ttl_seconds: 60, team_id: 1 })
  expect(await cache.get('here')).toEqual(entry)
  await kept
  await cache.drain()
  const next = postgresCache({ postgres, log, clock: () => now, shared: false })
  expect(await next.get('here')).toEqual(entry)
})

test('what comes together is written together, the newest of each, and soon without being asked', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: false })
  const entry = (result: number) => ({ response: { results: [result] }, computed_at: now.toISOString() })
  const kept = { ttl_seconds: 60, team_id: 1 }
  await cache.set('one', entry(1), kept)
  await cache.set('two', entry(2), kept)
  await cache.set('one', entry(3), kept)
  await cache.set('of nobody', entry(4), { ...kept, team_id: 999_999 })
  const read = () => {
    const next = postgresCache({ postgres, log, clock: () => now, shared: false })
    return Promise.all(['one', 'two', 'of nobody'].map((key) => next.get(key)))
  }
  await expect.poll(read).toEqual([entry(3), entry(2), undefined])
})

test('of many that are asked for at once each is found, or not', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: true })
  const entry = (result: number) => ({ response: { results: [result] }, computed_at: now.toISOString() })
  for (let i = 0; i < 60; i += 3) await cache.set(`many ${i}`, entry(i), { ttl_seconds: i === 30 ? 0 : 60, team_id: 1 })
  const keys = Array.from({ length: 60 }, (_, i) => i)
  const found = await Promise.all(keys.map((i) => cache.get(`many ${i}`)))
  expect(found).toEqual(keys.map((i) => (i % 3 === 0 && i !== 30 ? entry(i) : undefined)))
})

test('an answer of megabytes is kept in memory alone, and only the last few', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: false })
  const entry = { response: { results: ['x'.repeat(5_000_000)] }, computed_at: now.toISOString() }
  const keys = Array.from({ length: 10 }, (_, i) => `large ${i}`)
  for (const key of keys) await cache.set(key, entry, { ttl_seconds: 60, team_id: 1 })
  await cache.drain()
  expect(await cache.get('large 9')).toBe(entry)
  expect(await cache.get('large 0')).toBeUndefined()
  expect(await postgres.selectFrom('query_cache').select('key').where('key', 'in', keys).execute()).toEqual([])
})

test('an answer in memory is the newest one, and is given no longer than it may be read', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: false })
  const entry = (result: string) => ({ response: { results: [result] }, computed_at: now.toISOString() })
  const grown = entry('x'.repeat(5_000_000))
  await cache.set('grows', entry('small'), { ttl_seconds: 60, team_id: 1 })
  await cache.set('grows', grown, { ttl_seconds: 60, team_id: 1 })
  await cache.set('short', entry('short'), { ttl_seconds: 60, team_id: 1 })
  expect(await cache.get('grows')).toBe(grown)
  now = new Date(now.getTime() + 60_000)
  expect([await cache.get('grows'), await cache.get('short')]).toEqual([undefined, undefined])
})

test('answers that Postgres keeps are bounded in memory by their size too', async () => {
  const { postgres, log } = app.app.deps
  const cache = postgresCache({ postgres, log, clock: () => now, shared: false })
  const entry = () => ({ response: { results: ['x'.repeat(3_000_000)] }, computed_at: now.toISOString() })
  const first = entry()
  await cache.set('first', first, { ttl_seconds: 60, team_id: 999_999 })
  expect(await cache.get('first')).toBe(first)
  for (let i = 0; i < 20; i++) await cache.set(`next ${i}`, entry(), { ttl_seconds: 60, team_id: 999_999 })
  expect(await cache.get('first')).toBeUndefined()
})

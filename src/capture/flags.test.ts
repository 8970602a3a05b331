import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, SITE, TestApp, TOKEN } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('lists of what is not stored are empty, not missing', async () => {
  for (const name of ['feature_flags', 'experiments', 'surveys'])
    for (const base of ['projects', 'environments']) {
      const { status, body } = await app.ask('GET', `/api/${base}/1/${name}/?limit=10&offset=0`)
      expect([name, status, body]).toEqual([name, 200, { count: 0, next: null, previous: null, results: [] }])
    }
})

test('the oldest address of flags answers keys only', async () => {
  const { status, body } = await app.ask('GET', `/api/feature_flag/?token=${TOKEN}`)
  expect([status, body]).toEqual([200, { count: 0, next: null, previous: null, results: [] }])
  expect((await app.ask('GET', '/api/feature_flag/', undefined, null)).status).toBe(401)
})

test('one of them is not found, and none can be made', async () => {
  expect((await app.ask('GET', '/api/projects/1/feature_flags/1/')).status).toBe(404)
  expect((await app.ask('POST', '/api/projects/1/feature_flags/', { key: 'a' })).status).toBe(405)
})

test.each([
  ['/flags/?v=2', { flags: {} }, false],
  ['/flags/?v=2&config=true', { flags: {} }, true],
  ['/flags/', { flags: {} }, true],
  ['/flags/?v=1', { featureFlags: {}, featureFlagPayloads: {} }, false],
  ['/decide/', { featureFlags: [] }, true],
  ['/decide/?v=2', { featureFlags: {} }, true],
  ['/decide/?v=3', { featureFlags: {}, featureFlagPayloads: {} }, true],
  ['/decide/?v=4', { flags: {} }, true],
])('%s says that there are no flags as its version does, and nothing more', async (path, expected, withConfig) => {
  const { status, body } = await app.ask('POST', path, { token: TOKEN, distinct_id: 'd' }, null)
  const { flags, featureFlags, featureFlagPayloads, supportedCompression, errorsWhileComputingFlags } = body
  const said = Object.entries({ flags, featureFlags, featureFlagPayloads }).filter(([, value]) => value !== undefined)
  expect([status, errorsWhileComputingFlags, Object.fromEntries(said)]).toEqual([200, false, expected])
  expect(supportedCompression).toEqual(withConfig ? ['gzip', 'gzip-js'] : undefined)
})

test.each(['GET', 'HEAD'])('flags can be asked for by %s, which names no project', async (method) => {
  expect((await app.ask(method, '/flags/?v=2', undefined, null)).status).toBe(200)
})

test.each([
  ['/flags/definitions', KEY],
  [`/array/${TOKEN}/config`, undefined],
])('%s is not sent again to who has it, also through a proxy that compresses', async (path, key) => {
  const ask = (tag?: string) =>
    app.app.fetch(
      new Request(`${SITE}${path}`, {
        headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(tag ? { 'if-none-match': tag } : {}) },
      }),
    )
  const tag = (await ask()).headers.get('etag') ?? ''
  const asked = [tag, `W/${tag}`, `"older", W/${tag}`, '"older"', `${tag}x`]
  expect(await Promise.all(asked.map(async (one) => (await ask(one)).status))).toEqual([304, 304, 304, 200, 200])
})

test('the script of a project comes compressed to who takes it so', async () => {
  const ask = (headers: Record<string, string>) =>
    app.app.fetch(new Request(`${SITE}/array/${TOKEN}/array.js`, { headers }))
  const [plain, small] = await Promise.all([ask({}), ask({ 'accept-encoding': 'gzip, br' })])
  const text = await plain.text()
  const bytes = Buffer.from(await small.arrayBuffer())
  expect([plain.headers.get('content-encoding'), small.headers.get('content-encoding')]).toEqual([null, 'gzip'])
  expect(gunzipSync(bytes).toString()).toBe(text)
  expect(bytes.length).toBeLessThan(text.length / 2)
})

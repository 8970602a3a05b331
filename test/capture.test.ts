import { randomUUID } from 'node:crypto'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { sql as kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isObject, type JsonObject, objectOr, trusted } from '../src/lib/json.ts'
import { TestApp, TOKEN } from './support/app.ts'

const OTHER_TOKEN = 'phc_otherTokenCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const [first] = await app.app.deps.teams.ofOrganization(app.app.first_start?.team.organization_id ?? '')
  await app.app.deps.teams.create({
    organization_id: first?.organization_id ?? '',
    name: 'Other',
    api_token: OTHER_TOKEN,
  })
})
afterAll(() => app.close())

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  Promise.resolve(app.app.fetch(new Request(`http://hoglet.test${path}`, { method: 'POST', body, headers })))

const batch = (events: object[], token = TOKEN) => post('/batch/', JSON.stringify({ api_key: token, batch: events }))

const V1_HEADERS = {
  authorization: `Bearer ${TOKEN}`,
  'content-type': 'application/json',
  'posthog-sdk-info': 'posthog-node/5.70.0',
  'posthog-attempt': '1',
  'posthog-request-id': randomUUID(),
}

function v1(batchText: string, coding?: string, pack = (body: Buffer) => body) {
  const at = new Date().toISOString()
  const coded: Record<string, string> = coding === undefined ? {} : { 'content-encoding': coding }
  const headers = { ...V1_HEADERS, ...coded, 'posthog-request-timestamp': at }
  return post('/i/v1/analytics/events', pack(Buffer.from(`{"created_at":"${at}","batch":${batchText}}`)), headers)
}

async function sql(query: string, project = 1): Promise<unknown> {
  const { body } = await app.ask('POST', `/api/projects/${project}/query/`, {
    query: { kind: 'HogQLQuery', query },
    refresh: 'force_blocking',
  })
  return body['results']
}

test('an event that is nested too deeply is refused alone, by the newer protocol too', async () => {
  const at = new Date().toISOString()
  const [good, deep] = [randomUUID(), randomUUID()]
  const eventOf = (uuid: string, properties: string) =>
    `{"uuid":"${uuid}","event":"nested","distinct_id":"n","timestamp":"${at}","properties":${properties}}`
  const reply = await v1(`[${eventOf(good, '{}')},${eventOf(deep, `{"d":${'['.repeat(9000)}${']'.repeat(9000)}}`)}]`)
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { results: { [good]: { result: 'ok' }, [deep]: { result: 'drop', details: 'rejected' } } },
  ])
  expect(await sql("SELECT toString(uuid) FROM events WHERE event = 'nested'")).toEqual([[good]])
})

test('a poisonous event is refused alone, beside its own batch and another project', async () => {
  // A number that no Postgres column can hold, sent as a person property.
  const poison = (uuid: string, at: string) =>
    `{"uuid":"${uuid}","event":"poison","distinct_id":"p","timestamp":"${at}","properties":{"$set":{"x":1e99999999999999999}}}`
  const at = new Date().toISOString()
  const good = Array.from({ length: 20 }, () => ({
    uuid: randomUUID(),
    event: 'good',
    distinct_id: 'g',
    timestamp: at,
  }))
  const [bad, alone] = [randomUUID(), randomUUID()]
  const mixed = `[${[...good.slice(0, 10).map((event) => JSON.stringify(event)), poison(bad, at), ...good.slice(10).map((event) => JSON.stringify(event))].join()}]`
  const beside = Array.from({ length: 40 }, (_, i) => batch([{ event: 'beside', distinct_id: `d${i}` }], OTHER_TOKEN))
  const reply = await v1(mixed)
  expect(reply.status).toBe(200)
  const { results } = objectOr(await reply.json())
  expect(objectOr(results)[bad]).toEqual({ result: 'drop', details: 'rejected' })
  const others = Object.entries(objectOr(results)).filter(([uuid]) => uuid !== bad)
  expect(others.map(([, result]) => objectOr(result)['result'])).toEqual(good.map(() => 'ok'))
  expect((await Promise.all(beside)).map(({ status }) => status)).toEqual(beside.map(() => 200))
  expect(await sql("SELECT event, count() FROM events WHERE event IN ('good', 'poison') GROUP BY event")).toEqual([
    ['good', 20],
  ])
  expect(await sql("SELECT count() FROM events WHERE event = 'beside'", 2)).toEqual([[40]])
  const v0 = await post('/batch/', `{"api_key":"${TOKEN}","batch":[${poison(alone, at)}]}`)
  expect([v0.status, objectOr(await v0.json())['code']]).toEqual([400, 'rejected'])
  await app.app.deps.warnings.flush()
  const select = app.app.deps.postgres.selectFrom('ingestion_warning').select('details').where('type', '=', 'rejected')
  const warned = (await select.execute()).map(({ details }) => details)
  for (const eventUuid of [bad, alone]) expect(warned).toContainEqual({ eventUuid, event: 'poison', distinctId: 'p' })
})

test('one uuid counts once, whichever way and however often it is sent', async () => {
  const [uuid, timestamp] = [randomUUID(), new Date().toISOString()]
  const event = { uuid, event: 'once', distinct_id: 'o', timestamp }
  const body = JSON.stringify({ api_key: TOKEN, batch: [event] })
  const single = JSON.stringify({ ...event, token: TOKEN })
  const replies = await Promise.all([
    post('/batch/', body),
    post('/batch/', gzipSync(body)),
    post(
      '/e/',
      JSON.stringify({ api_key: TOKEN, batch: [event, { ...event, uuid: randomUUID(), event: 'neighbour' }] }),
    ),
    post('/i/v0/e/?_=1795308328151', single),
    post('/capture/?compression=base64', Buffer.from(single).toString('base64')),
    v1(JSON.stringify([event])),
    batch([event, event, event]),
  ])
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
  expect((await batch([event])).status).toBe(200)
  expect(objectOr(objectOr(await (await v1(JSON.stringify([event]))).json())['results'])[uuid]).toEqual({
    result: 'ok',
  })
  expect(
    await sql("SELECT event, count() FROM events WHERE event IN ('once', 'neighbour') GROUP BY event ORDER BY 1"),
  ).toEqual([
    ['neighbour', 1],
    ['once', 1],
  ])
})

test('the same events sent to two projects are stored in both', async () => {
  const timestamp = new Date().toISOString()
  const events = [1, 2].map(() => ({ uuid: randomUUID(), event: 'in both', distinct_id: 'o', timestamp }))
  for (const token of [TOKEN, OTHER_TOKEN]) expect((await batch(events, token)).status).toBe(200)
  for (const project of [1, 2])
    expect(await sql("SELECT count() FROM events WHERE event = 'in both'", project)).toEqual([[2]])
})

test('a uuid is the same however it is spelled, and answered as it was', async () => {
  const timestamp = new Date().toISOString()
  const [first, second] = [randomUUID(), randomUUID()]
  const event = (uuid: string) => ({ uuid, event: 'spelled', distinct_id: 'o', timestamp })
  const spellings = [first.replaceAll('-', ''), second.toUpperCase()]
  const reply = await v1(JSON.stringify(spellings.map(event)))
  expect(await reply.json()).toEqual({
    results: Object.fromEntries(spellings.map((uuid) => [uuid, { result: 'ok' }])),
  })
  const partly = first.replace('-', '')
  expect((await batch([event(partly), event(second)])).status).toBe(200)
  expect((await v1(JSON.stringify([event(first), event(partly)]))).status).toBe(400)
  expect(await sql("SELECT toString(uuid) FROM events WHERE event = 'spelled' ORDER BY 1")).toEqual(
    [[first], [second]].sort(),
  )
})

test('different uuids with the same content are all kept', async () => {
  const timestamp = new Date().toISOString()
  await batch(Array.from({ length: 3 }, () => ({ uuid: randomUUID(), event: 'twin', distinct_id: 't', timestamp })))
  expect(await sql("SELECT count() FROM events WHERE event = 'twin'")).toEqual([[3]])
})

test('two hundred months in one batch do not keep another project waiting', async () => {
  const months = Array.from({ length: 200 }, (_, i) => new Date(Date.UTC(2009, i, 15)).toISOString())
  const slow = batch(months.map((timestamp) => ({ event: 'history', distinct_id: 'h', timestamp })))
  const waits: number[] = []
  let isDone = false
  const done = slow.then(() => {
    isDone = true
  })
  while (!isDone && waits.length < 200) {
    const began = performance.now()
    expect((await batch([{ event: 'now', distinct_id: 'n' }], OTHER_TOKEN)).status).toBe(200)
    waits.push(performance.now() - began)
  }
  await done
  expect((await slow).status).toBe(200)
  expect(
    await sql("SELECT count(), count(DISTINCT toStartOfMonth(timestamp)) FROM events WHERE event = 'history'"),
  ).toEqual([[200, 200]])
  expect(waits.length).toBeGreaterThan(5)
  expect(Math.max(...waits)).toBeLessThan(5_000)
}, 120_000)

test('an event is measured as it is, however small it came and among however many others', async () => {
  const small = Array.from({ length: 200 }, () => ({ event: 'beside a large one', distinct_id: 'f' }))
  const large = { event: 'large', distinct_id: 'f', properties: { text: 'x'.repeat(2_000_000) } }
  const text = JSON.stringify({ api_key: TOKEN, batch: [...small, large] })
  for (const body of [text, gzipSync(text)]) expect((await post('/batch/', body)).status).toBe(200)
  const deep = `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`
  const wide = { ...large, properties: { text: '大'.repeat(400_000) } }
  const alone: [string, number][] = [
    [JSON.stringify(large), 413],
    [JSON.stringify(wide), 413],
    [`{"event":"large","distinct_id":"f","properties":${deep}}`, 400],
  ]
  for (const [event, status] of alone)
    expect((await post('/e/', gzipSync(`{"api_key":"${TOKEN}",${event.slice(1)}`))).status).toBe(status)
  expect(await sql("SELECT event, count() FROM events WHERE event ILIKE '%large%' GROUP BY event")).toEqual([
    ['beside a large one', 400],
  ])
})

test('more events than one request may bring are refused before they are worked on', async () => {
  const events = (count: number) => Array.from({ length: count }, () => '{"event":"x","distinct_id":"d"}').join(',')
  const text = `{"api_key":"${TOKEN}","batch":[${events(1_000_000)}]}`
  const before = process.memoryUsage().rss
  expect((await post('/batch/', gzipSync(text))).status).toBe(413)
  expect((await v1(`[${events(50_001)}]`)).status).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(1_000 * 1024 * 1024)
})

test('too much at once is answered 503 with Retry-After, memory stays bounded, and it recovers', async () => {
  const text = 'x'.repeat(1024 * 256)
  const body = () =>
    JSON.stringify({
      api_key: TOKEN,
      batch: Array.from({ length: 16 }, () => ({ event: 'flood', distinct_id: 'f', properties: { text } })),
    })
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  // 40 × 4 MB = 160 MB, of which 64 MB may wait at a time.
  const replies = await Promise.all(Array.from({ length: 40 }, () => post('/batch/', body())))
  clearInterval(watch)
  const refused = replies.filter(({ status }) => status === 503)
  const taken = replies.filter(({ status }) => status === 200)
  expect(refused.length + taken.length).toBe(40)
  expect(refused.length).toBeGreaterThan(10)
  expect(taken.length).toBeGreaterThan(5)
  for (const reply of refused) {
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(objectOr(await reply.json())).toMatchObject({ type: 'server_error', code: 'not_persisted' })
  }
  expect(peak - before).toBeLessThan(1_500 * 1024 * 1024)
  expect((await batch([{ event: 'after', distinct_id: 'f' }])).status).toBe(200)
  expect(await sql("SELECT count() FROM events WHERE event = 'flood'")).toEqual([[taken.length * 16]])
}, 90_000)

test('long numbers come back from persons and groups as numbers', async () => {
  const numbers = '{"long":12345678901234567890,"short":1.5}'
  const event = `{"event":"$set","distinct_id":"long","$set":${numbers}}`
  const group = `{"event":"$groupidentify","distinct_id":"long","properties":{"$group_type":"team","$group_key":"a","$group_set":${numbers}}}`
  expect((await post('/batch/', `{"api_key":"${TOKEN}","batch":[${event},${group}]}`)).status).toBe(200)
  const { postgres } = app.app.deps
  const person = await postgres
    .selectFrom('person as p')
    .innerJoin('person_distinct_id as d', 'd.person_id', 'p.id')
    .select('p.properties')
    .where('d.distinct_id', '=', 'long')
    .executeTakeFirstOrThrow()
  const groups = await postgres.selectFrom('groups').select('group_properties').executeTakeFirstOrThrow()
  const plain = (value: unknown): JsonObject => (isObject(value) ? value : {})
  for (const value of [plain(person.properties), plain(groups.group_properties)])
    expect([value['long'], value['short']]).toEqual([1.2345678901234567e19, 1.5])
})

test('a payload in the URL may be base64 as it is, with its plus signs', async () => {
  const data = Buffer.from(JSON.stringify({ api_key: TOKEN, event: 'in the URL', distinct_id: '>>>???' })).toString(
    'base64',
  )
  expect(data).toContain('+')
  const ask = (path: string) => app.app.fetch(new Request(`http://hoglet.test${path}?data=${data}`))
  for (const path of ['/e/', '/flags/']) expect((await ask(path)).status).toBe(200)
  expect(await sql("SELECT distinct_id FROM events WHERE event = 'in the URL'")).toEqual([['>>>???']])
})

test.each([
  ...[
    '/batch',
    '/e/',
    '/i/v0/e/',
    '/capture',
    '/track/',
    '/engage',
    '/i/v1/analytics/events',
    '/i/v0/ai/batch/',
    '/s/',
  ],
  ...['/flags/?v=2', '/decide/?v=3', `/array/${TOKEN}/config`, `/array/${TOKEN}/config.js`, `/array/${TOKEN}/array.js`],
  ...['/static/array.js', '/static/1.449.2/surveys.js', '/api/surveys/', '/api/early_access_features/'],
  ...['/api/web_experiments/', '/api/product_tours/', '/i/v1/logs', '/i/v1/metrics', '/i/v0/ai', '/i/v0/ai/otel'],
  ...['/api/push_subscriptions/', '/api/conversations/v1/widget/messages'],
])('a page of another site may ask %s with headers of its own', async (path) => {
  const headers = { origin: 'https://shop.example', 'access-control-request-headers': 'x-mine' }
  const reply = await app.app.fetch(new Request(`http://hoglet.test${path}`, { method: 'OPTIONS', headers }))
  expect([200, 204]).toContain(reply.status)
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'x-mine',
    'access-control-max-age': '86400',
    vary: 'Origin, Access-Control-Request-Headers',
  })
})

test('what is not served, or not with this method, says so in a form that pages of other sites may read', async () => {
  const ask = async (method: string, path: string) => {
    const request = { method, headers: { origin: 'https://shop.example' } }
    const reply = await app.app.fetch(new Request(`http://hoglet.test${path}`, request))
    return [reply.status, objectOr(await reply.json())['code'], reply.headers.get('access-control-allow-origin')]
  }
  for (const path of ['/e/', '/batch', '/flags/', '/decide/', '/s/', '/i/v1/analytics/events'])
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect(await ask(method, path)).toEqual([405, 'method_not_allowed', 'https://shop.example'])
  for (const path of ['/i/v0/ai/otel', '/api/push_subscriptions/', '/api/conversations/v1/widget/messages'])
    expect(await ask('POST', path)).toEqual([404, 'not_found', 'https://shop.example'])
  // Near misses.
  for (const path of ['/e/x', '/batches/', '/E/', '/i/v0/'])
    expect((await ask('POST', path)).slice(0, 2)).toEqual([404, 'not_found'])
})

test('recordings, logs and metrics are answered as sent, and the form of OpenTelemetry says that they are not kept', async () => {
  const ask = async (path: string) => {
    const body = gzipSync('{"resourceLogs":[]}')
    const headers = { origin: 'https://shop.example', 'content-encoding': 'gzip', 'content-type': 'application/json' }
    const reply = await app.app.fetch(new Request(`http://hoglet.test${path}`, { method: 'POST', headers, body }))
    return [reply.status, await reply.json(), reply.headers.get('access-control-allow-origin')]
  }
  const shop = 'https://shop.example'
  expect(await ask('/s/')).toEqual([200, { status: 'Ok' }, shop])
  expect(await ask(`/i/v1/logs?token=${TOKEN}`)).toEqual([
    200,
    { partialSuccess: { errorMessage: 'Logs are not kept here.' } },
    shop,
  ])
  expect(await ask(`/i/v1/metrics?token=${TOKEN}`)).toEqual([
    200,
    { partialSuccess: { errorMessage: 'Metrics are not kept here.' } },
    shop,
  ])
})

test('a link that an SDK wrote leads to the page', async () => {
  const follow = async (path: string) => {
    const reply = await app.app.fetch(new Request(`http://hoglet.test${path}`))
    return [reply.status, reply.headers.get('location')]
  }
  expect(await follow(`/project/${TOKEN}/person/a%20b%2Fc`)).toEqual([302, '/project/1/people?q=a%20b%2Fc'])
  expect(await follow(`/project/${TOKEN}/replay/0190-1?t=7`)).toEqual([302, '/project/1'])
  expect(await follow('/project/phc_nobody/person/a')).toEqual([302, '/'])
  for (const path of ['/project/1/person/a', '/project/1/people/person']) expect((await follow(path))[1]).toBeNull()
})

test('the newer protocol stores events of an id that anybody may have without a person, and says so', async () => {
  const at = new Date().toISOString()
  const ids = ['Guest', '"null"', '0', 'guest of honour']
  const events = ids.map((distinct_id) => ({ uuid: randomUUID(), event: 'anybody', distinct_id, timestamp: at }))
  const reply = await v1(JSON.stringify(events))
  const warning = { result: 'warning', details: 'person_processing_disabled' }
  expect(Object.values(objectOr(objectOr(await reply.json())['results']))).toEqual([
    ...[warning, warning, warning],
    { result: 'ok' },
  ])
  const read = "SELECT distinct_id, person_mode FROM events WHERE event = 'anybody' ORDER BY person_mode, distinct_id"
  expect(await sql(read)).toEqual([
    ['guest of honour', 'full'],
    ...['"null"', '0', 'Guest'].map((id) => [id, 'propertyless']),
  ])
})

test('nobody is called what is sent instead of an id in cookieless mode', async () => {
  const nobody = '$posthog_cookieless'
  for (const body of [
    { event: 'cookieless', distinct_id: nobody },
    { event: 'cookieless', distinct_id: 'x', properties: { $cookieless_mode: true } },
    { event: '$identify', distinct_id: 'once cookieless', properties: { $anon_distinct_id: nobody } },
  ])
    expect((await batch([body])).status).toBe(200)
  expect(await sql("SELECT count() FROM events WHERE event = 'cookieless'")).toEqual([[0]])
  const persons = (id: string) => app.ask('GET', `/api/projects/1/persons/?distinct_id=${encodeURIComponent(id)}`)
  expect((await persons(nobody)).body['results']).toEqual([])
  expect((await persons('once cookieless')).body['results']).toEqual([
    expect.objectContaining({ distinct_ids: ['once cookieless'] }),
  ])
})

test('ids and names that are long numbers keep their digits', async () => {
  const id = '123456789012345678'
  const send = (event: string) => post('/e/', `{"api_key":"${TOKEN}",${event}}`)
  await send(`"event":${id},"distinct_id":[${id}],"uuid":${id},"properties":{"$groups":{"account":${id}}}`)
  await send(`"event":"$groupidentify","distinct_id":"d","properties":{"$group_type":"account","$group_key":${id}}`)
  const rows = trusted<string[][]>(await sql(`SELECT distinct_id, properties FROM events WHERE event = '${id}'`))
  const { postgres } = app.app.deps
  const { group_type_index } = await postgres
    .selectFrom('groups')
    .select('group_type_index')
    .where('group_key', '=', id)
    .executeTakeFirstOrThrow()
  expect(rows.map(([distinctId]) => distinctId)).toEqual([`[${id}]`])
  expect(JSON.parse(rows[0]?.[1] ?? '')).toMatchObject({ [`$group_${group_type_index}`]: id, $original_uuid: id })
})

test('numbers keep their digits, also of a person or a group of whom something else changes later', async () => {
  const big = '{"id":12345678901234567890,"share":0.1234567890123456789}'
  const send = (event: string, properties: string) =>
    post('/e/', `{"api_key":"${TOKEN}","event":"${event}","distinct_id":"exact","properties":${properties}}`)
  const group = (set: string) => `{"$group_type":"account","$group_key":"exact","$group_set":${set}}`
  await send('exact', `{"$set":${big},"numbers":${big}}`)
  await send('$groupidentify', group(big))
  // As after a new start, when persons are read again.
  app.app.deps.identify.forget()
  await send('$set', '{"$set":{"plan":"pro"}}')
  await send('$groupidentify', group('{"plan":"pro"}'))
  await app.app.deps.outbox.flush()
  const { postgres, clickhouse } = app.app.deps
  const kept = kysely<{ properties: string }>`
    SELECT properties::text FROM person WHERE properties ->> 'plan' = 'pro' AND properties ? 'share'`
  const digits = ['12345678901234567890', '0.1234567890123456789']
  for (const text of digits) expect((await kept.execute(postgres)).rows[0]?.properties).toContain(text)
  const { rows } = await clickhouse.rows(
    `SELECT group_properties_residue FROM groups WHERE group_key = 'exact' ORDER BY version DESC LIMIT 1`,
    {},
  )
  for (const text of digits) expect(rows[0]?.[0]).toContain(text)
  const shown = trusted<string[][]>(
    await sql("SELECT properties, person.properties FROM events WHERE event = 'exact' ORDER BY timestamp"),
  )
  for (const text of shown[0] ?? []) for (const digit of digits) expect(text).toContain(digit)
})

test('events show what was observed of their person, although it is not stored twice', async () => {
  const seen = { $browser: 'Chrome', utm_source: 'news', note: null, $set: { plan: 'pro', $browser: 'Mine' } }
  await batch([
    { event: 'observed', distinct_id: 'watched', properties: seen },
    { event: 'nothing observed', distinct_id: 'watched', properties: { $set: { plan: 'free' } } },
  ])
  const read = `SELECT properties, JSONHas(properties, '$set', 'plan'), JSONHas(properties, 'note'), properties.$set.plan
    FROM events WHERE distinct_id = 'watched' ORDER BY event DESC`
  const rows = trusted<unknown[][]>(await sql(read))
  const [observed, nothing] = rows.map(([properties]): JsonObject => objectOr(JSON.parse(String(properties))))
  expect(observed).toMatchObject({
    ...{ $browser: 'Chrome', utm_source: 'news', note: null },
    $set: { plan: 'pro', $browser: 'Mine', utm_source: 'news' },
    $set_once: { $initial_browser: 'Chrome', $initial_utm_source: 'news' },
  })
  expect(nothing?.['$set']).toEqual({ plan: 'free' })
  expect(nothing).not.toHaveProperty('$set_once')
  expect(rows.map((row) => row.slice(1))).toEqual([
    [1, 1, 'pro'],
    [1, 0, 'free'],
  ])
})

test('properties may have names that every object has', async () => {
  const named = { constructor: 'Ferrari', valueOf: 'v' }
  await batch([{ event: 'raced', distinct_id: 'driver' }])
  await batch([{ event: 'won', distinct_id: 'driver', properties: { ...named, $set_once: named } }])
  const read = `SELECT properties.constructor, properties.valueOf, person.properties.constructor, person.properties.valueOf
    FROM events WHERE event = 'won'`
  expect(await sql(read)).toEqual([['Ferrari', 'v', 'Ferrari', 'v']])
})

test('what an event sets and unsets is gone on its own row, too', async () => {
  await batch([{ event: 'first', distinct_id: 'both', properties: { $set: { a: '1', b: '1' } } }])
  const change = { $set: { a: '2', b: '2', c: [1, 'x'] }, $unset: ['a', 'c'] }
  await batch([{ event: 'set and unset', distinct_id: 'both', properties: change }])
  const read = `SELECT person.properties.a, person.properties.b, person.properties.c FROM events
    WHERE event = 'set and unset'`
  expect(await sql(read)).toEqual([[null, '2', null]])
})

test('ids of merges and groups are cleaned as the ids of events are', async () => {
  const [long, broken] = ['x'.repeat(300), 'nul \0 half \ud800']
  await batch([
    { event: 'cleaned', distinct_id: long },
    { event: 'cleaned', distinct_id: broken },
  ])
  await batch([{ event: '$identify', distinct_id: 'clean', properties: { $anon_distinct_id: long } }])
  await batch([{ event: '$create_alias', distinct_id: 'clean', properties: { alias: broken } }])
  await batch([{ event: 'cleaned', distinct_id: 'clean', properties: { $groups: { [broken]: broken } } }])
  const group = { $group_type: broken, $group_key: broken, $group_set: { a: 1 } }
  await batch([{ event: '$groupidentify', distinct_id: 'clean', properties: group }])
  expect(await sql("SELECT count(), uniq(person_id) FROM events WHERE event = 'cleaned'")).toEqual([[3, 1]])
  const { postgres } = app.app.deps
  const groups = await postgres.selectFrom('groups').select('group_key').where('group_key', 'like', 'nul%').execute()
  expect(groups).toEqual([{ group_key: 'nul \ufffd half \ufffd' }])
})

test('the name of a compression is read in any case', async () => {
  const packs = [
    ['GZIP', gzipSync],
    ['Deflate', deflateSync],
    ['BR', brotliCompressSync],
  ] as const
  for (const [coding, pack] of packs) {
    const event = { event: 'packed', distinct_id: 'p', timestamp: new Date().toISOString() }
    const newer = await v1(JSON.stringify([{ ...event, uuid: randomUUID() }]), coding, pack)
    expect([coding, newer.status]).toEqual([coding, 200])
    const packed = pack(Buffer.from(JSON.stringify({ api_key: TOKEN, batch: [event] })))
    expect([coding, (await post('/batch/', packed, { 'content-encoding': coding })).status]).toEqual([coding, 200])
  }
  expect((await v1('[]', 'constructor')).status).toBe(415)
  const named = { event: 'packed', distinct_id: 'p', api_key: TOKEN }
  expect((await post('/e/', JSON.stringify(named), { 'content-encoding': 'constructor' })).status).toBe(200)
})

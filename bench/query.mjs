// Questions over many events: through the program (its routes, compiler and cache, without a socket) beside the leanest
// SQL for the same answer, in one process, in turns. Fails when an answer differs. Prints lines of JSON.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../dist/app.js'
import { createLog } from '../dist/lib/log.js'
import { median } from './machine.mjs'
import { difference, leanValues, QUESTIONS, valuesOf } from './questions.mjs'
import { KEY } from './server.mjs'

const events = Number(process.argv[2])
const REPEATS = 5
const CHUNK = 250_000
const DAY_MS = 86_400_000
const say = (line) => console.log(JSON.stringify(line))

const directory = mkdtempSync(join(tmpdir(), 'hoglet-bench-query-'))
const config = { data_directory: directory, ephemeral: false, trust_proxy: false, check_responses: false }
const limits = { max_body_bytes: 2e7, max_inflated_bytes: 6e7 }
const log = createLog('error', () => new Date())
const app = await openApp({ ...config, ...limits, personal_api_key: KEY, admin_password: 'bench-password' }, log)
const { clickhouse } = app.deps

const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
const moment = (ms) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
const params = { from: moment(today - 30 * DAY_MS), to: moment(today + DAY_MS) }

/** Sixty days up to midnight of a made-up shop; one person for every hundred events. */
const SEED = `INSERT INTO events (uuid, event, properties, timestamp, team_id, distinct_id, created_at, person_id,
    person_created_at, person_properties, person_mode)
  WITH sipHash64(number) AS random, random % {people:UInt64} AS who, toString(random % 1000) AS some
  SELECT generateUUIDv4(),
    multiIf(number % 3 = 0, '$pageview', number % 10 < 9, concat('action ', toString(number % 20)), 'purchase'),
    concat('{"$lib":"web","$browser":"', ['Chrome', 'Safari', 'Firefox', 'Microsoft Edge'][who % 4 + 1],
      '","$os":"', ['Mac OS X', 'Windows', 'Linux', 'iOS', 'Android'][who % 5 + 1],
      '","$geoip_country_code":"', ['US', 'DE', 'GB', 'FR', 'IN', 'BR', 'CA', 'AU'][who % 8 + 1],
      '","$device_type":"Desktop","$host":"shop.example","$referring_domain":"search.example","$pathname":"/page-',
      toString(floor(700 * pow((random % 100000) / 100000, 3))), '","$current_url":"https://shop.example/page-', some,
      '","$session_id":"', toString(who * 100 + random % 7), '","utm_source":"', ['search', 'letter'][random % 2 + 1],
      '","$browser_version":', toString(100 + who % 40), ',"$screen_width":', toString(1280 + who % 8 * 80),
      ',"plan":"', if(who % 4 = 0, 'pro', 'free'), '","price":', toString((random % 900) / 10),
      ',"items":', toString(random % 12), '}'),
    toDateTime64({end:Int64} - (random % 5184000), 6, 'UTC'), 1, concat('person-', toString(who)),
    toDateTime64({end:Int64}, 6, 'UTC'), reinterpretAsUUID(toUInt128(who + 1)), toDateTime64(0, 3, 'UTC'),
    '{"plan":"free"}', 'full'
  FROM numbers({first:UInt64}, {count:UInt64})`

for (let first = 0; first < events; first += CHUNK) {
  const count = Math.min(CHUNK, events - first)
  await clickhouse.command(SEED, { people: Math.max(1, Math.floor(events / 100)), end: today / 1000, first, count })
}

async function ask(method, path, body) {
  const request = new Request(`http://bench.example/api/projects/1${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const began = performance.now()
  const reply = await app.fetch(request, {})
  const text = await reply.text()
  const ms = performance.now() - began
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`)
  return { ms, body: JSON.parse(text) }
}

async function timed(work) {
  const began = performance.now()
  const value = await work()
  return { ms: performance.now() - began, value }
}

function same(name, results, rows) {
  const wrong = difference(valuesOf(results), leanValues(rows))
  if (wrong) throw new Error(`The answer to "${name}" differs: ${wrong}`)
}

async function compareQuestion([name, query, sql]) {
  const [ours, lean, cached] = [[], [], []]
  for (let i = 0; i <= REPEATS; i++) {
    const answer = await ask('POST', '/query/', { query, refresh: 'force_blocking' })
    const plain = await timed(() => clickhouse.rows(sql, params))
    same(name, answer.body.results, plain.value.rows)
    const again = await ask('POST', '/query/', { query, refresh: 'blocking' })
    if (!again.body.is_cached) throw new Error(`The answer to "${name}" was not kept`)
    if (i === 0) continue
    ours.push(answer.ms)
    lean.push(plain.ms)
    cached.push(again.ms)
  }
  say({ question: name, ours: median(ours), lean: median(lean), cached: median(cached) })
}

/** Runs work on items, four at once, as a dashboard does. */
async function fourAtOnce(items, work) {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item; item = left.shift()) await work(item)
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}

async function compareDashboard() {
  const { body: board } = await ask('POST', '/dashboards/', { name: 'Bench' })
  for (const [name, query] of QUESTIONS) await ask('POST', '/insights/', { name, query, dashboards: [board.id] })
  const read = (refresh) => ask('GET', `/dashboards/${board.id}/?refresh=${refresh}`)
  const [cold, lean, cached] = [[], [], []]
  for (let i = 0; i <= 3; i++) {
    const { ms, body } = await read('force_blocking')
    const answers = new Map()
    const plain = await timed(() =>
      fourAtOnce(QUESTIONS, async ([name, , sql]) => answers.set(name, (await clickhouse.rows(sql, params)).rows)),
    )
    for (const { insight } of body.tiles) same(insight.name, insight.result, answers.get(insight.name))
    if (i === 0) continue
    cold.push(ms)
    lean.push(plain.ms)
  }
  const streamed = { cold: [], cached: [] }
  for (let i = 0; i <= 3; i++) {
    const computed = await stream(board.id, 'force_blocking')
    const kept = await stream(board.id, 'force_cache')
    if (i === 0) continue
    streamed.cold.push(computed)
    streamed.cached.push(kept)
  }
  for (let i = 0; i < 15; i++) {
    const { ms, body } = await read('force_cache')
    if (!body.tiles.every((tile) => tile.is_cached)) throw new Error('A tile of the cached dashboard was computed')
    cached.push(ms)
  }
  say({ question: 'dashboard of 12 tiles', ours: median(cold), lean: median(lean), cached: median(cached) })
  const middle = (runs, name) => median(runs.map((run) => run[name]))
  for (const [how, runs] of Object.entries(streamed))
    say({ streamed: how, first: middle(runs, 'first'), all: middle(runs, 'all') })
}

/** When the first tile of a streamed dashboard was there, and when all were. */
async function stream(id, refresh) {
  const url = `http://bench.example/api/projects/1/dashboards/${id}/stream_tiles/?refresh=${refresh}`
  const began = performance.now()
  const reply = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${KEY}` } }), {})
  let [text, first] = ['', undefined]
  for await (const chunk of reply.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    // The first message brings the dashboard with its first tiles.
    first ??= performance.now() - began
  }
  const messages = text.split('\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6))] : []))
  const count = messages.reduce(
    (sum, { type, dashboard }) => sum + (dashboard?.tiles.length ?? (type === 'tile' ? 1 : 0)),
    0,
  )
  if (count !== QUESTIONS.length) throw new Error(`The stream gave ${count} tiles: ${text.slice(0, 300)}`)
  return { first, all: performance.now() - began }
}

for (const question of QUESTIONS) await compareQuestion(question)
await compareDashboard()
const { rows } = await clickhouse.rows(
  "SELECT sum(bytes_on_disk) / sum(rows), count() FROM system.parts WHERE active AND database = currentDatabase() AND table = 'events'",
)
say({ bytes_per_event: rows[0][0], parts: rows[0][1] })
await app.close()
rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)

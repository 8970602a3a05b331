// Questions over many events: through the program (its routes, compiler and cache, without a socket) beside the leanest
// SQL for the same answer and PostHog's way to it, in one process, in turns. Fails when an answer differs. Prints lines of
// JSON. `node bench/query.mjs <events> [directory]`: in a directory the events are kept for the next time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../dist/app.js'
import { createLog } from '../dist/lib/log.js'
import { median } from './machine.mjs'
import { difference, questionsOf, trends } from './questions.mjs'
import { seed } from './seed.mjs'
import { KEY } from './server.mjs'

const events = Number(process.argv[2])
const REPEATS = events > 50_000_000 ? 1 : events > 2_000_000 ? 3 : 15
/** Rounds that do not count: code that has hardly run is slow, and ours is the only way that has any. */
const WARM = REPEATS > 5 ? 5 : 1
const DAY_MS = 86_400_000
const say = (line) => console.log(JSON.stringify(line))

const kept = process.argv[3]
const directory = kept ?? mkdtempSync(join(tmpdir(), 'hoglet-bench-query-'))
const config = { data_directory: directory, ephemeral: false, trust_proxy: false, check_responses: false }
const limits = { max_body_bytes: 2e7, max_inflated_bytes: 6e7 }
const log = createLog('error', () => new Date())
/** What a socket tells of a request. Without it, finding out who asks is an error each time, which is caught. */
const FROM_HERE = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 50_000, remoteFamily: 'IPv4' } } }
const app = await openApp({ ...config, ...limits, personal_api_key: KEY, admin_password: 'bench-password' }, log)
const { clickhouse } = app.deps

const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
const moment = (ms) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
const day = new Date(today - 10 * DAY_MS).toISOString().slice(0, 10)
const sunday = today - new Date(today).getUTCDay() * DAY_MS
const params = {
  from: moment(today - 30 * DAY_MS),
  to: moment(today + DAY_MS),
  week: moment(sunday - 7 * 7 * DAY_MS),
}

await seed(clickhouse, events, today)
// Whatever runs beside questions slows them down.
await clickhouse.command('SYSTEM STOP MERGES')
// Stored past capture, the events would have no definitions: what capture notes of every event.
const purchase = { team_id: 1, event: 'purchase', properties: { plan: 'pro', price: 1, items: 1 } }
app.deps.observe.take([app.deps.observe.look(purchase)])
await app.deps.observe.flush()

async function ask(method, path, body) {
  const request = new Request(`http://bench.example/api/projects/1${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const began = performance.now()
  const reply = await app.fetch(request, FROM_HERE)
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

function same(question, results, rows, says) {
  const wrong = difference(question, results, rows, says)
  if (wrong) throw new Error(`The answer to "${question.name}" differs: ${wrong}`)
}

/** What PostHog's way cannot do with the memory of one read here has no time. */
function outOfMemory(error) {
  if (error.code !== 241) throw error
  console.error(`  ${error.message.slice(0, 200)}`)
  return undefined
}

async function compareQuestion(question) {
  const { name, query, lean, peer, peerSays } = question
  const times = { ours: [], lean: [], peer: [], cached: [] }
  for (let i = 0; i < WARM + REPEATS; i++) {
    const answer = await ask('POST', '/query/', { query, refresh: 'force_blocking' })
    const plain = await timed(() => clickhouse.rows(lean, params))
    same(question, answer.body.results, plain.value.rows)
    const again = await ask('POST', '/query/', { query, refresh: 'blocking' })
    if (!again.body.is_cached) throw new Error(`The answer to "${name}" was not kept`)
    const theirs = peer ? await timed(() => clickhouse.rows(peer, params)).catch(outOfMemory) : undefined
    if (theirs) same({ ...question, name: `${name}, PostHog's way` }, answer.body.results, theirs.value.rows, peerSays)
    if (i < WARM) continue
    times.ours.push(answer.ms)
    times.lean.push(plain.ms)
    times.cached.push(again.ms)
    if (theirs) times.peer.push(theirs.ms)
  }
  const middle = Object.entries(times).map(([what, list]) => [what, list.length > 0 ? median(list) : null])
  say({ question: name, ...Object.fromEntries(middle) })
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
  for (const { name, query } of trends) await ask('POST', '/insights/', { name, query, dashboards: [board.id] })
  const read = (refresh) => ask('GET', `/dashboards/${board.id}/?refresh=${refresh}`)
  const [cold, leanTimes, cached] = [[], [], []]
  for (let i = 0; i <= 3; i++) {
    const { ms, body } = await read('force_blocking')
    const answers = new Map()
    const plain = await timed(() =>
      fourAtOnce(trends, async ({ name, lean }) => answers.set(name, (await clickhouse.rows(lean, params)).rows)),
    )
    for (const { insight } of body.tiles) {
      const question = trends.find(({ name }) => name === insight.name)
      same(question, insight.result, answers.get(insight.name))
    }
    if (i === 0) continue
    cold.push(ms)
    leanTimes.push(plain.ms)
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
  say({
    question: 'dashboard of 12 tiles',
    ours: median(cold),
    lean: median(leanTimes),
    peer: null,
    cached: median(cached),
  })
  const middle = (runs, name) => median(runs.map((run) => run[name]))
  for (const [how, runs] of Object.entries(streamed))
    say({ streamed: how, first: middle(runs, 'first'), all: middle(runs, 'all') })
}

/** When the first tile of a streamed dashboard was there, and when all were. */
async function stream(id, refresh) {
  const url = `http://bench.example/api/projects/1/dashboards/${id}/stream_tiles/?refresh=${refresh}`
  const began = performance.now()
  const reply = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${KEY}` } }), FROM_HERE)
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
  if (count !== trends.length) throw new Error(`The stream gave ${count} tiles: ${text.slice(0, 300)}`)
  return { first, all: performance.now() - began }
}

for (const question of questionsOf(day)) await compareQuestion(question)
await compareDashboard()
const { rows } = await clickhouse.rows(
  "SELECT sum(bytes_on_disk) / sum(rows), count() FROM system.parts WHERE active AND database = currentDatabase() AND table = 'events'",
)
say({ bytes_per_event: rows[0][0], parts: rows[0][1] })
await app.close()
if (!kept) rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)

// npm run bench: what the program can do on this machine, ratios first.
//   --events 1000000,10000000   sizes of the query part; default 1000000
//   --seconds 5                 length of each capture case
//   --only capture,query,start,definitions  parts to run; default the first three
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CASES, runCase } from './capture.mjs'
import { lists, newNames } from './definitions.mjs'
import { bytesOf, machine, memoryOf, table } from './machine.mjs'
import { startServer } from './server.mjs'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'start,capture,query' },
  },
})
const parts = new Set(values.only.split(','))
const seconds = Number(values.seconds)
const MAX_GROUP = 5_000
const [SOON_MS, IDLE_MS] = [5_000, 70_000]

/** Runs a script of this folder in a process of its own and gives the lines of JSON it printed. */
function run(script, args) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    env: { ...process.env, UV_THREADPOOL_SIZE: '24' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let text = ''
  child.stdout.on('data', (data) => {
    text += data
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0)
        resolve(
          text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line)),
        )
      else reject(new Error(`${script} failed`))
    })
  })
}

const ratio = (value) => value.toFixed(2)
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
const perSecond = (value) => Math.round(value).toLocaleString('en')

async function start(directory) {
  const rows = []
  for (const name of ['cold', 'warm']) {
    const server = await startServer(directory)
    await new Promise((resolve) => setTimeout(resolve, SOON_MS))
    const soon = memoryOf(server.pid).now
    // What the start left behind is given back when nothing has happened for a while.
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
    rows.push([`${name} start`, ms(server.start_ms), `${soon} MB`, `${memoryOf(server.pid).now} MB`])
    await server.stop()
  }
  table(
    'Start and idle memory (aim: warm < 2,000 ms, < 450 MB)',
    ['', 'ready after', 'resident', 'after a minute'],
    rows,
  )
}

async function capture(directory) {
  const sizes = [...new Set(CASES.map(({ clients, batch }) => Math.min(MAX_GROUP, clients * batch)))]
  const rawOf = async (format) =>
    new Map((await run('raw.mjs', [sizes.join(), String(seconds), format])).map(({ size, rate }) => [size, rate]))
  const [lines, blocks] = [await rawOf('JSONEachRow'), await rawOf('Native')]
  const server = await startServer(directory)
  const rows = []
  for (const { clients, batch } of CASES) {
    const result = await runCase(server, { clients, batch }, seconds)
    const [engine, inBlocks] = [lines, blocks].map((raw) => raw.get(Math.min(MAX_GROUP, clients * batch)))
    rows.push([
      `${clients} × ${batch}`,
      ratio(result.rate / engine),
      perSecond(result.rate),
      perSecond(engine),
      perSecond(inBlocks),
      ms(result.p50),
      ms(result.p99),
      ms(result.lag_p99),
      ms(result.lag_max),
      result.refused,
    ])
  }
  const { now, peak } = memoryOf(server.pid)
  await server.stop()
  const head = [
    'clients × batch',
    'of raw',
    'events/s',
    'raw engine',
    'in blocks',
    'p50',
    'p99',
    'loop lag p99',
    'max',
    'refused',
  ]
  table(
    'Capture, durable, persons included (aim at 16 × 100: 0.7 of raw, 12,000 events/s, lag p99 < 25 ms)',
    head,
    rows,
  )
  console.log(
    `  resident memory under load ${now} MB, at most ${peak} MB; ${Math.round(bytesOf(directory) / 1e6)} MB on disk`,
  )
}

async function query(events) {
  const lines = await run('query.mjs', [String(events)])
  const rows = lines
    .filter(({ question }) => question)
    .map(({ question, ours, lean, peer, cached }) => [
      question,
      ratio(ours / lean),
      peer === null ? '' : ratio(ours / peer),
      ms(ours),
      ms(lean),
      peer === null ? '' : ms(peer),
      ms(cached),
    ])
  const title = `Questions over ${events.toLocaleString('en')} events, 30 of 60 days (aim: 1.3 of lean SQL, 0.5 of PostHog's way; cached dashboard < 50 ms)`
  table(title, ['', 'of lean SQL', "of PostHog's way", 'ours', 'lean SQL', "PostHog's way", 'cached'], rows)
  const oursOf = (name) => lines.find(({ question }) => question === name).ours
  const funnel = oursOf('funnel, 5 steps')
  console.log(
    `  the funnel of 5 steps took ${ratio(funnel / oursOf('trend'))} times the trend of one event and ${ratio(funnel / oursOf('all events'))} times that of all events (aim: 3)`,
  )
  for (const { streamed, first, all } of lines.filter((line) => line.streamed))
    console.log(`  streamed, ${streamed}: the first tile after ${ms(first)}, all 12 after ${ms(all)}`)
  const { bytes_per_event, parts: count } = lines.find((line) => line.bytes_per_event)
  console.log(
    `  every answer equal to the lean SQL's; ${Math.round(bytes_per_event)} bytes on disk per event in ${count} parts`,
  )
}

async function definitions(directory) {
  const server = await startServer(directory)
  const { known, some, ratio: share } = await newNames(server, seconds)
  table(
    'Capture while every tenth name is new, 4 × 100',
    ['', 'events/s', 'loop lag p99', 'of known'],
    [
      ['known names', perSecond(known.rate), ms(known.lag_p99), ''],
      ['every tenth new', perSecond(some.rate), ms(some.lag_p99), ratio(share)],
    ],
  )
  const rows = await lists(server, 100_000)
  await server.stop()
  table(
    'Lists of 100,000 event definitions over HTTP (aim: 50 ms)',
    ['', 'median', 'slowest'],
    rows.map(({ what, median, max }) => [what, ms(median), ms(max)]),
  )
}

console.log(machine())
const directory = mkdtempSync(join(tmpdir(), 'hoglet-bench-'))
try {
  if (parts.has('start')) await start(directory)
  if (parts.has('capture')) await capture(directory)
  if (parts.has('definitions')) await definitions(directory)
  if (parts.has('query')) for (const size of values.events.split(',')) await query(Number(size))
} finally {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
}

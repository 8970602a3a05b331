// The raw engine: the same rows, made beforehand, inserted one batch after another into the same table with the same
// durability, in a process with nothing else in it: as lines of JSON, which is how clients insert, or as blocks of the
// engine's own format, as we do. The batches go round, with new uuids: what merges cost falls into the time that is
// measured, as it does for the server. Prints events a second for each batch size it is asked for.
import { randomFillSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventBlocks } from '../dist/capture/event-blocks.js'
import { isRejection, normalize } from '../dist/capture/normalize.js'
import { openEmbedded } from '../dist/clickhouse/embedded.js'
import { migrateClickHouse } from '../dist/clickhouse/migrate.js'
import { personUuid } from '../dist/persons/person.js'
import { observedChangeOf } from '../dist/persons/person-change.js'
import { benchEvent } from './events.mjs'

const [sizes, seconds, format] = [process.argv[2].split(',').map(Number), Number(process.argv[3]), process.argv[4]]
const now = new Date()

/** The n-th event and whose it is, as the server settles it. */
function rowOf(n) {
  const arrival = {
    token: 't',
    sent_at: undefined,
    now: Date.now(),
    ip: '127.0.0.1',
    anonymize_ips: false,
    engage: false,
  }
  const event = normalize(benchEvent(n), arrival)
  if (isRejection(event)) throw new Error(event.reason)
  const change = observedChangeOf(event.properties)
  const { set, set_once } = change
  const identity = {
    person_id: personUuid(1, event.distinct_id),
    person_created_at: now,
    person_mode: 'full',
    change,
    person_properties: { ...set_once, ...set, $creator_event_uuid: event.uuid },
  }
  return { own: { ...event, team_id: 1, elements_chain: '', bytes: 1_000 }, identity }
}

const momentOf = (date) => date.toISOString().replace('T', ' ').replace('Z', '')

/** Whatever {@link EventBlocks} writes of a row, as a line of JSON; none of these properties needs a residue. */
function lineOf({ own, identity }) {
  const { uuid, event, properties, team_id, distinct_id, elements_chain } = own
  const { person_id, person_properties, person_mode } = identity
  return JSON.stringify({
    ...{ uuid, event, properties, properties_residue: ' {}', timestamp: momentOf(new Date(own.timestamp / 1000)) },
    ...{ team_id, distinct_id, elements_chain, created_at: momentOf(now), person_id },
    ...{ person_created_at: momentOf(now), person_properties, person_properties_residue: '' },
    ...{ person_mode, inserted_at: momentOf(now) },
  })
}

/** As long as the clients of the server warm it up: merges begin. */
const WARM_UP_MS = 1_500
const EVENTS_MADE = 20_000
/** The most rows of a block. */
const BLOCK = 1_000

/** A batch of rows as lines, and how to give each a new uuid. */
function linesOf(rows) {
  const lines = rows.map((row) => Buffer.from(`${lineOf(row)}\n`))
  const bytes = Buffer.concat(lines)
  const renew = () => {
    let at = '{"uuid":"'.length
    for (const { byteLength } of lines) {
      bytes.write(randomUUID(), at, 'latin1')
      at += byteLength
    }
  }
  return { bytes, renew }
}

/** The same as blocks: the uuids of a block stand behind its sizes and their column's name and type. */
function blocksOf(rows) {
  const blocks = []
  for (let from = 0; from < rows.length; from += BLOCK) {
    const block = new EventBlocks()
    for (const { own, identity } of rows.slice(from, from + BLOCK)) block.add(own, identity, now.getTime())
    blocks.push({ bytes: block.written(), rows: Math.min(BLOCK, rows.length - from) })
  }
  const bytes = Buffer.concat(blocks.map((block) => block.bytes))
  const renew = () => {
    let from = 0
    for (const block of blocks) {
      randomFillSync(bytes, bytes.indexOf('UUID', from) + 'UUID'.length, 16 * block.rows)
      from += block.bytes.length
    }
  }
  return { bytes, renew }
}

const directory = mkdtempSync(join(tmpdir(), 'hoglet-bench-raw-'))
const clickhouse = await openEmbedded({ directory })
await migrateClickHouse(clickhouse)
let n = 0
for (const size of sizes) {
  const batchOf = format === 'Native' ? blocksOf : linesOf
  const batches = Array.from({ length: Math.max(2, Math.ceil(EVENTS_MADE / size)) }, () =>
    batchOf(Array.from({ length: size }, () => rowOf(n++))),
  )
  const insertFor = async (ms) => {
    let count = 0
    const began = performance.now()
    while (performance.now() < began + ms) {
      const { bytes, renew } = batches[(count / size) % batches.length]
      renew()
      await clickhouse.insert('events', bytes, { token: randomUUID(), format })
      count += size
    }
    return (count / (performance.now() - began)) * 1000
  }
  await insertFor(WARM_UP_MS)
  console.log(JSON.stringify({ size, rate: await insertFor(seconds * 1000) }))
}
await clickhouse.close()
rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)

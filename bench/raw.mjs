// The raw engine: the same rows, made beforehand, inserted one batch after another into the same table with the same
// durability, in a process with nothing else in it. The batches go round, with new uuids: what merges cost falls into
// the time that is measured, as it does for the server. Prints events a second for each batch size it is asked for.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventLine, formatMoment } from '../dist/capture/event-row.js'
import { isRejection, normalize } from '../dist/capture/normalize.js'
import { openEmbedded } from '../dist/clickhouse/embedded.js'
import { migrateClickHouse } from '../dist/clickhouse/migrate.js'
import { observedChangeOf } from '../dist/persons/derive.js'
import { personUuid } from '../dist/persons/person.js'
import { benchEvent } from './events.mjs'

const [sizes, seconds] = [process.argv[2].split(',').map(Number), Number(process.argv[3])]
const now = new Date()
const insertedAt = formatMoment(now)

function line(n) {
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
  return eventLine({ ...event, team_id: 1, elements_chain: '' }, identity, insertedAt).join('')
}

/** As long as the clients of the server warm it up: merges begin. */
const WARM_UP_MS = 1_500
const EVENTS_MADE = 20_000
const UUID_AT = '{"uuid":"'.length

/** A batch of rows, and where each of them begins. */
function batchOf(size) {
  const lines = Array.from({ length: size }, () => Buffer.from(`${line(n++)}\n`))
  const begins = []
  let length = 0
  for (const { byteLength } of lines) {
    begins.push(length)
    length += byteLength
  }
  return { rows: Buffer.concat(lines), begins }
}

const directory = mkdtempSync(join(tmpdir(), 'hoglet-bench-raw-'))
const clickhouse = await openEmbedded({ directory })
await migrateClickHouse(clickhouse)
let n = 0
for (const size of sizes) {
  const batches = Array.from({ length: Math.max(2, Math.ceil(EVENTS_MADE / size)) }, () => batchOf(size))
  const insertFor = async (ms) => {
    let count = 0
    const began = performance.now()
    while (performance.now() < began + ms) {
      const { rows, begins } = batches[(count / size) % batches.length]
      for (const begin of begins) rows.write(randomUUID(), begin + UUID_AT, 'latin1')
      await clickhouse.insert('events', rows, { token: randomUUID() })
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

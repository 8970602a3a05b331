// The raw engine: the same rows, made beforehand, inserted one batch after another into the same table with the same
// durability, in a process with nothing else in it. Prints events a second for each batch size it is asked for.
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
  return eventLine({ ...event, team_id: 1, elements_chain: '' }, identity, insertedAt)
}

const directory = mkdtempSync(join(tmpdir(), 'hoglet-bench-raw-'))
const clickhouse = await openEmbedded({ directory })
await migrateClickHouse(clickhouse)
let n = 0
for (const size of sizes) {
  let [count, spent] = [0, 0]
  while (spent < seconds * 1000) {
    const rows = Buffer.from(`${Array.from({ length: size }, () => line(n++)).join('\n')}\n`)
    const began = performance.now()
    await clickhouse.insert('events', rows, { token: `raw-${n}` })
    spent += performance.now() - began
    count += size
  }
  console.log(JSON.stringify({ size, rate: (count / spent) * 1000 }))
}
await clickhouse.close()
rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)

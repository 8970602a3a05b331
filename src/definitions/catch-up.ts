import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { mergeProperties } from '../clickhouse/residue.ts'
import { HOUR_MS } from '../lib/durations.ts'
import type { Log } from '../lib/log.ts'
import type { GroupTypes } from '../persons/groups.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { Observe, type ObservedEvent } from './observe.ts'

interface Deps {
  postgres: Postgres
  clickhouse: ClickHouse
  group_types: GroupTypes
  clock: () => Date
  log: Log
}

/** Set while everything that is stored has also been noted: from an orderly stop to the next start. */
const STOPPED = 'stopped_in_peace'
/** A crash cannot have been further back than anybody looks for what is stored twice. */
const WINDOW_MS = 72 * HOUR_MS
/** Far more than passes between storing an event and noting it. */
const UNNOTED_MS = 10_000
const MOST = 50_000

/** Notes that nothing is left to note. Of several processes, the last one to stop does so for all. */
export async function noteStop({ postgres, clock }: Deps): Promise<void> {
  const row = { key: STOPPED, value: clock().toISOString() }
  await postgres
    .insertInto('instance_setting')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/**
 * Notes the events and properties that a crash kept from being noted: those of the last moments before it, with the times at
 * which they came. After an orderly stop it does nothing, because it would bring back definitions that somebody has deleted.
 */
export async function catchUp(deps: Deps): Promise<void> {
  const { postgres, clickhouse, clock } = deps
  const { numDeletedRows } = await postgres.deleteFrom('instance_setting').where('key', '=', STOPPED).executeTakeFirst()
  if (numDeletedRows > 0n) return
  const { rows: found } = await clickhouse.rows(
    `SELECT toUnixTimestamp64Milli(max(inserted_at)) FROM events
    WHERE inserted_at > fromUnixTimestamp64Milli({since:Int64})`,
    { since: clock().getTime() - WINDOW_MS },
    { pool: 'background' },
  )
  const newest = Number(found[0]?.[0])
  if (!(newest > 0)) return
  const observe = new Observe({ ...deps, clock: () => new Date(newest) })
  const last = clickhouse.stream(
    `SELECT team_id, event, toJSONString(properties), properties_residue, toJSONString(person_properties),
      person_properties_residue
    FROM events WHERE inserted_at >= fromUnixTimestamp64Milli({since:Int64}) LIMIT ${MOST}`,
    { since: newest - UNNOTED_MS },
    { pool: 'background' },
  )
  for await (const rows of last) {
    observe.take(rows.flatMap((row) => observe.look(observed(row)) ?? []))
    await observe.flush()
  }
}

function observed([team, event, ...texts]: unknown[]): ObservedEvent {
  const [plain = '', residue = '', person = '', personResidue = ''] = texts.map(String)
  return {
    team_id: Number(team),
    event: String(event),
    properties: mergeProperties(plain, residue),
    change: { set: mergeProperties(person, personResidue), set_once: {} },
  }
}

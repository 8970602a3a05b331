import { EVENT_HINTS, PERSON_HINTS, type SplitProperties, splitProperties } from '../clickhouse/residue.ts'
import type { JsonObject } from '../lib/json.ts'
import { explicitChange } from '../persons/derive.ts'
import type { IdentityResult } from '../persons/identities.ts'
import { formatMicroseconds, type Microseconds } from './timestamp.ts'

/** Everything a row of `events` says. */
export interface EventRow {
  uuid: string
  event: string
  properties: JsonObject
  timestamp: Microseconds
  team_id: number
  distinct_id: string
  elements_chain: string
  identity: IdentityResult
}

/** A person's properties are the same object for all of their events until they change: split once. */
const splitPersons = new WeakMap<JsonObject, SplitProperties>()

function splitPerson(properties: JsonObject): SplitProperties {
  const known = splitPersons.get(properties)
  if (known) return known
  const split = splitProperties(properties, PERSON_HINTS)
  splitPersons.set(properties, split)
  return split
}

const time = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '')

/** The row as a line of `JSONEachRow`. `insertedAt` is one moment for the whole group. */
export function eventLine(row: EventRow, insertedAt: Date): string {
  const properties = splitProperties(row.properties, EVENT_HINTS, explicitChange(row.properties))
  const person = splitPerson(row.identity.person_properties)
  const at = time(insertedAt)
  return (
    `{"uuid":"${row.uuid}","event":${JSON.stringify(row.event)},"properties":${properties.plain}` +
    `,"properties_residue":${JSON.stringify(properties.residue)},"timestamp":"${formatMicroseconds(row.timestamp)}"` +
    `,"team_id":${row.team_id},"distinct_id":${JSON.stringify(row.distinct_id)}` +
    `,"elements_chain":${JSON.stringify(row.elements_chain.toWellFormed())},"created_at":"${at}"` +
    `,"person_id":"${row.identity.person_id}","person_created_at":"${time(row.identity.person_created_at)}"` +
    `,"person_properties":${person.plain},"person_properties_residue":${JSON.stringify(person.residue)}` +
    `,"person_mode":"${row.identity.person_mode}","inserted_at":"${at}"}`
  )
}

import { EVENT_HINTS, marked, PERSON_HINTS, type SplitProperties, splitProperties } from '../clickhouse/residue.ts'
import { type Json, type JsonObject, storableJson } from '../lib/json.ts'
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

/** A person's properties as the texts of their entries; undefined where something of them needs the residue. */
interface PersonTexts {
  split: SplitProperties
  entries: Map<string, string> | undefined
}

/** A person's properties are the same object for all of their events until they change: written out once. */
const personTexts = new WeakMap<JsonObject, PersonTexts>()

function textsOf(properties: JsonObject): PersonTexts {
  const known = personTexts.get(properties)
  if (known) return known
  const split = splitProperties(properties, PERSON_HINTS)
  const entries = split.residue === '' ? new Map(Object.entries(properties).map(entryText)) : undefined
  const texts = { split, entries }
  personTexts.set(properties, texts)
  return texts
}

const entryText = ([key, value]: [string, Json | undefined]): [string, string] => [
  key,
  value === undefined ? '' : storableJson(`${JSON.stringify(key)}:${JSON.stringify(value)}`),
]

/** The person's properties under those that the event sets; few differ (the page), so the other texts are used again. */
function splitPerson({ person_properties: properties, change: { set } }: IdentityResult): SplitProperties {
  const { split, entries } = textsOf(properties)
  let changed: Map<string, string> | undefined
  for (const key in set) {
    const value = set[key]
    if (value === undefined || value === properties[key]) continue
    if (!entries || typeof value !== 'string' || key === '' || key.includes('%2E'))
      return splitProperties({ ...properties, ...set }, PERSON_HINTS)
    changed ??= new Map(entries)
    changed.set(...entryText([key, value]))
  }
  if (!changed) return split
  return { plain: `{${[...changed.values()].filter((text) => text !== '').join(',')}}`, residue: '' }
}

const time = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '')

/** The row as a line of `JSONEachRow`. `insertedAt` is one moment for the whole group. */
export function eventLine(row: EventRow, insertedAt: Date): string {
  const properties = splitProperties(row.properties, EVENT_HINTS, explicitChange(row.properties))
  const residue = row.identity.change.observed ? marked(properties.residue) : properties.residue
  const person = splitPerson(row.identity)
  const at = time(insertedAt)
  return (
    `{"uuid":"${row.uuid}","event":${JSON.stringify(row.event)},"properties":${properties.plain}` +
    `,"properties_residue":${JSON.stringify(residue)},"timestamp":"${formatMicroseconds(row.timestamp)}"` +
    `,"team_id":${row.team_id},"distinct_id":${JSON.stringify(row.distinct_id)}` +
    `,"elements_chain":${JSON.stringify(row.elements_chain.toWellFormed())},"created_at":"${at}"` +
    `,"person_id":"${row.identity.person_id}","person_created_at":"${time(row.identity.person_created_at)}"` +
    `,"person_properties":${person.plain},"person_properties_residue":${JSON.stringify(person.residue)}` +
    `,"person_mode":"${row.identity.person_mode}","inserted_at":"${at}"}`
  )
}

import {
  EVENT_HINTS,
  marked,
  mergeProperties,
  PERSON_HINTS,
  type SplitProperties,
  splitProperties,
} from '../clickhouse/residue.ts'
import type { ObservedEvent } from '../definitions/observe.ts'
import { type Json, type JsonObject, objectOr, parseJson, storableJson } from '../lib/json.ts'
import { explicitChange } from '../persons/derive.ts'
import type { IdentityResult } from '../persons/identities.ts'
import { formatMicroseconds, type Microseconds } from './timestamp.ts'

/** What an event says itself. */
export interface OwnColumns {
  uuid: string
  event: string
  properties: JsonObject
  timestamp: Microseconds
  team_id: number
  distinct_id: string
  elements_chain: string
}

/** A person's properties, whole and as the texts of their entries; those are missing where something needs the residue. */
interface PersonTexts {
  split: SplitProperties
  entries: { texts: string[]; places: Map<string, number> } | undefined
}

/** A person's properties are the same object for all of their events until they change: written out once. */
const personTexts = new WeakMap<JsonObject, PersonTexts>()

function textsOf(properties: JsonObject): PersonTexts {
  const known = personTexts.get(properties)
  if (known) return known
  const split = splitProperties(properties, PERSON_HINTS)
  const texts = { split, entries: split.residue === '' ? entriesOf(properties) : undefined }
  personTexts.set(properties, texts)
  return texts
}

function entriesOf(properties: JsonObject): PersonTexts['entries'] {
  const texts: string[] = []
  const places = new Map<string, number>()
  for (const key in properties) {
    const value = properties[key]
    if (value !== undefined) places.set(key, texts.push(entryText(key, value)) - 1)
  }
  return { texts, places }
}

const entryText = (key: string, value: Json) => storableJson(`${JSON.stringify(key)}:${JSON.stringify(value)}`)

/** The person's properties under those that the event sets; few differ (the page), so the other texts are used again. */
function splitPerson({ person_properties: properties, change }: IdentityResult): SplitProperties {
  const { split, entries } = textsOf(properties)
  const set = change.unset.length > 0 ? without(change.set, new Set(change.unset)) : change.set
  let texts: string[] | undefined
  for (const key in set) {
    const value = set[key]
    if (value === undefined || value === properties[key]) continue
    if (!entries || typeof value !== 'string' || key === '' || key.includes('%2E'))
      return splitProperties({ ...properties, ...set }, PERSON_HINTS)
    texts ??= entries.texts.slice()
    texts[entries.places.get(key) ?? texts.length] = entryText(key, value)
  }
  return texts ? { plain: `{${texts.join(',')}}`, residue: '' } : split
}

/** `$unset` comes after `$set`: what an event names in both is gone. */
function without(set: JsonObject, unset: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(set).filter(([key]) => !unset.has(key)))
}

/** A moment as ClickHouse reads it. */
export const formatMoment = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '')

/** A row of `events` as a line of `JSONEachRow`, in pieces. `insertedAt` is one moment for the whole group, by {@link formatMoment}. */
export function eventLine(row: OwnColumns, identity: IdentityResult, insertedAt: string): string[] {
  const properties = splitProperties(row.properties, EVENT_HINTS, explicitChange(row.properties))
  const residue = identity.change.observed ? marked(properties.residue) : properties.residue
  const person = splitPerson(identity)
  return [
    `{"uuid":"${row.uuid}","event":${JSON.stringify(row.event)},"properties":`,
    properties.plain,
    `,"properties_residue":${JSON.stringify(residue)},"timestamp":"${formatMicroseconds(row.timestamp)}"` +
      `,"team_id":${row.team_id},"distinct_id":${JSON.stringify(row.distinct_id)}` +
      `,"elements_chain":${JSON.stringify(row.elements_chain.toWellFormed())},"created_at":"${insertedAt}"` +
      `,"person_id":"${identity.person_id}","person_created_at":"${formatMoment(identity.person_created_at)}"` +
      `,"person_properties":`,
    person.plain,
    `,"person_properties_residue":${JSON.stringify(person.residue)}` +
      `,"person_mode":"${identity.person_mode}","inserted_at":"${insertedAt}"}`,
  ]
}

/** What definitions learn from an event, read from its line. */
export function observedOf(line: Buffer): ObservedEvent {
  const row = objectOr(parseJson(line.toString()))
  const whole = (column: string) => mergeProperties(JSON.stringify(row[column]), String(row[`${column}_residue`]))
  return {
    team_id: Number(row['team_id']),
    event: String(row['event']),
    properties: whole('properties'),
    change: { set: whole('person_properties'), set_once: {} },
  }
}

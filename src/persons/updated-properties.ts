import { canonicalJson, type JsonObject, put } from '../lib/json.ts'
import type { PersonChange } from './person-change.ts'

/** Keys whose values change with every page. A change of these alone is no reason to write a person again. */
const NOISE = new Set([
  ...['$current_url', '$pathname', '$referring_domain', '$referrer', '$browser', '$browser_version', '$device_type'],
  ...['$raw_user_agent', '$os', '$os_name', '$os_version', '$screen_height', '$screen_width'],
  ...['$viewport_height', '$viewport_width', '$geoip_city_name', '$geoip_country_name', '$geoip_country_code'],
  ...['$geoip_continent_name', '$geoip_continent_code', '$geoip_latitude', '$geoip_longitude', '$geoip_time_zone'],
  ...['$geoip_postal_code', '$geoip_subdivision_1_code', '$geoip_subdivision_1_name', '$geoip_accuracy_radius'],
])

/** Events that always write what they change, even when it is only noise. */
const ALWAYS_WRITE = new Set(['$identify', '$create_alias', '$merge_dangerously', '$set'])
/** Events that never change a person. */
export const NEVER_WRITE = new Set(['$exception', '$$heatmap'])

/**
 * The properties after an event, as a new object, or undefined when nothing is to be written. `$set_once` fills only
 * what is missing, `$set` overrides, `$unset` removes, in this order.
 */
export function updatedProperties(
  current: JsonObject,
  change: Omit<PersonChange, 'observed'>,
  event: string,
): JsonObject | undefined {
  if (NEVER_WRITE.has(event)) return undefined
  const changed: JsonObject = {}
  let matters = ALWAYS_WRITE.has(event)
  for (const key in change.set_once) {
    const value = change.set_once[key]
    if (value === undefined || Object.hasOwn(current, key) || Object.hasOwn(change.set, key)) continue
    put(changed, key, value)
    matters = true
  }
  for (const key in change.set) {
    const value = change.set[key]
    if (value === undefined || (Object.hasOwn(current, key) && equal(current[key], value))) continue
    put(changed, key, value)
    if (!Object.hasOwn(current, key) || !NOISE.has(key)) matters = true
  }
  const removed = change.unset.filter((key) => Object.hasOwn(current, key) || Object.hasOwn(changed, key))
  if (removed.length > 0) matters = true
  if (!matters || (Object.keys(changed).length === 0 && removed.length === 0)) return undefined
  const next = { ...current, ...changed }
  for (const key of removed) delete next[key]
  return next
}

const MAX_PERSON_BYTES = 640 * 1024
/** The most bytes of UTF-8 that one unit of a JavaScript string takes. */
const BYTES_PER_UNIT = 3

/**
 * True when properties are more than a person may have, 640 KiB as JSON, and more than before: each of the person's events
 * would repeat them.
 */
export function areTooLarge(next: JsonObject, before: JsonObject): boolean {
  if (unitsOf(next) * BYTES_PER_UNIT <= MAX_PERSON_BYTES) return false
  const bytes = bytesOf(next)
  return bytes > MAX_PERSON_BYTES && bytes > bytesOf(before)
}

const bytesOf = (properties: JsonObject) => Buffer.byteLength(JSON.stringify(properties))

/** About how long their JSON is. It must be cheap, because it is computed for every change of a person. */
function unitsOf(properties: JsonObject): number {
  let units = 0
  for (const key in properties) {
    const value = properties[key]
    units += key.length + (typeof value === 'string' ? value.length : typeof value === 'object' ? lengthOf(value) : 8)
  }
  return units
}

const lengthOf = (value: object | null) => JSON.stringify(value).length

function equal(a: JsonObject[string], b: JsonObject[string]): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return canonicalJson(a) === canonicalJson(b)
}

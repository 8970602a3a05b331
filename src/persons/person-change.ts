import { isObject, type JsonObject, objectOr, put } from '../lib/json.ts'

/** Event properties that also describe the person who sent them. */
const PERSON_KEYS = [
  ...['$app_build', '$app_name', '$app_namespace', '$app_version', '$browser', '$browser_version', '$device_type'],
  ...['$current_url', '$pathname', '$os', '$os_version', '$referring_domain', '$referrer', '$screen_height'],
  ...['$screen_width', '$viewport_height', '$viewport_width', '$raw_user_agent', 'utm_source', 'utm_medium'],
  ...['utm_campaign', 'utm_content', 'utm_name', 'utm_term', 'gclid', 'gad_source', 'gclsrc', 'dclid', 'gbraid'],
  ...['wbraid', 'fbclid', 'msclkid', 'twclid', 'li_fat_id', 'mc_cid', 'igshid', 'ttclid', 'rdt_cid', 'irclid', '_kx'],
  ...['epik', 'qclid', 'sccid'],
].map((key) => [key, `$initial_${key.replace(/^\$/, '')}`] as const)

const INITIAL_OF = new Map<string, string>(PERSON_KEYS)
const SET_SOURCE = new Map(PERSON_KEYS.map(([key]) => [key, key]))
const SET_ONCE_SOURCE = new Map(PERSON_KEYS.map(([key, initial]) => [initial, key]))

/** What an event asks to change of its person. */
export interface PersonChange {
  set: JsonObject
  set_once: JsonObject
  unset: string[]
  /** Some of it is what the SDK observed, such as the browser, which nobody asked for in so many words. */
  observed: boolean
}

export const NO_CHANGE: PersonChange = { set: {}, set_once: {}, unset: [], observed: false }

/**
 * The change that an event asks for, together with what its SDK observed, such as browser and campaign. Where both name a
 * key, the value that is asked for wins. Malformed parts ask for nothing.
 */
export function observedChangeOf(properties: JsonObject): PersonChange {
  const { set: asked, set_once: askedOnce, unset } = changeOf(properties)
  const set = { ...asked }
  const setOnce = { ...askedOnce }
  let observed = false
  const note = (key: string, initial: string, value: JsonObject[string]) => {
    observed = true
    if (!(key in set)) set[key] = value
    if (!(initial in setOnce)) setOnce[initial] = value
  }
  for (const key in properties) {
    const initial = INITIAL_OF.get(key)
    const value = initial === undefined ? undefined : properties[key]
    if (initial !== undefined && value !== undefined) note(key, initial, value)
  }
  const osName = properties['$os_name']
  if (osName !== undefined && properties['$os'] === undefined) note('$os', '$initial_os', osName)
  return { set, set_once: setOnce, unset, observed }
}

/**
 * An event's properties with `$set` and `$set_once` enlarged by what was observed, as PostHog shows them. They are not
 * stored like this, because up to ninety values that repeat the event's own would make it a third larger.
 */
export function withObserved(properties: JsonObject): JsonObject {
  const { set, set_once, observed } = observedChangeOf(properties)
  return observed ? { ...properties, $set: set, $set_once: set_once } : properties
}

/**
 * `$set` and `$set_once` without the values that only repeat the event's own properties. Queries find those values on the
 * event itself, and as paths of the column they would make storing it a third more expensive. Undefined where an event has
 * neither.
 */
export function explicitChange(properties: JsonObject): JsonObject | undefined {
  const { $set, $set_once } = properties
  if ($set === undefined && $set_once === undefined) return undefined
  return {
    ...(isObject($set) ? { $set: withoutRepeated($set, properties, SET_SOURCE) } : {}),
    ...(isObject($set_once) ? { $set_once: withoutRepeated($set_once, properties, SET_ONCE_SOURCE) } : {}),
  }
}

function withoutRepeated(change: JsonObject, properties: JsonObject, sources: Map<string, string>) {
  const rest: JsonObject = {}
  for (const key in change) {
    const source = sources.get(key)
    if (source === undefined || change[key] !== properties[source]) put(rest, key, change[key])
  }
  return rest
}

/** The change an event's properties ask for in so many words. */
export function changeOf(properties: JsonObject): PersonChange {
  const unset = properties['$unset']
  const keys = Array.isArray(unset)
    ? unset.filter((key) => typeof key === 'string')
    : isObject(unset)
      ? Object.keys(unset)
      : []
  const { $set, $set_once } = properties
  return { set: objectOr($set), set_once: objectOr($set_once), unset: keys, observed: false }
}

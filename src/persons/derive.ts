import { isObject, type JsonObject, objectOr } from '../lib/json.ts'

/** Event properties that also describe the person who sent them. */
const PERSON_KEYS = [
  ...['$app_build', '$app_name', '$app_namespace', '$app_version', '$browser', '$browser_version', '$device_type'],
  ...['$current_url', '$pathname', '$os', '$os_version', '$referring_domain', '$referrer', '$screen_height'],
  ...['$screen_width', '$viewport_height', '$viewport_width', '$raw_user_agent', 'utm_source', 'utm_medium'],
  ...['utm_campaign', 'utm_content', 'utm_name', 'utm_term', 'gclid', 'gad_source', 'gclsrc', 'dclid', 'gbraid'],
  ...['wbraid', 'fbclid', 'msclkid', 'twclid', 'li_fat_id', 'mc_cid', 'igshid', 'ttclid', 'rdt_cid', 'irclid', '_kx'],
  ...['epik', 'qclid', 'sccid'],
].map((key) => [key, `$initial_${key.replace(/^\$/, '')}`] as const)

/** What an event asks to change of its person. */
export interface PersonChange {
  set: JsonObject
  set_once: JsonObject
  unset: string[]
}

/** Adds what the SDK observed (browser, campaign …) to `$set` and `$set_once`; explicit values win. Changes `properties`. */
export function addDerivedProperties(properties: JsonObject): void {
  const set = { ...objectOr(properties['$set']) }
  const setOnce = { ...objectOr(properties['$set_once']) }
  let found = false
  const note = (key: string, initial: string, value: JsonObject[string]) => {
    found = true
    if (!(key in set)) set[key] = value
    if (!(initial in setOnce)) setOnce[initial] = value
  }
  for (const [key, initial] of PERSON_KEYS) {
    const value = properties[key]
    if (value !== undefined) note(key, initial, value)
  }
  const osName = properties['$os_name']
  if (osName !== undefined && properties['$os'] === undefined) note('$os', '$initial_os', osName)
  if (found || properties['$set'] !== undefined) properties['$set'] = set
  if (found || properties['$set_once'] !== undefined) properties['$set_once'] = setOnce
}

/** The change an event's properties ask for; malformed parts ask for nothing. */
export function changeOf(properties: JsonObject): PersonChange {
  const unset = properties['$unset']
  const keys = Array.isArray(unset)
    ? unset.filter((key) => typeof key === 'string')
    : isObject(unset)
      ? Object.keys(unset)
      : []
  return { set: objectOr(properties['$set']), set_once: objectOr(properties['$set_once']), unset: keys }
}

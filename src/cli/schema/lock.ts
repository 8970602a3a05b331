import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isObject, type Json, type JsonObject, objectOr, objectsOf, parseJson } from '../../lib/json.ts'
import { UsageError } from '../../lib/usage-error.ts'
import { LANGUAGES, type Language } from './languages.ts'

/** PostHog's own tool keeps this file too, and reads what we write. */
const SETTINGS = 'posthog.json'
/** What the events looked like when code was last pulled, so that a change can be told from what was always so. */
const LOCK = 'hoglet-schema.lock.json'

/** The code of one language as it was last written. */
export interface Pulled {
  output_path: string
  schema_hash: string
  /** RFC 3339. */
  updated_at: string
  event_count: number
  /** TypeScript of types only. */
  sdk?: 'none'
}

/** The properties of one event with their types. */
export interface LockedProperty {
  type: string
  required: boolean
}
export type LockedEvents = Map<string, Map<string, LockedProperty>>

export function readPulled(): Map<Language, Pulled> {
  const languages = objectOr(read(SETTINGS)['languages'])
  const pulled = new Map<Language, Pulled>()
  for (const language of LANGUAGES) {
    const { output_path, schema_hash, updated_at, event_count, sdk } = objectOr(languages[language])
    if (typeof output_path !== 'string' || typeof schema_hash !== 'string') continue
    const count = typeof event_count === 'number' ? event_count : 0
    const rest = sdk === 'none' ? { sdk: 'none' as const } : {}
    pulled.set(language, {
      output_path,
      schema_hash,
      updated_at: String(updated_at ?? ''),
      event_count: count,
      ...rest,
    })
  }
  return pulled
}

/** Notes one language; everything else in the file stays as it is. */
export function writePulled(language: Language, pulled: Pulled): void {
  const settings = read(SETTINGS)
  write(SETTINGS, { ...settings, languages: { ...objectOr(settings['languages']), [language]: { ...pulled } } })
}

/** Undefined before the first pull. */
export function readLock(): LockedEvents | undefined {
  if (!existsSync(LOCK)) return undefined
  const events: LockedEvents = new Map()
  for (const [event, properties] of Object.entries(objectOr(read(LOCK)['events']))) {
    const locked = new Map<string, LockedProperty>()
    for (const [name, property] of Object.entries(objectOr(properties))) {
      const { type, required } = objectOr(property)
      locked.set(name, { type: String(type ?? ''), required: required === true })
    }
    events.set(event, locked)
  }
  return events
}

export function writeLock(events: LockedEvents): void {
  const plain = [...events].map(([event, properties]) => [
    event,
    Object.fromEntries([...properties].map(([name, property]) => [name, { ...property }])),
  ])
  write(LOCK, { events: Object.fromEntries(plain) })
}

/** The events of a generator's answer. */
export function lockedEvents(schemas: Json | undefined): LockedEvents {
  const events: LockedEvents = new Map()
  for (const { name, properties } of objectsOf(schemas)) {
    const locked = new Map<string, LockedProperty>()
    for (const property of objectsOf(properties))
      locked.set(String(property['name']), {
        type: String(property['property_type'] ?? ''),
        required: property['is_required'] === true,
      })
    events.set(String(name), locked)
  }
  return events
}

function read(path: string): JsonObject {
  if (!existsSync(path)) return {}
  try {
    const value = parseJson(readFileSync(path, 'utf8'))
    if (isObject(value)) return value
  } catch {
    // Answered below: text that is no JSON needs the same fix as JSON that is no object.
  }
  throw new UsageError(`${path} is not a JSON object. Mend it, or delete it and pull again.`)
}

const write = (path: string, value: JsonObject) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)

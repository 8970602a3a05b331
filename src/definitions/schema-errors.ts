import type { Json, JsonObject } from '../lib/json.ts'
import { stringifyLossless } from '../lib/lossless.ts'
import { isCoercible } from './coercion.ts'

/** The required properties of an event, each with the types it may have, in ascending order. */
export type Requirements = ReadonlyMap<string, readonly string[]>

/** Why an event does not fit its schema, as an ingestion warning tells it. */
export type SchemaError =
  | { property: string; reason: 'missing_required' }
  | { property: string; reason: 'type_mismatch'; expectedTypes: string[]; actualValue: string }

/** Of a longer value the beginning says enough: what is told of an event must not weigh as much as the event. */
const MAX_SHOWN = 1_000

/** Everything that is wrong with these properties. Only required ones are looked at. */
export function schemaErrors(properties: JsonObject, required: Requirements): SchemaError[] {
  const errors: SchemaError[] = []
  for (const [property, types] of required) {
    const value = Object.hasOwn(properties, property) ? properties[property] : undefined
    if (value === undefined || value === null) errors.push({ property, reason: 'missing_required' })
    else if (!types.some((type) => isCoercible(value, type)))
      errors.push({ property, reason: 'type_mismatch', expectedTypes: [...types], actualValue: shown(value) })
  }
  return errors
}

const shown = (value: Json) => (typeof value === 'string' ? value : stringifyLossless(value)).slice(0, MAX_SHOWN)

/** The types of each property, whichever groups they come from, as {@link Requirements}. */
export function requirementsOf(properties: readonly { name: string; property_type: string }[]): Requirements {
  const types = new Map<string, Set<string>>()
  for (const { name, property_type } of properties)
    types.set(name, (types.get(name) ?? new Set<string>()).add(property_type))
  return new Map([...types].map(([name, set]) => [name, [...set].sort()]))
}

import { invalid } from '../http/errors.ts'
import { isObject, type Json, type JsonObject, jsonIn, objectOr } from '../lib/json.ts'

/** What a viewer changes for one request: filters and variables over those stored on the dashboard. */
export interface Overrides {
  filters_override: JsonObject
  variables_override: JsonObject
  tile_filters_override: JsonObject
}

export const NO_OVERRIDES: Overrides = { filters_override: {}, variables_override: {}, tile_filters_override: {} }

/** Reads the override parameters, which are JSON objects as text. Throws 400 naming the parameter. */
export function readOverrides(query: JsonObject): Overrides {
  return {
    filters_override: readObject(query, 'filters_override'),
    variables_override: readObject(query, 'variables_override'),
    tile_filters_override: readObject(query, 'tile_filters_override'),
  }
}

function readObject(query: JsonObject, name: string): JsonObject {
  const value = query[name]
  if (value === undefined || value === null || value === '') return {}
  const parsed = typeof value === 'string' ? jsonIn(value) : value
  if (!isObject(parsed)) throw invalid(`Invalid JSON passed in ${name} parameter`, name)
  return parsed
}

/**
 * The filters a tile's query runs under: the tile's over the dashboard's. Single values are replaced, the two ends of
 * the date range are one unit, and a tile's property replaces the dashboard's on the same key.
 */
export function layered(dashboard: JsonObject, tile: JsonObject): JsonObject {
  const result: JsonObject = { ...dashboard }
  for (const key of ['breakdown_filter', 'interval', 'filterTestAccounts'])
    if (tile[key] !== undefined && tile[key] !== null) result[key] = tile[key]
  if (isSet(tile['date_from']) || isSet(tile['date_to'])) {
    for (const key of ['date_from', 'date_to', 'explicitDate']) {
      if (tile[key] === undefined) delete result[key]
      else result[key] = tile[key]
    }
  }
  const own = listOf(tile['properties'])
  if (own.length > 0) {
    const names = new Set(own.map(identity))
    result['properties'] = [...listOf(dashboard['properties']).filter((item) => !names.has(identity(item))), ...own]
  }
  return result
}

const isSet = (value: Json | undefined) => value !== undefined && value !== null
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

function identity(filter: Json): string {
  const { type, key, group_type_index } = objectOr(filter)
  return JSON.stringify([type ?? 'event', group_type_index ?? null, key ?? null])
}

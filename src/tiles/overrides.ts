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

/** The same query string, when its overrides can be read. Asked before anything is done: what is refused changes nothing. */
export function withReadableOverrides(query: JsonObject): JsonObject {
  readOverrides(query)
  return query
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
    const isReplaced = replacedBy(own)
    result['properties'] = [...listOf(dashboard['properties']).filter((item) => !isReplaced(item)), ...own]
  }
  return result
}

/** An insight's query without its own properties on those keys that the tile's filters name: there the tile's hold alone. */
export function withoutReplaced(query: JsonObject, tile: JsonObject): JsonObject {
  const own = listOf(tile['properties'])
  return own.length > 0 ? pruned(query, replacedBy(own)) : query
}

function pruned(node: JsonObject, isReplaced: (item: Json) => boolean): JsonObject {
  const { source, filters, properties } = node
  return {
    ...node,
    ...(isObject(source) ? { source: pruned(source, isReplaced) } : {}),
    ...(isObject(filters) ? { filters: pruned(filters, isReplaced) } : {}),
    ...(Array.isArray(properties) ? { properties: properties.filter((item) => !isReplaced(item)) } : {}),
    ...(isObject(properties) ? { properties: prunedGroup(properties, isReplaced) } : {}),
  }
}

/** A group inside that has nothing left goes too: as an OR of nothing it would let nothing through. */
function prunedGroup(group: JsonObject, isReplaced: (item: Json) => boolean): JsonObject {
  const values = listOf(group['values']).flatMap((item) => {
    if (!isObject(item) || !Array.isArray(item['values'])) return isReplaced(item) ? [] : [item]
    const inner = prunedGroup(item, isReplaced)
    return listOf(inner['values']).length > 0 ? [inner] : []
  })
  return { ...group, values }
}

const isSet = (value: Json | undefined) => value !== undefined && value !== null
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

/** Whether a condition is on a key that one of these is on. A group is on none. */
function replacedBy(own: readonly Json[]): (item: Json) => boolean {
  const identities = new Set(own.filter(hasKey).map(identity))
  return (item) => hasKey(item) && identities.has(identity(item))
}

const hasKey = (item: Json) => isSet(objectOr(item)['key'])

function identity(filter: Json): string {
  const { type, key, group_type_index } = objectOr(filter)
  return JSON.stringify([type ?? 'event', group_type_index ?? null, key ?? null])
}

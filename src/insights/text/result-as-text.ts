import { isObject, type JsonObject } from '../../lib/json.ts'
import { WRAPPER_KINDS } from '../../schema/query/nodes.ts'
import type { Told } from './cells.ts'
import { funnelsText } from './funnels.ts'
import { retentionText } from './retention.ts'
import { rowsText } from './rows.ts'
import { lifecycleText, pathsText, stickinessText } from './shapes.ts'
import { trendsText } from './trends.ts'

const TEXTS: Record<string, ((query: JsonObject, told: Told) => string | undefined) | undefined> = {
  TrendsQuery: trendsText,
  FunnelsQuery: funnelsText,
  RetentionQuery: retentionText,
  LifecycleQuery: lifecycleText,
  StickinessQuery: stickinessText,
  PathsQuery: pathsText,
}

/**
 * The answer of a query, wrapped or not, as a table that people and language models read: cells joined by `|`. Undefined
 * when there is no answer, or none that a table holds. Objects in cells are cut, unless they are wanted whole. Pure.
 */
export function resultAsText(query: JsonObject, told: Told, how = { whole: false }): string | undefined {
  if (told.result === null || told.result === undefined) return undefined
  const source = sourceOf(query)
  const text = TEXTS[String(source['kind'])]
  return text ? text(source, told) : rowsText(told, how)
}

/** The question inside the wrappers that say how to show it. */
export function sourceOf(query: JsonObject): JsonObject {
  const { kind, source } = query
  return WRAPPER_KINDS.some((wrapper) => wrapper === kind) && isObject(source) ? sourceOf(source) : query
}

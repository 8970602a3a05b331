import { ZodError, type ZodType } from 'zod'
import { invalid } from '../http/errors.ts'
import { type JsonObject, trusted } from '../lib/json.ts'
import { issueOf } from '../schema/issue.ts'
import { readLenient } from '../schema/lenient.ts'
import { InsightQuery } from '../schema/query/actors.ts'
import {
  DataTableNode,
  DataVisualizationNode,
  InsightVizNode,
  OLDER_LISTS,
  SourceQuery,
  WebVitalsQuery,
  WRAPPER_KINDS,
} from '../schema/query/nodes.ts'

const WRAPPERS = [InsightVizNode, DataVisualizationNode, DataTableNode, WebVitalsQuery]
const SAVEABLE = [...WRAPPERS, ...SourceQuery.options, ...OLDER_LISTS]

/** A query that does not say what it is, in the words of a form. */
export const kindMissing = (at: string) => invalid(`${at}.kind: This field is required.`, 'query', 'required')

/** Checks that a query can be saved, and wraps a bare one as PostHog's app does. Throws 400 `parse_error`. */
export function acceptQuery(query: JsonObject): JsonObject {
  if (query['kind'] === undefined || query['kind'] === null) throw kindMissing('query')
  const schema = SAVEABLE.find(({ shape }) => shape.kind.value === query['kind'])
  if (!schema) throw invalid(`Unsupported query kind: ${String(query['kind'])}`, 'query', 'parse_error')
  const node = trusted<JsonObject>(read(schema, query))
  if (WRAPPER_KINDS.some((kind) => kind === node['kind'])) return node
  if (node['kind'] === 'HogQLQuery') return { kind: 'DataVisualizationNode', source: node }
  const isInsight = InsightQuery.options.some(({ shape }) => shape.kind.value === node['kind'])
  return { kind: isInsight ? 'InsightVizNode' : 'DataTableNode', source: node }
}

function read(schema: ZodType, query: JsonObject): unknown {
  try {
    return readLenient(schema, query)
  } catch (error) {
    if (error instanceof ZodError) throw invalid(issueOf(error).detail, 'query', 'parse_error')
    throw error
  }
}

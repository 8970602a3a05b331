import { invalid } from '../http/errors.ts'
import { type JsonObject, trusted } from '../lib/json.ts'
import { InsightQuery } from '../schema/query/actors.ts'
import { QueryNode, WRAPPER_KINDS } from '../schema/query/nodes.ts'

/** Checks that a query can be saved; a bare one is wrapped as PostHog's app would. Throws 400 `parse_error`. */
export function acceptQuery(query: JsonObject): JsonObject {
  const checked = QueryNode.safeParse(query)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw invalid(issue ? `${issue.path.join('.')}: ${issue.message}` : 'Invalid query', 'query', 'parse_error')
  }
  const node = trusted<JsonObject>(checked.data)
  if (WRAPPER_KINDS.some((kind) => kind === node['kind'])) return node
  if (node['kind'] === 'HogQLQuery') return { kind: 'DataVisualizationNode', source: node }
  const isInsight = InsightQuery.options.some(({ shape }) => shape.kind.value === node['kind'])
  return { kind: isInsight ? 'InsightVizNode' : 'DataTableNode', source: node }
}

import { z } from 'zod'
import { type JsonObject, objectOr } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import {
  AnyOfTags,
  asBody,
  type Overrides,
  output_format,
  overrides,
  page,
  QueryNode,
  Search,
  Tags,
  withOverrides,
} from './fields.ts'
import { paged } from './paged.ts'
import { resultAnswer } from './queries.ts'

const ALIASES = { insightId: 'id', insight_id: 'id', short_id: 'id', shortId: 'id' }
const id = z.string().describe('Id or short id')
const name = z.string().describe('Its title')
const query = QueryNode.describe('e.g. {"kind":"TrendsQuery","series":[…]}')
const HIDDEN = ['result', 'hasMore', 'columns', 'is_cached', 'query_status', 'hogql', 'types', 'filters', 'alerts']

const pathOf = ({ project }: Pick<ToolCall, 'project'>, insight: string) =>
  `${project.api}/insights/${encodeURIComponent(insight)}/`

const insightUrl = ({ project }: Pick<ToolCall, 'project'>, insight: JsonObject) =>
  `${project.page}/insights/${String(insight['short_id'])}`

const asInsight = (call: Pick<ToolCall, 'project'>, insight: JsonObject, given: Overrides = {}): ToolAnswer => ({
  value: without(insight, HIDDEN),
  url: withOverrides(insightUrl(call, insight), given),
})

/** A bare node in the wrapper that insights are stored in. */
function wrapped(node: JsonObject): JsonObject {
  const kind = String(node['kind'])
  if (node['source'] !== undefined || !kind.endsWith('Query')) return node
  return { kind: kind === 'HogQLQuery' ? 'DataVisualizationNode' : 'InsightVizNode', source: node }
}

const described = {
  description: z.string().max(400).optional().describe('Below its title'),
  tags: Tags,
  favorited: z.boolean().optional().describe('With a star'),
  dashboards: z.array(z.int()).optional().describe('Dashboard ids; replaces all'),
}

export const insightTools: Tool[] = [
  tool({
    name: 'insights-list',
    title: 'Get all insights',
    description: 'The saved insights of the project, without results.',
    feature: 'insights',
    scopes: ['insight:read'],
    hints: 'RI',
    input: z.object({
      ...page,
      search: Search,
      favorited: z.boolean().optional().describe('Only with a star'),
      saved: z.boolean().optional().describe('Only saved ones'),
      created_by: z.int().optional().describe('User id of who made it'),
      tags: AnyOfTags,
    }),
    run: async (call) => {
      const { favorited, saved, tags, ...rest } = call.args
      const fields = [
        'id',
        'short_id',
        'name',
        'derived_name',
        'description',
        'tags',
        'favorited',
        'dashboards',
        'created_at',
      ]
      const answer = await call.rest.get(`${call.project.api}/insights/`, {
        ...{ ...rest, basic: true, tags: tags && JSON.stringify(tags) },
        ...(favorited === true ? { favorited: true } : {}),
        ...(saved === true ? { saved: true } : {}),
      })
      const more = ['created_by', 'last_modified_at', 'last_modified_by']
      return {
        value: paged(answer, call.args, [...fields, ...more], (row) => insightUrl(call, row)),
        url: `${call.project.page}/insights`,
      }
    },
  }),
  tool({
    name: 'insight-get',
    title: 'Get insight',
    description: 'One saved insight and what it asks; insight-query gives its numbers.',
    feature: 'insights',
    scopes: ['insight:read'],
    hints: 'RI',
    aliases: ALIASES,
    input: z.object({ id, ...overrides }),
    run: async (call) => {
      const { id: wanted, ...given } = call.args
      return asInsight(call, await call.rest.get(pathOf(call, wanted), given), given)
    },
  }),
  tool({
    name: 'insight-create',
    title: 'Create insight',
    description: 'Saves a question. Run it first with query-run to see that it answers. Without dateRange: 7 days.',
    feature: 'insights',
    scopes: ['insight:write'],
    hints: '',
    input: z.object({ name, query, ...described }),
    run: async (call) => {
      const body = asBody({ ...call.args, saved: true, query: wrapped(asBody(call.args.query)) })
      return asInsight(call, await call.rest.send('POST', `${call.project.api}/insights/`, body))
    },
  }),
  tool({
    name: 'insight-update',
    title: 'Update insight',
    description: 'Changes only what is given.',
    feature: 'insights',
    scopes: ['insight:write'],
    hints: 'I',
    aliases: ALIASES,
    input: z.object({ id, name: name.optional(), query: query.optional(), ...described }),
    run: async (call) => {
      const { id: wanted, query: asked, ...rest } = call.args
      const body = asBody({ ...rest, ...(asked ? { query: wrapped(asBody(asked)) } : {}) })
      return asInsight(call, await call.rest.send('PATCH', pathOf(call, wanted), body))
    },
  }),
  tool({
    name: 'insight-delete',
    title: 'Delete insight',
    description: 'Soft delete: it leaves all lists and dashboards.',
    feature: 'insights',
    scopes: ['insight:write'],
    hints: 'DI',
    aliases: ALIASES,
    input: z.object({ id }),
    run: async (call) => {
      await call.rest.send('PATCH', pathOf(call, call.args.id), { deleted: true })
      return { value: { success: true, message: 'Insight deleted successfully' } }
    },
  }),
  tool({
    name: 'insight-query',
    title: 'Query insight',
    description: 'The numbers of a saved insight, computed if they are missing or stale.',
    feature: 'insights',
    scopes: ['query:read', 'insight:read'],
    hints: 'RI',
    aliases: { id: 'insightId', insight_id: 'insightId', short_id: 'insightId', shortId: 'insightId' },
    input: z.object({ insightId: id, output_format, ...overrides }),
    run: async (call) => {
      const { insightId, output_format: format, ...given } = call.args
      const insight = await call.rest.get(pathOf(call, insightId), { ...given, refresh: 'blocking' })
      const url = withOverrides(insightUrl(call, insight), given)
      const { result, columns, resolved_date_range, hasMore } = insight
      const answer = { results: result, columns: columns ?? undefined, resolved_date_range, hasMore }
      const asked = objectOr(insight['query'])
      if (format === 'optimized') return resultAnswer(call, asked, answer, url)
      const { id: number, short_id, name, derived_name } = insight
      const about = { id: number, short_id, name, derived_name }
      const table = Array.isArray(columns) ? { columns, results: result } : result
      return { value: { query: asked, insight: about, results: table }, url }
    },
  }),
]

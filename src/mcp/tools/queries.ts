import { z } from 'zod'
import { type JsonObject, objectOr } from '../../lib/json.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { asBody, Open, output_format, QueryNode } from './fields.ts'

/** The result of a query in words, with the address where a person can look at it. */
export function resultAnswer(
  call: Pick<ToolCall, 'asText'>,
  query: JsonObject,
  answer: JsonObject,
  url: string,
  how = { whole: false },
): ToolAnswer {
  const text = call.asText(query, answer, how)
  if (text !== undefined) return `${text}${restOfRows(answer)}\n\n_posthogUrl: ${url}`
  const { results, columns } = answer
  return { value: { ...(columns === undefined ? {} : { columns }), results: results ?? null }, url }
}

/** Says that there are more rows than a table shows: who adds them up would not know. */
function restOfRows({ results, columns, hasMore }: JsonObject): string {
  if (hasMore !== true || !Array.isArray(columns) || !Array.isArray(results)) return ''
  return `\n\nNot shown: rows after the first ${results.length}. Ask with a limit (in SQL: LIMIT and OFFSET) for others.`
}

const editorUrl = ({ project }: Pick<ToolCall, 'project'>, source: JsonObject) =>
  `${project.page}/insights/new#q=${encodeURIComponent(JSON.stringify({ kind: 'InsightVizNode', source }))}`

/** What a query asks, without the wrapper that says how to show it. */
function sourceOf(query: JsonObject): JsonObject {
  const inner = objectOr(query['source'])
  return 'kind' in inner ? sourceOf(inner) : query
}

async function ask(
  call: ToolCall<unknown>,
  query: JsonObject,
  format: 'optimized' | 'json',
  how = { whole: false },
): Promise<ToolAnswer> {
  const answer = await call.rest.send('POST', `${call.project.api}/query/`, { query, refresh: 'blocking' })
  const source = sourceOf(query)
  const url =
    source['kind'] === 'HogQLQuery'
      ? `${call.project.page}/sql?q=${encodeURIComponent(String(source['query']))}`
      : editorUrl(call, source)
  if (format === 'optimized') return resultAnswer(call, query, answer, url, how)
  const { results, columns, warnings, hasMore } = answer
  const more = {
    ...(columns ? { columns } : {}),
    ...(warnings ? { warnings } : {}),
    ...(hasMore === true ? { hasMore } : {}),
  }
  return { value: { query, results: results ?? null, ...more }, url }
}

const dateRange = Open.optional().describe('{"date_from":"-30d"}')
const properties = z.array(Open).optional().describe('{"key","value","operator":"exact","type":"event"|"person"}')
const isSome = (list: unknown[]) => list.length > 0
const series = z
  .array(Open)
  .refine(isSome, 'at least one series is needed')
  .describe('{"kind":"EventsNode","event":"$pageview","math":"dau"|"sum"…,"math_property"?}')
const filterTestAccounts = z.boolean().optional().describe('No test accounts')
const interval = z.enum(['minute', 'hour', 'day', 'week', 'month']).optional().describe('Else by the range')
const breakdownFilter = Open.optional().describe('{"breakdowns":[{"property":"$browser","type":"event"}]}')
const compareFilter = Open.optional().describe('{"compare": true}')
const funnelsFilter = Open.describe('{"funnelWindowInterval":7,"funnelWindowIntervalUnit":"day"}')
const asked = { dateRange, properties, filterTestAccounts }

/** One tool for each kind of question: the fields of its node at the top. */
const KINDS = [
  {
    name: 'query-trends',
    title: 'Run a trends query',
    kind: 'TrendsQuery',
    description: 'Counts over time of one or several series, by breakdown, compared or in a formula. Default: 30 days.',
    input: z.object({
      series,
      interval,
      ...asked,
      breakdownFilter,
      compareFilter,
      trendsFilter: Open.optional().describe('{"display":"ActionsBar","formula":"A/B"}'),
    }),
  },
  {
    name: 'query-funnel',
    title: 'Run a funnel query',
    kind: 'FunnelsQuery',
    description:
      'How many people go from step to step: series are the steps, at least two. Default: 30 days, 14 days to convert.',
    input: z.object({ series, ...asked, interval, breakdownFilter, funnelsFilter: funnelsFilter.optional() }),
  },
  {
    name: 'query-retention',
    title: 'Run a retention query',
    kind: 'RetentionQuery',
    description:
      'Who comes back: retentionFilter {"period":"Week","totalIntervals":8,"targetEntity":{"id":"signed up","type":"events"},"returningEntity":{…}}.',
    input: z.object({ retentionFilter: Open.describe('Period and the two events'), ...asked, breakdownFilter }),
  },
  {
    name: 'query-stickiness',
    title: 'Run a stickiness query',
    kind: 'StickinessQuery',
    description: 'On how many days (weeks, months) of the range people did something.',
    input: z.object({
      series,
      interval,
      ...asked,
      compareFilter,
      stickinessFilter: Open.optional().describe('{"display":"ActionsBar"}'),
    }),
  },
  {
    name: 'query-lifecycle',
    title: 'Run a lifecycle query',
    kind: 'LifecycleQuery',
    description: 'New, returning, resurrecting and dormant people of one series over time.',
    input: z.object({
      series,
      interval,
      ...asked,
      lifecycleFilter: Open.optional().describe('{"toggledLifecycles":["new","dormant"]}'),
    }),
  },
  {
    name: 'query-paths',
    title: 'Run a paths query',
    kind: 'PathsQuery',
    description:
      'Where people go from page to page or event to event: pathsFilter {"includeEventTypes":["$pageview"],"stepLimit":5}.',
    input: z.object({ pathsFilter: Open.describe('What a step is, and how many'), ...asked }),
  },
] as const

const LONG_RANGE = { date_from: '-30d' }

/** The interval that fits a relative range: hours below two days, days below a month, weeks below three, else months. */
function fittingInterval(range: JsonObject): string | undefined {
  const match = /^-(\d+)([hdwmy])$/.exec(String(range['date_from'] ?? ''))
  if (!match || (range['date_to'] ?? null) !== null) return undefined
  const days = Number(match[1]) * ({ h: 1 / 24, d: 1, w: 7, m: 30, y: 365 }[match[2] ?? 'd'] ?? 1)
  if (days < 2) return 'hour'
  if (days <= 31) return 'day'
  return days < 92 ? 'week' : 'month'
}

const kindTools: Tool[] = KINDS.map(({ kind, input, ...about }) =>
  tool({
    ...about,
    feature: 'insights',
    scopes: ['query:read'],
    hints: 'RI',
    fixed: { kind },
    input: z.object({ ...input.shape, output_format }),
    run: async (call) => {
      const { output_format: format, ...fields } = call.args
      const given = asBody(fields)
      const range = objectOr(given['dateRange'] ?? LONG_RANGE)
      const wantsInterval = 'interval' in input.shape && given['interval'] === undefined
      const fitting = wantsInterval ? fittingInterval(range) : undefined
      const query = { ...given, kind, dateRange: range, ...(fitting ? { interval: fitting } : {}) }
      return ask(call, query, format)
    },
  }),
)

export const queryTools: Tool[] = [
  tool({
    name: 'query-run',
    title: 'Run query',
    description:
      'Runs any query node, bare or wrapped, e.g. {"kind":"InsightVizNode","source":{"kind":"TrendsQuery",…}}. The query-* tools are easier.',
    feature: 'insights',
    scopes: ['query:read'],
    hints: 'RI',
    input: z.object({ query: QueryNode.describe('The node to run'), output_format }),
    run: (call) => ask(call, asBody(call.args.query), call.args.output_format),
  }),
  ...kindTools,
  tool({
    name: 'execute-sql',
    title: 'Execute SQL query',
    description:
      'Reads with HogQL (ClickHouse SQL over events, persons, sessions, groups), e.g. select event, count() from events where timestamp > now() - interval 7 day group by event. Look up names first.',
    feature: 'sql',
    scopes: ['query:read'],
    hints: 'RI',
    input: z.object({
      query: z.string().min(1).describe('One HogQL SELECT'),
      truncate: z.boolean().default(true).describe('Cut long cells'),
      output_format,
    }),
    run: (call) => {
      const { query, truncate, output_format: format } = call.args
      return ask(call, { kind: 'HogQLQuery', query }, format, { whole: !truncate })
    },
  }),
]

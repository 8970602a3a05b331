import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, ascending, call, field, select } from '../../hogql/build.ts'
import { type SamplingRate, type WebTrendsMetric, WebTrendsQuery } from '../../schema/query/web.ts'
import { bucketKey, bucketKeys, bucketOf, textsOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { queryRange } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { appendProperties, overrideInsight } from '../overrides.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { webKind } from './kind.ts'
import { samplingRate, shareOf } from './sampling.ts'
import { sessionRows } from './sessions.ts'

interface WebTrendsResult {
  results: { bucket: string; metrics: Record<string, number> }[]
  hasMore: boolean
  samplingRate: SamplingRate | null
}

/** The figures of a site over time. Sessions belong to the bucket in which they begin, and all buckets are in the answer. */
export const webTrendsKind = queryKind<WebTrendsQuery, WebTrendsResult>({
  kind: 'WebTrendsQuery',
  node: WebTrendsQuery,
  build: (node, ctx) => [{ name: 'buckets', query: statement(node, ctx) }],
  shape: (answers, node, ctx) => {
    const range = queryRange(node, ctx)
    const share = shareOf(node)
    const found = new Map(
      readRows(answers.get('buckets')).map((row) => [bucketKey(row['bucket'], range.interval), row]),
    )
    const { days } = textsOf(range)
    const all = bucketKeys(range).map((key, i) => {
      const row = found.get(key) ?? {}
      const metrics = metricsOf(node).map((metric) => [metric, unsampled(Number(row[metric] ?? 0), share)] as const)
      return { bucket: days[i] ?? key, metrics: Object.fromEntries(metrics) }
    })
    const from = node.offset ?? 0
    const to = from + (node.limit ?? all.length)
    return { results: all.slice(from, to), hasMore: to < all.length, samplingRate: samplingRate(node) }
  },
  ...webKind,
  override: (node, filter) => overrideInsight(node, filter, ['interval'], appendProperties),
})

/** Each once, however often it is named. */
const metricsOf = ({ metrics }: WebTrendsQuery): readonly WebTrendsMetric[] =>
  metrics && metrics.length > 0 ? [...new Set(metrics)] : ['UniqueUsers']

/** `SessionDuration` is how long all sessions took together, in seconds. */
const METRICS: Record<WebTrendsMetric, () => Expr> = {
  UniqueUsers: () => call('uniqExact', field('person_key')),
  PageViews: () => call('sum', field('views')),
  Sessions: () => call('count'),
  Bounces: () => call('sum', field('bounced')),
  SessionDuration: () => call('sum', field('duration')),
  TotalSessions: () => call('count'),
}

function statement(node: WebTrendsQuery, ctx: QueryContext): Query {
  const sessions = sessionRows({ ...node, compareFilter: null }, ctx, () => ({
    columns: [alias('begins', call('min', field('timestamp')))],
  }))
  const { interval } = queryRange(node, ctx)
  return select({
    select: [
      alias('bucket', bucketOf(interval, field('begins'))),
      ...metricsOf(node).map((metric) => alias(metric, METRICS[metric]())),
    ],
    from: sessions,
    as: 'sessions_seen',
    group_by: [field('bucket')],
    order_by: [ascending(field('bucket'))],
  })
}

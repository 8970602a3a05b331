import type { ZodType } from 'zod'
import { type JsonObject, trusted } from '../../lib/json.ts'
import {
  InsightActorsQuery,
  InsightActorsQueryOptions,
  type PointActorsQuery,
  StickinessActorsQuery,
} from '../../schema/query/actors.ts'
import { FunnelCorrelationActorsQuery } from '../../schema/query/funnel-correlation.ts'
import { FunnelsActorsQuery } from '../../schema/query/funnels.ts'
import type { ActorOptions } from '../insight-actors.ts'
import { queryKind } from '../kind.ts'
import { pageClauses, pageOf, type RowsPage } from '../page.ts'
import { answerTo, presentRows, typeOf } from '../rows.ts'
import { insightOf, pointActors } from './source.ts'

/** Without an `ActorsQuery` around it, each row is an actor's id and then what the insight says of the actor. */
function pointKind<Node extends PointActorsQuery>(kind: string, node: ZodType<Node>) {
  return queryKind<Node, RowsPage>({
    kind,
    node,
    build: (asked, ctx) => [
      { name: 'rows', query: { ...pointActors(asked, ctx).query, limit: pageClauses({}).limit } },
    ],
    shape: (answers, asked, ctx) => {
      const answer = answerTo(answers, 'rows')
      const { results, ...page } = pageOf(presentRows(answer, ctx.timezone), {})
      const columns = ['actor_id', ...pointActors(asked, ctx).columns]
      return { results, columns, types: columns.map((_, i) => typeOf(answer, i)), ...page }
    },
    interval: (asked) => insightOf(asked).interval,
    needsEarliest: (asked) => insightOf(asked).needsEarliest,
  })
}

export const insightActorsKind = pointKind('InsightActorsQuery', InsightActorsQuery)
export const funnelsActorsKind = pointKind('FunnelsActorsQuery', FunnelsActorsQuery)
export const stickinessActorsKind = pointKind('StickinessActorsQuery', StickinessActorsQuery)
export const correlationActorsKind = pointKind('FunnelCorrelationActorsQuery', FunnelCorrelationActorsQuery)

const NO_OPTIONS: ActorOptions = {
  day: null,
  series: null,
  breakdown: null,
  breakdowns: null,
  compare: null,
  interval: null,
  status: null,
}

const isBrokenDown = ({ source }: PointActorsQuery) => 'breakdownFilter' in source && !!source.breakdownFilter

/** The points of an insight. The insight itself is asked only for the values of a breakdown. */
export const actorOptionsKind = queryKind<InsightActorsQueryOptions, ActorOptions>({
  kind: 'InsightActorsQueryOptions',
  node: InsightActorsQueryOptions,
  build: ({ source }, ctx) => (isBrokenDown(source) ? insightOf(source).build(ctx) : []),
  shape: (answers, { source }, ctx) => {
    const insight = insightOf(source)
    const result = isBrokenDown(source) ? trusted<JsonObject>(insight.shape(answers, ctx)) : undefined
    return { ...NO_OPTIONS, ...insight.options(ctx, result) }
  },
  fleeting: true,
  interval: ({ source }) => insightOf(source).interval,
  needsEarliest: ({ source }) => insightOf(source).needsEarliest,
})

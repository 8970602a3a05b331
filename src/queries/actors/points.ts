import type { ZodType } from 'zod'
import { constant } from '../../hogql/build.ts'
import { type JsonObject, trusted } from '../../lib/json.ts'
import {
  FunnelsActorsQuery,
  InsightActorsQuery,
  InsightActorsQueryOptions,
  type PointActorsQuery,
  StickinessActorsQuery,
} from '../../schema/query/actors.ts'
import type { ActorOptions } from '../actors-source.ts'
import { queryKind } from '../kind.ts'
import { presentRows, typeOf } from '../rows.ts'
import { insightOf, pointActors } from './source.ts'

const LIMIT = 100

interface PointResult {
  results: unknown[][]
  columns: string[]
  types: string[]
  hasMore: boolean
  limit: number
  offset: number
}

/** Asked alone, the actors behind a point are rows of their ids and of what the insight says of them. */
function pointKind<Node extends PointActorsQuery>(kind: string, node: ZodType<Node>) {
  return queryKind<Node, PointResult>({
    kind,
    node,
    build: (asked, ctx) => [{ name: 'rows', query: { ...pointActors(asked, ctx).query, limit: constant(LIMIT + 1) } }],
    shape: (answers, asked, ctx) => {
      const answer = answers.get('rows')
      const rows = answer ? presentRows(answer, ctx.timezone, (properties) => properties) : []
      const columns = ['actor_id', ...pointActors(asked, ctx).columns]
      return {
        results: rows.slice(0, LIMIT),
        columns,
        types: columns.map((_, i) => (answer ? typeOf(answer, i) : '')),
        hasMore: rows.length > LIMIT,
        limit: LIMIT,
        offset: 0,
      }
    },
    interval: (asked) => insightOf(asked).interval,
    needsEarliest: (asked) => insightOf(asked).needsEarliest,
  })
}

export const insightActorsKind = pointKind('InsightActorsQuery', InsightActorsQuery)
export const funnelsActorsKind = pointKind('FunnelsActorsQuery', FunnelsActorsQuery)
export const stickinessActorsKind = pointKind('StickinessActorsQuery', StickinessActorsQuery)

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

import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, call, constant, divided, field, select, times } from '../../hogql/build.ts'
import { type SamplingRate, WebOverviewQuery } from '../../schema/query/web.ts'
import { isoOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { queryKind } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { webKind } from './kind.ts'
import { samplingRate, shareOf } from './sampling.ts'
import { sessionRows, webPeriods } from './sessions.ts'

interface OverviewItem {
  key: string
  kind: 'unit' | 'duration_s' | 'percentage' | 'currency'
  value: number | null
  previous: number | null
  changeFromPreviousPct: number | null
  isIncreaseBad: boolean | null
  usedPreAggregatedTables: boolean
}

/** Whole percents. A half is one, whatever the last digits of a mean make of it. */
const percentOf = (part: number, whole: number) => Math.round(Number(((part / whole) * 100).toFixed(6)))

interface OverviewResult {
  results: OverviewItem[]
  samplingRate: SamplingRate | null
  dateFrom: string
  dateTo: string
}

/** Figures of a site. None of them names a path, so `doPathCleaning` changes nothing, as in PostHog. */
export const webOverviewKind = queryKind<WebOverviewQuery, OverviewResult>({
  kind: 'WebOverviewQuery',
  node: WebOverviewQuery,
  build: (node, ctx) => [{ name: 'overview', query: figures(node, ctx) }],
  shape: (answers, node, ctx) => {
    const row = readRows(answers.get('overview'))[0] ?? {}
    const { current, previous } = webPeriods(node, ctx)
    const figure = (name: string): number | null => {
      const value = row[name]
      return value === null || value === undefined || !Number.isFinite(Number(value)) ? null : Number(value)
    }
    const share = shareOf(node)
    const results = keysOf(node).map(([key, kind, name]): OverviewItem => {
      const whole = (count: number | null) => (count === null || kind !== 'unit' ? count : unsampled(count, share))
      const [value, before] = [whole(figure(`${name}_current`)), previous ? whole(figure(`${name}_previous`)) : null]
      return {
        key,
        kind,
        value,
        previous: before,
        changeFromPreviousPct: value !== null && before ? percentOf(value - before, before) : null,
        isIncreaseBad: key === 'bounce rate' ? true : null,
        usedPreAggregatedTables: false,
      }
    })
    const ends = { dateFrom: isoOf(current.wall_from, ctx.timezone), dateTo: isoOf(current.wall_to, ctx.timezone) }
    return { results, samplingRate: samplingRate(node), ...ends }
  },
  ...webKind,
})

type Key = [key: string, kind: OverviewItem['kind'], name: string]

const VISITS: Key[] = [
  ['visitors', 'unit', 'visitors'],
  ['views', 'unit', 'views'],
  ['sessions', 'unit', 'sessions'],
  ['session duration', 'duration_s', 'duration'],
  ['bounce rate', 'percentage', 'bounce'],
]
const CONVERSIONS: Key[] = [
  ['visitors', 'unit', 'visitors'],
  ['total conversions', 'unit', 'conversions'],
  ['unique conversions', 'unit', 'converted'],
  ['conversion rate', 'percentage', 'rate'],
]

/**
 * Revenue is money of the events that a project names for it. Projects here name none, and then PostHog answers the
 * same: an item without a value.
 */
const keysOf = ({ conversionGoal, includeRevenue }: WebOverviewQuery): Key[] => [
  ...(conversionGoal ? CONVERSIONS : VISITS),
  ...(includeRevenue ? [[conversionGoal ? 'conversion revenue' : 'revenue', 'currency', 'revenue'] satisfies Key] : []),
]

/** One row with the figures of both periods. */
function figures(node: WebOverviewQuery, ctx: QueryContext): Query {
  const percent = (share: Expr) => times(share, constant(100))
  const ofPeriod = (period: 'current' | 'previous') => {
    const within = field(`is_${period}`)
    const converted = call('and', within, call('greater', field('conversions'), constant(0)))
    const figure = (name: string, value: Expr) => alias(`${name}_${period}`, value)
    const visitors = call('uniqExactIf', field('person_key'), within)
    if (node.conversionGoal) {
      const unique = call('uniqExactIf', field('person_key'), converted)
      return [
        figure('visitors', visitors),
        figure('conversions', call('sumIf', field('conversions'), within)),
        figure('converted', unique),
        figure('rate', percent(divided(unique, visitors))),
      ]
    }
    return [
      figure('visitors', visitors),
      figure('views', call('sumIf', field('views'), within)),
      figure('sessions', call('countIf', within)),
      figure('duration', call('avgIf', field('duration'), within)),
      figure('bounce', percent(call('avgIf', field('bounced'), within))),
    ]
  }
  const columns = [...ofPeriod('current'), ...ofPeriod('previous')]
  return select({ select: columns, from: sessionRows(node, ctx), as: 'sessions_seen' })
}

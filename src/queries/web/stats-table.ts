import type { Expr, OrderExpr, Query } from '../../hogql/ast.ts'
import {
  alias,
  ascending,
  call,
  constant,
  descending,
  equals,
  field,
  lambda,
  not,
  select,
  times,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { type WebBreakdown, WebStatsTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import type { QueryKind } from '../kind.ts'
import { overrideDates, overrideProperties } from '../overrides.ts'
import { readRows } from '../rows.ts'
import { sessionRows, webPeriods, webRange } from './sessions.ts'

interface StatsResult {
  results: unknown[][]
  columns: string[]
  types: string[]
  hasMore: boolean
  limit: number
  offset: number
  samplingRate: null
  usedPreAggregatedTables: false
}

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 10_000

/** Visitors and views of a site by page, source, device or place. */
export const webStatsTableKind: QueryKind<WebStatsTableQuery, StatsResult> = {
  kind: 'WebStatsTableQuery',
  node: WebStatsTableQuery,
  build: (node, ctx) => [{ name: 'rows', query: table(node, ctx) }],
  shape: (answers, node, ctx) => {
    const rows = readRows(answers.get('rows'))
    const compares = webPeriods(node, ctx).previous !== undefined
    const figures = figuresOf(node)
    const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))
    const limit = limitOf(node)
    const columns = ['breakdown_value', ...figures].map((name) => `context.columns.${name}`)
    return {
      results: rows
        .slice(0, limit)
        .map((row) => [
          row['value'] === '' ? null : row['value'],
          ...figures.map((name) => [number(row[`${name}_current`]), compares ? number(row[`${name}_previous`]) : null]),
        ]),
      columns,
      types: columns.map((_, i) => (i === 0 ? 'Nullable(String)' : 'Tuple(Float64, Nullable(Float64))')),
      hasMore: rows.length > limit,
      limit,
      offset: node.offset ?? 0,
      samplingRate: null,
      usedPreAggregatedTables: false,
    }
  },
  range: webRange,
  interval: () => 'day',
  needsEarliest: (node) => node.dateRange?.date_from === 'all',
  override: (node, filter) => {
    const dateRange = overrideDates(node.dateRange, filter)
    const properties = overrideProperties(node.properties, filter)
    return { ...node, ...(dateRange ? { dateRange } : {}), ...(properties ? { properties } : {}) }
  },
}

const limitOf = (node: WebStatsTableQuery) => Math.min(node.limit ?? DEFAULT_LIMIT, MAX_LIMIT)

const figuresOf = ({ includeBounceRate }: WebStatsTableQuery) => [
  'visitors',
  'views',
  ...(includeBounceRate ? ['bounce_rate'] : []),
]

const property = (name: string) => field('properties', name)
const pathOf = () => call('coalesce', property('$pathname'), call('path', property('$current_url')))
const text = (value: Expr) => call('ifNull', call('toString', value), constant(''))
const joinedBy = (separator: string, ...parts: Expr[]) =>
  call('concat', ...parts.flatMap((part, i) => (i === 0 ? [text(part)] : [constant(separator), text(part)])))

/** Values that each view has for itself. */
const OF_VIEWS: Partial<Record<WebBreakdown, () => Expr>> = {
  Page: pathOf,
  PreviousPage: () => property('$prev_pageview_pathname'),
  ScreenName: () => property('$screen_name'),
  Browser: () => property('$browser'),
  OS: () => property('$os'),
  Viewport: () =>
    call(
      'if',
      call('isNull', property('$viewport_width')),
      constant(''),
      joinedBy('x', property('$viewport_width'), property('$viewport_height')),
    ),
  DeviceType: () => property('$device_type'),
  Country: () => property('$geoip_country_code'),
  Region: () => property('$geoip_subdivision_1_name'),
  City: () => property('$geoip_city_name'),
  Timezone: () => property('$timezone'),
  Language: () => property('$browser_language'),
}

/** Values of a whole session: of its first view that has one, or of its last. */
const OF_SESSIONS: Partial<Record<WebBreakdown, { value: () => Expr; last?: true }>> = {
  InitialPage: { value: pathOf },
  ExitPage: { value: pathOf, last: true },
  InitialReferringDomain: { value: () => property('$referring_domain') },
  InitialUTMSource: { value: () => property('utm_source') },
  InitialUTMCampaign: { value: () => property('utm_campaign') },
  InitialUTMMedium: { value: () => property('utm_medium') },
  InitialUTMTerm: { value: () => property('utm_term') },
  InitialUTMContent: { value: () => property('utm_content') },
  InitialUTMSourceMediumCampaign: {
    value: () => joinedBy(' / ', property('utm_source'), property('utm_medium'), property('utm_campaign')),
  },
}

/** The values of a session, one per view; '' is no value. */
function valuesOf({ breakdownBy }: WebStatsTableQuery, counts: Expr): Expr {
  const ofView = OF_VIEWS[breakdownBy]
  if (ofView) return call('groupArrayIf', text(ofView()), counts)
  const ofSession = OF_SESSIONS[breakdownBy]
  if (!ofSession) throw invalid(`The breakdown '${breakdownBy}' is not supported`, 'breakdownBy')
  const value = text(ofSession.value())
  const isFilled = call('and', counts, not(equals(value, constant(''))))
  const pick = call(ofSession.last ? 'argMaxIf' : 'argMinIf', value, field('timestamp'), isFilled)
  return call('arrayWithConstant', call('countIf', counts), call('ifNull', pick, constant('')))
}

function table(node: WebStatsTableQuery, ctx: QueryContext): Query {
  if (node.includeScrollDepth) throw invalid('Scroll depth is not supported', 'includeScrollDepth')
  const sessions = sessionRows(node, ctx, (counts) => [
    alias('values', valuesOf(node, counts)),
    // A page bounces those who came in by it.
    alias('entry', call('argMinIf', text(pathOf()), field('timestamp'), counts)),
  ])
  const columns = ['person', 'bounced', 'is_current', 'is_previous', 'entry']
  const each = select({
    select: [
      ...columns.map((name) => field(name)),
      alias('value', call('arrayJoin', call('arrayDistinct', field('values')))),
      field('values'),
    ],
    from: sessions,
    as: 'sessions_seen',
  })
  const isSame = lambda(['v'], call('equals', field('v'), field('value')))
  const perSession = select({
    select: [
      ...columns.map((name) => field(name)),
      field('value'),
      alias('views', call('arrayCount', isSame, field('values'))),
    ],
    from: each,
    as: 'each_value',
  })
  return select({
    select: [field('value'), ...figures(node, 'current'), ...figures(node, 'previous')],
    from: perSession,
    as: 'per_session',
    group_by: [field('value')],
    order_by: orderOf(node),
    limit: constant(limitOf(node) + 1),
    offset: constant(node.offset ?? 0),
  })
}

function figures(node: WebStatsTableQuery, period: 'current' | 'previous'): Expr[] {
  const within = field(`is_${period}`)
  const entered =
    node.breakdownBy === 'Page' ? call('and', within, call('equals', field('entry'), field('value'))) : within
  return [
    alias(`visitors_${period}`, call('uniqExactIf', field('person'), within)),
    alias(`views_${period}`, call('sumIf', field('views'), within)),
    ...(node.includeBounceRate
      ? [alias(`bounce_rate_${period}`, times(call('avgIf', field('bounced'), entered), constant(100)))]
      : []),
  ]
}

const ORDERS: Record<string, string> = { visitors: 'visitors', views: 'views', bouncerate: 'bounce_rate' }

function orderOf(node: WebStatsTableQuery): OrderExpr[] {
  const [name, direction] = node.orderBy ?? []
  const usual = [descending(field('visitors_current')), descending(field('views_current')), ascending(field('value'))]
  if (!name) return usual
  const figure = ORDERS[name.toLowerCase().replace(/[\s_]/g, '')]
  if (!figure || !figuresOf(node).includes(figure)) throw invalid(`Cannot order by '${name}'`, 'orderBy')
  const by = field(`${figure}_current`)
  return [direction?.toUpperCase() === 'ASC' ? ascending(by) : descending(by), ...usual]
}

import type { Expr } from '../../hogql/ast.ts'
import {
  alias,
  and,
  at,
  call,
  compare,
  constant,
  divided,
  equals,
  field,
  or,
  quantileOf,
  tuple,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { WebQuery, WebStatsTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import { eventIs } from '../filters.ts'
import { queryFilters } from '../series.ts'
import { leavesPage, readToTheEnd, scrolled, secondsOnPage, tellsOfPage } from './scroll.ts'
import { isView, type WebEvents } from './sessions.ts'
import type { Paths, WebValue } from './values.ts'

/** One pair of numbers in the rows of a table: now and before. */
interface Figure {
  /** Its column: `context.columns.<name>`. */
  name: string
  /** Of the rows per session and value, those in the period `within`. */
  of(within: Expr): Expr
  /** A count of persons or events, that a sample has too few of. */
  counts?: true
}

/** What a table gathers of each session, and what it shows of it. */
export interface Table {
  figures: Figure[]
  /** Tuples of a session: a value and amounts for it. */
  visits(events: WebEvents): Expr
  /** What else than views makes a session count. */
  keeps?: (events: WebEvents) => Expr
  /** The amounts per session and value, from the tuples in `visit`. */
  amounts: Expr[]
  /** Which rows there are. */
  rows: Expr[]
}

const amount = (position: number) => at(field('visit'), position)
const total = (name: string, position: number) => alias(name, call('sum', amount(position)))
const filled = (position: number) => call('isNotNull', amount(position))
const sumOf = (name: string) => (within: Expr) => call('sumIf', field(name), within)
const some = (...names: string[]) => or(...names.map((name) => compare('>', call('sum', field(name)), constant(0))))

/** Clicks in anger, clicks without effect and errors, by page; pages without any of them are left out. */
export function frustrations(node: WebStatsTableQuery, { value }: WebValue, ctx: QueryContext): Table {
  const kinds = { rage_clicks: '$rageclick', dead_clicks: '$dead_click', errors: '$exception' }
  const names = Object.keys(kinds)
  const isOne = or(...Object.values(kinds).map(eventIs))
  const counted = ({ within }: WebEvents) => and(or(isView(), isOne), queryFilters(node, ctx), within)
  const each = Object.values(kinds).map((name) => call('if', eventIs(name), constant(1), constant(0)))
  return {
    figures: names.map((name) => ({ name, of: sumOf(name), counts: true })),
    visits: (events) => call('groupArrayIf', tuple(value, ...each), counted(events)),
    keeps: (events) => compare('>', call('countIf', counted(events)), constant(0)),
    amounts: names.map((name, i) => total(name, i + 2)),
    rows: [some(...names)],
  }
}

/** Visitors and views or conversions; for pages also how they were left. */
export function visits(node: WebStatsTableQuery, value: WebValue, paths: Paths, ctx: QueryContext): Table {
  const isPage = node.breakdownBy === 'Page' && !node.conversionGoal
  const tellsScroll = isPage && node.includeScrollDepth === true
  const tellsTime = isPage && node.includeAvgTimeOnPage === true
  const leaves = tellsScroll || tellsTime
  const one = (condition: Expr) => call('if', condition, constant(1), constant(0))
  const seen = ({ counts, converts }: WebEvents) =>
    value.of === 'event'
      ? call(
          'groupArrayIf',
          tuple(value.value, one(counts), one(converts), ...(leaves ? NO_TIME : [])),
          or(counts, converts),
        )
      : call('array', tuple(value.value, call('countIf', counts), call('countIf', converts)))
  const left = ({ within }: WebEvents) => and(leavesPage(node, within, ctx), tellsOfPage(paths.left))
  const leaving = tuple(paths.left, constant(0), constant(0), scrolled(), readToTheEnd(), secondsOnPage())
  const scroll = ['scroll', 'read'].flatMap((name, i) => [
    total(name, i + 4),
    alias(`${name}_known`, call('countIf', filled(i + 4))),
  ])
  const time = alias('time', quantileOf(TIME_QUANTILE, [amount(6), filled(6)], 'StateIf'))
  return {
    figures: figuresOf(node, { tellsScroll, tellsTime, isPage }),
    visits: (events) =>
      leaves ? call('arrayConcat', seen(events), call('groupArrayIf', leaving, left(events))) : seen(events),
    ...(leaves ? { keeps: (events: WebEvents) => compare('>', call('countIf', left(events)), constant(0)) } : {}),
    amounts: [total('views', 2), total('conversions', 3), ...(tellsScroll ? scroll : []), ...(tellsTime ? [time] : [])],
    // A page that was only left has no row of its own.
    rows: [
      ...(leaves ? [some('views', 'conversions')] : []),
      ...(isPage && (leaves || node.includeBounceRate) ? [call('isNotNull', field('shown'))] : []),
    ],
  }
}

const NO_TIME = [constant(null), constant(null), constant(null)]
/** What PostHog calls the average time on a page: nine of ten views were shorter. */
const TIME_QUANTILE = 0.9

const average = (name: string) => (within: Expr) =>
  divided(call('sumIf', field(name), within), call('sumIf', field(`${name}_known`), within))

function figuresOf(
  node: WebStatsTableQuery,
  { tellsScroll, tellsTime, isPage }: { tellsScroll: boolean; tellsTime: boolean; isPage: boolean },
): Figure[] {
  const visited = or(compare('>', field('views'), constant(0)), compare('>', field('conversions'), constant(0)))
  const persons = (condition: Expr) => (within: Expr) =>
    call('uniqExactIf', field('person_key'), and(within, condition))
  const visitors = persons(visited)
  const visitorsFigure: Figure = { name: 'visitors', of: visitors, counts: true }
  if (node.conversionGoal) {
    const converted = persons(compare('>', field('conversions'), constant(0)))
    const rate = (within: Expr) =>
      call('if', equals(visitors(within), constant(0)), constant(null), divided(converted(within), visitors(within)))
    return [
      visitorsFigure,
      { name: 'total_conversions', of: sumOf('conversions'), counts: true },
      { name: 'unique_conversions', of: converted, counts: true },
      { name: 'conversion_rate', of: rate },
    ]
  }
  // A page bounces those who came in by it.
  const entered = isPage ? [field('entered')] : []
  const bounce = (within: Expr) => call('avgIf', field('bounced'), call('and', within, visited, ...entered))
  return [
    visitorsFigure,
    { name: 'views', of: sumOf('views'), counts: true },
    ...(tellsTime
      ? [
          {
            name: 'avg_time_on_page',
            of: (within: Expr) => quantileOf(TIME_QUANTILE, [field('time'), within], 'MergeIf'),
          },
        ]
      : []),
    ...(node.includeBounceRate ? [{ name: 'bounce_rate', of: bounce }] : []),
    ...(tellsScroll
      ? [
          { name: 'average_scroll_percentage', of: average('scroll') },
          { name: 'scroll_gt80_percentage', of: average('read') },
        ]
      : []),
  ]
}

/** Names of `orderBy` and their columns. */
const ORDERS: Record<string, string> = {
  Visitors: 'visitors',
  Views: 'views',
  Clicks: 'clicks',
  BounceRate: 'bounce_rate',
  AvgTimeOnPage: 'avg_time_on_page',
  AverageScrollPercentage: 'average_scroll_percentage',
  ScrollGt80Percentage: 'scroll_gt80_percentage',
  TotalConversions: 'total_conversions',
  UniqueConversions: 'unique_conversions',
  ConvertingUsers: 'unique_conversions',
  ConversionRate: 'conversion_rate',
  RageClicks: 'rage_clicks',
  DeadClicks: 'dead_clicks',
  Errors: 'errors',
}

/** The column that `orderBy` names, and the direction. One that a table has not does not order it. */
export function askedOrder({ orderBy }: WebQuery): { column: string | undefined; ascends: boolean } {
  const [name, direction] = orderBy ?? []
  const bare = (text: string) => text.toLowerCase().replace(/[\s_]/g, '')
  const column = Object.entries(ORDERS).find(([known]) => bare(known) === bare(name ?? ''))?.[1]
  if (name && !column) throw invalid(`Cannot order by '${name}'`, 'orderBy')
  if (direction && !/^(asc|desc)$/i.test(direction))
    throw invalid(`orderBy: '${direction}' is not understood: the direction is ASC or DESC`, 'orderBy')
  return { column, ascends: direction?.toUpperCase() === 'ASC' }
}

/** The columns by which rows come, the first one first. */
export function orderOf(node: WebQuery, figures: Pick<Figure, 'name'>[]): { names: string[]; ascends: boolean } {
  const { column: asked, ascends } = askedOrder(node)
  const usual = ['errors', 'rage_clicks', 'dead_clicks', 'unique_conversions', 'total_conversions', 'visitors', 'views']
  const names = [...(asked ? [asked] : []), ...usual.filter((other) => other !== asked)]
  const has = (column: string) => figures.some((figure) => figure.name === column)
  return { names: names.filter(has), ascends }
}

import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, and, ascending, at, call, constant, descending, field, lambda, select } from '../../hogql/build.ts'
import { WebStatsTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import { queryKind } from '../kind.ts'
import { DEFAULT_LIMIT, pageClauses, pageOf } from '../page.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { frustrations, orderOf, type Table, visits } from './figures.ts'
import { webKind } from './kind.ts'
import { samplingRate, shareOf } from './sampling.ts'
import { sessionRows, webPeriods } from './sessions.ts'
import { PAIR, type WebTable } from './table.ts'
import { pathsOf, valueOf } from './values.ts'

interface StatsResult extends WebTable {
  usedPreAggregatedTables: false
}

const MAX_LIMIT = 10_000

/** Visitors and views of a site by page, source, device or place. `includeRevenue` adds nothing to tables, as in PostHog. */
export const webStatsTableKind = queryKind<WebStatsTableQuery, StatsResult>({
  kind: 'WebStatsTableQuery',
  node: WebStatsTableQuery,
  build: (node, ctx) => [{ name: 'rows', query: statement(node, ctx) }],
  shape: (answers, node, ctx) => {
    const compares = webPeriods(node, ctx).previous !== undefined
    const { figures } = tableOf(node, ctx)
    const share = shareOf(node)
    const columns = ['breakdown_value', ...figures.map(({ name }) => name)].map((name) => `context.columns.${name}`)
    const pair = (row: Record<string, unknown>, { name, counts }: Table['figures'][number]) =>
      ['current', 'previous'].map((period) => {
        const value = row[`${name}_${period}`]
        if ((period === 'previous' && !compares) || !isNumber(value)) return null
        return counts ? unsampled(Number(value), share) : Number(value)
      })
    const { results, ...page } = pageOf(readRows(answers.get('rows')), asked(node))
    return {
      results: results.map((row) => [shown(row, node), ...figures.map((figure) => pair(row, figure))]),
      columns,
      types: columns.map((_, i) => (i === 0 ? valueOf(node, ctx).type : PAIR)),
      ...page,
      samplingRate: samplingRate(node),
      usedPreAggregatedTables: false,
    }
  },
  ...webKind,
})

const asked = ({ limit, offset }: WebStatsTableQuery) => ({
  limit: Math.min(limit ?? DEFAULT_LIMIT, MAX_LIMIT),
  offset,
})

const isNumber = (value: unknown) => value !== null && value !== undefined && Number.isFinite(Number(value))

/** Languages are told with the region that most of their speakers here have. */
function shown(row: Record<string, unknown>, { breakdownBy }: WebStatsTableQuery): unknown {
  const value = row['shown'] ?? null
  return breakdownBy === 'Language' && value !== null ? `${value}-${row['region'] ?? ''}` : value
}

const tableOf = (node: WebStatsTableQuery, ctx: QueryContext): Table =>
  node.breakdownBy === 'FrustrationMetrics'
    ? frustrations(node, valueOf(node, ctx), ctx)
    : visits(node, valueOf(node, ctx), pathsOf(node, ctx), ctx)

function statement(node: WebStatsTableQuery, ctx: QueryContext): Query {
  const table = tableOf(node, ctx)
  const enters = node.breakdownBy === 'Page' && node.includeBounceRate === true
  const sessions = sessionRows(node, ctx, (events) => ({
    columns: [alias('visits', table.visits(events)), ...(enters ? [alias('entry', pathsOf(node, ctx).entry)] : [])],
    ...(table.keeps ? { keeps: table.keeps(events) } : {}),
  }))
  const ofSession = ['session_key', 'person_key', 'bounced', 'is_current', 'is_previous', ...(enters ? ['entry'] : [])]
  const each = select({
    select: [...ofSession.map((name) => field(name)), alias('visit', call('arrayJoin', field('visits')))],
    from: sessions,
    as: 'sessions_seen',
  })
  const once = (name: string) => alias(name, call('any', field(name)))
  const perSession = select({
    select: [
      field('session_key'),
      alias('value', at(field('visit'), 1)),
      ...['person_key', 'bounced', 'is_current', 'is_previous'].map(once),
      ...(enters ? [alias('entered', call('equals', call('any', field('entry')), field('value')))] : []),
      ...table.amounts,
    ],
    from: each,
    as: 'each_visit',
    group_by: [field('session_key'), field('value')],
  })
  const { names, ascends } = orderOf(node, table.figures)
  const ordered = names.flatMap((name) => [`${name}_current`, `${name}_previous`])
  return select({
    select: [
      ...shownValue(node),
      ...['current', 'previous'].flatMap((period) =>
        table.figures.map(({ name, of }) => alias(`${name}_${period}`, of(field(`is_${period}`)))),
      ),
    ],
    from: perSession,
    as: 'per_session',
    group_by: [field('shown')],
    having: and(...table.rows),
    order_by: [
      ...ordered.map((name) => (ascends ? ascending(field(name)) : descending(field(name)))),
      ascending(field('shown')),
    ],
    ...pageClauses(asked(node)),
  })
}

/** The value of a row. Of `en-US` it is the language; the commonest region of it comes beside. */
function shownValue({ breakdownBy }: WebStatsTableQuery): Expr[] {
  if (breakdownBy !== 'Language') return [alias('shown', field('value'))]
  const part = (index: number) =>
    call('arrayElement', call('splitByChar', constant('-'), call('assumeNotNull', field('value'))), constant(index))
  const regions = call('groupArray', part(2))
  // By how often, and equals from Z to A: so the last one is the most frequent, the first of the alphabet.
  const often = lambda(['region'], call('countEqual', regions, field('region')))
  const sorted = call('arraySort', often, call('arrayReverseSort', call('arrayDistinct', regions)))
  return [
    alias('shown', call('if', call('isNull', field('value')), constant(null), part(1))),
    alias('region', call('arrayElement', sorted, constant(-1))),
  ]
}

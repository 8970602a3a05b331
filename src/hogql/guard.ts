import type { JoinType } from './ast.ts'
import type { CompileContext, HiddenEvents } from './context.ts'
import { rewriteQuery } from './rewrite.ts'
import { type From, type Sql, type SqlQuery, type SqlSelect, sql, type TableRead } from './sql.ts'

/**
 * The tenant guard: every table read, wherever it stands, is followed by `team_id = N` in the same SELECT. Only this pass
 * makes a GuardedRead, and the printer prints no other kind, so a forgotten place is an error and never a leak.
 *
 * The condition is ANDed outside of whatever the user wrote. The first table's stands in WHERE; that of a joined one in ON
 * where the join keeps unmatched left rows. Where neither is exact (RIGHT, FULL, ASOF, CROSS, …) the table becomes a
 * guarded subquery. Beside the team stands what is not to be seen: the events of deleted persons, and all but the
 * published version of a cohort's members.
 */
export function guard(query: SqlQuery, ctx: GuardContext): SqlQuery {
  return rewriteQuery(query, { select: (select) => guardSelect(select, ctx) })
}

type GuardContext = Pick<CompileContext, 'team_id' | 'hidden_events' | 'cohorts'>

const GUARDED_IN_ON: readonly (JoinType | undefined)[] = [
  'JOIN',
  'INNER JOIN',
  'LEFT JOIN',
  'LEFT OUTER JOIN',
  'LEFT ANY JOIN',
  'ANY INNER JOIN',
  'LEFT ALL JOIN',
] as const

const KEEPS_RIGHT_ROWS = /^(RIGHT|FULL)/

function guardSelect(select: SqlSelect, ctx: GuardContext): SqlSelect {
  const keepsRight = select.from.some(({ join }) => join !== undefined && KEEPS_RIGHT_ROWS.test(join))
  const conditions: Sql[] = []
  const from = select.from.map((member, index): From => {
    const { source } = member
    if (source.node !== 'TableRead') return member
    const condition = guardCondition(source, member.alias, ctx)
    const guarded = { ...member, source: { node: 'GuardedRead', table: source.table } as const }
    if (index === 0 && !keepsRight) {
      conditions.push(condition)
      return guarded
    }
    if (index > 0 && member.on && !keepsRight && GUARDED_IN_ON.includes(member.join)) {
      return { ...guarded, on: sql.and([member.on, condition]) }
    }
    return { ...member, source: guardedSubquery(source, member.alias, condition) }
  })
  if (conditions.length === 0) return { ...select, from }
  return { ...select, from, where: sql.and([...conditions, ...(select.where ? [select.where] : [])]) }
}

function guardCondition({ table }: TableRead, alias: string, { team_id, hidden_events, cohorts }: GuardContext): Sql {
  return sql.and([
    is(alias, 'team_id', team_id),
    ...table.conditions.map(({ column, value }) => is(alias, column, value)),
    ...(table.physical === 'events' && hidden_events.length > 0 ? [isVisible(alias, hidden_events)] : []),
    ...(table.physical === 'cohort_people' ? [isPublished(alias, cohorts)] : []),
  ])
}

const is = (alias: string, column: string, value: number) =>
  sql.equals(sql.column(alias, column, sql.type('integer')), sql.integer(value))

/**
 * Whether a row of `cohort_people` is published: older and pending versions lie beside. All cohorts stand in two values,
 * because a statement that reads many of them would be too long with a condition for each in each.
 */
function isPublished(alias: string, cohorts: CompileContext['cohorts']): Sql {
  const versions = new Map<number, number>()
  for (const { id, members } of cohorts)
    if ((members.kind === 'published' || members.kind === 'inline') && members.version !== undefined)
      versions.set(id, members.version)
  const [[id, version] = [], more] = versions
  if (id === undefined || version === undefined) return sql.boolean(false)
  if (!more) return sql.and([is(alias, 'cohort_id', id), is(alias, 'version', version)])
  const integer = sql.type('integer')
  const mine = sql.column(alias, 'cohort_id', integer)
  const published = [mine, integers([...versions.keys()]), integers([...versions.values()]), sql.integer(0)]
  return sql.equals(sql.column(alias, 'version', integer), sql.call('transform', published, integer))
}

const integers = (value: number[]): Sql => ({
  node: 'Value',
  value,
  clickhouseType: 'Array(Int64)',
  type: sql.type('array'),
})

/**
 * Whether a row of events was stored after the cut-off of its distinct id: then it belongs to a new person and is seen. The
 * engine looks each id up once per row, however many persons were deleted.
 */
function isVisible(alias: string, hidden: readonly HiddenEvents[]): Sql {
  const cutoffs = new Map<string, number>()
  for (const { distinct_ids, cutoff } of hidden)
    for (const id of distinct_ids) cutoffs.set(id, Math.max(cutoff.getTime(), cutoffs.get(id) ?? 0))
  const integer = sql.type('integer')
  const mine = sql.column(alias, 'distinct_id', sql.type('string'))
  const cutoff = sql.call(
    'transform',
    [mine, sql.texts([...cutoffs.keys()]), integers([...cutoffs.values()]), sql.integer(0)],
    integer,
  )
  const stored = sql.column(alias, 'inserted_at', sql.type('datetime'))
  return sql.call('greater', [sql.call('toUnixTimestamp64Milli', [stored], integer), cutoff], sql.type('boolean'))
}

function guardedSubquery({ table }: TableRead, alias: string, condition: Sql): SqlSelect {
  return sql.select({
    select: [{ node: 'Column', from: alias, name: '*', type: sql.type('unknown') }],
    from: [{ source: { node: 'GuardedRead', table }, alias }],
    where: condition,
  })
}

import type { CTE, Expr, JoinExpr, Query, SelectQuery, SelectSetQuery } from '../ast.ts'
import { isQuery } from '../ast.ts'
import { call, compare, constant, equals, field } from '../build.ts'
import { didYouMean, HogqlError } from '../errors.ts'
import { isAggregate } from '../functions.ts'
import { type From, type Sql, type SqlSelect, sql } from '../sql.ts'
import { systemTable } from '../tables/system.ts'
import { findTable, TABLE_FUNCTIONS, TABLE_NAMES } from '../tables/tables.ts'
import { childrenOf, visitAll } from '../walk.ts'
import { resolveWindow } from './expression.ts'
import { sessionsOf, TableSource } from './lazy-joins.ts'
import { emptyScope, type OutputColumn, type ResolvedQuery, type Resolver, type Scope, type Source } from './scope.ts'
import { systemSource } from './system-source.ts'

const SESSIONS = new Set(['sessions', 'raw_sessions', 'posthog.sessions'])
const SAMPLE_SLOTS = 10_000
const RESERVED_ALIASES = new Set(['team_id', 'true', 'false', 'null'])

/** A query with every name resolved, and what it shows to the query around it. */
export function resolveQuery(query: Query, outer: Scope, resolver: Resolver): ResolvedQuery {
  return query.node === 'SelectQuery' ? resolveSelect(query, outer, resolver) : resolveSet(query, outer, resolver)
}

function resolveSet(set: SelectSetQuery, outer: Scope, resolver: Resolver): ResolvedQuery {
  const first = resolver.query(set.initial_select_query, outer)
  // CTEs of the first query are visible in the others, as `WITH … SELECT … UNION ALL SELECT …` is meant.
  const scope = emptyScope(outer)
  addCtes(ctesOf(set.initial_select_query), scope)
  const rest = set.subsequent_select_queries.map(({ set_operator, select_query }) => ({
    operator: set_operator,
    query: resolver.query(select_query, scope).query,
  }))
  const limits = {
    ...(set.limit ? { limit: resolver.value(set.limit, scope) } : {}),
    ...(set.offset ? { offset: resolver.value(set.offset, scope) } : {}),
  }
  return { query: { node: 'Set', first: first.query, rest, ...limits }, columns: first.columns }
}

const ctesOf = (query: Query): CTE[] => (query.node === 'SelectQuery' ? query.ctes : ctesOf(query.initial_select_query))

function addCtes(ctes: CTE[], scope: Scope): void {
  for (const cte of ctes) {
    if (cte.recursive) throw new HogqlError('Recursive common table expressions are not supported', cte.expr)
    if (cte.columns.length > 0)
      throw new HogqlError('Column lists of common table expressions are not supported', cte.expr)
    scope.ctes.set(cte.name, { cte, scope: { ...scope, ctes: new Map(scope.ctes) } })
  }
}

function resolveSelect(query: SelectQuery, outer: Scope, resolver: Resolver): ResolvedQuery {
  const scope = emptyScope(outer)
  addCtes(query.ctes, scope)
  const joins = query.select_from ? resolveJoins(query.select_from, scope, resolver) : []
  const arrayJoin = query.array_join && {
    left: query.array_join.op === 'LEFT ARRAY JOIN',
    list: query.array_join.list.map((item) => aliased(item, scope, resolver)),
  }
  const listed = query.select.flatMap((item) => expandStar(item, scope))
  const items = namedOnce(listed.map((item) => selectItem(item, scope, resolver)))
  const before = { ...scope, beforeAggregation: true }
  const clause = (expr: Expr) => resolver.value(atPosition(expr, query.select), scope)
  const conditions = [
    ...joins.flatMap(({ sample }) => (sample ? [resolver.condition(sample, before)] : [])),
    ...(query.where ? [resolver.condition(query.where, before)] : []),
  ]
  const select: SqlSelect = {
    node: 'Select',
    select: items.map(({ sql: item }) => item),
    distinct: query.distinct,
    from: [],
    ...(arrayJoin ? { arrayJoin } : {}),
    ...(query.prewhere ? { prewhere: resolver.condition(query.prewhere, before) } : {}),
    ...(conditions.length > 0 ? { where: sql.and(conditions) } : {}),
    groupBy: query.group_by_all
      ? keysOfAll(listed).map((key) => resolver.value(key, scope))
      : query.group_by.map(clause),
    ...(query.having ? { having: resolver.condition(query.having, scope) } : {}),
    windows: Object.fromEntries(
      Object.entries(query.windows).map(([name, w]) => [name, resolveWindow(w, scope, resolver)]),
    ),
    ...(query.qualify ? { qualify: resolver.condition(query.qualify, scope) } : {}),
    orderBy: query.order_by.map(({ expr, order }) => ({ expr: clause(expr), descending: order === 'DESC' })),
    ...resolveLimits(query, scope, resolver),
    withTies: query.limit_with_ties,
  }
  select.from = joins.flatMap((join) => join.from(conditions))
  return { query: select, columns: items.map(({ output }) => output) }
}

/** The keys of `GROUP BY ALL`: of each item of the SELECT list all that is no aggregate, nor the alias of one before it. */
function keysOfAll(items: Expr[]): Expr[] {
  const aliases = new Set<string>()
  const isAlias = (expr: Expr) => expr.node === 'Field' && expr.chain.length === 1 && aliases.has(String(expr.chain[0]))
  const aggregates = (expr: Expr) => hasAggregate(expr) || someWithin(expr, isAlias)
  const keysOf = (item: Expr): Expr[] => {
    if (item.node === 'Constant' || item.node === 'Lambda' || isQuery(item) || isAlias(item)) return []
    if (item.node === 'Call' && isAggregate(item.name)) return []
    if (item.node !== 'Alias')
      return aggregates(item) || item.node === 'WindowFunction' ? childrenOf(item).flatMap(keysOf) : [item]
    if (!aggregates(item.expr)) return [field(item.alias)]
    aliases.add(item.alias)
    return keysOf(item.expr)
  }
  return items.flatMap(keysOf)
}

/** `GROUP BY 2` means the second item of the SELECT list: printed as a parameter, the number would be a mere constant. */
function atPosition(expr: Expr, select: Expr[]): Expr {
  const item = expr.node === 'Constant' && typeof expr.value === 'number' ? select[expr.value - 1] : undefined
  return item?.node === 'Alias' ? field(item.alias) : (item ?? expr)
}

function resolveLimits(query: SelectQuery, scope: Scope, resolver: Resolver): Partial<SqlSelect> {
  const { limit_by } = query
  if (query.limit_with_ties && query.order_by.length === 0) throw new HogqlError('WITH TIES needs an ORDER BY', query)
  return {
    ...(limit_by
      ? {
          limitBy: {
            n: resolver.value(limit_by.n, scope),
            exprs: limit_by.exprs.map((expr) => resolver.value(expr, scope)),
            ...(limit_by.offset ? { offset: resolver.value(limit_by.offset, scope) } : {}),
          },
        }
      : {}),
    ...(query.limit ? { limit: resolver.value(query.limit, scope) } : {}),
    ...(query.offset ? { offset: resolver.value(query.offset, scope) } : {}),
  }
}

/** `*`, `e.*`, `person.*` and `* EXCLUDE (…)` as the fields they stand for. */
function expandStar(item: Expr, scope: Scope): Expr[] {
  const excluded = item.node === 'ColumnsExpr' ? item.exclude : []
  if (item.node === 'Field' && item.chain.at(-1) === '*' && item.chain.length > 1) {
    const [first, ...rest] = item.chain.slice(0, -1).map(String)
    const named =
      scope.sources.find(({ alias }) => alias === first) ?? scope.sources.map((s) => s.child(first ?? '')).find(Boolean)
    const source = rest.reduce<Source | undefined>((found, name) => found?.child(name), named)
    if (!source) throw new HogqlError(`Unable to resolve field: ${item.chain.join('.')}`, item)
    return source.visible.map((name) => field(...item.chain.slice(0, -1), name))
  }
  if (item.node !== 'ColumnsExpr' && !(item.node === 'Field' && item.chain[0] === '*')) return [item]
  if (scope.sources.length === 0) throw new HogqlError('* needs a table to select from', item)
  return scope.sources.flatMap((source) =>
    source.visible.filter((name) => !excluded.includes(name)).map((name) => field(source.alias, name)),
  )
}

interface SelectItem {
  sql: Sql
  output: OutputColumn
  /** The query's text gives the name as an alias; otherwise it is the last part of a field. */
  written: boolean
}

/**
 * `a.event, b.event` are both called event, and the engine takes each name once: the written alias has it, or else the
 * last of them. The others stay in their places without a name that a query could use.
 */
function namedOnce(items: SelectItem[]): SelectItem[] {
  const owners = new Map<string, SelectItem>()
  for (const item of items)
    if (item.written || !owners.get(item.output.name)?.written) owners.set(item.output.name, item)
  return items.map((item) => {
    const { sql: named, output } = item
    if (named.node !== 'Aliased' || owners.get(output.name) === item) return item
    return { ...item, sql: named.expr, output: { ...output, name: '', shown: output.name } }
  })
}

/** One item of the SELECT list. An alias becomes known to the items and clauses behind it. */
function selectItem(item: Expr, scope: Scope, resolver: Resolver): SelectItem {
  if (item.node === 'Alias') {
    const expr = aliased(item, scope, resolver)
    const inner = expr.node === 'Aliased' ? expr.expr : expr
    return { sql: expr, output: { name: item.alias, type: expr.type, expr: inner }, written: true }
  }
  const name = item.node === 'Field' ? String(item.chain.at(-1)) : ''
  const raw = resolver.raw(item, scope)
  const expr = raw.type.name === 'json' ? raw : resolver.value(item, scope)
  const known = name !== '' && !RESERVED_ALIASES.has(name)
  return {
    sql: known ? { node: 'Aliased', expr, alias: name, type: expr.type } : expr,
    output: { name, type: expr.type, expr: raw },
    written: false,
  }
}

function aliased(item: Expr, scope: Scope, resolver: Resolver): Sql {
  if (item.node !== 'Alias') throw new HogqlError('An expression of ARRAY JOIN needs an alias', item)
  const { alias } = item
  if (RESERVED_ALIASES.has(alias.toLowerCase())) {
    throw new HogqlError(`Alias "${alias}" is a reserved keyword.`, item)
  }
  const raw = resolver.raw(item.expr, scope)
  const expr = raw.type.name === 'json' ? raw : resolver.value(item.expr, scope)
  if (scope.aliases.has(alias)) throw new HogqlError(`Cannot redefine an alias: "${alias}"`, item)
  scope.aliases.set(alias, { expr, aggregate: hasAggregate(item.expr) })
  return { node: 'Aliased', expr, alias, type: expr.type }
}

/** Whether it aggregates the query it stands in (subqueries aggregate for themselves). */
export function hasAggregate(expr: Expr): boolean {
  return someWithin(expr, (part) => part.node === 'Call' && isAggregate(part.name))
}

function someWithin(expr: Expr, fits: (part: Expr) => boolean): boolean {
  if (isQuery(expr)) return false
  let found = false
  visitAll(expr, (part) => {
    if (fits(part)) found = true
  })
  return found
}

interface Joined {
  source: Source
  from(where: readonly Sql[]): From[]
  /** The condition of its SAMPLE. */
  sample?: Expr
}

function resolveJoins(first: JoinExpr, scope: Scope, resolver: Resolver): Joined[] {
  const joined: Joined[] = []
  for (let join: JoinExpr | undefined = first; join; join = join.next_join) {
    const found = resolveSource(join, scope, resolver)
    if (scope.sources.some(({ alias }) => alias === found.source.alias)) {
      throw new HogqlError(`Already have joined a table called "${found.source.alias}". Can't redefine.`, join)
    }
    const { join_type, constraint } = join
    const earlier = [...scope.sources]
    scope.sources.push(found.source)
    const inJoin = { ...scope, inJoin: true }
    if (join_type && !constraint && !join_type.includes('CROSS'))
      throw new HogqlError('JOIN needs a condition: ON, or USING', join)
    const on = constraint && joinCondition(constraint, earlier, found.source, inJoin, resolver)
    // What a left join finds nothing for stays: it is not of this table, and so not sampled.
    const isLeft = found.sample && on && join_type?.includes('LEFT')
    const both = isLeft && found.sample ? sql.and([on, resolver.condition(found.sample, inJoin)]) : on
    const from = (where: readonly Sql[]) => {
      const [self, ...lazy] = found.source.from(where)
      return self
        ? [{ ...self, ...(join_type ? { join: join_type } : {}), ...(both ? { on: both } : {}) }, ...lazy]
        : []
    }
    joined.push(isLeft ? { source: found.source, from } : { ...found, from })
  }
  return joined
}

/** USING is spelled out, so that columns behind a lazy join work there too. */
function joinCondition(
  constraint: NonNullable<JoinExpr['constraint']>,
  earlier: Source[],
  source: Source,
  scope: Scope,
  resolver: Resolver,
): Sql {
  if (constraint.constraint_type === 'ON') return resolver.condition(constraint.expr, scope)
  const fields = constraint.expr.node === 'Tuple' ? constraint.expr.exprs : [constraint.expr]
  const conditions = fields.map((item) => {
    const name = item.node === 'Field' ? String(item.chain.at(-1)) : ''
    const left = earlier.find((candidate) => candidate.column(name))
    if (!left || !source.column(name)) throw new HogqlError(`Unable to resolve field: ${name}`, item)
    return resolver.condition(equals(field(left.alias, name), field(source.alias, name)), scope)
  })
  return sql.and(conditions)
}

function resolveSource(join: JoinExpr, scope: Scope, resolver: Resolver): { source: Source; sample?: Expr } {
  const { table } = join
  if (table.node === 'Placeholder') throw new HogqlError(`Unresolved placeholder: {${table.chain.join('.')}}`, join)
  if (table.node !== 'Field')
    return { source: querySource(table, join.alias ?? `source_${scope.sources.length}`, scope, resolver) }
  const name = table.chain.join('.')
  if (join.table_args) return { source: tableFunction(name, join, scope, resolver) }
  const cte = scope.ctes.get(name)
  if (cte && isQuery(cte.cte.expr)) {
    resolver.spend()
    return { source: querySource(cte.cte.expr, join.alias ?? name, cte.scope, resolver) }
  }
  if (SESSIONS.has(name)) return { source: sessionsOf(join.alias ?? 'sessions', resolver) }
  const system = systemTable(name)
  const rows = system && resolver.ctx.system?.[system]
  if (rows) return { source: systemSource(system, join.alias ?? system, rows, resolver) }
  if (system)
    throw new HogqlError(`\`${name}\` can be read by a query itself, not from an action, cohort or filter.`, join)
  const definition = findTable(name)
  if (!definition) {
    const hint = didYouMean(name, TABLE_NAMES)
    throw new HogqlError(`Unknown table \`${name}\`.${hint}`, join)
  }
  const alias = join.alias ?? name.split('.').at(-1) ?? name
  const source = new TableSource(definition, alias, resolver, join.join_type !== undefined)
  return { source, ...(join.sample ? { sample: sampleCondition(alias, join.sample) } : {}) }
}

/** A deterministic share of the persons, and all of their rows. */
function sampleCondition(alias: string, { numerator, denominator }: NonNullable<JoinExpr['sample']>): Expr {
  const slot = call('modulo', call('cityHash64', field(alias, 'person_id')), constant(SAMPLE_SLOTS))
  return compare('<', slot, constant(Math.round((numerator / denominator) * SAMPLE_SLOTS)))
}

function querySource(query: Query, alias: string, scope: Scope, resolver: Resolver): Source {
  const resolved = resolver.query(query, scope)
  const columns = new Map(resolved.columns.flatMap((column) => (column.name ? [[column.name, column] as const] : [])))
  return {
    alias,
    visible: [...columns.keys()],
    column: (name) => {
      const column = columns.get(name)
      if (!column) return undefined
      const hints = column.expr.node === 'Column' ? column.expr.json?.hints : undefined
      const owner = column.expr.node === 'Column' ? column.expr.json?.owner : undefined
      const json = hints && owner ? { json: { hints, owner } } : {}
      return { ...sql.column(alias, name, column.type), ...json }
    },
    child: () => undefined,
    from: () => [{ source: resolved.query, alias }],
  }
}

function tableFunction(name: string, join: JoinExpr, scope: Scope, resolver: Resolver): Source {
  const found = Object.hasOwn(TABLE_FUNCTIONS, name) ? TABLE_FUNCTIONS[name] : undefined
  const args = join.table_args ?? []
  if (!found || args.length < found.min || args.length > found.max) {
    throw new HogqlError(
      found ? `Table function '${name}' got ${args.length} arguments` : `Unknown table function \`${name}\`.`,
      join,
    )
  }
  const alias = join.alias ?? name
  const values = args.map((arg) => resolver.value(arg, emptyScope(scope)))
  return {
    alias,
    visible: [found.column],
    column: (column) => (column === found.column ? sql.column(alias, column, sql.type('integer')) : undefined),
    child: () => undefined,
    from: () => [{ source: { node: 'TableFunction', name: found.engine, args: values }, alias }],
  }
}

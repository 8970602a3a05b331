import type { CTE, Expr, Query } from '../ast.ts'
import type { CompileContext } from '../context.ts'
import type { From, Name, Sql, SqlQuery, Type } from '../sql.ts'

/** Something in FROM that has columns. */
export interface Source {
  alias: string
  /** The columns of `*`, in order. */
  visible: string[]
  column(name: string): Sql | undefined
  /** What hangs on it by a lazy join: `person`, `group_0`, `session`. */
  child(name: string): Source | undefined
  /**
   * The members of FROM: the source itself, and the joins that its columns needed. Called once, when every name is
   * resolved, with the conditions of the WHERE behind them.
   */
  from(where: readonly Sql[]): From[]
}

/** An alias of the SELECT list, usable everywhere in the query. */
interface SelectAlias {
  expr: Sql
  aggregate: boolean
}

/** What names mean inside one SELECT. */
export interface Scope {
  sources: Source[]
  aliases: Map<string, SelectAlias>
  ctes: Map<string, { cte: CTE; scope: Scope }>
  /** Parameters of the lambdas around an expression. */
  locals: Map<string, Name>
  /** Before aggregation (WHERE), an alias of an aggregate gives way to a column of the same name. */
  beforeAggregation: boolean
  /** In the condition of a JOIN, where nothing equals NULL: the engine joins by a plain comparison alone. */
  inJoin: boolean
}

export const emptyScope = (parent?: Scope): Scope => ({
  sources: [],
  aliases: new Map(),
  ctes: new Map(parent?.ctes),
  locals: new Map(),
  beforeAggregation: false,
  inJoin: false,
})

export interface OutputColumn {
  /** Empty where the query gives none, or where another column has it. */
  name: string
  /** The name that another column has, for people to read. */
  shown?: string
  type: Type
  /** The expression behind the name. Where it is a JSON column, it stays one for the query around this one. */
  expr: Sql
}

export interface ResolvedQuery {
  query: SqlQuery
  columns: OutputColumn[]
}

/** The parts of resolving that call each other, given to each so that no file imports in a circle. */
export interface Resolver {
  ctx: CompileContext
  /** A value to show or to compute with: JSON as text, moments in the project's timezone. */
  value(expr: Expr, scope: Scope): Sql
  /** As it is stored: JSON columns as columns, moments in UTC. */
  raw(expr: Expr, scope: Scope): Sql
  /** A condition of WHERE, where NULL and false are the same. */
  condition(expr: Expr, scope: Scope): Sql
  query(query: Query, outer: Scope): ResolvedQuery
  /** Counts inlined queries, which could multiply without end. Throws when there are too many. */
  spend(): void
}

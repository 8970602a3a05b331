import type { JoinType, SetOperator } from './ast.ts'

/**
 * The tree of ClickHouse: what HogQL becomes once every name means something. Only this tree is printed, and only
 * `resolve` and the passes behind it make it, so user text has no way into the engine.
 */
export type TypeName =
  | ('string' | 'integer' | 'float' | 'boolean' | 'datetime' | 'date' | 'uuid')
  | ('array' | 'tuple' | 'json' | 'interval' | 'unknown')

export interface Type {
  name: TypeName
  nullable: boolean
}

export type Sql = Value | Null | Column | Name | Property | Call | Element | Lambda | Subquery | Aliased

/** A literal: always a bound parameter of this ClickHouse type. */
export interface Value {
  node: 'Value'
  value: string | number | boolean | string[] | number[]
  clickhouseType: string
  type: Type
}

export interface Null {
  node: 'Null'
  type: Type
}

/** A column of a source in FROM. */
export interface Column {
  node: 'Column'
  from: string
  name: string
  type: Type
  /** A path inside the JSON column, escaped. Made by `lower.ts` alone. */
  path?: string
  /** For a JSON column of a table: how to read it. */
  json?: JsonColumn
  /** A stored moment, in UTC: shown and truncated in the project's timezone, compared as it is. */
  utc?: true
}

export interface JsonColumn {
  /** Keys with a declared type: Nullable text, read directly. */
  hints: ReadonlySet<string>
  /** The column beside it with what JSON cannot hold. Subqueries pass on the JSON alone. */
  residue?: string
  /** Whose property definitions give the types. */
  owner: PropertyOwner
}

type PropertyOwner =
  | { kind: 'event' }
  | { kind: 'person' }
  | { kind: 'group'; index: number | undefined }
  | { kind: 'none' }

/** An alias of the SELECT list or a parameter of a lambda. */
export interface Name {
  node: 'Name'
  name: string
  type: Type
}

/** A value inside a JSON column. `lower.ts` turns it into real reads. */
export interface Property {
  node: 'Property'
  column: Column
  path: (string | number)[]
  as: PropertyRead
  type: Type
}

/**
 * What is wanted of the value: `raw` is its JSON text with quotes; `number`, `boolean` and `datetime` are NULL where it is
 * something else. `string` (only strings) and `scalar` (strings, numbers, booleans) are narrower, cheaper reads of text, for
 * keys defined as text and for comparisons with a constant that nothing else can equal.
 */
export type PropertyRead =
  | 'text'
  | 'string'
  | 'scalar'
  | 'number'
  | 'boolean'
  | 'datetime'
  | 'raw'
  | 'exists'
  | 'object'

/** A function or operator of the engine; `name` comes from our lists. */
export interface Call {
  node: 'Call'
  name: string
  args: Sql[]
  params?: Sql[]
  distinct?: boolean
  over?: Window | string
  type: Type
}

/**
 * One part of a tuple, counted from 1. Its place belongs to the query as the name of a column does, so it is no parameter: the
 * engine takes a tenth less time to plan a funnel, which reads sixty of them.
 */
export interface Element {
  node: 'Element'
  tuple: Sql
  index: number
  type: Type
}

export interface Window {
  partitionBy: Sql[]
  orderBy: Order[]
  frame?: string
}

export interface Lambda {
  node: 'Lambda'
  args: string[]
  body: Sql
  type: Type
}

export interface Subquery {
  node: 'Subquery'
  query: SqlQuery
  type: Type
}

export interface Aliased {
  node: 'Aliased'
  expr: Sql
  alias: string
  type: Type
}

export interface Order {
  expr: Sql
  descending: boolean
}

export type SqlQuery = SqlSelect | SqlSet

interface SqlSet {
  node: 'Set'
  first: SqlQuery
  rest: { operator: SetOperator; query: SqlQuery }[]
  limit?: Sql
  offset?: Sql
}

export interface SqlSelect {
  node: 'Select'
  select: Sql[]
  distinct: boolean
  from: From[]
  arrayJoin?: { left: boolean; list: Sql[] }
  prewhere?: Sql
  where?: Sql
  groupBy: Sql[]
  having?: Sql
  windows: Record<string, Window>
  qualify?: Sql
  orderBy: Order[]
  limitBy?: { n: Sql; offset?: Sql; exprs: Sql[] }
  limit?: Sql
  offset?: Sql
  withTies: boolean
}

/** One member of FROM. All but the first have a join. */
export interface From {
  source: TableRead | GuardedRead | TableFunction | SqlQuery
  alias: string
  join?: JoinType
  on?: Sql
}

/** One of our tables as HogQL sees it. */
export interface TableDefinition {
  name: string
  /** Its name in the engine. Every such table begins its key with `team_id`, which the guard relies on. */
  physical: string
  /** Rows are replaced by newer versions: read with FINAL. */
  final: boolean
  /** What is always true of its visible rows, beside the guard. */
  conditions: { column: string; value: number }[]
  columns: Record<string, ColumnDefinition>
}

export interface ColumnDefinition {
  type: Type
  /** Its name in the engine, where it differs. */
  physical?: string
  json?: JsonColumn
  /** Not part of `*`. */
  hidden?: true
  /** Computed from other columns of the same row. */
  compute?: (column: (name: string) => Sql) => Sql
}

/** A table before the guard. The printer refuses it. */
export interface TableRead {
  node: 'TableRead'
  table: TableDefinition
}

/** A table whose guard stands in this SELECT. Made by `guard.ts` alone. */
export interface GuardedRead {
  node: 'GuardedRead'
  table: TableDefinition
}

export interface TableFunction {
  node: 'TableFunction'
  name: string
  args: Sql[]
}

const type = (name: TypeName, nullable = false): Type => ({ name, nullable })

/** Short names for building engine trees inside the compiler. */
export const sql = {
  type,
  text: (value: string): Value => ({ node: 'Value', value, clickhouseType: 'String', type: type('string') }),
  texts: (value: string[]): Value => ({ node: 'Value', value, clickhouseType: 'Array(String)', type: type('array') }),
  integer: (value: number): Value => ({ node: 'Value', value, clickhouseType: 'Int64', type: type('integer') }),
  /** A number up to 255: an index, a count of digits. */
  small: (value: number): Value => ({ node: 'Value', value, clickhouseType: 'UInt8', type: type('integer') }),
  element: (tuple: Sql, index: number, type_ = type('unknown', true)): Element => ({
    node: 'Element',
    tuple,
    index,
    type: type_,
  }),
  boolean: (value: boolean): Value => ({ node: 'Value', value, clickhouseType: 'Bool', type: type('boolean') }),
  /** Text that the engine reads as a moment in UTC, in microseconds. */
  moment: (value: string): Value => ({
    node: 'Value',
    value,
    clickhouseType: "DateTime64(6, 'UTC')",
    type: type('datetime'),
  }),
  null: (): Null => ({ node: 'Null', type: type('unknown', true) }),
  call: (name: string, args: Sql[], result: Type): Call => ({ node: 'Call', name, args, type: result }),
  and: (args: Sql[]): Sql => (args.length === 1 && args[0] ? args[0] : sql.call('and', args, type('boolean'))),
  equals: (left: Sql, right: Sql): Call => sql.call('equals', [left, right], type('boolean')),
  column: (from: string, name: string, of: Type): Column => ({ node: 'Column', from, name, type: of }),
  select: (parts: Partial<SqlSelect> & Pick<SqlSelect, 'select' | 'from'>): SqlSelect => ({
    node: 'Select',
    distinct: false,
    groupBy: [],
    windows: {},
    orderBy: [],
    withTies: false,
    ...parts,
  }),
}

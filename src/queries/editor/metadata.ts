import type { Query } from '../../hogql/ast.ts'
import { select } from '../../hogql/build.ts'
import { compile } from '../../hogql/compile.ts'
import { HogqlError } from '../../hogql/errors.ts'
import { findTable } from '../../hogql/tables/tables.ts'
import { HogQLMetadata } from '../../schema/query/editor.ts'
import type { HogQLQuery } from '../../schema/query/hogql.ts'
import { compileContext } from '../compile-context.ts'
import type { QueryContext } from '../context.ts'
import { fillingsOf } from '../hogql/build.ts'
import { queryKind } from '../kind.ts'

interface Notice {
  message: string
  start: number | null
  end: number | null
  fix: string | null
}

interface MetadataResult {
  isValid: boolean
  query: string
  errors: Notice[]
  warnings: Notice[]
  notices: Notice[]
  table_names: string[]
  ch_table_names: string[]
  isUsingIndices: 'undecisive'
}

/** Checks a text as running it would, without asking the engine. Wrong text is an answer too. */
export const metadataKind = queryKind<HogQLMetadata, MetadataResult>({
  kind: 'HogQLMetadata',
  node: HogQLMetadata,
  build: () => [],
  shape: (_answers, node, ctx) => checked(node, ctx),
  fleeting: true,
  interval: () => 'minute',
})

function checked(node: HogQLMetadata, ctx: QueryContext): MetadataResult {
  const base = {
    query: node.query,
    errors: [],
    warnings: [],
    notices: [],
    table_names: [],
    ch_table_names: [],
    isUsingIndices: 'undecisive',
  } satisfies Partial<MetadataResult>
  try {
    const { filters, variables, query, globals } = node
    const fillings = fillingsOf({ kind: 'HogQLQuery', query, filters, variables, values: globals }, ctx)
    const { tables } = compile(treeOf(node, ctx), compileContext(ctx), fillings)
    const physical = tables.map((name) => findTable(name)?.physical ?? 'events')
    return { ...base, isValid: true, table_names: tables, ch_table_names: [...new Set(physical)] }
  } catch (error) {
    if (!(error instanceof HogqlError)) throw error
    const { message, start = null, end = null } = error
    return { ...base, isValid: false, errors: [{ message, start, end, fix: null }] }
  }
}

/** The same of a query that is run. */
export const metadataOf = ({ query, filters, variables, values }: HogQLQuery, ctx: QueryContext): object =>
  checked({ kind: 'HogQLMetadata', language: 'hogQL', query, filters, variables, globals: values }, ctx)

/** The statement that the text is, or one in which it stands as an expression: over what its source reads, or events. */
function treeOf({ language, query, sourceQuery }: HogQLMetadata, ctx: QueryContext): Query {
  if (language === 'hogQL') return ctx.parser.query(query)
  if (language !== 'hogQLExpr') throw new HogqlError(`The language '${language}' is not supported`)
  const expr = ctx.parser.expression(query)
  const source = typeof sourceQuery?.['query'] === 'string' ? ctx.parser.query(sourceQuery['query']) : undefined
  if (source?.node === 'SelectQuery' && source.select_from) {
    return { ...source, select: [expr], group_by: [], order_by: [] }
  }
  return select({ select: [expr], from: sourceQuery?.['kind'] === 'ActorsQuery' ? 'persons' : 'events' })
}

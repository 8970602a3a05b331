import type { Expr, Query } from '../../hogql/ast.ts'
import { stringifyLossless } from '../../lib/lossless.ts'
import type { HogQLQuery } from '../../schema/query/hogql.ts'
import type { QueryContext } from '../context.ts'
import { metadataOf } from '../editor/metadata.ts'
import type { Answer, Answers } from '../kind.ts'
import { DEFAULT_LIMIT } from '../page.ts'
import { answerTo, presentManyRows, typeOf } from '../rows.ts'
import { limited } from './build.ts'

interface HogqlResult {
  query: string
  columns: string[]
  types: [string, string][]
  results: unknown[][]
  clickhouse: null
  /** What is wrong with the text or worth a note, for those who look into it. */
  metadata: object | null
  explain: null
  hasMore?: boolean
  limit?: number
  offset?: number
}

export async function shapeHogql(answers: Answers, node: HogQLQuery, ctx: QueryContext): Promise<HogqlResult> {
  const answer = answerTo(answers, 'rows')
  const parsed = limited(node, ctx)
  const columns = columnNames(answer, parsed.query, node.query)
  const rows = await presentManyRows(answer, ctx.timezone, stringifyLossless)
  const shown = parsed.limited ? rows.slice(0, DEFAULT_LIMIT) : rows
  return {
    query: node.query,
    columns,
    types: columns.map((name, i) => [name, typeOf(answer, i)]),
    results: shown,
    clickhouse: null,
    metadata: node.modifiers?.debug ? metadataOf(node, ctx) : null,
    explain: null,
    ...(parsed.limited ? { hasMore: rows.length > DEFAULT_LIMIT, limit: DEFAULT_LIMIT, offset: 0 } : {}),
  }
}

/** An alias, or the expression as it was written. `*` gives the names of its columns. */
function columnNames(answer: Answer, query: Query, text: string): string[] {
  let first = query
  while (first.node === 'SelectSetQuery') first = first.initial_select_query
  const hasStar = first.select.some(isStar)
  // The parser counts in code points.
  const source = Array.from(text)
  return answer.columns.map(({ name }, i) => {
    const item = hasStar ? undefined : first.select[i]
    if (!item || item.node === 'Alias') return name
    return item.start === undefined || item.end === undefined
      ? name
      : source.slice(item.start, item.end).join('').trim()
  })
}

const isStar = (item: Expr) => item.node === 'ColumnsExpr' || (item.node === 'Field' && item.chain.at(-1) === '*')

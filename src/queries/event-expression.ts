import { type Expr, isQuery } from '../hogql/ast.ts'
import { mapChildren } from '../hogql/walk.ts'
import type { QueryContext } from './context.ts'

/** An expression over events in an insight. PostHog's insights call the table `e`, and so do people who wrote for them. */
export const eventExpression = (text: string, { parser }: QueryContext): Expr => withoutTable(parser.expression(text))

function withoutTable(expr: Expr): Expr {
  if (isQuery(expr) || (expr.node === 'Lambda' && expr.args.includes('e'))) return expr
  if (expr.node === 'Field' && expr.chain.length > 1 && expr.chain[0] === 'e')
    return { ...expr, chain: expr.chain.slice(1) }
  return mapChildren(expr, withoutTable)
}

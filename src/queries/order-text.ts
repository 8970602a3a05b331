import type { OrderExpr } from '../hogql/ast.ts'
import { HogqlError } from '../hogql/errors.ts'
import { invalid } from '../http/errors.ts'
import type { QueryContext } from './context.ts'

/** An entry of `orderBy`; what is wrong with it names the field. */
export function orderFrom(text: string, ctx: QueryContext): OrderExpr {
  try {
    return ctx.parser.order(text)
  } catch (error) {
    if (!(error instanceof HogqlError)) throw error
    throw invalid(`orderBy: ${error.message}`, 'orderBy', error.code)
  }
}

import type { Query } from './ast.ts'
import type { CompileContext } from './context.ts'
import { HogqlError } from './errors.ts'
import { resolveCondition, resolveRaw, resolveValue } from './resolve/expression.ts'
import { resolveQuery } from './resolve/query.ts'
import { emptyScope, type ResolvedQuery, type Resolver } from './resolve/scope.ts'

/** How many inlined queries one query may grow to: CTEs that name each other twice double with every step. */
const MAX_INLINED = 500

/** Names → typed columns, aliases, `*`, lazy joins. The HogQL tree goes in, the engine's tree comes out. */
export function resolve(query: Query, ctx: CompileContext): ResolvedQuery {
  let spent = 0
  const resolver: Resolver = {
    ctx,
    value: (expr, scope) => resolveValue(expr, scope, resolver),
    raw: (expr, scope) => resolveRaw(expr, scope, resolver),
    condition: (expr, scope) => resolveCondition(expr, scope, resolver),
    query: (inner, outer) => resolveQuery(inner, outer, resolver),
    spend: () => {
      if (++spent > MAX_INLINED)
        throw new HogqlError('The query refers to common table expressions or actions too often.')
    },
  }
  return resolver.query(query, emptyScope())
}

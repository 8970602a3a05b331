import type { Expr } from '../hogql/ast.ts'
import { call, constant } from '../hogql/build.ts'

/** A rule as queries and projects have it: what matches is replaced. A rule without an expression does nothing. */
interface CleaningRule {
  regex?: string | null | undefined
  alias?: string | null | undefined
  order?: number | null | undefined
}

/** The path after all rules, one after the other; those without a place come first, as they are written. */
export function cleanedPath(path: Expr, rules: readonly CleaningRule[]): Expr {
  return [...rules]
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .reduce(
      (text, { regex, alias }) =>
        regex ? call('replaceRegexpAll', text, constant(regex), constant(alias ?? '')) : text,
      path,
    )
}

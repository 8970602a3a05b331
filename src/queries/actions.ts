import type { Expr } from '../hogql/ast.ts'
import { and, call, compare, constant, equals, field, or } from '../hogql/build.ts'
import { selectorPattern, tagPattern } from '../hogql/element-patterns.ts'
import type { ActionStep } from '../schema/filters.ts'
import type { ActionData, QueryContext } from './context.ts'
import { filtersToExpr } from './filters.ts'

/** Whether an event is the action: any of its steps; an action without steps is every event. */
export function actionCondition(action: Pick<ActionData, 'steps'>, ctx: QueryContext): Expr {
  return action.steps.length === 0 ? constant(true) : or(...action.steps.map((step) => stepCondition(step, ctx)))
}

function stepCondition(step: ActionStep, ctx: QueryContext): Expr {
  const chain = field('elements_chain')
  return and(
    ...(step.event ? [equals(field('event'), constant(step.event))] : []),
    ...(step.selector ? [compare('=~', chain, constant(selectorPattern(step.selector)))] : []),
    ...(step.tag_name ? [compare('=~', chain, constant(tagPattern(step.tag_name)))] : []),
    ...(step.text ? [textMatches(field('elements_chain_texts'), step.text, step.text_matching ?? 'exact')] : []),
    ...(step.href ? [matches(field('elements_chain_href'), step.href, step.href_matching ?? 'exact', true)] : []),
    ...(step.url
      ? [matches(field('properties', '$current_url'), step.url, step.url_matching ?? 'contains', false)]
      : []),
    filtersToExpr(step.properties, ctx),
  )
}

type Matching = 'exact' | 'contains' | 'regex'

/** As at PostHog, `%` and `_` are wildcards in what is contained: `/shop/%/cart`. */
function matches(value: Expr, wanted: string, how: Matching, anyCase: boolean): Expr {
  if (how === 'exact') return equals(value, constant(wanted))
  if (how === 'regex') return compare('=~', value, constant(wanted))
  return compare(anyCase ? 'ilike' : 'like', value, constant(`%${wanted}%`))
}

function textMatches(texts: Expr, wanted: string, how: Matching): Expr {
  if (how === 'exact') return call('has', texts, constant(wanted))
  return call('arrayExists', { node: 'Lambda', args: ['text'], expr: matches(field('text'), wanted, how, true) }, texts)
}

import type { Expr } from '../../hogql/ast.ts'
import { hasAggregate } from '../../hogql/resolve/query.ts'
import { visitAll } from '../../hogql/walk.ts'
import type { ActorsQuery } from '../../schema/query/actors.ts'
import type { QueryContext } from '../context.ts'
import { withoutTitle } from '../events/columns.ts'
import type { ActorsSource } from '../insight-actors.ts'

/** One item of `select`: the whole actor, its name, its id, a value of the actor's row, or a value of the source's row. */
export type ActorColumn = { text: string } & (
  | { kind: 'actor' | 'name' | 'id' | 'delete' | 'recordings' }
  | { kind: 'own' | 'source'; expr: Expr; aggregate: boolean }
)

const PERSON_COLUMNS = ['person', 'id', 'created_at', 'person.$delete']
const GROUP_COLUMNS = ['group']
const WHOLE = ['person', 'actor', 'group']

export function actorColumns(node: ActorsQuery, source: ActorsSource | undefined, ctx: QueryContext): ActorColumn[] {
  const fallback = source?.of.type === 'group' ? GROUP_COLUMNS : PERSON_COLUMNS
  const texts = node.select && node.select.length > 0 ? node.select : fallback
  return texts.map((text) => columnOf(text, source, ctx))
}

function columnOf(text: string, source: ActorsSource | undefined, ctx: QueryContext): ActorColumn {
  const expression = withoutTitle(text)
  if (WHOLE.includes(expression)) return { text, kind: 'actor' }
  if (expression === 'person_display_name') return { text, kind: 'name' }
  if (expression === 'id' || expression === 'actor_id') return { text, kind: 'id' }
  if (expression === 'person.$delete') return { text, kind: 'delete' }
  if (expression === 'matched_recordings') return { text, kind: 'recordings' }
  const expr = ofActor(ctx.parser.expression(expression))
  return { text, kind: isOfSource(expr, source) ? 'source' : 'own', expr, aggregate: hasAggregate(expr) }
}

/** `person.properties.x` and `actor.properties.x` are the row's own. */
export function ofActor(expr: Expr): Expr {
  if (expr.node !== 'Field' || expr.chain.length < 2 || !WHOLE.includes(String(expr.chain[0]))) return expr
  return { ...expr, chain: expr.chain.slice(1) }
}

/** Whether an expression reads nothing but columns of the source. */
export function isOfSource(expr: Expr, source: ActorsSource | undefined): boolean {
  if (!source) return false
  let isOf = true
  visitAll(expr, (part) => {
    if (part.node !== 'Field') return
    const [first, ...rest] = part.chain.map(String)
    const name = first === 'source' && rest[0] === 'actor_id' ? 'actor_id' : first
    if (name !== 'actor_id' && !source.columns.includes(String(name))) isOf = false
  })
  return isOf
}

import type { Expr } from '../hogql/ast.ts'
import { alias, and, ascending, call, compare, constant, descending, field, select } from '../hogql/build.ts'
import { type Json, type JsonObject, jsonIn } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import type { PersonDeps } from './deps.ts'

const MOST = 20

/** The commonest values of a property of persons, to complete a filter. */
export async function personValues(
  deps: Pick<PersonDeps, 'ask'>,
  teamId: number,
  { key, value }: JsonObject,
  signal: AbortSignal,
): Promise<{ name: Json; count: number }[]> {
  if (typeof key !== 'string' || key === '' || key.startsWith('$virt')) return []
  return valuesOf(deps, teamId, { from: 'persons', key, value, where: [] }, signal)
}

/** The commonest values of a property in any table that has properties. */
export async function valuesOf(
  deps: Pick<PersonDeps, 'ask'>,
  teamId: number,
  asked: { from: 'persons' | 'groups'; key: string; value: unknown; where: Expr[] },
  signal: AbortSignal,
): Promise<{ name: Json; count: number }[]> {
  const text = call('toString', field('properties', asked.key))
  const search = typeof asked.value === 'string' ? asked.value.trim() : ''
  const like = containing(search)
  const query = select({
    select: [alias('name', text), alias('amount', call('count'))],
    from: asked.from,
    where: and(
      ...asked.where,
      compare('!=', call('ifNull', text, constant('')), constant('')),
      ...(search === '' ? [] : [compare('ilike', text, constant(like))]),
    ),
    group_by: [field('name')],
    order_by: [descending(field('amount')), ascending(field('name'))],
    limit: constant(MOST),
  })
  const rows = await deps.ask(teamId, query, signal)
  return rows.map(([name, amount]) => ({ name: parsed(String(name)), count: Number(amount) }))
}

/** Objects and arrays are shown as such; everything else as its text. */
function parsed(text: string): Json {
  return /^[[{]/.test(text) ? (jsonIn(text) ?? text) : text
}

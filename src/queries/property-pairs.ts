import type { Expr } from '../hogql/ast.ts'
import { at, call, constant, field } from '../hogql/build.ts'

/** The top-level properties of a row as a list of pairs: the key, and the value as JSON text. */
export const propertyPairs = (): Expr => call('JSONExtractKeysAndValuesRaw', call('toString', field('properties')))

/** The parts of the pair that a column or a parameter of a lambda called `pair` holds. */
export const pairKey = at(field('pair'), 1)
export const pairJson = at(field('pair'), 2)

/** The value of such a pair as text: a string without its quotes, anything else as its JSON. */
export const pairText: Expr = call(
  'if',
  call('startsWith', pairJson, constant('"')),
  call('JSONExtractString', pairJson),
  pairJson,
)

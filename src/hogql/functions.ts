import { defineAggregateFunctions } from './aggregate-functions.ts'
import { HogqlError, similarNames } from './errors.ts'
import type { Define, FunctionDefinition } from './function-definition.ts'
import { defineScalarFunctions } from './scalar-functions.ts'

/** The most arguments of a function that takes any number of them. */
const MANY = 255
/** Only listed functions exist. Names are case-sensitive, except those that SQL knows in any case. */
const definitions = new Map<string, FunctionDefinition>()
const caseless = new Map<string, FunctionDefinition>()

const define: Define = (names, { caseless: anyCase, ...options } = {}) => {
  for (const word of names.trim().split(/\s+/)) {
    const [spelling = '', counts] = word.split(':')
    const [name = '', engine = name] = spelling.split('=')
    const [min = 0, most] = counts?.split('-').map((n) => Number.parseInt(n, 10)) ?? []
    const max = most ?? (counts?.endsWith('+') ? MANY : min)
    const definition: FunctionDefinition = {
      name,
      engine,
      min,
      max,
      aggregate: false,
      nullable: 'arguments',
      returns: 'unknown',
      ...options,
    }
    definitions.set(name, definition)
    if (anyCase) caseless.set(name.toLowerCase(), definition)
  }
}

defineScalarFunctions(define)
defineAggregateFunctions(define)

/**
 * The function of this name, called with this many arguments and parameters. Throws {@link HogqlError} for a name that is not
 * listed, with the most similar one that is, and for counts that the function does not take.
 */
export function findFunction(
  name: string,
  args: number,
  params: number | undefined,
  at: { start?: number; end?: number },
): FunctionDefinition {
  const found = definitions.get(name) ?? caseless.get(name.toLowerCase())
  if (!found) throw new HogqlError(`Unsupported function call '${name}(...)'.${suggestion(name)}`, at)
  if (args < found.min || args > found.max) {
    const wanted =
      found.max === MANY
        ? `at least ${found.min}`
        : found.min === found.max
          ? `${found.min}`
          : `${found.min} to ${found.max}`
    throw new HogqlError(
      `Function '${name}' expects ${wanted} argument${wanted === '1' || wanted === 'at least 1' ? '' : 's'}, found ${args}`,
      at,
    )
  }
  const [fewest, most] = found.params ?? [0, 0]
  if ((params ?? 0) < fewest || (params ?? 0) > most) {
    throw new HogqlError(
      `Function '${name}' expects ${fewest === most ? fewest : `${fewest} to ${most}`} parameters, found ${params ?? 0}`,
      at,
    )
  }
  return found
}

/** True for the name of an aggregate function; false for any other function and for names that do not exist. */
export const isAggregate = (name: string): boolean =>
  (definitions.get(name) ?? caseless.get(name.toLowerCase()))?.aggregate === true

export const functions = (): FunctionDefinition[] => [...definitions.values()]

function suggestion(name: string): string {
  const [best] = similarNames(name, [...definitions.keys()])
  return best ? ` Perhaps you meant '${best}(...)'?` : ''
}

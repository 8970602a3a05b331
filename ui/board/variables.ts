/** Values of a board's variables: which it uses, what holds now, and what the API is told. Pure. */

import type { GivenVariables, QueryNode, Tile } from '../api/types.ts'
import type { InsightVariable } from '../api/variables.ts'
import { isObject } from '../kit/is-object.ts'

/** Values by code name, as the address has them: names outlive ids, and can be read. */
export type VariableValues = Record<string, unknown>

function namesIn(query: QueryNode | null): string[] {
  const names: string[] = []
  for (let node: unknown = query; isObject(node); node = 'source' in node ? node.source : undefined)
    if ('variables' in node && isObject(node.variables))
      for (const one of Object.values(node.variables))
        if (isObject(one) && 'code_name' in one && typeof one.code_name === 'string') names.push(one.code_name)
  return names
}

/** The variables that the insights on a board ask with. */
export function usedBy(tiles: readonly Tile[], known: readonly InsightVariable[]): InsightVariable[] {
  const names = new Set(tiles.flatMap(({ insight }) => namesIn(insight?.query ?? null)))
  return known.filter(({ code_name }) => names.has(code_name))
}

/** What the board holds for everybody, by code name. */
export function storedValues(given: GivenVariables | null | undefined): VariableValues {
  return Object.fromEntries(Object.values(given ?? {}).map(({ code_name, value }) => [code_name, value]))
}

/** Only what a look has otherwise than everybody. */
export function differing(values: VariableValues, everybody: VariableValues): VariableValues | undefined {
  const own = Object.entries(values).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(everybody[name]),
  )
  return own.length > 0 ? Object.fromEntries(own) : undefined
}

/** Values as the API is told them. It finds a variable by its code name, so an id that is not known yet costs nothing. */
export function givenOf(values: VariableValues, known: readonly InsightVariable[] = []): GivenVariables {
  const ids = new Map(known.map(({ id, code_name }) => [code_name, id]))
  return Object.fromEntries(
    Object.entries(values).map(([code_name, value]) => {
      const variableId = ids.get(code_name) ?? code_name
      return [variableId, { code_name, variableId, value }]
    }),
  )
}

/** What the address says, if it says values at all. */
export function valuesIn(said: unknown): VariableValues | undefined {
  if (!isObject(said) || Array.isArray(said)) return undefined
  const entries = Object.entries(said)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

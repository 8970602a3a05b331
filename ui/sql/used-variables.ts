import type { GivenVariables } from '../api/types.ts'
import type { InsightVariable } from '../api/variables.ts'

const NAMED = /\{\s*variables\.([A-Za-z_]\w*)\s*\}/g

/** The variables that a text names, as a query has to say them: a board then offers their values, and each has its default. */
export function usedVariables(text: string, known: readonly InsightVariable[]): GivenVariables {
  const names = new Set([...text.matchAll(NAMED)].map(([, name]) => name))
  return Object.fromEntries(
    known
      .filter(({ code_name }) => names.has(code_name))
      .map(({ id, code_name }) => [id, { code_name, variableId: id }]),
  )
}

import { isObject } from '../kit/is-object.ts'
import type { VariableValues } from './variables.ts'

/** What a link of an agent lays over a board, as the address of a board says it. The link has the words of the API. */
export function linkedLook({ filters_override, variables_override }: Record<string, unknown>): Record<string, unknown> {
  const filters: Record<string, unknown> = isObject(filters_override) ? { ...filters_override } : {}
  const { date_from: from, date_to: to, interval, properties } = filters
  const given = isObject(variables_override) ? Object.values(variables_override).filter(isNamed) : []
  const variables: VariableValues = Object.fromEntries(given.map(({ code_name, value }) => [code_name, value]))
  return { from, to, interval, filters: properties, variables }
}

const isNamed = (one: unknown): one is { code_name: string; value?: unknown } =>
  isObject(one) && 'code_name' in one && typeof one.code_name === 'string'

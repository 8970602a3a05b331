import { isObject, type JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'

/**
 * Values of variables under the ids that the project's variables have now; a later layer wins over an earlier one. They are
 * found by code name, so a value outlives the variable it was given to when one of that name is made again, and a link with
 * the old id still says what it said; what names no variable is dropped.
 */
export async function currentVariables(
  db: Postgres,
  teamId: number,
  ...layers: readonly JsonObject[]
): Promise<JsonObject> {
  if (layers.every((layer) => Object.keys(layer).length === 0)) return {}
  const saved = await db
    .selectFrom('insight_variable')
    .select(['id', 'code_name'])
    .where('team_id', '=', teamId)
    .execute()
  const ids = new Map(saved.map(({ id, code_name }) => [code_name, id]))
  return Object.fromEntries(layers.flatMap((layer) => underCurrentIds(layer, ids)))
}

function underCurrentIds(values: JsonObject, ids: ReadonlyMap<string, string>): [string, JsonObject][] {
  const entries = Object.entries(values).flatMap(([key, value]) => {
    if (!isObject(value)) return []
    const { code_name } = value
    const id = typeof code_name === 'string' ? ids.get(code_name) : undefined
    return id === undefined ? [] : [{ id, isCurrent: key === id, value: { ...value, code_name, variableId: id } }]
  })
  // Where an old and the current id name the same variable, the current one wins.
  const ordered = entries.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent))
  return ordered.map(({ id, value }) => [id, value])
}

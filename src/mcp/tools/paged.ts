import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { only } from '../answer.ts'

/** A page of a REST list as tools answer it: the count, where the next one begins, and rows of these fields. */
export function paged(
  answer: JsonObject,
  { offset }: { offset: number },
  fields: readonly string[],
  urlOf?: (row: JsonObject) => string,
): JsonObject {
  const rows = objectsOf(answer['results'])
  const count = Number(answer['count'] ?? rows.length)
  const next = offset + rows.length
  return {
    count,
    ...(next < count && rows.length > 0 ? { next_offset: next } : {}),
    results: rows.map((row) => ({ ...only(row, fields), ...(urlOf ? { _posthogUrl: urlOf(row) } : {}) })),
  }
}

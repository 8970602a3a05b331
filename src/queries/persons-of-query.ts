import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import { MAX_LIMIT } from './page.ts'
import type { RunQuery } from './run.ts'

const COLUMNS = ['person_id', 'actor_id', 'id', 'distinct_id']

/** The persons in the answer of an `ActorsQuery` or of SQL, by the first column that names any. Throws 400 without one. */
export async function personsOfQuery(
  runQuery: RunQuery,
  teamId: number,
  query: JsonObject,
): Promise<{ by: 'uuid' | 'distinct_id'; ids: string[] }> {
  const { response } = await runQuery({
    team_id: teamId,
    query: query['kind'] === 'ActorsQuery' ? actorsOnly(query) : query,
    mode: 'force_blocking',
    pool: 'background',
  })
  const columns = Array.isArray(response?.['columns']) ? response['columns'].map(String) : []
  const rows = Array.isArray(response?.['results']) ? response['results'] : []
  const column = COLUMNS.find((name) => columns.includes(name))
  if (column === undefined)
    throw invalid('The query must have a column named person_id, actor_id, id or distinct_id.', 'query')
  const at = columns.indexOf(column)
  const ids = rows.flatMap((row) => {
    const id = Array.isArray(row) ? row[at] : undefined
    return id === null || id === undefined ? [] : [String(id)]
  })
  return column === 'distinct_id' ? { by: 'distinct_id', ids } : { by: 'uuid', ids: ids.filter(isUuid) }
}

/** Asks only for the ids of persons. A list with a source of its own is not searched. */
function actorsOnly({ search, ...query }: JsonObject): JsonObject {
  const kept = query['source'] ? {} : { search }
  return { ...query, ...kept, select: ['id'], orderBy: null, limit: MAX_LIMIT, offset: 0 }
}

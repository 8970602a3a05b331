import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import type { JsonObject } from '../lib/json.ts'
import type { RunQuery } from '../queries/run.ts'
import { checkedArguments } from './arguments.ts'
import type { ResultAsText, ToolRequest } from './tool.ts'

interface Deps {
  runQuery: RunQuery
  asText: ResultAsText
}

const Args = z.object({
  query: z.string(),
  /** Long objects and lists in a cell are cut, unless they are wanted whole. */
  truncate: z.boolean().default(true),
  connectionId: z.string().nullish(),
})

/** The rows of an SQL query as a table of text: the names of the columns, then one line for each row. */
export async function executeSql(deps: Deps, { team_id, args, signal }: ToolRequest): Promise<string> {
  const { query: sql, truncate, connectionId } = checkedArguments(Args, args)
  // Rows of events would be taken for rows of the other database.
  if (connectionId)
    throw invalid('No other databases are connected here. Leave out connectionId to ask events and persons.')
  const query: JsonObject = { kind: 'HogQLQuery', query: sql }
  // An agent that has changed something asks the same again to see it.
  const { response } = await deps.runQuery({ team_id, query, mode: 'force_blocking', signal, kept_seconds: 0 })
  return deps.asText(query, response ?? {}, { whole: !truncate }) ?? ''
}

import { z } from 'zod'
import { ApiError } from '../http/errors.ts'
import { projectRoute, Reply, type Route } from '../http/route.ts'
import { asUnfitValue } from '../http/unfit-values.ts'
import type { Json } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { GroupTypes } from '../persons/groups.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { RunQuery } from '../queries/run.ts'
import { ArgumentError } from './arguments.ts'
import { executeSql } from './execute-sql.ts'
import { readTaxonomy } from './read-taxonomy.ts'
import type { ResultAsText, ToolRequest } from './tool.ts'

interface Deps {
  postgres: Postgres
  group_types: GroupTypes
  runQuery: RunQuery
  asText: ResultAsText
  log: Log
}

/** By the name in the path. */
const TOOLS = new Map<string, (deps: Deps, asked: ToolRequest) => Promise<string>>([
  ['execute_sql', executeSql],
  ['read_taxonomy', readTaxonomy],
])

/**
 * Two tools that PostHog's command line and its MCP server do not run by themselves but ask the API to run. Both need
 * `query:read` alone, so they read stores and not, as the tools of `/mcp`, routes that want other scopes.
 */
export function mcpToolRoutes(deps: Deps): Route[] {
  return [
    projectRoute({
      method: 'POST',
      path: '/mcp_tools/:tool',
      scopes: ['query:read'],
      params: z.object({ tool: z.string() }),
      body: z.looseObject({ args: z.json().optional() }),
      handle: async ({ team, params, body, signal }) => {
        const tool = TOOLS.get(params.tool)
        if (!tool) {
          const content = `Tool '${params.tool}' not found. There are: ${[...TOOLS.keys()].join(', ')}.`
          return new Reply(404, { success: false, content })
        }
        const args = body?.args ?? {}
        try {
          return { success: true, content: await tool(deps, { team_id: team.id, args, signal }) }
        } catch (error) {
          if (signal.aborted) throw error
          return failure(deps.log, params.tool, error, args)
        }
      },
    }),
  ]
}

/** The agent is told what it can act on; any other failure is only logged. */
function failure(log: Log, tool: string, error: unknown, args: Json): Reply {
  if (error instanceof ArgumentError)
    return new Reply(400, { success: false, content: `The tool was called with a validation error. ${error.message}` })
  const known = error instanceof ApiError ? error : asUnfitValue(error, args)
  if (known && (known.status < 500 || known.status === 504))
    return new Reply(200, { success: false, content: `Tool failed: ${known.message}`, error_type: typeOf(known) })
  log.error(`the tool ${tool} failed`, known?.cause ?? error)
  const content = 'The tool failed with an internal error. The same call is not likely to succeed soon.'
  return new Reply(200, { success: false, content, error_type: 'internal' })
}

/** PostHog's words for what went wrong, which its MCP server counts. */
function typeOf({ status, code }: ApiError): string {
  if (status === 504) return 'timeout'
  if (status === 429) return 'rate_limited'
  return code === 'memory_limit_exceeded' ? 'memory_limit' : 'validation'
}

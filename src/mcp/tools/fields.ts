import { z } from 'zod'
import { type JsonObject, trusted } from '../../lib/json.ts'

/** Arguments that many tools share, described once. */

/** An object that is passed on as it is: REST checks it. */
export const Open = z.record(z.string(), z.unknown())

/** Checked arguments as the body of a request. */
export const asBody = (args: object): JsonObject => trusted<JsonObject>(args)

const Limit = z.int().min(1).max(500).default(50).describe('Rows')
const Offset = z.int().min(0).default(0).describe('Rows to skip')
export const page = { limit: Limit, offset: Offset }

export const overrides = {
  filters_override: z.record(z.string(), z.json()).optional().describe('e.g. {"date_from":"-7d"}'),
  variables_override: z
    .record(z.string(), z.json())
    .optional()
    .describe('{"<variable id>":{"code_name","variableId","value"}}'),
}

/** The address of a page under the same overrides: who follows it sees the numbers that the agent saw. */
export function withOverrides(url: string, { filters_override, variables_override }: Overrides): string {
  const given = Object.entries({ filters_override, variables_override }).filter(([, value]) => value !== undefined)
  const params = given.map(([key, value]) => `${key}=${encodeURIComponent(JSON.stringify(value))}`)
  return params.length > 0 ? `${url}?${params.join('&')}` : url
}

export type Overrides = z.output<z.ZodObject<typeof overrides>>

export const output_format = z.enum(['optimized', 'json']).default('optimized').describe('json: whole result')

export const Tags = z.array(z.string()).optional().describe('Replaces all tags')
export const AnyOfTags = z.array(z.string()).optional().describe('With one of these tags')
export const Search = z.string().optional().describe('Words to find')

/** What people say of an event or a property. */
export const said = {
  description: z.string().optional().describe('What it means'),
  tags: Tags,
  verified: z.boolean().optional().describe('Vouched for'),
  hidden: z.boolean().optional().describe('Not offered in the app'),
}
export const QueryNode = z.looseObject({ kind: z.string().describe('e.g. TrendsQuery') })
export const EventName = z.string().describe('Exact event name')
export const DashboardId = z.int().describe('Dashboard id')
export const TileId = z.int().describe('Tile id')
export const Markdown = z.string().describe('Markdown')
export const layouts = Open.describe('{"sm": {"x","y","w","h"}}, 12 wide')

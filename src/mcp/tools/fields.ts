import { z } from 'zod'
import { type JsonObject, trusted } from '../../lib/json.ts'

/** Arguments that many tools share, described once. */

/** An object that is passed on as it is: REST checks it. */
export const Open = z.record(z.string(), z.unknown())

/** Checked arguments as the body of a request. */
export const asBody = (args: object): JsonObject => trusted<JsonObject>(args)

const Limit = z.int().min(1).max(500).default(50).describe('Rows of a page, 50 if not given')
const Offset = z.int().min(0).default(0).describe('Rows to skip')
export const page = { limit: Limit, offset: Offset }

export const overrides = {
  filters_override: z
    .record(z.string(), z.json())
    .optional()
    .describe('Dashboard filters for this call, e.g. {"date_from":"-7d"}'),
  variables_override: z
    .record(z.string(), z.json())
    .optional()
    .describe('{"<variable id>": {"code_name", "variableId", "value"}}'),
}

export const output_format = z
  .enum(['optimized', 'json'])
  .default('optimized')
  .describe('optimized: short text; json: the whole result')

export const Tags = z.array(z.string()).optional().describe('Replaces all tags')

import { z } from 'zod'
import { invalid } from '../../http/errors.ts'
import { isObject, type Json, type JsonObject, trusted } from '../../lib/json.ts'

const Anything = z.record(z.string(), z.unknown())

/** A tile as far as every type has it; those of unknown types are passed over when a board is made. */
export const TemplateTile = z
  .object({
    layouts: z.record(z.string(), z.json()).nullish(),
    color: z.string().max(400).nullish(),
    query: z.record(z.string(), z.json()).nullish(),
    filters: z.record(z.string(), z.json()).nullish(),
  })
  .catchall(z.json())

/** A board as JSON, in PostHog's form: what is not named here may be there too. */
const TemplateJson = z.looseObject({
  id: z.string().optional(),
  template_name: z.string().max(400),
  team_id: z.number().nullish(),
  created_at: z.string().optional(),
  image_url: z.string().nullish(),
  dashboard_description: z.string(),
  dashboard_filters: Anything,
  tiles: z.array(TemplateTile).min(1),
  variables: z
    .array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        type: z.enum(['event', 'element']),
        default: Anything,
        description: z.string(),
        required: z.boolean(),
      }),
    )
    .nullish(),
  tags: z.array(z.string().max(255)).optional(),
  is_featured: z.boolean().optional(),
})

/** As much of a template as a dashboard is made of. */
export interface Template {
  template_name: string
  dashboard_description: string | null
  dashboard_filters: Json
  tiles: Json
  variables: Json
  tags: string[]
}

/** The JSON schema of a template, for editors. */
export const templateSchema = () => z.toJSONSchema(TemplateJson, { io: 'input' })

/** Reads the `template` of a request. Throws the 400 that PostHog's validator would cause. */
export function readTemplate(value: JsonObject): Template {
  const read = TemplateJson.safeParse(value, { reportInput: true })
  if (read.success) {
    const { template_name, dashboard_description, dashboard_filters, tiles, variables, tags = [] } = read.data
    const json = { dashboard_filters, tiles, variables: variables ?? null }
    return { template_name, dashboard_description, tags, ...trusted<Pick<Template, keyof typeof json>>(json) }
  }
  // What is wrong nearest to the root comes first, and a missing key is wrong where it is missing.
  const depth = ({ path, input }: z.core.$ZodIssue) => path.length - (input === undefined ? 1 : 0)
  const [issue] = [...read.error.issues].sort((a, b) => depth(a) - depth(b))
  throw invalid(issue ? messageOf(issue) : 'Invalid template')
}

/** The first line of what Python's jsonschema says. */
function messageOf(issue: z.core.$ZodIssue): string {
  const value = printed(issue.input)
  if (issue.input === undefined) return `'${String(issue.path.at(-1))}' is a required property`
  if (issue.code === 'too_small') return `${value} should be non-empty`
  if (issue.code === 'too_big') return `${value} is too long`
  if (issue.code === 'invalid_value') return `${value} is not one of ${printed(issue.values)}`
  const expected = issue.code === 'invalid_type' ? issue.expected : 'object'
  return `${value} is not of type '${expected === 'record' ? 'object' : expected}'`
}

/** A value as Python prints it. */
function printed(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`
  if (!isObject(value)) return String(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `'${key}': ${printed(item)}`)
    .join(', ')}}`
}

/** Puts the default of a variable wherever a text is `{ID}` and nothing else; clients put what was chosen. Pure. */
export function filledIn(tiles: Json, variables: Json): Json {
  const defaults = new Map<string, Json>()
  for (const variable of Array.isArray(variables) ? variables.filter(isObject) : [])
    defaults.set(`{${String(variable['id'])}}`, variable['default'] ?? null)
  const fill = (value: Json | undefined): Json => {
    if (typeof value === 'string') return defaults.get(value) ?? value
    if (Array.isArray(value)) return value.map(fill)
    if (!isObject(value)) return value ?? null
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]))
  }
  return defaults.size === 0 ? tiles : fill(tiles)
}

import { z } from 'zod'
import type { Json, JsonObject } from '../../lib/json.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { EventName, page } from './fields.ts'
import { paged } from './paged.ts'

const KINDS = [
  'events',
  ...(['event_properties', 'event_property_values', 'action_properties', 'action_property_values'] as const),
  ...(['entity_properties', 'entity_property_values'] as const),
] as const
const SchemaQuestion = z.object({
  kind: z.enum(KINDS).describe('What to list'),
  event_name: EventName.optional(),
  property_name: z.string().optional().describe('Exact property name'),
  action_id: z.int().optional().describe('Action id'),
  entity: z.string().optional().describe('person, session or a group type'),
  limit: page.limit.default(500).describe('Rows'),
  offset: page.offset,
})

export const schemaTools: Tool[] = [
  tool({
    name: 'properties-list',
    title: 'Get properties',
    description: 'Properties of an event or of people, with their types.',
    feature: 'data_schema',
    scopes: ['property_definition:read'],
    hints: 'RI',
    input: z.object({
      type: z.enum(['event', 'person']).describe('Whose properties'),
      eventName: EventName.optional().describe('Needed for type event'),
      includePredefinedProperties: z.boolean().default(false).describe('Also those that SDKs set by themselves'),
      ...page,
    }),
    run: async (call) => {
      const { type, eventName, includePredefinedProperties, limit, offset } = call.args
      if (type === 'event' && eventName === undefined)
        throw new ArgumentError('Invalid arguments: eventName: needed for properties of an event')
      const answer = await call.rest.get(`${call.project.api}/property_definitions/`, {
        ...{ type, limit, offset, exclude_core_properties: !includePredefinedProperties, exclude_hidden: true },
        ...(type === 'event' ? { event_names: JSON.stringify([eventName]), filter_by_event_names: true } : {}),
      })
      return { value: paged(answer, call.args, ['name', 'property_type']), url: `${call.project.page}/events` }
    },
  }),
  tool({
    name: 'read-data-schema',
    title: 'Read data schema',
    description:
      'What can be asked about: kind events; properties of event_name, action_id or entity; and their property_values: the 25 most frequent of property_name in 30 days.',
    feature: 'data_schema',
    scopes: ['event_definition:read', 'property_definition:read', 'query:read'],
    hints: 'RI',
    input: z.object({ query: SchemaQuestion.describe('What to look up') }),
    run: readSchema,
  }),
]

type Question = z.output<typeof SchemaQuestion>

async function readSchema({ args: { query }, rest, project }: ToolCall<{ query: Question }>): Promise<ToolAnswer> {
  const { kind, limit, offset } = query
  const need = <Name extends 'event_name' | 'property_name' | 'action_id' | 'entity'>(name: Name) => {
    const value = query[name]
    if (value === undefined) throw new ArgumentError(`Invalid arguments: query.${name}: needed for ${kind}`)
    return value
  }
  const list = async (what: 'event_definitions' | 'property_definitions', of: JsonObject): Promise<ToolAnswer> => {
    const answer = await rest.get(`${project.api}/${what}/`, { ...of, limit, offset })
    const fields = ['name', what === 'event_definitions' ? 'last_seen_at' : 'property_type']
    return { value: paged(answer, { offset }, fields) }
  }
  switch (kind) {
    case 'events':
      return list('event_definitions', {})
    case 'event_properties':
      return list('property_definitions', {
        type: 'event',
        event_names: JSON.stringify([need('event_name')]),
        filter_by_event_names: true,
      })
    case 'event_property_values':
      return values(rest, project.api, 'properties', String(need('property_name')), String(need('event_name')))
    case 'action_properties':
      return taxonomy(rest, project.api, { kind, action_id: need('action_id') })
    case 'action_property_values':
      return taxonomy(rest, project.api, { kind, action_id: need('action_id'), property_name: need('property_name') })
    case 'entity_properties':
      if (need('entity') === 'person') return list('property_definitions', { type: 'person' })
      return taxonomy(rest, project.api, { kind, entity: need('entity') })
    case 'entity_property_values': {
      const property_name = String(need('property_name'))
      if (need('entity') === 'person') return values(rest, project.api, 'person.properties', property_name, undefined)
      return taxonomy(rest, project.api, { kind, entity: need('entity'), property_name })
    }
  }
}

/** What the tool of PostHog's command line says, where no list of the REST interface says it: of actions, sessions and groups. */
async function taxonomy(rest: ToolCall['rest'], api: string, query: JsonObject): Promise<ToolAnswer> {
  const { success, content } = await rest.send('POST', `${api}/mcp_tools/read_taxonomy/`, { args: { query } })
  if (success !== true) throw new ArgumentError(`Invalid arguments: query: ${String(content)}`)
  return String(content)
}

/** The most frequent values of a property, of one event or of all people. */
async function values(
  rest: ToolCall['rest'],
  api: string,
  where: 'properties' | 'person.properties',
  property: string,
  event: string | undefined,
): Promise<ToolAnswer> {
  const column = `${where}.${identifier(property)}`
  const query = `select toString(${column}) as value, count() as times from events
    where timestamp > now() - interval 30 day and isNotNull(${column})${event === undefined ? '' : ' and event = {event}'}
    group by value order by times desc, value limit 25`
  const answer = await rest.send('POST', `${api}/query/`, {
    query: { kind: 'HogQLQuery', query, values: { event: event ?? null } },
  })
  const rows: Json[] = Array.isArray(answer['results']) ? answer['results'] : []
  return { value: rows.map((row) => (Array.isArray(row) ? { value: row[0] ?? null, times: row[1] ?? 0 } : row)) }
}

/** A name as HogQL reads it: a backtick is written twice. */
const identifier = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``

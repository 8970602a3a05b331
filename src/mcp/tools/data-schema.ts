import { z } from 'zod'
import { isObject, type Json, type JsonObject } from '../../lib/json.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { EventName, page } from './fields.ts'
import { paged } from './paged.ts'

const SchemaQuestion = z.object({
  kind: z
    .enum(['events', 'event_properties', 'entity_properties', 'event_property_values', 'entity_property_values'])
    .describe('What to list'),
  event_name: EventName.optional(),
  property_name: z.string().optional().describe('Exact property name'),
  entity: z.string().optional().describe('person, session or a group type'),
  limit: page.limit.default(500).describe('Rows of a page'),
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
      'What can be asked about: kind events; event_properties of event_name; entity_properties of entity; event_property_values and entity_property_values: the 25 most frequent values of property_name in 30 days.',
    feature: 'data_schema',
    scopes: ['event_definition:read', 'property_definition:read', 'query:read'],
    hints: 'RI',
    input: z.object({ query: SchemaQuestion.describe('What to look up') }),
    run: readSchema,
  }),
]

type Question = z.output<typeof SchemaQuestion>

async function readSchema({ args, rest, project }: ToolCall<{ query: Question }>): Promise<ToolAnswer> {
  const { kind, event_name, property_name, entity, limit, offset } = args.query
  const need = (name: string, value: string | undefined): string => {
    if (value === undefined) throw new ArgumentError(`Invalid arguments: query.${name}: needed for ${kind}`)
    return value
  }
  const names = (answer: JsonObject, fields: string[]) => ({ value: paged(answer, { offset }, fields) })
  switch (kind) {
    case 'events':
      return names(await rest.get(`${project.api}/event_definitions/`, { limit, offset }), ['name', 'last_seen_at'])
    case 'event_properties': {
      const event_names = JSON.stringify([need('event_name', event_name)])
      const query = { type: 'event', event_names, filter_by_event_names: true, limit, offset }
      return names(await rest.get(`${project.api}/property_definitions/`, query), ['name', 'property_type'])
    }
    case 'entity_properties': {
      const query = { ...(await entityOf(rest, project.api, need('entity', entity))), limit, offset }
      return names(await rest.get(`${project.api}/property_definitions/`, query), ['name', 'property_type'])
    }
    case 'event_property_values':
      return values(
        rest,
        project.api,
        'properties',
        need('property_name', property_name),
        need('event_name', event_name),
      )
    case 'entity_property_values': {
      if (need('entity', entity) !== 'person')
        throw new ArgumentError('Invalid arguments: query.entity: values are known of person alone')
      return values(rest, project.api, 'person.properties', need('property_name', property_name), undefined)
    }
  }
}

async function entityOf(rest: ToolCall['rest'], api: string, entity: string) {
  if (entity === 'person' || entity === 'session') return { type: entity }
  const types = (await rest.list(`${api}/groups_types/`)).filter(isObject)
  const found = types.find((one) => one['group_type'] === entity)
  if (!found) throw new ArgumentError('Invalid arguments: query.entity: person, session or the name of a group type')
  return { type: 'group', group_type_index: found['group_type_index'] }
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

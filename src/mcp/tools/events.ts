import { z } from 'zod'
import { isObject, type Json, type JsonObject, objectsOf } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { asBody, output_format, page, Tags } from './fields.ts'
import { paged } from './paged.ts'

const Definition = z.looseObject({
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  verified: z.boolean().optional(),
  hidden: z.boolean().optional(),
})

/** `.` and `..` in an address are steps between folders, however they are written; the page knows them by a tilde. */
const eventUrl = ({ project }: Pick<ToolCall, 'project'>, name: unknown) =>
  `${project.page}/events/named/${encodeURIComponent(String(name).replace(/^(?=~*\.{1,2}$)/, '~'))}`

const asDefinition = (call: Pick<ToolCall, 'project'>, definition: JsonObject): ToolAnswer => ({
  value: without(definition, []),
  url: eventUrl(call, definition['name']),
})

const byName = ({ rest, project }: Pick<ToolCall, 'rest' | 'project'>, name: string) =>
  rest.get(`${project.api}/event_definitions/by_name/`, { name })

export const eventTools: Tool[] = [
  tool({
    name: 'event-definitions-list',
    title: 'List all events',
    description:
      'List all event definitions in the project with optional filtering. Use the names exactly as returned.',
    feature: 'events',
    scopes: ['event_definition:read'],
    hints: 'RI',
    aliases: { search: 'q' },
    input: z.object({
      q: z.string().optional().describe('Part of a name'),
      ...page,
      event_type: z.string().optional(),
      verified: z.boolean().optional(),
      exclude_hidden: z.boolean().default(false),
      exclude_stale: z.boolean().optional(),
      ordering: z.string().optional(),
      tags: z.array(z.string()).optional(),
      detail: z.boolean().default(false).describe('More fields of each event'),
      output_format,
    }),
    run: async (call) => {
      const { q, detail, output_format: _, tags, ...query } = call.args
      const filters = { ...query, search: q, tags: tags && JSON.stringify(tags) }
      const answer = await call.rest.get(`${call.project.api}/event_definitions/`, filters)
      const more = detail ? ['id', 'description', 'tags', 'verified', 'hidden', 'is_action', 'created_at'] : []
      return { value: paged(answer, call.args, ['name', 'last_seen_at', ...more]), url: `${call.project.page}/events` }
    },
  }),
  tool({
    name: 'event-definition-get',
    title: 'Get event definition',
    description: 'What is known of one event, by name or id.',
    feature: 'events',
    scopes: ['event_definition:read'],
    hints: 'RI',
    input: z.object({ eventName: z.string().optional(), id: z.string().optional() }),
    run: async (call) => {
      const { eventName, id } = call.args
      if (eventName !== undefined) return asDefinition(call, await byName(call, eventName))
      if (id === undefined) throw new ArgumentError('Invalid arguments: eventName: give eventName or id')
      const path = `${call.project.api}/event_definitions/${encodeURIComponent(id)}/`
      return asDefinition(call, await call.rest.get(path))
    },
  }),
  tool({
    name: 'event-definition-create',
    title: 'Create event definition',
    description: 'Describes an event before it is first sent.',
    feature: 'events',
    scopes: ['event_definition:write'],
    hints: '',
    input: z.object({ eventName: z.string().min(1).max(400), data: Definition.optional() }),
    run: async (call) => {
      const body = asBody({ name: call.args.eventName, ...call.args.data })
      return asDefinition(call, await call.rest.send('POST', `${call.project.api}/event_definitions/`, body))
    },
  }),
  tool({
    name: 'event-definition-update',
    title: 'Update event definition',
    description: 'Changes the description, tags (all of them), verified or hidden of an event.',
    feature: 'events',
    scopes: ['event_definition:write'],
    hints: 'I',
    input: z.object({ eventName: z.string(), data: Definition }),
    run: async (call) => {
      const { id } = await byName(call, call.args.eventName)
      const path = `${call.project.api}/event_definitions/${String(id)}/`
      return asDefinition(call, await call.rest.send('PATCH', path, asBody(call.args.data)))
    },
  }),
]

const PropertyChange = z.looseObject({
  description: z.string().optional(),
  tags: Tags,
  property_type: z.enum(['DateTime', 'String', 'Numeric', 'Boolean', 'Duration']).optional(),
  verified: z.boolean().optional(),
  hidden: z.boolean().optional(),
})

/** The one definition of exactly this name: the list is searched by parts of names. */
async function propertyNamed(
  { rest, project }: Pick<ToolCall, 'rest' | 'project'>,
  name: string,
  query: { type: string; group_type_index: number | undefined },
): Promise<JsonObject> {
  // The list of names is cut at commas.
  const wanted = name.includes(',') ? { search: name } : { properties: name }
  const answer = await rest.get(`${project.api}/property_definitions/`, { ...query, ...wanted, limit: 500 })
  const found = objectsOf(answer['results']).find((row) => row['name'] === name)
  if (!found) throw new ArgumentError('Invalid arguments: propertyName: no such property; read-data-schema lists them')
  return found
}

export const propertyTools: Tool[] = [
  tool({
    name: 'property-definition-update',
    title: 'Update property definition',
    description: 'Changes the description, tags (all of them), type, verified or hidden of a property.',
    feature: 'events',
    scopes: ['property_definition:write'],
    hints: 'I',
    input: z.object({
      propertyName: z.string().min(1),
      type: z.enum(['event', 'person', 'group', 'session']).default('event'),
      groupTypeIndex: z.int().min(0).max(4).optional().describe('Needed for type group'),
      data: PropertyChange,
    }),
    run: async (call) => {
      const { propertyName, type, groupTypeIndex, data } = call.args
      if (type === 'group' && groupTypeIndex === undefined)
        throw new ArgumentError('Invalid arguments: groupTypeIndex: needed for type group')
      const found = await propertyNamed(call, propertyName, { type, group_type_index: groupTypeIndex })
      const path = `${call.project.api}/property_definitions/${String(found['id'])}/`
      const changed = await call.rest.send('PATCH', path, asBody(data))
      return { value: without(changed, []), url: `${call.project.page}/events` }
    },
  }),
]

const LANGUAGES = ['typescript', 'golang', 'python'] as const

/** What is seldom wanted, or cannot be taken back. */
export const moreEventTools: Tool[] = [
  tool({
    name: 'event-definition-delete',
    title: 'Delete event definition',
    description: 'Forgets what is known of an event; its events stay, and the next one makes it anew.',
    feature: 'events',
    on_request: true,
    scopes: ['event_definition:write'],
    hints: 'DI',
    input: z.object({ eventName: z.string() }),
    run: async (call) => {
      const { id } = await byName(call, call.args.eventName)
      await call.rest.send('DELETE', `${call.project.api}/event_definitions/${String(id)}/`, {})
      return { value: { success: true, message: `The definition of ${call.args.eventName} is deleted` } }
    },
  }),
  tool({
    name: 'event-definitions-typescript-get',
    title: 'Get typed code',
    description: 'Code that cannot send a wrong event, made of the schemas of the events.',
    feature: 'events',
    on_request: true,
    scopes: ['event_definition:read'],
    hints: 'RI',
    input: z.object({ language: z.enum(LANGUAGES).default('typescript') }),
    run: async (call) => {
      const answer = await call.rest.get(`${call.project.api}/event_definitions/${call.args.language}/`)
      return String(answer['content'])
    },
  }),
]

const SchemaQuestion = z.object({
  kind: z.enum(['events', 'event_properties', 'entity_properties', 'event_property_values', 'entity_property_values']),
  event_name: z.string().optional(),
  property_name: z.string().optional(),
  entity: z.string().optional().describe('person, session or the name of a group type'),
  limit: z.int().min(1).max(500).default(500),
  offset: z.int().min(0).default(0),
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
      type: z.enum(['event', 'person']),
      eventName: z.string().optional().describe('Needed for type event'),
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
    input: z.object({ query: SchemaQuestion }),
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

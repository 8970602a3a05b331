import { z } from 'zod'
import { CORE_EVENTS } from '../definitions/core-events.ts'
import { definitionsNamed, findDefinitionByName } from '../definitions/event-definitions.ts'
import { listProperties, virtualProperties } from '../definitions/property-definitions.ts'
import { escapeHogqlName } from '../hogql/escape.ts'
import { invalid } from '../http/errors.ts'
import { type Json, type JsonObject, objectOr, objectsOf } from '../lib/json.ts'
import type { GroupTypes } from '../persons/groups.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { RunQuery } from '../queries/run.ts'
import { checkedArguments } from './arguments.ts'
import { eventsText, onOneLine, type Property, propertiesText, valuesText } from './taxonomy-text.ts'
import type { ToolRequest } from './tool.ts'

interface Deps {
  postgres: Postgres
  group_types: GroupTypes
  runQuery: RunQuery
}

const MOST_PROPERTIES = 500
const MOST_VALUES = 25

const event_name = z.string()
const property_name = z.string()
const entity = z.string()
const action_id = z.int()

const QUESTIONS = [
  z.object({
    kind: z.literal('events'),
    limit: z.int().min(1).max(500).default(500),
    offset: z.int().min(0).default(0),
  }),
  z.object({ kind: z.literal('event_properties'), event_name }),
  z.object({ kind: z.literal('event_property_values'), event_name, property_name }),
  z.object({ kind: z.literal('action_properties'), action_id }),
  z.object({ kind: z.literal('action_property_values'), action_id, property_name }),
  z.object({ kind: z.literal('entity_properties'), entity }),
  z.object({ kind: z.literal('entity_property_values'), entity, property_name }),
] as const

const KINDS = QUESTIONS.flatMap(({ shape }) => [...shape.kind.values])

const Args = z.object({
  query: z.discriminatedUnion('kind', QUESTIONS, {
    error: ({ code }) => (code === 'invalid_union' ? `expected one of ${KINDS.join(', ')}` : undefined),
  }),
})

/** What can be asked about: events, properties of events, actions and entities, and what values these have. */
export async function readTaxonomy(deps: Deps, { team_id, args, signal }: ToolRequest): Promise<string> {
  const { query } = checkedArguments(Args, args)
  const reader: Reader = { ...deps, team_id, ask: asker(deps, team_id, signal) }
  switch (query.kind) {
    case 'events':
      return events(reader, query)
    case 'event_properties':
      return eventProperties(reader, query.event_name)
    case 'action_properties':
      return actionProperties(reader, query.action_id)
    case 'event_property_values':
      return eventValues(reader, { event: query.event_name }, query.property_name)
    case 'action_property_values':
      return eventValues(reader, { actionId: query.action_id }, query.property_name)
    case 'entity_properties':
      return entityProperties(reader, query.entity)
    case 'entity_property_values':
      return entityValues(reader, query.entity, query.property_name)
  }
}

interface Reader extends Deps {
  team_id: number
  ask(query: JsonObject): Promise<JsonObject>
}

/** Somebody who has just sent a new event looks for it here, so cached answers are not used. */
function asker({ runQuery }: Deps, team_id: number, signal: AbortSignal): Reader['ask'] {
  return async (query) => {
    const { response } = await runQuery({ team_id, query, mode: 'force_blocking', signal, kept_seconds: 0 })
    return response ?? {}
  }
}

async function events(reader: Reader, { limit, offset }: { limit: number; offset: number }): Promise<string> {
  const { results } = await reader.ask({ kind: 'TeamTaxonomyQuery' })
  const all = objectsOf(results).map(({ event }) => String(event))
  const names = all.slice(offset, offset + limit)
  const defined = await definitionsNamed(reader.postgres, reader.team_id, names)
  const descriptions = new Map(defined.map(({ name, description }) => [name, description]))
  const described = names.map((name) => ({ name, description: descriptions.get(name) || CORE_EVENTS.get(name) }))
  return eventsText(described, { offset, count: all.length })
}

/** All properties that the event was ever sent with. */
async function eventProperties({ postgres, team_id }: Reader, event: string): Promise<string> {
  const filters = { type: 'event', event_names: JSON.stringify([event]), filter_by_event_names: 'true' }
  const { rows, count } = await listProperties(postgres, team_id, filters, { limit: MOST_PROPERTIES, offset: 0 })
  const description = (await findDefinitionByName(postgres, team_id, event))?.description
  const about = description ? `${onOneLine(`Description of \`${event}\`: ${description}`)}\n\n` : ''
  return about + propertiesText(rows, count, `the event ${event}`)
}

/** An action may match any event: its properties are those of the newest events it matches, as far as they are defined. */
async function actionProperties(reader: Reader, actionId: number): Promise<string> {
  const { results } = await reader.ask({ kind: 'EventTaxonomyQuery', actionId, maxPropertyValues: 1 })
  const names = objectsOf(results).map(({ property }) => String(property))
  const filters = { type: 'event', properties: names.join(',') }
  const { rows } = await listProperties(reader.postgres, reader.team_id, filters, { limit: names.length, offset: 0 })
  return propertiesText(rows, rows.length, `the action with the id ${actionId}`)
}

async function eventValues(reader: Reader, of: JsonObject, property: string): Promise<string> {
  const query = { kind: 'EventTaxonomyQuery', ...of, properties: [property], maxPropertyValues: MOST_VALUES }
  const [samples] = objectsOf((await reader.ask(query))['results'])
  return valuesText(samplesOf(samples), await isText(reader, { type: 'event' }, property))
}

async function entityProperties(reader: Reader, asked: string): Promise<string> {
  const of = await entityOf(reader, asked)
  if (of.type === 'session') return propertiesText(await sessionProperties(reader), undefined, 'sessions')
  const page = { limit: MOST_PROPERTIES, offset: 0 }
  const { rows, count } = await listProperties(reader.postgres, reader.team_id, of, page)
  const virtual = virtualProperties(of)
  return propertiesText([...rows, ...virtual], count + virtual.length, `the entity ${asked}`)
}

async function entityValues(reader: Reader, asked: string, property: string): Promise<string> {
  const of = await entityOf(reader, asked)
  if (of.type === 'session') return sessionValues(reader, property)
  const index = of.type === 'group' ? { groupTypeIndex: of.group_type_index } : {}
  const shape = { properties: [property], maxPropertyValues: MOST_VALUES }
  const [samples] = objectsOf(
    (await reader.ask({ kind: 'ActorsPropertyTaxonomyQuery', ...index, ...shape }))['results'],
  )
  return valuesText(samplesOf(samples), await isText(reader, of, property))
}

type Entity = { type: 'person' | 'session' } | { type: 'group'; group_type_index: number }

/** The entity of this name, which may be a plural. */
async function entityOf({ group_types, team_id }: Reader, asked: string): Promise<Entity> {
  const types = await group_types.of(team_id)
  const is = (name: string) => asked === name || asked === `${name}s`
  const group = types.get(asked) ?? [...types].find(([name]) => is(name))?.[1]
  if (group !== undefined) return { type: 'group', group_type_index: group }
  if (is('person') || is('session')) return { type: is('person') ? 'person' : 'session' }
  throw invalid(`There is no such entity. There are: ${['person', 'session', ...types.keys()].join(', ')}.`, 'entity')
}

/** Sessions are computed from events; their properties are the columns that SQL offers. */
async function sessionProperties({ ask }: Reader): Promise<Property[]> {
  const { tables } = await ask({ kind: 'DatabaseSchemaQuery' })
  const fields = Object.values(objectOr(objectOr(objectOr(tables)['sessions'])['fields'])).map(objectOr)
  const columns = fields.filter(({ type }) => type !== 'lazy_table')
  return columns.map(({ name, type }) => ({ name: String(name), property_type: SQL_TYPES[String(type)] ?? null }))
}

const SQL_TYPES: Record<string, string> = {
  string: 'String',
  integer: 'Numeric',
  float: 'Numeric',
  boolean: 'Boolean',
  datetime: 'DateTime',
}

async function sessionValues(reader: Reader, property: string): Promise<string> {
  const found = (await sessionProperties(reader)).find(({ name }) => name === property)
  if (!found) throw invalid('Sessions have no such property.', 'property_name')
  const column = escapeHogqlName(property)
  const query = `select toString(${column}) as value, count() as times, count() over () as different from sessions
    where $start_timestamp > now() - interval 30 day and isNotNull(${column})
    group by value order by times desc, value limit ${MOST_VALUES}`
  const { results } = await reader.ask({ kind: 'HogQLQuery', query })
  const rows = Array.isArray(results) ? results.filter(Array.isArray) : []
  const different = Number(rows[0]?.[2] ?? 0)
  return valuesText({ values: rows.map(([value]) => String(value)), different }, isQuoted(found))
}

const samplesOf = (row: JsonObject | undefined) => ({
  values: [row?.['sample_values'] ?? []].flat().map(String),
  different: Number(row?.['sample_count'] ?? 0),
})

const NOT_QUOTED: unknown[] = ['Numeric', 'Boolean', 'Duration']

/** Whether values of this property are texts, which a filter writes in quotes. */
const isQuoted = (property: Property | undefined) => !NOT_QUOTED.includes(property?.property_type)

/** The list of properties cuts its `properties` at commas, so a name that holds one is searched for instead. */
async function isText({ postgres, team_id }: Reader, of: JsonObject, property: string): Promise<boolean> {
  const wanted: Record<string, Json> = property.includes(',') ? { search: property } : { properties: property }
  const { rows } = await listProperties(postgres, team_id, { ...of, ...wanted }, { limit: MOST_PROPERTIES, offset: 0 })
  return isQuoted(rows.find(({ name }) => name === property))
}

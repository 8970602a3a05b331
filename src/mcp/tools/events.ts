import { z } from 'zod'
import type { JsonObject } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { AnyOfTags, asBody, EventName, output_format, page, said } from './fields.ts'
import { paged } from './paged.ts'

const Definition = z.looseObject(said).describe('What changes')

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
      event_type: z.string().optional().describe('event, event_custom or event_posthog'),
      verified: z.boolean().optional().describe('Only verified, or only others'),
      exclude_hidden: z.boolean().default(false).describe('Without hidden ones'),
      exclude_stale: z.boolean().optional().describe('Without those unseen for 30 days'),
      ordering: z.string().optional().describe('e.g. -last_seen_at'),
      tags: AnyOfTags,
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
    input: z.object({
      eventName: EventName.optional(),
      id: z.string().optional().describe('Id, in place of the name'),
    }),
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
    input: z.object({ eventName: EventName.min(1).max(400), data: Definition.optional() }),
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
    input: z.object({ eventName: EventName, data: Definition }),
    run: async (call) => {
      const { id } = await byName(call, call.args.eventName)
      const path = `${call.project.api}/event_definitions/${String(id)}/`
      return asDefinition(call, await call.rest.send('PATCH', path, asBody(call.args.data)))
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
    input: z.object({ eventName: EventName }),
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
    input: z.object({ language: z.enum(LANGUAGES).default('typescript').describe('Of the code') }),
    run: async (call) => {
      const answer = await call.rest.get(`${call.project.api}/event_definitions/${call.args.language}/`)
      return String(answer['content'])
    },
  }),
]

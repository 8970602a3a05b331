import { z } from 'zod'
import { type Feature, type Tool, tool } from '../tool.ts'
import { asBody } from './fields.ts'

const about = { feature: 'tags' satisfies Feature, on_request: true } as const
const action = z.enum(['add', 'remove', 'set']).describe('set replaces all tags')
const tags = z.array(z.string()).describe('Names of tags')

export const tagTools: Tool[] = [
  tool({
    ...about,
    name: 'tags-list',
    title: 'List tags',
    description: 'The names of all tags of the project.',
    scopes: [],
    hints: 'RI',
    input: z.object({}),
    run: async ({ rest, project }) => ({ value: await rest.list(`${project.api}/tags/`) }),
  }),
  tool({
    ...about,
    name: 'dashboards-bulk-update-tags-create',
    title: 'Tag dashboards',
    description: 'Adds, removes or sets the tags of up to 500 dashboards.',
    scopes: ['dashboard:write'],
    hints: 'I',
    input: z.object({ ids: z.array(z.int()).describe('Dashboard ids'), action, tags }),
    run: async ({ args, rest, project }) => ({
      value: await rest.send('POST', `${project.api}/dashboards/bulk_update_tags/`, asBody(args)),
    }),
  }),
  tool({
    ...about,
    name: 'event-definitions-bulk-update-tags-create',
    title: 'Tag event definitions',
    description: 'Adds, removes or sets the tags of up to 500 event definitions, by id.',
    scopes: ['event_definition:write'],
    hints: 'I',
    input: z.object({ ids: z.array(z.string()).describe('Ids of event definitions'), action, tags }),
    run: async ({ args, rest, project }) => ({
      value: await rest.send('POST', `${project.api}/event_definitions/bulk_update_tags/`, asBody(args)),
    }),
  }),
]

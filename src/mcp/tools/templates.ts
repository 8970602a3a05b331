import { z } from 'zod'
import { objectsOf } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { type Tool, tool } from '../tool.ts'
import { page, Search } from './fields.ts'
import { paged } from './paged.ts'

const references = 'dashboard-template'
const FIELDS = ['id', 'template_name', 'dashboard_description', 'tags', 'scope', 'created_at']

export const templateTools: Tool[] = [
  tool({
    name: 'dashboard-templates-list',
    title: 'List dashboard templates',
    description: 'Boards to begin with; give template_name to dashboard-create as use_template.',
    feature: 'dashboards',
    scopes: ['dashboard_template:read'],
    hints: 'RI',
    input: z.object({
      search: Search,
      scope: z.enum(['global', 'team', 'organization']).optional().describe('Whose templates'),
      ...page,
    }),
    run: async ({ args, rest, project }) => {
      const { scope, limit, offset, ...query } = args
      // The list itself is narrowed to the global ones only, whatever other scope is asked for.
      const all = objectsOf(
        (await rest.get(`${project.api}/dashboard_templates/`, { ...query, limit: 500 }))['results'],
      )
      const found = all.filter((row) => scope === undefined || row['scope'] === scope)
      const answer = { count: found.length, results: found.slice(offset, offset + limit) }
      return { value: paged(answer, args, FIELDS), references }
    },
  }),
  tool({
    name: 'dashboard-templates-retrieve',
    title: 'Get dashboard template',
    description: 'One template with its tiles.',
    feature: 'dashboards',
    scopes: ['dashboard_template:read'],
    hints: 'RI',
    input: z.object({ id: z.string().describe('Template id') }),
    run: async ({ args, rest, project }) => ({
      value: without(await rest.get(`${project.api}/dashboard_templates/${encodeURIComponent(args.id)}/`), []),
      references,
    }),
  }),
]

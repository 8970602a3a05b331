import { z } from 'zod'
import { without } from '../answer.ts'
import { type Tool, tool } from '../tool.ts'
import { page, Search } from './fields.ts'
import { paged } from './paged.ts'

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
      const answer = await rest.get(`${project.api}/dashboard_templates/`, args)
      return { value: paged(answer, args, FIELDS) }
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
    }),
  }),
]

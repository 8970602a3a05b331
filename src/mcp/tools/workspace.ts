import { z } from 'zod'
import { objectsOf } from '../../lib/json.ts'
import { only, without } from '../answer.ts'
import { type Tool, tool } from '../tool.ts'

export const workspaceTools: Tool[] = [
  tool({
    name: 'organizations-get',
    title: 'Get organizations',
    description: 'The organizations this key can enter.',
    feature: 'workspace',
    scopes: ['organization:read'],
    hints: 'RI',
    input: z.object({}),
    run: async ({ rest }) => ({
      value: objectsOf((await rest.get('/api/organizations/'))['results']).map((row) =>
        only(row, ['id', 'name', 'slug']),
      ),
    }),
  }),
  tool({
    name: 'switch-organization',
    title: 'Switch active organization',
    description: 'Later calls work on the first project of this organization.',
    feature: 'workspace',
    scopes: ['organization:read'],
    hints: 'I',
    aliases: { id: 'orgId', organizationId: 'orgId', organization_id: 'orgId', org_id: 'orgId' },
    input: z.object({ orgId: z.string().describe('Organization id') }),
    run: async ({ args, workspace }) => {
      const { id, name } = await workspace.switchOrganization(args.orgId)
      return `Switched to organization ${args.orgId}. Active project: ${name} (${id}).`
    },
  }),
  tool({
    name: 'projects-get',
    title: 'Get projects',
    description: 'The projects this key can enter.',
    feature: 'workspace',
    scopes: ['project:read'],
    hints: 'RI',
    input: z.object({}),
    run: async ({ rest }) => {
      const rows = objectsOf((await rest.get('/api/projects/', { limit: 500 }))['results'])
      return { value: rows.map((row) => only(row, ['id', 'name', 'organization', 'timezone'])) }
    },
  }),
  tool({
    name: 'switch-project',
    title: 'Switch active project',
    description: 'Later calls of this key work on this project.',
    feature: 'workspace',
    scopes: ['project:read'],
    hints: 'I',
    aliases: { id: 'projectId', project_id: 'projectId' },
    input: z.object({ projectId: z.int().positive().describe('Project id') }),
    run: async ({ args, workspace }) => {
      const { id, name } = await workspace.switchProject(args.projectId)
      return `Switched to project ${id}. It is named ${name}.`
    },
  }),
  tool({
    name: 'project-get',
    title: 'Get project',
    description: 'One project with its time zone, test-account filters and project token.',
    feature: 'workspace',
    scopes: ['project:read'],
    hints: 'RI',
    input: z.object({ id: z.string().default('@current').describe('Id or @current') }),
    run: async ({ args, rest, project }) => {
      const path = args.id === '@current' ? project.api : `/api/projects/${encodeURIComponent(args.id)}`
      const fields = [
        'id',
        'name',
        'organization',
        'api_token',
        'timezone',
        'week_start_day',
        'test_account_filters',
        'created_at',
      ]
      return { value: without(only(await rest.get(`${path}/`), fields), []), url: project.page }
    },
  }),
]

import { z } from 'zod'
import type { JsonObject } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { type Feature, type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { asBody, DashboardId, Open } from './fields.ts'

const about = { feature: 'sharing' satisfies Feature, on_request: true, aliases: { id: 'dashboard_id' } } as const
const read = { ...about, scopes: ['sharing_configuration:read'], hints: 'RI' } as const
const write = { ...about, scopes: ['sharing_configuration:write'] } as const
const dashboard_id = DashboardId

const pathOf = ({ project, args }: ToolCall<{ dashboard_id: number }>) =>
  `${project.api}/dashboards/${args.dashboard_id}/sharing/`

/** Publishing is a decision about who may know: the answer says in words what it means. */
function asLink(call: Pick<ToolCall, 'project'>, configuration: JsonObject): ToolAnswer {
  const { enabled, access_token, password_required } = configuration
  const url = `${new URL(call.project.page).origin}/shared/${String(access_token)}`
  const who = password_required === true ? 'anyone with the link and a password' : 'anyone with the link'
  const meaning = enabled === true ? `Published: ${who} can read it.` : 'Not published.'
  return { value: { meaning, ...without(configuration, []), ...(enabled === true ? { url } : {}) } }
}

export const sharingTools: Tool[] = [
  tool({
    ...read,
    name: 'dashboards-sharing-list',
    title: 'Get sharing of a dashboard',
    description: 'Whether a dashboard has a public link, and how it is protected.',
    input: z.object({ dashboard_id }),
    run: async (call) => asLink(call, await call.rest.get(pathOf(call))),
  }),
  tool({
    ...write,
    name: 'dashboards-sharing-update',
    title: 'Share a dashboard',
    description:
      'Publishes a dashboard by link, or takes it back. Ask the user first: anyone with the link can read it without logging in.',
    hints: 'I',
    input: z.object({
      dashboard_id,
      enabled: z.boolean().optional().describe('Whether the link works'),
      password_required: z.boolean().optional().describe('Whether it asks for a password'),
      settings: Open.optional().describe('e.g. {"expires_at":"2030-01-31T00:00:00Z","theme":"dark"}'),
    }),
    run: async (call) => {
      const { dashboard_id: _, ...body } = call.args
      return asLink(call, await call.rest.send('PATCH', pathOf(call), asBody(body)))
    },
  }),
  tool({
    ...write,
    name: 'dashboards-sharing-passwords-create',
    title: 'Add a password to a shared dashboard',
    description: 'Makes a password for the public link; it is shown once.',
    hints: '',
    input: z.object({
      dashboard_id,
      raw_password: z.string().optional().describe('One is made if not given'),
      note: z.string().optional().describe('For whom it is'),
    }),
    run: async (call) => {
      const { dashboard_id: _, ...body } = call.args
      return { value: await call.rest.send('POST', `${pathOf(call)}passwords/`, asBody(body)) }
    },
  }),
  tool({
    ...write,
    name: 'dashboards-sharing-passwords-destroy',
    title: 'Remove a password of a shared dashboard',
    description: 'Whoever came in with it has to enter another.',
    hints: 'DI',
    input: z.object({ dashboard_id, password_id: z.string().describe('Id, as dashboards-sharing-list names it') }),
    run: async (call) => {
      await call.rest.send('DELETE', `${pathOf(call)}passwords/${encodeURIComponent(call.args.password_id)}/`, {})
      return { value: { success: true } }
    },
  }),
  tool({
    ...write,
    name: 'dashboards-sharing-refresh-create',
    title: 'Replace the link of a shared dashboard',
    description: 'Makes another link; the old one soon stops to work.',
    hints: 'D',
    input: z.object({ dashboard_id }),
    run: async (call) => asLink(call, await call.rest.send('POST', `${pathOf(call)}refresh/`, {})),
  }),
]

import { z } from 'zod'
import { editorOf } from '../../activity/editor.ts'
import { ApiError } from '../../http/errors.ts'
import { projectRoute, type Route } from '../../http/route.ts'
import type { InsightDeps } from '../../insights/deps.ts'
import { presentWhole } from '../present-whole.ts'
import { DashboardQuery } from '../requests.ts'
import { DashboardInput, newValuesOf } from '../save.ts'
import { makeFromTemplate } from './apply.ts'
import { readTemplate } from './template.ts'
import { makeUnlisted } from './unlisted.ts'

/** What a request may say of a dashboard that it makes of a template; the template says the rest. */
const OwnFields = DashboardInput.omit({ filters: true, variables: true, tiles: true, use_dashboard: true })

/** Dashboards made of a template that the request brings. */
export function fromTemplateRoutes(deps: InsightDeps): Route[] {
  return [
    projectRoute({
      method: 'POST',
      path: '/dashboards/create_from_template_json',
      scopes: ['dashboard:write'],
      strict: 'session',
      query: DashboardQuery,
      body: OwnFields.extend({ template: z.record(z.string(), z.json()) }),
      find: async ({ request }) => requireJson(request),
      handle: async ({ body, ...asked }) => {
        const { team } = asked
        const { template: sent, ...own } = body
        const template = readTemplate(sent)
        const maker = { team_id: team.id, ...editorOf(deps, asked) }
        const dashboard = await deps.postgres.transaction().execute(async (tx) => {
          const values = await newValuesOf(tx, team.id, own)
          return makeFromTemplate(deps, tx, template, values, own.tags ?? [], maker)
        })
        return presentWhole(deps, asked, dashboard)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/create_unlisted_dashboard',
      scopes: ['dashboard:write'],
      strict: 'session',
      query: DashboardQuery,
      body: OwnFields.extend({ tag: z.unknown().optional() }),
      handle: async ({ body, ...asked }) => {
        const { team } = asked
        const { tag, ...own } = body
        const maker = { team_id: team.id, ...editorOf(deps, asked) }
        const values = await newValuesOf(deps.postgres, team.id, own)
        const dashboard = await makeUnlisted(deps, tag, values, own.tags ?? [], maker)
        return presentWhole(deps, asked, dashboard)
      },
    }),
  ]
}

function requireJson(request: Request): void {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return
  const detail = `Unsupported media type "${type}" in request.`
  throw new ApiError(415, 'invalid_request', 'unsupported_media_type', detail)
}

import {
  type CallToolResult,
  createMcpHandler,
  localhostAllowedHostnames,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server'
import type { Teams } from '../accounts/teams.ts'
import { type Authentication, hasScope } from '../http/auth.ts'
import { ApiError } from '../http/errors.ts'
import { objectOr } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { activeProject, enterable, firstOf, type Key, type Pins, switchProject } from './active-project.ts'
import { answerText } from './answer.ts'
import { ArgumentError, publishedSchema, readArguments } from './arguments.ts'
import { TOOL_ALIASES, TOOLS } from './catalogue.ts'
import { failureText, NoProjectError } from './errors.ts'
import { getPrompt, listPrompts } from './prompts.ts'
import { listResources, readResource, resourcesOf } from './resources.ts'
import { type Rest, RestError, restOf } from './rest.ts'
import type { ActiveProject, ResultAsText, Tool, Workspace } from './tool.ts'

export interface McpDeps {
  postgres: Postgres
  clock: () => Date
  log: Log
  teams: Teams
  authentication: Authentication
  /** The REST interface of this process. */
  fetch: (request: Request) => Response | Promise<Response>
  asText: ResultAsText
  version: string
  site_url: string | undefined
}

/** One caller for the time of one request: nothing is kept between requests. */
interface Caller {
  key: Key
  authorization: string
  /** Where the caller reaches us, without a trailing slash. */
  origin: string
  pins: Pins
  tools: readonly Tool[]
  signal: AbortSignal
}

/** `POST /mcp`: the Model Context Protocol over HTTP, both its eras, for one personal key at a time. */
export function mcpEndpoint(deps: McpDeps): (request: Request) => Promise<Response> {
  const names = [...localhostAllowedHostnames(), ...(deps.site_url ? [new URL(deps.site_url).hostname] : [])]
  return async (request) => {
    const stranger = strangerTo(request, names)
    if (stranger) return stranger
    const caller = await callerOf(deps, request)
    if (caller instanceof Response) return caller
    const handler = createMcpHandler(() => serverFor(deps, caller), {
      onerror: (error) => deps.log.debug(`mcp: ${error.message}`),
    })
    return handler.fetch(request)
  }
}

/** Refuses requests that a page of another site makes in its reader's browser. */
function strangerTo(request: Request, names: string[]): Response | undefined {
  const host = validateHostHeader(request.headers.get('host') ?? new URL(request.url).host, names)
  const origin = validateOriginHeader(request.headers.get('origin'), names)
  const refused = host.ok ? (origin.ok ? undefined : origin) : host
  if (!refused) return undefined
  const message = `${refused.message}. Set HOGLET_SITE_URL to the address that clients use.`
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status: 403 })
}

async function callerOf(deps: McpDeps, request: Request): Promise<Caller | Response> {
  const authorization = request.headers.get('authorization')
  if (!authorization)
    return unauthorized(
      'Bearer',
      'Send a personal API key: Authorization: Bearer phx_… Make one with: hoglet keys create.',
    )
  const principal = await deps.authentication
    .authenticate(new Request(request.url, { headers: { authorization } }))
    .catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 401) return undefined
      throw error
    })
  if (principal?.kind !== 'key') return unauthorized('Bearer error="invalid_token"', 'Invalid API key')
  const pins = pinsOf(request)
  if (pins === undefined) return notANumber()
  const origin = deps.site_url ?? new URL(request.url).origin
  return {
    key: principal,
    authorization,
    origin,
    pins,
    tools: toolsFor(principal, pins, request),
    signal: request.signal,
  }
}

const unauthorized = (challenge: string, text: string) =>
  new Response(text, { status: 401, headers: { 'www-authenticate': challenge, 'content-type': 'text/plain' } })

/** A header wins over the address. */
function said(request: Request, header: string, parameter: string): string | undefined {
  return request.headers.get(header) ?? new URL(request.url).searchParams.get(parameter) ?? undefined
}

const notANumber = () => {
  const message = 'x-posthog-project-id, or project_id in the address, must be the number of a project.'
  return Response.json({ jsonrpc: '2.0', error: { code: -32602, message }, id: null }, { status: 400 })
}

/** Undefined when the project is no number: refusing is better than working on another project than was meant. */
function pinsOf(request: Request): Pins | undefined {
  const project = said(request, 'x-posthog-project-id', 'project_id')
  if (project !== undefined && !/^[1-9]\d{0,8}$/.test(project)) return undefined
  return {
    project_id: project === undefined ? undefined : Number(project),
    organization_id: said(request, 'x-posthog-organization-id', 'organization_id'),
  }
}

/** The tools that exist for a key: what its scopes allow, and of those what the address asks for. */
function toolsFor(key: Key, pins: Pins, request: Request): Tool[] {
  const params = new URL(request.url).searchParams
  const listOf = (name: string) => params.get(name)?.split(',').filter(Boolean)
  const features = listOf('features')?.map((one) => one.replaceAll('-', '_'))
  const names = listOf('tools')
  const readonly = ['true', '1'].includes(said(request, 'x-posthog-read-only', 'readonly') ?? '')
  return TOOLS.filter((tool) => {
    if (!tool.scopes.every((scope) => hasScope(key.scopes, scope))) return false
    if (readonly && !tool.hints.includes('R')) return false
    if (pins.project_id !== undefined && tool.name === 'switch-project') return false
    if (!features && !names) return !tool.on_request
    return features?.includes(tool.feature) || names?.includes(tool.name) || false
  })
}

async function serverFor(deps: McpDeps, caller: Caller): Promise<Server> {
  const { version } = deps
  const server = new Server(
    { name: 'hoglet', title: 'Hoglet', version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {} },
      instructions: await instructions(deps, caller),
      cacheHints: { 'tools/list': { ttlMs: 60_000, cacheScope: 'private' } },
    },
  )
  server.setRequestHandler('tools/list', () => ({ tools: caller.tools.map(listed) }))
  server.setRequestHandler('prompts/list', listPrompts)
  server.setRequestHandler('prompts/get', ({ params }) => getPrompt(params.name, params.arguments))
  server.setRequestHandler('resources/list', async (_, context) =>
    listResources(await resourcesFor(deps, caller, context)),
  )
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }))
  server.setRequestHandler('resources/read', async ({ params }, context) =>
    readResource(await resourcesFor(deps, caller, context), params.uri),
  )
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const name = TOOL_ALIASES[params.name] ?? params.name
    const tool = caller.tools.find((one) => one.name === name)
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Tool ${params.name} not found`)
    return call(deps, caller, tool, params.arguments, context)
  })
  return server
}

function listed(tool: Tool) {
  const { name, title, description, hints } = tool
  return {
    name,
    title,
    description,
    inputSchema: publishedSchema(tool),
    annotations: {
      title,
      readOnlyHint: hints.includes('R'),
      destructiveHint: hints.includes('D'),
      idempotentHint: hints.includes('I'),
      openWorldHint: true,
    },
  }
}

async function call(
  deps: McpDeps,
  caller: Caller,
  tool: Tool,
  given: unknown,
  context: ServerContext,
): Promise<CallToolResult> {
  try {
    const { args, ignored } = readArguments(tool, given)
    const rest = restFor(deps, caller, context)
    const project = await projectFor(deps, caller, tool)
    const answer = await tool.run({ args, rest, project, workspace: workspaceOf(deps, caller), asText: deps.asText })
    const { text, object } = answerText(answer, objectOr(given)['output_format'] === 'json')
    const note = ignored.length > 0 ? `\nIgnored unknown arguments: ${ignored.join(', ')}` : ''
    return { content: [{ type: 'text', text: `${text}${note}` }], ...(object ? { structuredContent: object } : {}) }
  } catch (error) {
    const expected = error instanceof ArgumentError || error instanceof NoProjectError || error instanceof RestError
    if (!expected && !caller.signal.aborted) deps.log.error(`the tool ${tool.name} failed`, error)
    return { content: [{ type: 'text', text: failureText(tool.name, error) }], isError: true }
  }
}

function restFor(deps: McpDeps, caller: Caller, context: ServerContext): Rest {
  const signal = AbortSignal.any([context.mcpReq.signal, caller.signal])
  return restOf(deps.fetch, { origin: caller.origin, authorization: caller.authorization, signal })
}

/** Without a project there is still the guide and the schemas. */
async function resourcesFor(deps: McpDeps, caller: Caller, context: ServerContext) {
  const team = await projectIfAny(deps, caller)
  return resourcesOf(team && place(team, caller.origin), restFor(deps, caller, context))
}

const place = ({ id, organization_id }: Pick<Team, 'id' | 'organization_id'>, origin: string): ActiveProject => ({
  id,
  organization_id,
  api: `/api/projects/${id}`,
  page: `${origin}/project/${id}`,
})

/** Tools of the workspace work without a project too: they are the way to one. */
async function projectFor(deps: McpDeps, caller: Caller, tool: Tool): Promise<ActiveProject> {
  const find = tool.feature === 'workspace' ? projectIfAny(deps, caller) : activeProject(deps, caller.key, caller.pins)
  return place((await find) ?? { id: 0, organization_id: '' }, caller.origin)
}

async function projectIfAny(deps: McpDeps, { key, pins }: Caller): Promise<Team | undefined> {
  return activeProject(deps, key, pins).catch((error: unknown) => {
    if (error instanceof NoProjectError) return undefined
    throw error
  })
}

function workspaceOf(deps: McpDeps, { key }: Caller): Workspace {
  const change = async (team: Team | undefined, otherwise: string) => {
    if (!team) throw new ArgumentError(otherwise)
    await switchProject(deps, key, team)
    return team
  }
  return {
    switchProject: async (id) =>
      change(await enterable(deps, key, id), `This key cannot enter project ${id}. projects-get lists those it can.`),
    switchOrganization: async (id) =>
      change(
        await firstOf(deps, key, id),
        'This key cannot enter that organization. organizations-get lists those it can.',
      ),
  }
}

async function instructions(deps: McpDeps, caller: Caller): Promise<string> {
  const team = await projectIfAny(deps, caller)
  const where = team
    ? `Active project: ${team.name} (id ${team.id}, time zone ${team.timezone}), organization ${team.organization_id}, pages at ${caller.origin}/project/${team.id}.`
    : 'No project is active: call projects-get, then switch-project.'
  return [
    'Hoglet is product analytics: events that apps send, and questions about them.',
    where,
    'Look up event and property names with event-definitions-list or read-data-schema before you ask.',
    'Prefer query-trends, query-funnel and query-retention to SQL.',
    '_posthogUrl in an answer is the page where a person can look at it.',
    'When a scope is missing, tell the user which one to add to the key.',
  ].join('\n')
}

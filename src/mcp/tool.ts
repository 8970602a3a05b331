import type { z } from 'zod'
import { type Json, type JsonObject, trusted } from '../lib/json.ts'
import type { Rest } from './rest.ts'

/** The groups that a client may ask for by `features=`. */
export type Feature = 'workspace' | 'dashboards' | 'events' | 'insights' | 'sql' | 'data_schema' | 'sharing' | 'tags'

/** What a tool is given: its checked arguments and the REST interface as the caller's key sees it. */
export interface ToolCall<Args = JsonObject> {
  args: Args
  rest: Rest
  /** The project the tool works on, and where its pages and its API are. */
  project: ActiveProject
  workspace: Workspace
  /** Puts a query's result into words; undefined where no form fits. */
  asText: ResultAsText
}

/** The choice of the project for the calls to come. Both throw `ArgumentError` and change nothing where it fails. */
export interface Workspace {
  switchProject(id: number): Promise<{ id: number; name: string }>
  switchOrganization(id: string): Promise<{ id: number; name: string }>
}

export type ResultAsText = (query: JsonObject, result: JsonObject, how?: { whole: boolean }) => string | undefined

export interface ActiveProject {
  id: number
  organization_id: string
  /** `/api/projects/:id` */
  api: string
  /** The address of the project's pages, without a trailing slash. */
  page: string
}

/**
 * What a tool answers: text as it is, or a value with the address of its page. `references` names what the value holds where
 * people wrote it for other people: it is marked as that, because an agent must not do what it says.
 */
export type ToolAnswer = string | { value: Json; url?: string; references?: string }

/** A tool as data: what clients are told, which scopes it needs, and what it does. */
export interface Tool {
  name: string
  title: string
  description: string
  feature: Feature
  /** Listed only where the address asks for it or its feature, because every listed tool costs every agent words. */
  on_request?: true
  /** All of them are needed; without them the tool does not exist for a key. */
  scopes: readonly string[]
  /** R read-only, D destructive, I idempotent. */
  hints: '' | 'R' | 'I' | 'D' | 'RI' | 'DI'
  input: z.ZodObject
  /** Other names that agents send, with the one they mean. */
  aliases: Readonly<Record<string, string>>
  /** Arguments that may be given and change nothing, with the one value that they may have. */
  fixed: Readonly<Record<string, string>>
  run(call: ToolCall): Promise<ToolAnswer>
}

/** Types the arguments of `run` by `input`. */
export function tool<Input extends z.ZodObject>(
  definition: Omit<Tool, 'input' | 'aliases' | 'fixed' | 'run'> & {
    input: Input
    fixed?: Tool['fixed']
    aliases?: Readonly<Record<string, string>>
    run(call: ToolCall<z.output<Input>>): Promise<ToolAnswer>
  },
): Tool {
  return trusted<Tool>({ aliases: {}, fixed: {}, ...definition })
}

/** What a tool of `mcp_tools/` is given. Such a tool throws `ArgumentError` for arguments that do not fit. */
export interface ToolRequest {
  team_id: number
  args: Json
  signal: AbortSignal
}

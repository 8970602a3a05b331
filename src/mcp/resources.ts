import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { SourceQuery } from '../schema/query/nodes.ts'
import { terse } from './arguments.ts'
import { unreadable } from './errors.ts'
import { HOGQL_GUIDE } from './hogql-guide.ts'
import { type Rest, RestError } from './rest.ts'
import type { ActiveProject } from './tool.ts'

interface Resource {
  uri: string
  name: string
  description: string
  mimeType: string
  read(): Promise<string> | string
}

/**
 * What an agent may read beside its tools: the whole schema of each query, which the tools only sketch, a guide to
 * HogQL, and the project's events as TypeScript.
 */
export function resourcesOf(project: ActiveProject | undefined, rest: Rest): readonly Resource[] {
  const schemas = SourceQuery.options.map((node): Resource => {
    const [kind = ''] = [...node.shape.kind.values].map(String)
    return {
      uri: `hoglet://schema/${kind}`,
      name: kind,
      description: `Every field of a ${kind}, as JSON Schema`,
      mimeType: 'application/schema+json',
      read: () => JSON.stringify(z.toJSONSchema(node, SCHEMA_OPTIONS)),
    }
  })
  const guide = {
    uri: 'hoglet://docs/hogql',
    name: 'HogQL',
    description: 'How to ask in SQL: tables, properties, what is different here',
    mimeType: 'text/markdown',
    read: () => HOGQL_GUIDE,
  }
  if (!project) return [guide, ...schemas]
  const events = {
    uri: `hoglet://project/${project.id}/events.ts`,
    name: 'Events of the project',
    description: 'The events that have a schema, typed, as TypeScript',
    mimeType: 'text/plain',
    read: async () =>
      String((await rest.get(`${project.api}/event_definitions/typescript/`, { sdk: 'none' }))['content']),
  }
  return [guide, events, ...schemas]
}

const SCHEMA_OPTIONS = {
  io: 'input',
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: Parameters<typeof terse>[0] }) => terse(jsonSchema),
} as const

export const listResources = (resources: readonly Resource[]) => ({
  resources: resources.map(({ read: _, ...about }) => about),
})

export async function readResource(resources: readonly Resource[], uri: string) {
  const found = resources.find((one) => one.uri === uri)
  if (!found) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource ${uri} not found`)
  try {
    return { contents: [{ uri, mimeType: found.mimeType, text: await found.read() }] }
  } catch (error) {
    // The key may not read it, or the project has none: whoever asks can do something about that.
    if (error instanceof RestError && error.status < 500)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, unreadable(uri, error))
    throw error
  }
}

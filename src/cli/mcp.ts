import { createInterface } from 'node:readline'
import { isObject, type Json, type JsonObject, jsonIn, objectOr } from '../lib/json.ts'
import { VERSION } from '../lib/version.ts'
import { CONNECTION_FLAGS, connectionOf } from './connection.ts'
import { readFlags } from './flags.ts'

const OPTIONS = {
  ...CONNECTION_FLAGS,
  features: { type: 'string' },
  tools: { type: 'string' },
  'read-only': { type: 'boolean' },
} as const

/** Where messages go, and what goes with each. */
interface Bridge {
  endpoint: string
  headers: Record<string, string>
}

/**
 * `hoglet mcp`: the Model Context Protocol on stdin and stdout, each message handed to the running server, which alone
 * has the stores open. Nothing but JSON-RPC lines is written to stdout.
 */
export async function mcp(args: string[]): Promise<void> {
  const bridge = bridgeOf(args)
  const running = new Map<string, AbortController>()
  const all: Promise<void>[] = []
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const message = messageOf(line)
    if (!message) write(failure(null, -32700, 'Parse error'))
    else if (message['method'] === 'notifications/cancelled')
      running.get(JSON.stringify(objectOr(message['params'])['requestId']))?.abort()
    else all.push(forward(bridge, message, running))
  }
  await Promise.all(all)
}

function bridgeOf(args: string[]): Bridge {
  const { values } = readFlags({ args, options: OPTIONS, allowPositionals: false })
  const { base, key, project } = connectionOf(values)
  const endpoint = new URL('/mcp', base)
  if (values.features) endpoint.searchParams.set('features', values.features)
  if (values.tools) endpoint.searchParams.set('tools', values.tools)
  if (values['read-only']) endpoint.searchParams.set('readonly', 'true')
  return {
    endpoint: endpoint.href,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(project ? { 'x-posthog-project-id': project } : {}),
    },
  }
}

function messageOf(line: string): JsonObject | undefined {
  const message = jsonIn(line)
  return isObject(message) ? message : undefined
}

const write = (message: Json) => process.stdout.write(`${JSON.stringify(message)}\n`)
const failure = (id: Json, code: number, message: string) => ({ jsonrpc: '2.0', id, error: { code, message } })

const MODERN = 'io.modelcontextprotocol/protocolVersion'

/** Headers that the newer revision wants beside the body. */
function modernHeaders({ method, params }: JsonObject): Record<string, string> {
  const { _meta, name, uri } = objectOr(params)
  const version = objectOr(_meta)[MODERN]
  if (typeof version !== 'string') return {}
  const named = typeof name === 'string' ? name : typeof uri === 'string' ? uri : undefined
  return {
    'mcp-protocol-version': version,
    'mcp-method': String(method),
    ...(named === undefined ? {} : { 'mcp-name': headerText(named) }),
  }
}

const headerText = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`

async function forward(bridge: Bridge, message: JsonObject, running: Map<string, AbortController>): Promise<void> {
  const id = message['id'] ?? null
  const abort = new AbortController()
  running.set(JSON.stringify(id), abort)
  try {
    const reply = await fetch(bridge.endpoint, {
      method: 'POST',
      headers: { ...bridge.headers, ...modernHeaders(message) },
      body: JSON.stringify(message),
      signal: abort.signal,
    })
    const text = await reply.text()
    const answers = answersIn(text, reply.headers.get('content-type') ?? '')
    for (const answer of answers) write(answer)
    if (id !== null && answers.length === 0)
      refuse(message, `the server answered ${reply.status}: ${text.slice(0, 300)}`)
  } catch {
    if (!abort.signal.aborted && id !== null)
      refuse(
        message,
        `no Hoglet answers at ${new URL(bridge.endpoint).origin}. Start it with npm start, or name another with --url.`,
      )
  } finally {
    running.delete(JSON.stringify(id))
  }
}

/** The messages of an answer: one JSON body, or the data lines of a stream. */
function answersIn(text: string, type: string): JsonObject[] {
  const parts = type.includes('text/event-stream')
    ? text.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []))
    : type.includes('json')
      ? [text]
      : []
  return parts.map(messageOf).filter((message) => message !== undefined)
}

/**
 * Without a server the client still gets its handshake, so that it can show why the tools fail, and its pings, which ask
 * whether this program is alive: a client that is refused one may end it.
 */
function refuse(message: JsonObject, why: string): void {
  const { id = null, method, params } = message
  const about = { capabilities: { tools: {} }, instructions: `Hoglet cannot be reached: ${why}` }
  const serverInfo = { name: 'hoglet', title: 'Hoglet', version: VERSION }
  const protocolVersion = objectOr(params)['protocolVersion'] ?? '2025-11-25'
  const isModern = objectOr(objectOr(params)['_meta'])[MODERN] !== undefined
  const complete = isModern
    ? { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo } }
    : {}
  const result = (value: JsonObject) => write({ jsonrpc: '2.0', id, result: { ...value, ...complete } })
  if (method === 'initialize') result({ protocolVersion, serverInfo, ...about })
  else if (method === 'ping') result({})
  else if (method === 'server/discover')
    result({ supportedVersions: ['2026-07-28'], ...about, ttlMs: 0, cacheScope: 'private' })
  else if (method === 'tools/call') result({ content: [{ type: 'text', text: `Error: ${why}` }], isError: true })
  else write(failure(id, -32000, why))
}

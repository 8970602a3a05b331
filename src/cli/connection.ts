import { type Json, type JsonObject, jsonIn, objectOr } from '../lib/json.ts'
import { UsageError } from '../lib/usage-error.ts'
import { readDotEnv } from './options.ts'

/** The flags of every command that talks to a running server, for `parseArgs`. */
export const CONNECTION_FLAGS = {
  url: { type: 'string' },
  'api-key': { type: 'string' },
  project: { type: 'string' },
} as const

/** Where a server is, and who asks it. */
export interface Connection {
  /** Without a trailing slash. */
  base: string
  key: string | undefined
  project: string | undefined
}

interface Flags {
  url?: string | undefined
  'api-key'?: string | undefined
  project?: string | undefined
}

/** Flags before environment before `.env`; the variables are ours and those of PostHog's own tools. */
export function connectionOf(flags: Flags): Connection {
  const env = { ...readDotEnv(), ...process.env }
  const first = (...names: string[]) => names.map((name) => env[name]).find(Boolean)
  const base =
    flags.url ??
    first('HOGLET_SITE_URL', 'POSTHOG_CLI_HOST', 'POSTHOG_HOST') ??
    `http://127.0.0.1:${env['HOGLET_PORT'] ?? 8000}`
  const address = URL.canParse(base) ? new URL(base) : undefined
  // Both would be sent in the header that carries the key. The address is not repeated, as a password is in it.
  if (address?.username || address?.password)
    throw new UsageError(
      'The address of the server has a user or a password in it. Leave these out: the server is asked with a personal API key.',
    )
  // Of `localhost:8000` the first part reads as a scheme.
  if (!address || !/^https?:$/.test(address.protocol)) {
    const named = base.includes('@') ? 'The address of the server' : `"${base}"`
    throw new UsageError(`${named} is no URL. Use for instance --url http://127.0.0.1:8000.`)
  }
  const keys = ['POSTHOG_PERSONAL_API_KEY', 'POSTHOG_CLI_API_KEY', 'POSTHOG_CLI_TOKEN', 'POSTHOG_API_KEY']
  return {
    base: base.replace(/\/+$/, ''),
    key: flags['api-key'] ?? first(...keys),
    project: flags.project ?? first('POSTHOG_PROJECT_ID', 'POSTHOG_CLI_PROJECT_ID', 'POSTHOG_CLI_ENV_ID'),
  }
}

/**
 * Asks a path below the project: reads it, or sends it what is given. Throws {@link UsageError} with the fix when nobody
 * answers or the server refuses.
 */
export async function askProject({ base, key, project }: Connection, path: string, sent?: JsonObject): Promise<Json> {
  if (!key)
    throw new UsageError(
      'A personal API key is needed: POSTHOG_PERSONAL_API_KEY or --api-key. Make one with hoglet keys create.',
    )
  if (!/^[!-~]+$/.test(key.trim()))
    throw new UsageError('The personal API key holds signs that no key has. Copy it again.')
  const url = `${base}/api/projects/${encodeURIComponent(project ?? '@current')}/${path}`
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const asked = sent ? { method: 'POST', headers, body: JSON.stringify(sent) } : { headers }
  const reply = await fetch(url, asked).catch(() => {
    throw new UsageError(`No server answers at ${base}. Start it with npm start, or name another with --url.`)
  })
  const text = await reply.text().catch(() => {
    throw new UsageError(`${url} broke off in the middle of its answer. Ask again.`)
  })
  const answer = jsonIn(text)
  if (reply.ok && answer !== undefined) return answer
  if (reply.ok) throw new UsageError(`${url} did not answer with JSON. Name the address of a Hoglet server with --url.`)
  const detail = objectOr(answer)['detail']
  throw new UsageError(`${url} answered ${reply.status}${typeof detail === 'string' ? `: ${detail}` : ''}`)
}

/** Every row of a list, page by page. */
export async function askForAll(connection: Connection, path: string): Promise<Json[]> {
  const rows: Json[] = []
  const joint = path.includes('?') ? '&' : '?'
  for (;;) {
    const page = await askProject(connection, `${path}${joint}limit=500&offset=${rows.length}`)
    const { results, next } = objectOr(page)
    if (!Array.isArray(results)) throw new UsageError(`${path} did not answer with a list.`)
    rows.push(...results)
    if (!next || results.length === 0) return rows
  }
}

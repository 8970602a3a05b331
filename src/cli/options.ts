import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { AppConfig } from '../app.ts'
import type { LogLevel } from '../lib/log.ts'
import { UsageError } from '../lib/usage-error.ts'
import { readFlags } from './flags.ts'
import { readModel } from './model-options.ts'
import { number } from './number-option.ts'

export interface ServeOptions extends AppConfig {
  port: number
  host: string
  log_level: LogLevel
  /** Fill a second project with a made-up company. */
  demo: boolean
}

interface Option {
  flag?: string
  env: string
  value?: string
  about: string
}

/** Every option, as the help text lists them. */
const OPTIONS: readonly Option[] = [
  { flag: 'port', env: 'HOGLET_PORT', value: '8000', about: 'port to listen on' },
  { flag: 'host', env: 'HOGLET_HOST', value: '127.0.0.1', about: 'address to listen on; 0.0.0.0 for all' },
  { flag: 'data', env: 'HOGLET_DATA_DIR', value: './hoglet-data', about: 'data directory' },
  { flag: 'site-url', env: 'HOGLET_SITE_URL', value: 'http://host:port', about: 'the public URL, when behind a proxy' },
  { flag: 'demo', env: 'HOGLET_DEMO', about: 'fill a second project with a made-up company of 60 days' },
  { flag: 'ephemeral', env: 'HOGLET_EPHEMERAL', about: 'keep nothing: for tests and CI' },
  {
    flag: 'strict-api-key-actions',
    env: 'HOGLET_STRICT_API_KEY_ACTIONS',
    about: 'refuse personal API keys for the seven actions of dashboards for which PostHog does',
  },
  {
    flag: 'rate-limits',
    env: 'HOGLET_RATE_LIMITS',
    about: 'hold each personal API key to the requests a minute and an hour that PostHog allows',
  },
  { flag: 'log-level', env: 'HOGLET_LOG_LEVEL', value: 'info', about: 'debug, info, warn, error or silent' },
  { env: 'CLICKHOUSE_URL', about: 'use this ClickHouse server instead of the embedded one' },
  { env: 'DATABASE_URL', about: 'use this PostgreSQL server instead of the embedded one' },
  { env: 'HOGLET_PROJECT_TOKEN', about: 'project API key of a new data directory' },
  { env: 'HOGLET_PERSONAL_API_KEY', about: 'first personal API key of a new data directory' },
  { env: 'HOGLET_ADMIN_EMAIL', about: 'administrator of a new data directory' },
  { env: 'HOGLET_ADMIN_PASSWORD', about: 'their password; without one a log-in link is printed' },
  { env: 'HOGLET_SECRET', about: 'the server secret, instead of the one kept in Postgres' },
  { env: 'HOGLET_TRUST_PROXY', about: '1: take addresses from X-Forwarded-For' },
  { env: 'HOGLET_MEMORY_MB', about: 'memory of the embedded ClickHouse; default half of the machine, at most 4096' },
  { env: 'HOGLET_QUERY_SECONDS', value: '60', about: 'time limit of a query' },
  { env: 'HOGLET_MODEL_PROVIDER', about: 'openai (or compatible) or anthropic: tells what changed on a dashboard' },
  { env: 'HOGLET_MODEL_NAME', about: 'which of its models' },
  { env: 'HOGLET_MODEL_KEY', about: 'the API key; a local server may need none' },
  { env: 'HOGLET_MODEL_URL', about: 'its base URL, with the version: http://127.0.0.1:11434/v1' },
  { env: 'HOGLET_MODEL_SECONDS', value: '15', about: 'time limit of its answer' },
  { env: 'HOGLET_MAX_BODY_MB', value: '20', about: 'largest capture request on the wire' },
  { env: 'HOGLET_MAX_INFLATED_MB', value: '64', about: 'largest capture request when inflated' },
]

export function helpText(): string {
  const lines = OPTIONS.map(({ flag, env, value, about }) => {
    const name = `  ${flag ? `--${flag}, ${env}` : env}`
    const said = `${about}${value ? ` (${value})` : ''}`
    return name.length > 40 ? `${name}\n${' '.repeat(41)}${said}` : `${name.padEnd(40)} ${said}`
  })
  return [
    "Hoglet: product analytics that speaks PostHog's API, in one process.",
    '',
    'hoglet [serve]            start the server',
    'hoglet login-link         a link that logs in, once, for 15 minutes: --email (the first user), --data;',
    '                          --forget-password, so that another can be chosen without the old one',
    'hoglet keys create|list|revoke   personal API keys of a data directory: --label, --scopes a:read,b:write,',
    '                          --email (of one user), --data',
    'hoglet backup <folder>    a copy of the data directory as it is at one moment, also while the server runs: --data',
    'hoglet mcp                the Model Context Protocol on stdin and stdout, for a running server:',
    '                          --url, --api-key (POSTHOG_PERSONAL_API_KEY), --project, --features, --tools, --read-only',
    'hoglet query <sql>        the rows of a HogQL question to a running server, also from standard input:',
    '                          --format table|csv|json; and --url, --api-key, --project as above',
    'hoglet schema pull        typed code for the events of a running server: --language typescript|golang|python,',
    '                          --output, --sdk none, --watch; and --url, --api-key, --project as above',
    'hoglet schema status      what was pulled here',
    'hoglet schema check       fails when that code is old, the code sends an unknown event, or a change of schema',
    '                          breaks a tile or an action: --src (several)',
    '',
    'hoglet --version          the version of this program',
    '',
    'Options, as flag or environment variable (a .env file is read):',
    ...lines,
    '',
  ].join('\n')
}

const KNOWN = new Set(OPTIONS.map(({ env }) => env))

/** Reads flags, environment and `.env`. Throws {@link UsageError}; reports unknown variables through `warn`. */
export function readOptions(
  args: string[],
  environment: NodeJS.ProcessEnv,
  warn: (text: string) => void,
): ServeOptions {
  const flags = givenFlags(args)
  const env = { ...readDotEnv(), ...environment }
  for (const name of Object.keys(env))
    if (name.startsWith('HOGLET_') && !KNOWN.has(name)) warn(`unknown variable ${name}; see hoglet --help`)
  const text = (flag: string, name: string) => flags.texts[flag] ?? (env[name] || undefined)
  const isOn = (flag: string, name: string) => flags.switches.has(flag) || /^(1|true|yes|on)$/i.test(env[name] ?? '')
  const megabytes = (name: string) => {
    const value = env[name] ? number(env[name], name, 1, 1_000_000) : undefined
    return value === undefined ? undefined : value * 1024 * 1024
  }
  return {
    port: number(text('port', 'HOGLET_PORT') ?? '8000', '--port', 0, 65_535),
    host: text('host', 'HOGLET_HOST') ?? '127.0.0.1',
    data_directory: resolve(text('data', 'HOGLET_DATA_DIR') ?? 'hoglet-data'),
    demo: isOn('demo', 'HOGLET_DEMO'),
    ephemeral: isOn('ephemeral', 'HOGLET_EPHEMERAL'),
    log_level: level(text('log-level', 'HOGLET_LOG_LEVEL') ?? 'info'),
    site_url: siteUrl(text('site-url', 'HOGLET_SITE_URL')),
    clickhouse_url: env['CLICKHOUSE_URL'] || undefined,
    database_url: env['DATABASE_URL'] || undefined,
    project_token: env['HOGLET_PROJECT_TOKEN'] || undefined,
    personal_api_key: env['HOGLET_PERSONAL_API_KEY'] || undefined,
    admin_email: env['HOGLET_ADMIN_EMAIL'] || undefined,
    admin_password: env['HOGLET_ADMIN_PASSWORD'] || undefined,
    secret: env['HOGLET_SECRET'] || undefined,
    trust_proxy: isOn('', 'HOGLET_TRUST_PROXY'),
    query_seconds: env['HOGLET_QUERY_SECONDS']
      ? number(env['HOGLET_QUERY_SECONDS'], 'HOGLET_QUERY_SECONDS', 1, 3600)
      : undefined,
    model: readModel(env),
    memory_bytes: megabytes('HOGLET_MEMORY_MB'),
    max_body_bytes: megabytes('HOGLET_MAX_BODY_MB') ?? 20 * 1024 * 1024,
    max_inflated_bytes: megabytes('HOGLET_MAX_INFLATED_MB') ?? 64 * 1024 * 1024,
    check_responses: false,
    strict_api_key_actions: isOn('strict-api-key-actions', 'HOGLET_STRICT_API_KEY_ACTIONS'),
    rate_limits: isOn('rate-limits', 'HOGLET_RATE_LIMITS'),
  }
}

function givenFlags(args: string[]): { texts: Record<string, string | undefined>; switches: Set<string> } {
  const options = Object.fromEntries(
    OPTIONS.flatMap(({ flag, value }) =>
      flag ? [[flag, { type: value ? ('string' as const) : ('boolean' as const) }]] : [],
    ),
  )
  const { values } = readFlags({ args, options, allowPositionals: false })
  const texts: Record<string, string | undefined> = {}
  const switches = new Set<string>()
  for (const [flag, value] of Object.entries(values)) {
    if (typeof value === 'string') texts[flag] = value
    else if (value) switches.add(flag)
  }
  return { texts, switches }
}

export function readDotEnv(): NodeJS.ProcessEnv {
  const path = join(process.cwd(), '.env')
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
}

function level(text: string): LogLevel {
  if (text === 'debug' || text === 'info' || text === 'warn' || text === 'error' || text === 'silent') return text
  throw new UsageError(`--log-level must be debug, info, warn, error or silent, not "${text}".`)
}

function siteUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError(`--site-url must be a URL such as https://hoglet.example.com, not "${text}".`)
  // As browsers spell it in `Origin`: the host in small letters, and no port that goes without saying.
  return new URL(text).href.replace(/\/+$/, '')
}

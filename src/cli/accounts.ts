import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type DataLock, DirectoryInUse, lastUrl, lockDirectory } from '../lib/data-lock.ts'
import { isObject, type Json } from '../lib/json.ts'
import { createLog } from '../lib/log.ts'
import { UsageError } from '../lib/usage-error.ts'
import { openEmbeddedPostgres } from '../postgres/embedded.ts'
import { migratePostgres } from '../postgres/migrate.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { openPostgresServer } from '../postgres/server.ts'
import { type AccountCommand, runCommand } from './account-commands.ts'
import { askServer } from './control.ts'
import { readOptions, type ServeOptions } from './options.ts'
import { requireSocketPath } from './socket-path.ts'
import { startFailure } from './start-failure.ts'

/** `hoglet keys create|list|revoke`: asks the running server, or opens the directory when none runs. */
export async function keys(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, OPTIONS)
  const [action = 'list', id, more] = positionals
  if (more !== undefined) throw new UsageError(`What is "${more}" for? Use: hoglet keys create|list|revoke`)
  const command: AccountCommand = {
    action,
    ...(id ? { id } : {}),
    ...(values.label ? { label: values.label } : {}),
    ...(values.email === undefined ? {} : { email: values.email }),
    ...(values.scopes ? { scopes: values.scopes.split(',').map((scope) => scope.trim()) } : {}),
  }
  await run(values.data, command)
}

/** `hoglet login-link`: the way in for somebody who has no password, or forgot it. */
export async function loginLink(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { data: OPTIONS.data, email: OPTIONS.email, ...FORGET })
  // Without --email the link is for the user who set the server up: nobody should get it who meant somebody else.
  if (positionals[0] !== undefined)
    throw new UsageError(`What is "${positionals[0]}" for? Use: hoglet login-link --email ${positionals[0]}`)
  await run(values.data, {
    action: 'login-link',
    ...(values.email === undefined ? {} : { email: values.email }),
    ...(values['forget-password'] ? { forget_password: true } : {}),
  })
}

async function run(data: string | undefined, command: AccountCommand): Promise<void> {
  const options = readOptions(data ? ['--data', data] : [], process.env, () => undefined)
  const { data_directory } = options
  requireSocketPath(data_directory)
  const answer =
    (await askServer(data_directory, command)) ?? (await direct(options, command).catch(fail(data_directory)))
  process.stdout.write(`${table(answer)}\n`)
}

/** A link leads nowhere until a server listens there. */
const forLater = (answer: Json): Json =>
  isObject(answer) && 'link' in answer
    ? { ...answer, server: 'does not run: start it before you open the link' }
    : answer

const fail = (directory: string) => (error: unknown) => {
  throw startFailure(error, directory)
}

const OPTIONS = {
  data: { type: 'string' },
  email: { type: 'string' },
  label: { type: 'string' },
  scopes: { type: 'string' },
} as const

/** Only with this can somebody who no longer knows a password choose another: the settings ask for the old one. */
const FORGET = { 'forget-password': { type: 'boolean' } } as const

function parse<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function direct(options: ServeOptions, command: AccountCommand): Promise<Json> {
  const { data_directory, database_url, site_url, host, port } = options
  const url = site_url ?? lastUrl(data_directory) ?? `http://${host}:${port}`
  if (database_url) return runWith(await openPostgresServer(database_url), command, url)
  const directory = join(data_directory, 'postgres')
  if (!existsSync(directory))
    throw new UsageError(
      `There is no Hoglet data in ${data_directory}. Start the server once, or name the directory with --data.`,
    )
  const lock = lockUnanswered(data_directory)
  try {
    return forLater(await runWith(await openEmbeddedPostgres({ directory }), command, url))
  } finally {
    lock.release()
  }
}

/** A server that runs would have answered: whoever holds its directory without answering starts, or ends. */
export function lockUnanswered(directory: string): DataLock {
  try {
    return lockDirectory(directory)
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw startFailure(error, directory)
    throw new UsageError(`The server of ${directory} is starting or stopping. Try again in a few seconds.`)
  }
}

async function runWith(postgres: Postgres, command: AccountCommand, url: string): Promise<Json> {
  try {
    await migratePostgres(postgres)
    const deps = { postgres, clock: () => new Date(), log: createLog('warn', () => new Date()) }
    return await runCommand(deps, command, url)
  } finally {
    await postgres.destroy()
  }
}

function table(answer: Json): string {
  const rows = Array.isArray(answer) ? answer : [answer]
  return rows
    .filter(isObject)
    .map((row) =>
      Object.entries(row)
        .map(([key, value]) => `${key.padEnd(13)} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
        .join('\n'),
    )
    .join('\n\n')
}

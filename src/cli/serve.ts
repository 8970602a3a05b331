import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App } from '../app.ts'
import { refusePattern } from '../clickhouse/data-path.ts'
import { type DataLock, lockDirectory } from '../lib/data-lock.ts'
import { createLog, type Log } from '../lib/log.ts'
import { UsageError } from '../lib/usage-error.ts'
import { HttpServer } from './http-server.ts'
import { readOptions, type ServeOptions } from './options.ts'
import { requirePlatform, tellOfLittleMemory } from './platform.ts'
import { requireSocketPath } from './socket-path.ts'
import { startFailure } from './start-failure.ts'

const CLOSE_MS = 9_000

/** `hoglet serve`: opens the data directory, listens, tells where, and closes in order when asked to. */
export async function serve(args: string[]): Promise<void> {
  // Whoever read what is printed may be gone (`| head`), or its disk full: the server goes on without.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)
  const options = readOptions(args, process.env, (text) => process.stderr.write(`hoglet: ${text}\n`))
  await start(options).catch((error: unknown) => {
    throw startFailure(error, options.data_directory)
  })
}

async function start(options: ServeOptions): Promise<void> {
  const began = performance.now()
  const log = createLog(options.log_level, () => new Date())
  requirePlatform(options)
  tellOfLittleMemory(options, log)
  const lock = prepareDirectory(options)
  const http = new HttpServer()
  await listen(http.server, options)
  const url = addressOf(http.server.address(), options)
  lock?.announce(url)
  // Loaded only when all options are known to be right: the rooms take half a second to load, and the stores as long to open.
  const { openEngines } = await import('../engines.ts')
  const [engines, { openApp }, { getRequestListener }] = await Promise.all([
    openEngines(options),
    import('../app.ts'),
    import('@hono/node-server'),
  ])
  const app = await openApp(options, log, undefined, engines)
  http.open(getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false }))
  const { openControl } = await import('./control.ts')
  const closeControl = options.ephemeral ? undefined : await openControl(options.data_directory, app, url)
  const stop = new AbortController()
  let demo: Promise<void> | undefined
  // Before it says that it is ready: whoever waits for that may stop it at once.
  closeOnSignal(log, async () => {
    stop.abort()
    http.close()
    await closeControl?.()
    await demo
    await app.close((ms) => http.answered(ms))
    if (options.ephemeral) rmSync(options.data_directory, { recursive: true, force: true })
    lock?.release()
  })
  await greet(app, url, options, performance.now() - began)
  demo = options.demo ? showDemo(app, url, log, stop.signal) : undefined
}

/** The directory exists, is ours and writable; an ephemeral one is new and goes away. */
function prepareDirectory(options: ServeOptions): DataLock | undefined {
  if (options.ephemeral) {
    options.data_directory = newFolder(tmpdir())
    return undefined
  }
  requireSocketPath(options.data_directory)
  // The engine refuses it too, when there is a directory already.
  if (options.clickhouse_url === undefined)
    refusePattern(resolve(options.data_directory), 'Choose another with --data.')
  try {
    mkdirSync(options.data_directory, { recursive: true, mode: 0o700 })
    accessSync(options.data_directory, constants.W_OK)
  } catch (error) {
    throw new UsageError(
      `The data directory ${options.data_directory} cannot be written (${reason(error)}). Choose another with --data.`,
    )
  }
  return lockDirectory(options.data_directory)
}

function newFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'hoglet-'))
  } catch (error) {
    throw new UsageError(`The folder for temporary files, ${parent}, cannot be written (${reason(error)}). Set TMPDIR.`)
  }
}

const reason = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

/** The port is taken before the engines start, so that a wrong port is reported at once. */
function listen(server: ReturnType<typeof createServer>, options: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { port, host } = options
      if (error.code === 'EADDRINUSE')
        reject(new UsageError(`Port ${port} on ${host} is in use. Stop what uses it, or choose another with --port.`))
      else if (error.code === 'EACCES')
        reject(new UsageError(`Port ${port} needs more rights. Choose one above 1023 with --port.`))
      else
        reject(
          new UsageError(`Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check --host and --port.`),
        )
    })
    server.listen(options.port, options.host, () => resolve())
  })
}

function addressOf(address: AddressInfo | string | null, options: ServeOptions): string {
  if (options.site_url) return options.site_url
  const port = typeof address === 'object' && address ? address.port : options.port
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return `http://${host}:${port}`
}

/** What the operator sees. Secrets appear only here, only at the first start, and only once. */
async function greet(app: App, url: string, options: ServeOptions, elapsedMs: number): Promise<void> {
  const { noteSeen, unseenFirstStart } = await import('../accounts/first-start.ts')
  const first = app.first_start ?? (await unseenFirstStart(app.deps, options))
  const lines = ['', `  Hoglet is ready at ${url}  (${(elapsedMs / 1000).toFixed(1)} s)`]
  if (first) {
    lines.push('', `  Project API key   ${first.team.api_token}   (public: it goes into your app)`)
    lines.push(`  Personal API key  ${first.personal_api_key}   (secret: shown only now)`)
    if (options.admin_password) lines.push(`  Log in as         ${first.email}`)
    else {
      const { createLoginLink } = await import('../accounts/sessions.ts')
      const link = `${url}/login/link/${await createLoginLink(app.deps, first.user_id)}`
      lines.push(`  Log in            ${link}   (works once, for 15 minutes)`)
    }
    lines.push('', '  Send your first event:', '')
    lines.push(`    curl ${url}/capture/ -H 'Content-Type: application/json' \\`)
    lines.push(`      -d '{"api_key":"${first.team.api_token}","event":"hello","distinct_id":"me"}'`)
  }
  process.stdout.write(`${lines.join('\n')}\n\n`)
  if (first) await noteSeen(app.deps)
}

/** Fills the demo project beside the running server; what is interrupted goes on at the next start. */
async function showDemo(app: App, url: string, log: Log, signal: AbortSignal): Promise<void> {
  const began = performance.now()
  const tell = (text: string) => process.stdout.write(`  ${text}\n`)
  try {
    const { fillDemo } = await import('../demo/fill.ts')
    const team = await fillDemo(app.deps, tell, signal)
    const took = ((performance.now() - began) / 1000).toFixed(1)
    tell(`The demo project "${team.name}" is ready at ${url}/project/${team.id}  (${took} s)\n`)
  } catch (error) {
    if (!signal.aborted) log.error('the demo project could not be filled; it is tried again at the next start', error)
  }
}

/**
 * Ends the program at once. `process.exit` would wait for the engine's reads, up to a minute, and then crash. What was
 * acknowledged is on disk.
 */
const endNow = () => process.kill(process.pid, 'SIGKILL')

/** Who starts a program for others (`timeout`) may send it one signal twice, to itself and to its group. */
const ECHO_MS = 100

/** Stops taking requests, finishes what is acknowledged, closes the engines; a second signal does not wait. */
function closeOnSignal(log: Log, close: () => Promise<void>): void {
  let closingSince: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (closingSince !== undefined) return performance.now() - closingSince > ECHO_MS ? void endNow() : undefined
    closingSince = performance.now()
    log.info(`closing on ${signal}`)
    setTimeout(endNow, CLOSE_MS).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('closing failed', error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { App } from '../app.ts'
import { backUp } from '../backup.ts'
import { isObject, type Json, parseJson } from '../lib/json.ts'
import { UsageError } from '../lib/usage-error.ts'
import { type AccountCommand, runCommand } from './account-commands.ts'
import { socketPath } from './socket-path.ts'

/**
 * A socket in the data directory, for commands of whoever may open that directory: never TCP, readable by its owner
 * alone. What is asked here needs no key. The function that is returned closes it: what takes long is stopped and cleared up.
 */
export async function openControl(directory: string, app: App, url: string): Promise<() => Promise<void>> {
  const path = socketPath(directory)
  rmSync(path, { force: true })
  const stop = new AbortController()
  const answering = new Set<Promise<unknown>>()
  const server = createServer((incoming, reply) => {
    const gone = new AbortController()
    reply.once('close', () => gone.abort())
    const answered = answer(app, incoming, url, AbortSignal.any([gone.signal, stop.signal]))
      .then(
        (body) => reply.end(JSON.stringify(body)),
        (error: unknown) => {
          reply.statusCode = 400
          reply.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
        },
      )
      .finally(() => answering.delete(answered))
    answering.add(answered)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return async () => {
    server.close()
    stop.abort(new UsageError('The server is stopping.'))
    await Promise.all(answering)
  }
}

async function answer(app: App, asked: IncomingMessage, url: string, signal: AbortSignal): Promise<Json> {
  const command = parseJson(await text(asked))
  if (!isObject(command) || typeof command['action'] !== 'string') throw new Error('Unknown command.')
  if (command['action'] === 'backup') return backUp(app.deps, String(command['to']), signal)
  return runCommand(app.deps, command, url)
}

/** Asks the server that holds this data directory; undefined when none answers. */
export async function askServer(directory: string, command: AccountCommand): Promise<Json | undefined> {
  const reply = await new Promise<IncomingMessage | undefined>((resolve) => {
    const asking = request({ socketPath: socketPath(directory), method: 'POST', path: '/' }, resolve)
    asking.on('error', () => resolve(undefined))
    asking.end(JSON.stringify(command))
  })
  if (!reply) return undefined
  const body = parseJson(await text(reply))
  if (reply.statusCode === 200) return body
  throw new UsageError(isObject(body) ? String(body['error']) : 'The server refused.')
}

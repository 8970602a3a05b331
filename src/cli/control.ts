import { chmodSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AccountsDeps } from '../accounts/deps.ts'
import type { App } from '../app.ts'
import { isObject, type Json, parseJson } from '../lib/json.ts'
import { UsageError } from '../lib/usage-error.ts'
import { type AccountCommand, runCommand } from './account-commands.ts'
import { socketPath } from './socket-path.ts'

/**
 * A socket in the data directory, for commands of whoever may open that directory: never TCP, readable by its owner
 * alone. What is asked here needs no key.
 */
export async function openControl(directory: string, app: App, url: string): Promise<Server> {
  const path = socketPath(directory)
  rmSync(path, { force: true })
  const server = createServer((incoming, reply) => {
    let text = ''
    incoming.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    incoming.on('end', () => {
      answer(app.deps, text, url).then(
        (body) => reply.end(JSON.stringify(body)),
        (error: unknown) => {
          reply.statusCode = 400
          reply.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
        },
      )
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return server
}

async function answer(deps: AccountsDeps, text: string, url: string): Promise<Json> {
  const command = parseJson(text)
  if (!isObject(command) || typeof command['action'] !== 'string') throw new Error('Unknown command.')
  return runCommand(deps, command, url)
}

/** Asks the server that holds this data directory; undefined when none answers. */
export function askServer(directory: string, command: AccountCommand): Promise<Json | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: socketPath(directory), method: 'POST', path: '/' }, (reply) => {
      let text = ''
      reply.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      reply.on('end', () => {
        const body = parseJson(text)
        if (reply.statusCode === 200) resolve(body)
        else reject(new UsageError(isObject(body) ? String(body['error']) : 'The server refused.'))
      })
    })
    asking.on('error', () => resolve(undefined))
    asking.end(JSON.stringify(command))
  })
}

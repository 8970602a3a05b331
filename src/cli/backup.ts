import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backUpClosed } from '../backup.ts'
import { UsageError } from '../lib/usage-error.ts'
import { lockUnanswered } from './accounts.ts'
import { askServer } from './control.ts'
import { readFlags } from './flags.ts'
import { readOptions, type ServeOptions } from './options.ts'
import { requireSocketPath } from './socket-path.ts'

const OPTIONS = { data: { type: 'string' } } as const

/** `hoglet backup <folder>`: by the running server, or from the directory when none runs. */
export async function backup(args: string[]): Promise<void> {
  const { values, positionals } = readFlags({ args, allowPositionals: true, options: OPTIONS })
  const [folder, more] = positionals
  if (!folder || more !== undefined) throw new UsageError('Use: hoglet backup <a folder that does not exist yet>')
  const options = readOptions(values.data ? ['--data', values.data] : [], process.env, () => undefined)
  const to = resolve(folder)
  const began = performance.now()
  process.stderr.write(`Copying ${options.data_directory}; Ctrl-C stops it and leaves nothing behind.\n`)
  requireSocketPath(options.data_directory)
  const bytes = (await askServer(options.data_directory, { action: 'backup', to })) ?? (await direct(options, to))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const megabytes = (Number(bytes) / 1e6).toFixed(1)
  process.stdout.write(`The backup is in ${to} (${megabytes} MB, ${seconds} s). It is a data directory:\n`)
  process.stdout.write(`hoglet --data ${to} serves it.\n`)
}

async function direct({ data_directory, clickhouse_url, database_url }: ServeOptions, to: string): Promise<number> {
  if (clickhouse_url || database_url)
    throw new UsageError('The data is on servers of yours. Back them up with their own tools.')
  if (!existsSync(join(data_directory, 'postgres')))
    throw new UsageError(`There is no Hoglet data in ${data_directory}. Name the directory with --data.`)
  const stop = new AbortController()
  const end = () => stop.abort(new UsageError('Stopped. Nothing is left behind.'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  const lock = lockUnanswered(data_directory)
  try {
    return await backUpClosed(data_directory, to, stop.signal)
  } finally {
    lock.release()
  }
}

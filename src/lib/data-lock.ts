import { closeSync, constants, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'
import { type JsonObject, objectOr, parseJson } from './json.ts'
import { UsageError } from './usage-error.ts'

/** Who holds a data directory. */
interface Holder {
  pid: number
  url: string
}

/** Thrown when another process has the directory open. */
export class DirectoryInUse extends UsageError {
  constructor(directory: string, holder: Holder | undefined) {
    const who = holder ? ` by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}` : ' by another process'
    super(`The data directory ${directory} is in use${who}. Stop it, or choose another directory with --data.`)
  }
}

/** A held lock: the kernel frees it when this process ends, however it ends. */
export interface DataLock {
  /** Tells others where this process answers. */
  announce(url: string): void
  release(): void
}

/**
 * Takes the kernel's lock on `<directory>/lock` before either engine opens the directory. Never judged by a file's age:
 * a suspended laptop keeps its lock. Throws {@link DirectoryInUse}.
 */
export function lockDirectory(directory: string): DataLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'lock')
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  if (!tryLock(file)) {
    closeSync(file)
    throw new DirectoryInUse(directory, readHolder(directory))
  }
  const before = lastUrl(directory)
  const write = (url: string) => {
    ftruncateSync(file, 0)
    writeSync(file, JSON.stringify({ pid: process.pid, url, last_url: url || before }), 0)
    fsyncSync(file)
  }
  write('')
  return { announce: write, release: () => closeSync(file) }
}

/** Where the server of this directory answers, or answered when it last ran. */
export function lastUrl(directory: string): string | undefined {
  const url = readLock(directory)['last_url']
  return typeof url === 'string' ? url : undefined
}

function readHolder(directory: string): Holder | undefined {
  const { pid, url } = readLock(directory)
  return typeof pid === 'number' ? { pid, url: String(url ?? '') } : undefined
}

function readLock(directory: string): JsonObject {
  try {
    return objectOr(parseJson(readFileSync(join(directory, 'lock'), 'utf8')))
  } catch {
    // There is none, or it is just being written.
    return {}
  }
}

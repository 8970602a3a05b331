import { closeSync, constants, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'
import { isObject, parseJson } from './json.ts'
import { UsageError } from './usage-error.ts'

/** Who holds a data directory. */
export interface Holder {
  pid: number
  url: string
}

/** Thrown when another process has the directory open. */
export class DirectoryInUse extends UsageError {
  readonly holder: Holder | undefined
  constructor(directory: string, holder: Holder | undefined) {
    const who = holder ? ` by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}` : ' by another process'
    super(`The data directory ${directory} is in use${who}. Stop it, or choose another directory with --data.`)
    this.holder = holder
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
  const write = (url: string) => {
    ftruncateSync(file, 0)
    writeSync(file, JSON.stringify({ pid: process.pid, url }), 0)
    fsyncSync(file)
  }
  write('')
  return { announce: write, release: () => closeSync(file) }
}

function readHolder(directory: string): Holder | undefined {
  try {
    const holder = parseJson(readFileSync(join(directory, 'lock'), 'utf8'))
    if (isObject(holder) && typeof holder['pid'] === 'number')
      return { pid: holder['pid'], url: String(holder['url'] ?? '') }
  } catch {
    // a lock file that is just being written tells nothing
  }
  return undefined
}

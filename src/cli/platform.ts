import { objectOr } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { machineMemory } from '../lib/machine-memory.ts'
import { UsageError } from '../lib/usage-error.ts'
import type { ServeOptions } from './options.ts'

/** The embedded ClickHouse exists for Linux with glibc and for macOS; elsewhere a server has to be named. */
export function requirePlatform(options: Pick<ServeOptions, 'clickhouse_url'>): void {
  if (options.clickhouse_url) return
  if (process.platform === 'darwin' || (process.platform === 'linux' && hasGlibc())) return
  const here = process.platform === 'linux' ? 'Linux without glibc' : process.platform
  const instead = process.platform === 'win32' ? 'WSL' : 'an image with glibc (Debian, Ubuntu)'
  throw new UsageError(
    `The embedded ClickHouse does not run on ${here}. Set CLICKHOUSE_URL to a ClickHouse server, or use ${instead}.`,
  )
}

const MB = 1024 * 1024
/** Both stores within the process take so much when they fill a project; a machine of a gigabyte gives a little less than that. */
const ENOUGH_MEMORY = 900 * MB

/** Says it when the machine or container has so little memory that the system may end the program under load. */
export function tellOfLittleMemory(options: Pick<ServeOptions, 'clickhouse_url'>, log: Pick<Log, 'warn'>): void {
  const memory = machineMemory()
  if (options.clickhouse_url || memory >= ENOUGH_MEMORY) return
  log.warn(
    `there are ${Math.floor(memory / MB)} MB of memory, and Hoglet takes about 1,000 under load: the system may end it then. Give it more.`,
  )
}

/** Layers that let programs for glibc start elsewhere are not enough for the engine. */
function hasGlibc(): boolean {
  const header = objectOr(objectOr(process.report.getReport())['header'])
  return header['glibcVersionRuntime'] !== undefined
}

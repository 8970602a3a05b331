import { objectOr } from '../lib/json.ts'
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

/** Layers that let programs for glibc start elsewhere are not enough for the engine. */
function hasGlibc(): boolean {
  const header = objectOr(objectOr(process.report.getReport())['header'])
  return header['glibcVersionRuntime'] !== undefined
}

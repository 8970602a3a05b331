import { UsageError } from '../lib/usage-error.ts'

/** What the system may refuse a program that starts, as Node, Postgres and ClickHouse say it, and what helps. */
const REFUSALS: { said: RegExp; sentence: (directory: string, said: string) => string }[] = [
  {
    said: /ENOSPC|EDQUOT|No space left|not enough space|Disk quota exceeded/,
    sentence: (directory) =>
      `There is no room left on the disk of ${directory}. Free some and start again: nothing that was acknowledged is lost.`,
  },
  {
    said: /EMFILE|ENFILE|Too many open files/,
    sentence: () =>
      'The system allows too few open files. Raise the limit to 1024 or more (ulimit -n) and start again.',
  },
  {
    said: /EROFS|EACCES|EPERM|Read-only file system|Permission denied/,
    sentence: (directory) =>
      `Something in ${directory} cannot be written. Make all of it writable for the user who starts Hoglet, or choose another directory with --data.`,
  },
  {
    said: /ENOMEM|Out of memory|could not allocate memory|Cannot allocate memory/,
    sentence: () =>
      'The system gives too little memory. Hoglet needs 1 GB, and no limit on addresses (ulimit -v), of which WebAssembly reserves many.',
  },
  {
    said: /\b(?:EISDIR|ENOTDIR|EEXIST|ERR_FS_EISDIR): .+/,
    sentence: (directory, said) =>
      `Something in ${directory} is not as Hoglet made it (${said}). Put the data directory back from a copy of it, or choose another with --data.`,
  },
  {
    said: /Embedded Postgres did not start: .+/,
    sentence: (directory, said) => `${said} (${directory}/postgres). Put the data directory back from a copy of it.`,
  },
  {
    // An optional package: npm goes on without it where it cannot be had.
    said: /Cannot find package 'chdb'|chdb: no native binding/,
    sentence: () =>
      'The embedded ClickHouse is not installed: npm left it out. Run npm install again, or set CLICKHOUSE_URL to a ClickHouse server.',
  },
  {
    // The engine prints its reason itself, and keeps it from whoever opens it.
    said: /Failed to create connection/,
    sentence: (directory) =>
      `The event store ${directory}/clickhouse does not open, for the reason above. Put the data directory back from a copy of it.`,
  },
]

/**
 * A failure of the start in one sentence that says what helps, where the system or the data directory is to blame. Any other
 * error stays as it is, because all that is known of it is where it came from.
 */
export function startFailure(error: unknown, directory: string): unknown {
  if (error instanceof UsageError) return error
  const text = error instanceof Error ? `${'code' in error ? `${error.code}: ` : ''}${error.message}` : String(error)
  for (const { said, sentence } of REFUSALS) {
    const found = said.exec(text)
    if (found) return new UsageError(sentence(directory, found[0]))
  }
  return error
}

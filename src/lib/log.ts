export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Messages for whoever runs the program. Never log a token, a key or a password. */
export interface Log {
  debug(text: string): void
  info(text: string): void
  warn(text: string): void
  error(text: string, error?: unknown): void
}

const ORDER: LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

/** An error that comes again within this time is counted: a store that is away would fill the disk with what it fails. */
const REPEATED_MS = 10_000

/** A log that writes lines of time, level and text to standard error. */
export function createLog(level: LogLevel, clock: () => Date): Log {
  const write = (at: LogLevel, text: string) => {
    if (ORDER.indexOf(at) < ORDER.indexOf(level)) return
    process.stderr.write(`${clock().toISOString()} ${at.padEnd(5)} ${text}\n`)
  }
  const repeats = new Map<string, number>()
  const writeError = (text: string, error: unknown) => {
    const said = error === undefined ? text : `${text}: ${String(error)}`
    const times = repeats.get(said)
    repeats.set(said, times === undefined ? 0 : times + 1)
    if (times !== undefined) return
    write('error', error instanceof Error ? `${text}: ${error.stack}` : said)
    setTimeout(() => {
      const more = repeats.get(said)
      repeats.delete(said)
      if (more) write('error', `${said} (${more} more in ${REPEATED_MS / 1000} s)`)
    }, REPEATED_MS).unref()
  }
  return {
    debug: (text) => write('debug', text),
    info: (text) => write('info', text),
    warn: (text) => write('warn', text),
    error: writeError,
  }
}

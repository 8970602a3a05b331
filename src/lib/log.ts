export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Messages for whoever runs the program. Never log a token, a key or a password. */
export interface Log {
  debug(text: string): void
  info(text: string): void
  warn(text: string): void
  error(text: string, error?: unknown): void
}

const ORDER: LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

/** A log that writes lines of time, level and text to standard error. */
export function createLog(level: LogLevel, clock: () => Date): Log {
  const write = (at: LogLevel, text: string) => {
    if (ORDER.indexOf(at) < ORDER.indexOf(level)) return
    process.stderr.write(`${clock().toISOString()} ${at.padEnd(5)} ${text}\n`)
  }
  return {
    debug: (text) => write('debug', text),
    info: (text) => write('info', text),
    warn: (text) => write('warn', text),
    error: (text, error) =>
      write('error', error === undefined ? text : `${text}: ${error instanceof Error ? error.stack : String(error)}`),
  }
}

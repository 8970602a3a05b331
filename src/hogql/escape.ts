import { HogqlError } from './errors.ts'

/** A name for the engine, in backticks. Names with `%` are refused, as upstream does; NUL cannot be written at all. */
export function escapeIdentifier(name: string): string {
  if (name.includes('%') || name.includes('\0')) {
    throw new HogqlError(
      `The HogQL identifier "${name.replaceAll('\0', '')}" is not permitted as it contains '%' or NUL`,
    )
  }
  return quoted(name)
}

/** One key of a JSON path for the engine. Dots inside a key are stored as `%2E`. */
export function escapePathKey(key: string): string {
  return quoted(key.replaceAll('.', '%2E'))
}

/** A name for HogQL: bare when it can be, in backticks otherwise. */
export function escapeHogqlName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quoted(name)
}

/** A string for HogQL. Only for showing: what the engine runs has parameters instead. */
export function escapeHogqlString(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\0]/g, (letter) => STRING_ESCAPES[letter] ?? letter)}'`
}

const STRING_ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
}

const quoted = (name: string) => '`' + name.replaceAll('\\', '\\\\').replaceAll('`', '\\`') + '`'

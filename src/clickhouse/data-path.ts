import { UsageError } from '../lib/usage-error.ts'

/**
 * The engine takes the path of a file as a pattern, and one that matches no file as no rows: events would be gone without a
 * word. Throws {@link UsageError} for the directory of a store whose path is one, with what helps.
 */
export function refusePattern(directory: string, help: string): void {
  const special = /[*?{}\\]|::/.exec(directory)?.[0]
  if (special !== undefined)
    throw new UsageError(
      `The data directory ${directory} has ${special} in its path, which the event store would take as a pattern. ${help}`,
    )
}

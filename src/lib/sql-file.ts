import { UsageError } from './usage-error.ts'

/** Splits a migration file: statements end with a semicolon at the end of a line; comment lines are left out. */
export function statementsOf(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/**
 * Refuses a store to which a newer version of the program has applied a migration, because rows that this version writes
 * could lack what the newer one relies on. Only a name after the last known one is newer; an unknown name before it belongs
 * to a migration that has been renumbered. Throws {@link UsageError}.
 */
export function refuseNewer(applied: readonly string[], known: readonly string[]): void {
  const last = [...known].sort().at(-1) ?? ''
  const newer = applied.find((name) => name > last)
  if (newer !== undefined)
    throw new UsageError(
      `A newer version of Hoglet has changed what is stored here (${newer}). Start that version, or choose another directory with --data.`,
    )
}

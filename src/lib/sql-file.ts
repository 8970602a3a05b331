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
 * A store that a newer version has changed is not touched: what this one writes could lack what that one relies on. Only names
 * after the last known one are newer; an earlier one that is unknown was numbered anew.
 */
export function refuseNewer(applied: readonly string[], known: readonly string[]): void {
  const last = [...known].sort().at(-1) ?? ''
  const newer = applied.find((name) => name > last)
  if (newer !== undefined)
    throw new UsageError(
      `A newer version of Hoglet has changed what is stored here (${newer}). Start that version, or choose another directory with --data.`,
    )
}

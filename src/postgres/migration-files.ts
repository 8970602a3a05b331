import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** A numbered file of SQL. */
export interface MigrationFile {
  name: string
  text: string
}

const FOLDER = new URL('./migrations/', import.meta.url)

export const MIGRATION_TABLE =
  'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())'

/** The migrations in their order. */
export function migrationFiles(): MigrationFile[] {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.sql'))
  return names.sort().map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }))
}

/** Another digest for other migrations: a directory that was prepared with these is right for no others. */
export function digestOf(files: readonly MigrationFile[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of files) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex')
}

import { existsSync } from 'node:fs'
import type { Connection } from '../connection.ts'
import { readPulled } from './lock.ts'

/** What was pulled, as this folder knows it; the server is not asked. */
export function status({ base, key, project }: Connection): string {
  const lines = [
    `server   ${base}`,
    `project  ${project ?? '@current (that of the key)'}`,
    `key      ${key ? `${key.slice(0, 4)}…${key.slice(-4)}` : 'none: set POSTHOG_PERSONAL_API_KEY'}`,
  ]
  const pulled = readPulled()
  if (pulled.size === 0) lines.push('', 'Nothing was pulled here yet: hoglet schema pull')
  for (const [language, { output_path, schema_hash, updated_at, event_count }] of pulled) {
    const missing = existsSync(output_path) ? '' : '  (the file is missing)'
    lines.push('', language)
    lines.push(`  file    ${output_path}${missing}`, `  hash    ${schema_hash}`)
    lines.push(`  pulled  ${updated_at}, ${event_count} ${event_count === 1 ? 'event' : 'events'}`)
  }
  return lines.join('\n')
}

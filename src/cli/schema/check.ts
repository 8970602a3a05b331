import { existsSync } from 'node:fs'
import { objectOr } from '../../lib/json.ts'
import { askForAll, type Connection } from '../connection.ts'
import { type Breakage, breakages } from './breakage.ts'
import { type LockedEvents, lockedEvents, readLock, readPulled } from './lock.ts'
import { generate } from './pull.ts'
import { type Call, scanFolders } from './scan.ts'

/** What a check found, line by line; only problems make it fail. */
export interface Checked {
  problems: string[]
  notes: string[]
}

/**
 * Whether the code of this folder and the server's schema still belong together: the pulled files are up to date, every
 * event that the code sends is known, and no change since the last pull breaks a tile or an action.
 */
export async function check(connection: Connection, folders: readonly string[]): Promise<Checked> {
  const pulled = readPulled()
  const problems: string[] = []
  const notes: string[] = []
  let now: LockedEvents | undefined
  for (const [language, { output_path, schema_hash, sdk }] of pulled) {
    const generated = await generate(connection, language, sdk === 'none')
    if (generated.schemas !== undefined) now = lockedEvents(generated.schemas)
    if (!existsSync(output_path)) problems.push(`${output_path} is missing: hoglet schema pull --language ${language}`)
    else if (generated.schema_hash !== schema_hash)
      problems.push(`${output_path} is older than the server's schema: hoglet schema pull --language ${language}`)
  }
  if (pulled.size === 0) notes.push('Nothing was pulled here yet, so only the calls in the code were looked at.')
  const calls = scanFolders(folders, new Set([...pulled.values()].map(({ output_path }) => output_path)))
  const definitions = await askForAll(connection, 'event_definitions/')
  problems.push(...unknownEvents(calls, new Set(definitions.map((row) => String(objectOr(row)['name'])))))
  notes.push(...summary(calls))
  const lock = readLock()
  if (lock && now) problems.push(...(await breakages(connection, lock, now)).map(sentence))
  return { problems, notes }
}

function unknownEvents(calls: readonly Call[], known: ReadonlySet<string>): string[] {
  return calls.flatMap(({ path, line, event }) => {
    if (event === undefined || event.startsWith('$') || known.has(event)) return []
    const near = nearest(event, known)
    return [`${path}:${line}: the event "${event}" is unknown${near ? `; did you mean "${near}"?` : ''}`]
  })
}

/** A known name that differs only in case and punctuation. */
function nearest(event: string, known: ReadonlySet<string>): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return [...known].find((name) => plain(name) === plain(event))
}

function summary(calls: readonly Call[]): string[] {
  const computed = calls.filter(({ event }) => event === undefined)
  const places = (count: number) => `${count} ${count === 1 ? 'place sends' : 'places send'}`
  const first = computed[0]
  const about = first
    ? `; ${computed.length} with a name made at run time (${first.path}:${first.line}) not looked at`
    : ''
  return [`${places(calls.length)} events${about}`]
}

function sentence({ event, property, what, used_by }: Breakage): string {
  const subject = property === undefined ? `the event "${event}"` : `"${property}" of the event "${event}"`
  return `${subject} ${what}, and it is used by ${used_by.join(', ')}`
}

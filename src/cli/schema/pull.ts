import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Json, objectOr } from '../../lib/json.ts'
import { UsageError } from '../../lib/usage-error.ts'
import { askProject, type Connection } from '../connection.ts'
import { DEFAULT_FILE, guessLanguages, type Language } from './languages.ts'
import { lockedEvents, type Pulled, readPulled, writeLock, writePulled } from './lock.ts'

export interface PullOptions {
  languages: Language[]
  /** A file, or a folder for the default file name. */
  output: string | undefined
  /** TypeScript without the SDK, types only; undefined: as it was last time. */
  sdk: 'none' | 'posthog-js' | undefined
  watch: boolean
}

/** What a generator answers. */
export interface Generated {
  content: string
  event_count: number
  schema_hash: string
  schemas: Json | undefined
}

const WATCH_MS = 3_000

/** Writes the typed code of a project's events, and again whenever they change if told to watch. */
export async function pull(connection: Connection, options: PullOptions, say: (line: string) => void): Promise<void> {
  const pulled = readPulled()
  const known = pulled.size > 0 ? [...pulled.keys()] : undefined
  const languages = options.languages.length > 0 ? options.languages : (known ?? guessLanguages())
  if (options.output !== undefined && languages.length > 1)
    throw new UsageError(`--output is for one language; name it with --language ${languages.join(' or ')}.`)
  for (const language of languages) await pullOne(connection, language, options, say)
  if (!options.watch) return
  say(`watching ${connection.base}; stop with Ctrl-C`)
  for (;;) {
    await wait(WATCH_MS)
    for (const language of languages)
      await pullOne(connection, language, options, (line) => {
        if (!line.endsWith(UP_TO_DATE)) say(line)
      }).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
  }
}

const UP_TO_DATE = 'already up to date'

async function pullOne(
  connection: Connection,
  language: Language,
  options: PullOptions,
  say: (line: string) => void,
): Promise<void> {
  const before = readPulled().get(language)
  const path = outputPath(language, options.output, before)
  const typesOnly = (options.sdk ?? before?.sdk) === 'none'
  const generated = await generate(connection, language, typesOnly)
  const { content, event_count, schema_hash } = generated
  if (before?.schema_hash === schema_hash && before.output_path === path && existsSync(path)) {
    say(`${language}: ${path} ${UP_TO_DATE}`)
    return
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  const updated_at = new Date().toISOString()
  const sdk = typesOnly ? { sdk: 'none' as const } : {}
  writePulled(language, { output_path: path, schema_hash, updated_at, event_count, ...sdk })
  if (generated.schemas !== undefined) writeLock(lockedEvents(generated.schemas))
  say(`${language}: wrote ${path} (${event_count} ${event_count === 1 ? 'event' : 'events'})`)
}

export async function generate(connection: Connection, language: Language, typesOnly = false): Promise<Generated> {
  const query = language === 'typescript' && typesOnly ? '?sdk=none' : ''
  const answer = objectOr(await askProject(connection, `event_definitions/${language}/${query}`))
  const { content, event_count, schema_hash, schemas } = answer
  if (typeof content !== 'string' || typeof schema_hash !== 'string')
    throw new UsageError(`${connection.base} did not answer with code. Is it a Hoglet or a PostHog?`)
  return { content, schema_hash, event_count: typeof event_count === 'number' ? event_count : 0, schemas }
}

function outputPath(language: Language, output: string | undefined, before: Pulled | undefined): string {
  if (output === undefined) return before?.output_path ?? DEFAULT_FILE[language]
  const isFolder = output.endsWith('/') || (existsSync(output) && statSync(output).isDirectory())
  return isFolder ? join(output, DEFAULT_FILE[language]) : output
}

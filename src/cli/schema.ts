import { UsageError } from '../lib/usage-error.ts'
import { CONNECTION_FLAGS, connectionOf } from './connection.ts'
import { readFlags } from './flags.ts'
import { check } from './schema/check.ts'
import { languageOf } from './schema/languages.ts'
import { pull } from './schema/pull.ts'
import { status } from './schema/status.ts'

const FLAGS = {
  ...CONNECTION_FLAGS,
  language: { type: 'string', multiple: true },
  output: { type: 'string' },
  sdk: { type: 'string' },
  watch: { type: 'boolean' },
  src: { type: 'string', multiple: true },
} as const

const say = (line: string) => process.stdout.write(`${line}\n`)

/** `hoglet schema pull|status|check`: typed code for a project's events, and whether it still fits. */
export async function schema(args: string[]): Promise<void> {
  const { values, positionals } = readFlags({ args, options: FLAGS, allowPositionals: true })
  const [action = 'status', ...rest] = positionals
  if (rest.length > 0) throw new UsageError(`hoglet schema ${action} takes no "${rest[0]}". See hoglet --help.`)
  const connection = connectionOf(values)
  if (action === 'status') say(status(connection))
  else if (action === 'pull') {
    const { output, watch = false } = values
    const languages = (values.language ?? []).map(languageOf)
    await pull(connection, { languages, output, sdk: sdkOf(values.sdk), watch }, say)
  } else if (action === 'check') {
    const { problems, notes } = await check(connection, values.src ?? ['.'])
    for (const line of [...problems, ...notes]) say(line)
    if (problems.length > 0) throw new UsageError(count(problems.length))
    say('all is in order')
  } else throw new UsageError(`Unknown action "${action}": hoglet schema pull, status or check.`)
}

const count = (problems: number) => (problems === 1 ? 'one problem' : `${problems} problems`)

function sdkOf(text: string | undefined): 'none' | 'posthog-js' | undefined {
  if (text === undefined || text === 'none' || text === 'posthog-js') return text
  throw new UsageError(`--sdk must be none or posthog-js, not "${text}".`)
}

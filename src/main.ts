import { helpText } from './cli/options.ts'
import { UsageError } from './lib/usage-error.ts'

const [command = 'serve', ...rest] = process.argv.slice(2)

/** Picks a command. Options without a command start the server. */
async function main(): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(helpText())
    return
  }
  switch (command) {
    case 'keys':
      await (await import('./cli/accounts.ts')).keys(rest)
      process.exit(0)
      break
    case 'login-link':
      await (await import('./cli/accounts.ts')).loginLink(rest)
      process.exit(0)
      break
    case 'mcp':
      await (await import('./cli/mcp.ts')).mcp(rest)
      process.exit(0)
      break
    case 'schema':
      await (await import('./cli/schema.ts')).schema(rest)
      process.exit(0)
      break
    case 'serve':
      await (await import('./cli/serve.ts')).serve(rest)
      break
    default:
      if (!command.startsWith('-')) throw new UsageError(`There is no command "${command}". See hoglet --help.`)
      await (await import('./cli/serve.ts')).serve(process.argv.slice(2))
  }
}

main().catch((error: unknown) => {
  const isMistake = error instanceof UsageError
  const text = isMistake ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`hoglet: ${text}\n`)
  process.exit(1)
})

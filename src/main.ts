import { helpText } from './cli/options.ts'
import { UsageError } from './lib/usage-error.ts'
import { VERSION } from './lib/version.ts'

const args = process.argv.slice(2)
const [command = 'serve', ...rest] = args

/** Picks a command. Options without a command start the server. */
async function main(): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText())
    return
  }
  if (args.includes('--version')) {
    process.stdout.write(`${VERSION}\n`)
    return
  }
  switch (command) {
    case 'keys':
      await (await import('./cli/accounts.ts')).keys(rest)
      break
    case 'login-link':
      await (await import('./cli/accounts.ts')).loginLink(rest)
      break
    case 'backup':
      await (await import('./cli/backup.ts')).backup(rest)
      break
    case 'mcp':
      await (await import('./cli/mcp.ts')).mcp(rest)
      break
    case 'query':
      await (await import('./cli/query.ts')).query(rest)
      break
    case 'schema':
      await (await import('./cli/schema.ts')).schema(rest)
      break
    default:
      if (command !== 'serve' && !command.startsWith('-'))
        throw new UsageError(`There is no command "${command}". See hoglet --help.`)
      return (await import('./cli/serve.ts')).serve(command === 'serve' ? rest : args)
  }
  process.exit(0)
}

main().catch((error: unknown) => {
  const isMistake = error instanceof UsageError
  const text = isMistake ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`hoglet: ${text}\n`)
  process.exit(1)
})

import { helpText } from './cli/options.ts'
import { UsageError } from './lib/usage-error.ts'
import { VERSION } from './lib/version.ts'

const args = process.argv.slice(2)
const [command = 'serve', ...rest] = args

/** Picks a command. Options without a command start the server. */
async function main(): Promise<void> {
  process.stdout.on('error', cannotWrite)
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText())
    return
  }
  if (args.includes('--version')) {
    process.stdout.write(`${VERSION}\n`)
    return
  }
  if (command === 'serve' || command.startsWith('-')) {
    // The server goes on where nobody reads what it prints.
    process.stdout.off('error', cannotWrite)
    return (await import('./cli/serve.ts')).serve(command === 'serve' ? rest : args)
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
      throw new UsageError(`There is no command "${command}". See hoglet --help.`)
  }
  // A pipe takes 64 KB at once: the program ends when the last of its answer has gone out.
  process.stdout.write('', (error) => {
    if (!error) process.exit(0)
  })
}

/** Half an answer on a full disk is a failure; whoever reads no further (`| head`) has what they want. */
function cannotWrite(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.stderr.write(`hoglet: The answer cannot be written (${error.code}).\n`)
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

main().catch((error: unknown) => {
  const isMistake = error instanceof UsageError
  const text = isMistake ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`hoglet: ${text}\n`)
  process.exit(1)
})

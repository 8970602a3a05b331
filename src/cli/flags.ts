import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from '../lib/usage-error.ts'

/** The flags of a command. Throws {@link UsageError} for one that does not exist or lacks its value. */
export function readFlags<const Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} See hoglet --help.`)
  }
}

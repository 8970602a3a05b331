import { join } from 'node:path'
import { UsageError } from '../lib/usage-error.ts'

export const socketPath = (directory: string) => join(directory, 'control.sock')

/**
 * In bytes. Linux keeps the path of a socket in 108 bytes and macOS in 104, the last of which is a zero. A longer path is
 * cut off.
 */
const LONGEST = 103

/** Refuses a data directory whose socket would be made elsewhere. */
export function requireSocketPath(directory: string): void {
  const excess = Buffer.byteLength(socketPath(directory)) - LONGEST
  if (excess > 0)
    throw new UsageError(
      `The path of the data directory is ${excess} bytes too long for the socket in it (${directory}). Choose a shorter one with --data.`,
    )
}

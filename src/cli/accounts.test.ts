import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDirectory } from '../lib/data-lock.ts'
import { loginLink } from './accounts.ts'

test('a server that holds its directory and does not answer yet is waited for, and not to be stopped', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hoglet-accounts-'))
  mkdirSync(join(directory, 'postgres'))
  const lock = lockDirectory(directory)
  try {
    await expect(loginLink(['--data', directory])).rejects.toThrow('is starting or stopping. Try again')
  } finally {
    lock.release()
    rmSync(directory, { recursive: true })
  }
})

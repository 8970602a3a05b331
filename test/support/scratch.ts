import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOMY_BYTES = 4 * 2 ** 30

/**
 * Before the first test: one directory for whatever the tests write, removed after the last. In memory where there is
 * plenty, and unless TMPDIR says where: thousands of small files come and go, and a seventh of the whole run was the file
 * system's search for room for them.
 */
export default function scratch(): () => void {
  const directory = mkdtempSync(
    join(process.env['TMPDIR'] ?? (isRoomy('/dev/shm') ? '/dev/shm' : tmpdir()), 'hoglet-tests-'),
  )
  process.env['TMPDIR'] = directory
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

function isRoomy(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return Math.min(bavail * bsize, process.availableMemory()) >= ROOMY_BYTES
  } catch {
    return false
  }
}

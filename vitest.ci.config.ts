import { defineConfig } from 'vitest/config'

/**
 * What needs more than Node (a Chromium, Go, Python, a disk to mount), or starts the program many times: on what somebody
 * spoiled, on copies, to stop it in every state. Kept from `npm test`; `.ci/run` runs it.
 */
export const FOR_CI = [
  'test/browser/**/*.test.ts',
  'test/compilers/**/*.test.ts',
  'test/backup.test.ts',
  'test/damage.test.ts',
  'test/dead-reader.test.ts',
  'test/journeys/query.test.ts',
  'test/journeys/schema.test.ts',
  'test/memory.test.ts',
  'test/power-cut.test.ts',
  'test/stopping.test.ts',
]

// As for the other tests: `vitest.config.ts` says why.
process.env.UV_THREADPOOL_SIZE ??= '16'

export default defineConfig({
  test: {
    include: FOR_CI,
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
  },
})

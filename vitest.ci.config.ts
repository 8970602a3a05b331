import { defineConfig } from 'vitest/config'

// What needs more than Node (a Chromium, Go, Python), or starts the program many times: on what somebody spoiled, on copies.
// Kept from `npm test`; `.ci/run` runs it.
process.env.UV_THREADPOOL_SIZE ??= '16'

export default defineConfig({
  test: {
    include: [
      'test/browser/**/*.test.ts',
      'test/compilers/**/*.test.ts',
      'test/backup.test.ts',
      'test/damage.test.ts',
      'test/dead-reader.test.ts',
      'test/memory.test.ts',
    ],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
  },
})

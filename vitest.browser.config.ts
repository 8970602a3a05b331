import { defineConfig } from 'vitest/config'

// What needs a Chromium on the machine. Kept from `npm test`, which asks for nothing but Node: `.ci/run` runs it.
process.env.UV_THREADPOOL_SIZE ??= '16'

export default defineConfig({
  test: { include: ['test/browser/**/*.test.ts'], pool: 'forks', fileParallelism: false, testTimeout: 60_000 },
})

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Embedded ClickHouse queries run on Node's thread pool, whose size is fixed at its first use: the test
// processes must be born with it (src/bin.cjs does the same for the program).
process.env.UV_THREADPOOL_SIZE ??= '16'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'ui/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/compilers/**'],
    globalSetup: 'test/support/scratch.ts',
    pool: 'forks',
    // The files of a worker share its modules and engines: loading both again for each would take as long as the tests.
    // Each opens and closes stores of its own.
    isolate: false,
    // A test's stores live for seconds: optimizing their WebAssembly would never pay.
    execArgv: ['--liftoff-only'],
    // Many tests wait for engines and programs to start; one worker, the default on two cores, would wait with them.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { FOR_CI } from './vitest.ci.config.ts'

// Embedded ClickHouse queries run on Node's thread pool, whose size is fixed at its first use: the test
// processes must be born with it (src/bin.cjs does the same for the program).
process.env.UV_THREADPOOL_SIZE ??= '16'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'ui/**/*.test.ts'],
    exclude: FOR_CI,
    globalSetup: 'test/support/scratch.ts',
    pool: 'forks',
    // The files of a worker share its modules and engines: loading both again for each would take as long as the tests.
    // Each opens and closes stores of its own.
    isolate: false,
    // Postgres as in the program (src/bin.cjs). Garbage is not collected early: a worker keeps what it has loaded, and going
    // through that again and again was a sixteenth of the whole. And code is optimized late: most of it does not run long
    // enough to be worth it, and that was an eighth; later versions of Node know no such option and would not start with it.
    execArgv: [
      '--wasm-tiering-budget=200000000',
      ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=4000000'] : []),
      '--initial-heap-size=1024',
      '--min-semi-space-size=32',
    ],
    // Many tests wait for engines, for programs to start, and for time to pass: one worker more than cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

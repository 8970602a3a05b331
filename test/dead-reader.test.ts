import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Server } from './support/server.ts'

/** Loaded before the program: on a signal it ends the threads of its readers, which have a stack of eight megabytes. */
const ENDS_READERS = `
  const readers = new Set()
  process.on('worker', (worker) => readers.add(worker))
  process.on('SIGUSR2', () => {
    for (const worker of readers) if (worker.resourceLimits.stackSizeMb === 8) void worker.terminate()
  })`

const directory = mkdtempSync(join(tmpdir(), 'hoglet-dead-reader-'))
const server = new Server()
afterAll(async () => {
  await server.remove()
  rmSync(directory, { recursive: true })
})

// With a ClickHouse server there are no threads that read.
test.skipIf(process.env['CLICKHOUSE_URL'])(
  'the program ends where the thread of a reader does, instead of answering nobody; nothing is lost',
  async () => {
    const preload = join(directory, 'ends-readers.mjs')
    writeFileSync(preload, ENDS_READERS)
    await server.start([], { NODE_OPTIONS: `--import ${preload}` })
    expect((await server.batch([{ event: 'kept', distinct_id: 'ann' }])).status).toBe(200)
    const kept = () => server.sql("SELECT count() FROM events WHERE event = 'kept'")
    expect(await kept()).toEqual([[1]])
    expect(await server.end('SIGUSR2')).not.toBe(0)
    await expect.poll(() => server.output).toContain('The thread of a reader has ended')
    await server.start()
    expect(await kept()).toEqual([[1]])
  },
  90_000,
)

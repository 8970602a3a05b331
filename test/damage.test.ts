import { cpSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Server } from './support/server.ts'

// What happens to a data directory that somebody else spoils; with servers there is none.
const isEmbedded = !process.env['CLICKHOUSE_URL'] && !process.env['DATABASE_URL']
const server = new Server()
const copy = `${server.directory}-copy`
const event = { event: 'kept', distinct_id: 'ann', properties: { text: 'x'.repeat(1000) } }

beforeAll(async () => {
  await server.start()
  expect((await server.batch(Array.from({ length: 200 }, () => event))).status).toBe(200)
  await server.end('SIGTERM')
  cpSync(server.directory, copy, { recursive: true })
}, 90_000)
afterAll(async () => {
  await server.remove()
  rmSync(copy, { recursive: true, force: true })
})

async function restore(): Promise<void> {
  await server.end('SIGKILL')
  for (const directory of [server.directory, `${server.directory}-away`])
    rmSync(directory, { recursive: true, force: true })
  cpSync(copy, server.directory, { recursive: true })
  server.output = ''
}

/** Starts the program in vain: what it says. */
async function refusal(variables: Record<string, string> = {}): Promise<string> {
  server.output = ''
  await expect(server.start([], variables)).rejects.toThrow('the program ended')
  return server.output
}

const largest = (folder: string, name: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`/${name}`))
    .map((path) => join(folder, path))
    .sort((a, b) => statSync(a).size - statSync(b).size)
    .at(-1) ?? ''

test.runIf(isEmbedded).each([
  [
    'global/pg_control',
    /^hoglet: Embedded Postgres did not start: could not read file "global\/pg_control".*Put .* back/,
  ],
  ['PG_VERSION', /^hoglet: Embedded Postgres did not start: .*PG_VERSION" does not contain valid data.*Put .* back/],
])(
  'Postgres says which file is damaged: %s',
  async (file, sentence) => {
    await restore()
    truncateSync(join(server.directory, 'postgres', file))
    const said = await refusal()
    expect(said).toMatch(sentence)
    expect(said.trim().split('\n')).toHaveLength(1)
  },
  60_000,
)

test.runIf(isEmbedded)(
  'a directory without its PG_VERSION is not taken for a new one',
  async () => {
    await restore()
    rmSync(join(server.directory, 'postgres', 'PG_VERSION'))
    expect(await refusal()).toMatch(/^hoglet: Embedded Postgres did not start: the file PG_VERSION is missing .*\n$/)
  },
  60_000,
)

test.runIf(isEmbedded)(
  'half a data directory is not taken for a new one',
  async () => {
    await restore()
    rmSync(join(server.directory, 'postgres'), { recursive: true })
    expect(await refusal()).toMatch(/^hoglet: There are events here, but Postgres.* is empty\. Put .* back.*\n$/)
    await restore()
    rmSync(join(server.directory, 'clickhouse'), { recursive: true })
    await server.start()
    await vi.waitFor(() => expect(server.output).toContain('there are persons but no events'))
  },
  60_000,
)

test.runIf(isEmbedded)(
  'where stored events are damaged no new one is refused for good: its sender comes again',
  async () => {
    await restore()
    const rows = largest(join(server.directory, 'clickhouse'), 'data.bin')
    writeFileSync(rows, Buffer.alloc(statSync(rows).size))
    await server.start()
    const reply = await server.batch([event])
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, expect.any(String)])
    await vi.waitFor(() => expect(server.output).toContain(dirname(rows)))
  },
  60_000,
)

test.runIf(isEmbedded)(
  'no event is acknowledged when the data directory has gone',
  async () => {
    await restore()
    await server.start()
    renameSync(server.directory, `${server.directory}-away`)
    const person = { ...event, properties: { $set: { a: 1 } } }
    for (const sent of [person, event]) {
      // The engine may even end the program when the files beneath it are gone.
      const isStored = await server.batch([sent]).then(({ ok }) => ok, String)
      expect(isStored, server.output).not.toBe(true)
    }
  },
  60_000,
)

test.runIf(isEmbedded)(
  'a time zone that the engine does not know changes nothing',
  async () => {
    await restore()
    await server.start([], { TZ: 'Middle-earth/Bag_End' })
    expect(await server.sql("SELECT count() FROM events WHERE event = 'kept'")).toEqual([[200]])
  },
  60_000,
)

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Server } from './support/server.ts'

const program = fileURLToPath(new URL('../dist/bin.cjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'hoglet-backups-'))
const server = new Server()
beforeAll(() => server.start(), 90_000)
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

function backUp(to: string, data = server.directory, variables: Record<string, string> = {}) {
  const { UV_THREADPOOL_SIZE: _, ...inherited } = process.env
  const env = { ...inherited, ...variables }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [program, 'backup', to, '--data', data],
      { env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

/** Merges two ids of a person and sends events of both; which of them were acknowledged is kept. */
class Senders {
  readonly acknowledged = new Set<string>()
  private stopped = false
  private readonly running: Promise<void>[] = []

  start(count: number): void {
    for (let i = 0; i < count; i++) this.running.push(this.send(i))
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all(this.running)
  }

  private async send(sender: number): Promise<void> {
    for (let i = 0; !this.stopped; i++) {
      const [who, phone] = [`user-${sender}-${i}`, `phone-${sender}-${i}`]
      const events = [
        { event: 'opened', distinct_id: phone, uuid: randomUUID() },
        { event: '$identify', distinct_id: who, uuid: randomUUID(), properties: { $anon_distinct_id: phone } },
        { event: 'bought', distinct_id: who, uuid: randomUUID(), properties: { amount: i } },
      ]
      const reply = await server.batch(events)
      if (reply.status === 200) for (const { uuid } of events) this.acknowledged.add(uuid)
    }
  }
}

const uuidsOf = async (of: Server) =>
  new Set((await of.sql('select toString(uuid) from events limit 50000')).map(([uuid]) => String(uuid)))

test('a copy made under load holds all that was acknowledged before it, is whole, and serves', async () => {
  const senders = new Senders()
  senders.start(4)
  const enough = () => expect.poll(() => senders.acknowledged.size, { timeout: 30_000 })
  await enough().toBeGreaterThan(100)
  const before = new Set(senders.acknowledged)
  const to = join(folder, 'first')
  const made = await backUp(to)
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The backup is in \S+first \(\d+\.\d MB, /) })
  await enough().toBeGreaterThan(before.size + 100)
  await senders.stop()
  // Nothing holds the files of old any longer.
  expect(readdirSync(join(server.directory, 'clickhouse/store/shadow'))).toEqual(['increment.txt'])

  const copy = new Server({ directory: to })
  try {
    await copy.start()
    const held = await uuidsOf(copy)
    expect([...before].filter((uuid) => !held.has(uuid))).toEqual([])
    // What it holds is what was acknowledged until some moment: nothing of it was sent by nobody, and no event is there twice.
    const all = await uuidsOf(server)
    expect([...held].filter((uuid) => !all.has(uuid))).toEqual([])
    expect(await copy.sql('select count() = count(distinct uuid) from events')).toEqual([[1]])
    // Of each three events that name one person, all are there or none is, and both ids are one person's.
    expect(await copy.sql('select count() / 3, count(distinct person_id) from events')).toEqual([
      [held.size / 3, held.size / 3],
    ])
    expect(await copy.sql('select count() from persons')).toEqual([[held.size / 3]])
    // And it goes on: the same person, known by the same id.
    expect((await copy.batch([{ event: 'opened', distinct_id: 'phone-0-0' }])).status).toBe(200)
    expect(
      await copy.sql("select count(distinct person_id) from events where distinct_id in ('phone-0-0', 'user-0-0')"),
    ).toEqual([[1]])
  } finally {
    await copy.remove()
  }
  // The server has lost nothing by it.
  const after = await uuidsOf(server)
  expect([...senders.acknowledged].filter((uuid) => !after.has(uuid))).toEqual([])
}, 120_000)

test('what cannot be a backup is refused in one sentence, and nothing is left', async () => {
  const refused = async (to: string, data?: string, variables?: Record<string, string>) => {
    const { code, stderr } = await backUp(to, data, variables)
    return [code, stderr.trim().split('\n').at(-1)]
  }
  expect(await refused(folder)).toEqual([
    1,
    `hoglet: ${folder} exists already. Name a folder that does not: it is made.`,
  ])
  const inside = join(server.directory, 'copy')
  expect(await refused(inside)).toEqual([
    1,
    `hoglet: ${inside} is in the data directory itself. Name a folder beside it, or on another disk.`,
  ])
  const pattern = join(folder, 'copy?')
  expect(await refused(pattern)).toEqual([
    1,
    `hoglet: The data directory ${pattern}/clickhouse has ? in its path, which the event store would take as a pattern. Name another folder.`,
  ])
  const link = join(folder, 'link')
  symlinkSync(server.directory, link)
  for (const path of [join(link, 'copy'), join(server.directory, '..copy'), join(server.directory, 'not/there')])
    expect(await refused(path)).toEqual([1, expect.stringContaining('is in the data directory itself')])
  rmSync(link)
  const unwritable = '/proc/copy'
  expect(await refused(unwritable)).toEqual([1, expect.stringMatching(/^hoglet: \/proc\/copy cannot be written \(E/)])
  const file = join(folder, 'file')
  writeFileSync(file, '')
  for (const [path, code] of [
    [join(file, 'copy'), 'EEXIST'],
    [join(folder, 'n'.repeat(250)), 'ENAMETOOLONG'],
  ] as const)
    expect(await refused(path)).toEqual([1, `hoglet: ${path} cannot be written (${code}). Name another place.`])
  rmSync(file)
  const nowhere = join(folder, 'nothing-here')
  expect(await refused(join(folder, 'none'), nowhere)).toEqual([1, expect.stringContaining('no Hoglet data')])
  const onServer = { DATABASE_URL: 'postgres://127.0.0.1:1/none' }
  const elsewhere = 'hoglet: The data is on servers of yours. Back them up with their own tools.'
  expect(await refused(join(folder, 'none'), nowhere, onServer)).toEqual([1, elsewhere])
  expect(readdirSync(folder)).toEqual([])
  expect(readdirSync(dirname(inside))).not.toContain('copy')
})

test('what cannot be copied is named, not the place that it was to be copied to', async () => {
  const damaged = mkdtempSync(join(tmpdir(), 'hoglet-damaged-'))
  const store = join(damaged, 'postgres')
  writeFileSync(store, '')
  expect(await backUp(join(folder, 'none'), damaged)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`\nhoglet: ${store} cannot be copied (ENOTDIR).\n`),
  })
  rmSync(join(damaged, 'lock'))
  mkdirSync(join(damaged, 'lock'))
  expect((await backUp(join(folder, 'none'), damaged)).stderr).toContain(`\nhoglet: Something in ${damaged} is not as`)
  expect(readdirSync(folder)).toEqual([])
  rmSync(damaged, { recursive: true })
})

test('of two backups that want one name, one is made', async () => {
  const to = join(folder, 'twice')
  const both = await Promise.all([backUp(to), backUp(to)])
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
  expect(both.map(({ stderr }) => stderr).join('')).toContain(`hoglet: ${to} exists already.`)
  expect(readdirSync(folder)).toEqual(['twice'])
  rmSync(to, { recursive: true })
})

/** Runs until a backup has begun and does something then. What was not finished must be gone. */
async function breakOff(to: string, stop: (backup: ChildProcess) => void): Promise<void> {
  const { UV_THREADPOOL_SIZE: _, ...env } = process.env
  const child = spawn(process.execPath, [program, 'backup', to, '--data', server.directory], { env, stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => readdirSync(folder).length, { interval: 1, timeout: 10_000 }).toBeGreaterThan(0)
  stop(child)
  const code = await ended
  await expect.poll(() => readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
  expect(existsSync(to)).toBe(code === 0)
  rmSync(to, { recursive: true, force: true })
}

test('a backup that is broken off leaves nothing behind, whoever stops', async () => {
  rmSync(join(folder, 'first'), { recursive: true, force: true })
  const to = join(folder, 'broken-off')
  await breakOff(to, (backup) => backup.kill('SIGINT'))
  await breakOff(to, () => void server.end('SIGTERM'))
  await server.end('SIGTERM')
  await breakOff(to, (backup) => backup.kill('SIGINT'))
  await server.start()
}, 60_000)

test('a directory that nobody serves is copied as it is, also where its stores are on other disks', async () => {
  expect((await server.batch([{ event: 'last', distinct_id: 'a' }])).status).toBe(200)
  await server.end('SIGTERM')
  const elsewhere = mkdtempSync(join(tmpdir(), 'hoglet-disk-'))
  for (const store of ['postgres', 'clickhouse']) {
    renameSync(join(server.directory, store), join(elsewhere, store))
    symlinkSync(join(elsewhere, store), join(server.directory, store))
  }
  const to = join(folder, 'second')
  expect((await backUp(to)).code).toBe(0)
  for (const store of ['postgres', 'clickhouse', 'clickhouse/store'])
    expect(lstatSync(join(to, store)).isSymbolicLink()).toBe(false)
  rmSync(elsewhere, { recursive: true })
  const copy = new Server({ directory: to })
  try {
    await copy.start()
    expect(await copy.sql("select count() from events where event = 'last'")).toEqual([[1]])
  } finally {
    await copy.remove()
  }
}, 60_000)

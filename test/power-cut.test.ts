import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objectsOf } from '../src/lib/json.ts'
import { Server } from './support/server.ts'

const MEGABYTES = 2_000

/**
 * A disk that can lose its power: a file system within a file. What was not synced is in the memory of the kernel alone, which
 * writes it after half a minute, and so is not in a copy of the file that is made before.
 */
class Disk {
  private readonly directory = mkdtempSync(join(tmpdir(), 'hoglet-disk-'))
  private readonly image = join(this.directory, 'image')
  readonly root = join(this.directory, 'root')

  constructor() {
    mkdirSync(this.root)
    run('truncate', '-s', `${MEGABYTES}M`, this.image)
    run('mkfs.ext4', '-q', '-F', this.image)
    this.mount()
  }

  /** What the disk holds at this moment is all that is left of it. Nobody may write to it meanwhile. */
  cut(): void {
    const left = `${this.image}.left`
    run('cp', '--sparse=always', this.image, left)
    this.unmount()
    run('mv', left, this.image)
    this.mount()
  }

  remove(): void {
    this.unmount()
    rmSync(this.directory, { recursive: true, force: true })
  }

  private mount = () => run('mount', '-o', 'loop,commit=300', this.image, this.root)
  private unmount = () => run('umount', this.root)
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' })
}

/** File systems can be mounted by root alone, and not in every container. */
function canMount(): boolean {
  try {
    new Disk().remove()
    return true
  } catch {
    return false
  }
}

describe.skipIf(!canMount())('a power cut', () => {
  let disk: Disk
  let server: Server
  beforeAll(async () => {
    disk = new Disk()
    server = new Server({ directory: join(disk.root, 'data') })
    await server.start()
  }, 60_000)
  afterAll(async () => {
    await server.end('SIGKILL')
    disk.remove()
  })

  /** Cuts the power and starts again. */
  async function cut(): Promise<void> {
    await server.end('SIGKILL')
    disk.cut()
    await server.start()
  }

  test('loses what is not synced, and keeps what is', () => {
    const other = new Disk()
    try {
      const [synced, written] = [join(other.root, 'synced'), join(other.root, 'written')]
      writeFileSync(synced, 'a')
      for (const path of [synced, other.root]) {
        const file = openSync(path, 'r')
        fsyncSync(file)
        closeSync(file)
      }
      writeFileSync(written, 'b')
      other.cut()
      expect([existsSync(synced), existsSync(written)]).toEqual([true, false])
    } finally {
      other.remove()
    }
  })

  test('right after the first start leaves the project and its keys', async () => {
    await cut()
    expect((await server.api('GET', '/projects/1/')).status).toBe(200)
  }, 60_000)

  test('under load loses nothing that was acknowledged, and counts nothing twice', async () => {
    const events = new Set<string>()
    const boards = new Map<number, string>()
    for (let round = 0; round < 3; round++) {
      const unanswered = await load(round, 500 + Math.random() * 1_500)
      // As SDKs do: what was not answered is sent again, with the same uuids.
      for (const batch of unanswered) {
        expect((await server.batch(batch)).status).toBe(200)
        for (const { event, uuid } of batch) if (event === 'durable') events.add(uuid)
      }
    }
    expect(events.size).toBeGreaterThan(100)
    expect(boards.size).toBeGreaterThan(10)
    const rows = await server.sql("SELECT toString(uuid) FROM events WHERE event = 'durable' LIMIT 50000")
    expect(rows.map(([uuid]) => uuid).sort()).toEqual([...events].sort())
    const persons = "SELECT uniqExact(person_id), uniqExact(properties.who) FROM events WHERE event = 'durable'"
    expect(await server.sql(persons)).toEqual([[4, 4]])
    const listed = await server.api('GET', '/projects/1/dashboards/?limit=1000')
    const names = new Map(objectsOf(listed.body.results).map(({ id, name }) => [id, name]))
    for (const [id, name] of boards) expect([id, names.get(id)]).toEqual([id, name])

    /** Four browsers whose batches end in a merge, and somebody who makes dashboards and renames them, until the cut. */
    async function load(round: number, ms: number): Promise<{ event: string; uuid: string }[][]> {
      let isOver = false
      const unanswered: { event: string; uuid: string }[][] = []
      const browser = async (who: string) => {
        for (let n = 0; !isOver; n++) {
          const anonymous = `${who}-${round}-${n}`
          const make = (distinct_id: string) => ({
            event: 'durable',
            distinct_id,
            uuid: randomUUID(),
            properties: { who },
          })
          const merge = { ...make(who), event: '$identify', properties: { $anon_distinct_id: anonymous } }
          const batch = [make(anonymous), make(anonymous), make(who), merge]
          const reply = await server.batch(batch).catch(() => undefined)
          if (reply?.status !== 200 || isOver) return void unanswered.push(batch)
          for (const { event, uuid } of batch) if (event === 'durable') events.add(uuid)
        }
      }
      const person = async () => {
        for (let n = 0; !isOver; n++) {
          const [first, second] = [`Board ${round}.${n}`, `Renamed ${round}.${n}`]
          const made = await server.api('POST', '/projects/1/dashboards/', { name: first }).catch(() => undefined)
          if (made?.status !== 201 || isOver) return
          const path = `/projects/1/dashboards/${made.body.id}/`
          const renamed = await server.api('PATCH', path, { name: second }).catch(() => undefined)
          // Of what was not answered either name may be there.
          if (renamed?.status !== 200 || isOver) return
          boards.set(made.body.id, second)
        }
      }
      const all = Promise.all([...['ann', 'bea', 'cem', 'dan'].map(browser), person()])
      await new Promise((resolve) => setTimeout(resolve, ms))
      isOver = true
      await cut()
      await all
      return unanswered
    }
  }, 180_000)
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyPostgres } from '../../test/support/engines.ts'
import { keptUntilWritten } from './kept-until-written.ts'
import type { Postgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await emptyPostgres()
})
afterAll(() => postgres.destroy())

/** Settings by name, and how often they were really read. */
function settings() {
  const read: string[] = []
  const get = keptUntilWritten(
    postgres,
    ['instance_setting'],
    async (name: string) => {
      read.push(name)
      const row = await postgres
        .selectFrom('instance_setting')
        .select('value')
        .where('key', '=', name)
        .executeTakeFirst()
      return row?.value
    },
    10,
  )
  return { read, get }
}

const set = (name: string, value: string, store: Pick<Postgres, 'insertInto'> = postgres) =>
  store
    .insertInto('instance_setting')
    .values({ key: name, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()

describe('what was read', () => {
  test('is kept until its table is written, and not a moment longer', async () => {
    const { read, get } = settings()
    await set('colour', 'red')
    expect([await get('colour'), await get('colour'), await get('colour')]).toEqual(['red', 'red', 'red'])
    expect(read).toEqual(['colour'])
    await set('colour', 'blue')
    expect([await get('colour'), await get('colour')]).toEqual(['blue', 'blue'])
    expect(read).toEqual(['colour', 'colour'])
  })

  test('is not kept when there was nothing', async () => {
    const { read, get } = settings()
    expect([await get('nothing'), await get('nothing')]).toEqual([undefined, undefined])
    expect(read).toHaveLength(2)
  })

  test('is not kept when it was written meanwhile', async () => {
    await set('shape', 'round')
    const { get } = settings()
    const [before] = await Promise.all([get('shape'), set('shape', 'square')])
    expect(before).toBe('round')
    expect(await get('shape')).toBe('square')
  })

  test('is what a transaction left, however that ended', async () => {
    await set('size', 'small')
    const { get } = settings()
    let during: Promise<unknown> | undefined
    const transaction = postgres.transaction().execute(async (tx) => {
      await set('size', 'large', tx)
      during = get('size')
      throw new Error('taken back')
    })
    await expect(transaction).rejects.toThrow('taken back')
    expect([await during, await get('size')]).toEqual(['small', 'small'])
    await postgres.transaction().execute((tx) => set('size', 'large', tx))
    expect(await get('size')).toBe('large')
  })

  test('is read anew after statements of any form', async () => {
    const { read, get } = settings()
    await set('form', 'a')
    const statements = [
      sql`WITH made AS (SELECT 'form' AS name) UPDATE instance_setting s SET value = 'b' FROM made WHERE s.key = made.name`,
      sql`WITH made AS (SELECT 'form' AS name)\n UPDATE\n   instance_setting s SET value = 'b2' FROM made WHERE s.key = made.name`,
      sql`DO $$ BEGIN UPDATE instance_setting SET value = 'c' WHERE key = 'form'; END $$`,
      sql`\n   delete from "instance_setting" where key = 'form'`,
    ]
    for (const [i, statement] of statements.entries()) {
      await get('form')
      await statement.execute(postgres)
      expect(await get('form')).toBe(['b', 'b2', 'c', undefined][i])
    }
    expect(read).toHaveLength(5)
  })

  test('survives reading, and what is written elsewhere', async () => {
    const { read, get } = settings()
    await set('calm', 'yes')
    await get('calm')
    await sql`INSERT INTO query_cache (key, team_id, entry, expires_at) VALUES ('k', NULL, '{}', now())
      ON CONFLICT (key) DO UPDATE SET entry = excluded.entry`.execute(postgres)
    await postgres.transaction().execute(async (tx) => {
      await sql`UPDATE person p SET last_seen_at = now() FROM person_distinct_id d WHERE d.person_id = p.id`.execute(tx)
    })
    await postgres.selectFrom('person').selectAll().execute()
    expect(await get('calm')).toBe('yes')
    expect(read).toHaveLength(1)
  })
})

test('a store that others may write to is read each time', async () => {
  let read = 0
  const { writes: _, ...server } = postgres
  const get = keptUntilWritten(
    Object.assign(Object.create(postgres), server, { writes: undefined }),
    ['instance_setting'],
    async () => ++read,
    10,
  )
  expect([await get('x'), await get('x')]).toEqual([1, 2])
})

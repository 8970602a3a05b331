import { expect, test } from 'vitest'
import { ReaderPool } from './readers.ts'

const poolOf = (size: number) => new ReaderPool('interactive', size, (name) => ({ name, close: () => undefined }))

test('no project takes the last reader, and its reads go on when one of its own ends', async () => {
  const pool = poolOf(3)
  const one = await pool.acquire({ team_id: 1 })
  await pool.acquire({ team_id: 1 })
  let third: unknown
  const waiting = pool.acquire({ team_id: 1 }).then((reader) => {
    third = reader
  })
  expect(pool.load()).toEqual({ running: 2, waiting: 1 })
  const other = await pool.acquire({ team_id: 2 })
  pool.release(other, true)
  await Promise.resolve()
  expect([third, pool.load()]).toEqual([undefined, { running: 2, waiting: 1 }])
  pool.release(one, true)
  await waiting
  expect(pool.load()).toEqual({ running: 2, waiting: 0 })
})

test('a single reader, and reads of no project, wait for nobody', async () => {
  const single = poolOf(1)
  await single.acquire({ team_id: 1 })
  expect(single.load()).toEqual({ running: 1, waiting: 0 })
  const pool = poolOf(2)
  await pool.acquire()
  await pool.acquire()
  expect(pool.load()).toEqual({ running: 2, waiting: 0 })
})

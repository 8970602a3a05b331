import { afterEach, expect, test, vi } from 'vitest'
import { HOUR_MS } from '../lib/durations.ts'
import { trusted } from '../lib/json.ts'
import { createLog } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { Erasure } from './erase.ts'

afterEach(() => vi.useRealTimers())

test('what could not be read once is erased later, without being asked again', async () => {
  vi.useFakeTimers()
  let reads = 0
  const erased: number[] = []
  const open = async () => {
    if (++reads <= 2) throw new Error('the store is away')
    const erase = async () => void erased.push(reads)
    return erased.length > 0 ? [] : [{ created_at: new Date(0), is_due: true, erase, failed: async () => {} }]
  }
  const clock = () => new Date()
  const erasure = new Erasure({
    postgres: trusted<Postgres>({ writes: {} }),
    clock,
    log: createLog('silent', clock),
    isIdle: () => true,
    open: [open],
  })
  await expect(erasure.run()).rejects.toThrow('the store is away')
  erasure.wake()
  await vi.advanceTimersByTimeAsync(HOUR_MS)
  expect(erased).toHaveLength(1)
  await erasure.close()
})

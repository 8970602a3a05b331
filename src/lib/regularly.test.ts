import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLog } from './log.ts'
import { Regularly } from './regularly.ts'

test('jobs that take longer than the time between two runs do not run twice at once, and are waited for', async () => {
  const seen: number[] = []
  let running = 0
  const job = async () => {
    seen.push(++running)
    await wait(30)
    running--
  }
  const regularly = new Regularly(
    5,
    [job],
    createLog('silent', () => new Date()),
  )
  regularly.start()
  await wait(50)
  await regularly.close()
  expect(running).toBe(0)
  expect(seen.length).toBeGreaterThan(1)
  expect(Math.max(...seen)).toBe(1)
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { Calculations } from './calculate.ts'

// Two processes need a PostgreSQL that both can reach: `.ci/run` starts one and sets DATABASE_URL.
const onServer = test.runIf(process.env['DATABASE_URL'])

let first: TestApp
let second: TestApp
beforeAll(async () => {
  ;[first, second] = await TestApp.openTwo()
})
afterAll(async () => {
  await first.close()
  await second.close()
})

const plan = { type: 'person', key: 'plan', value: 'pro', operator: 'exact' }
const filters = { properties: { type: 'OR', values: [{ type: 'AND', values: [plan] }] } }
const make = async (name: string) => {
  const { body } = await first.ask('POST', '/api/projects/1/cohorts/', { name, filters })
  await first.app.deps.calculations.settled()
  return Number(body['id'])
}
const stateOf = (id: number) =>
  first.app.deps.postgres
    .selectFrom('cohort')
    .select(['is_calculating', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

onServer('a cohort that two processes are asked for is calculated by one of them at a time', async () => {
  const id = await make('Raced')
  let running = 0
  let most = 0
  const calculations = [first, second].map(
    ({ app }) =>
      new Calculations({
        ...app.deps,
        isIdle: () => true,
        async *members() {
          most = Math.max(most, ++running)
          await new Promise((resolve) => setTimeout(resolve, 100))
          running--
          yield []
        },
      }),
  )
  await Promise.all(calculations.map((one) => one.request(1, [id])))
  await vi.waitFor(async () => expect((await stateOf(id)).is_calculating).toBe(false), { timeout: 10_000 })
  expect(most).toBe(1)
})

onServer('what a process that died was calculating is taken up by another a minute later', async () => {
  const id = await make('Left')
  const before = await stateOf(id)
  const requested_at = new Date(Date.now() - 2 * MINUTE_MS)
  const { deps } = second.app
  const calculations = new Calculations({
    ...deps,
    isIdle: () => false,
    async *members() {
      yield []
    },
  })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await calculations.start()
  await deps.postgres
    .updateTable('cohort')
    .set({ is_calculating: true, requested_at, pending_version: 7 })
    .where('id', '=', id)
    .execute()
  vi.advanceTimersByTime(MINUTE_MS)
  vi.useRealTimers()
  await vi.waitFor(async () => expect((await stateOf(id)).is_calculating).toBe(false))
  // Under a version of its own: what the other one has written under its own may be true no more.
  expect((await stateOf(id)).version).not.toEqual(before.version)
  expect(Number((await stateOf(id)).version)).toBe(8)
  await calculations.close()
})

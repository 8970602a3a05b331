import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SITE, TestApp, TOKEN } from '../../test/support/app.ts'
import { Claims } from './claims.ts'

let first: TestApp
let second: TestApp
beforeAll(async () => {
  ;[first, second] = await TestApp.openTwo()
})
beforeEach(async () => {
  await first.app.deps.postgres.deleteFrom('event_claim').execute()
})
afterAll(async () => {
  await first.close()
  await second.close()
})

/** Sends without waiting for what else the process has to store. */
const send = async (app: TestApp, batch: object[]) =>
  app.app.fetch(new Request(`${SITE}/batch/`, { method: 'POST', body: JSON.stringify({ api_key: TOKEN, batch }) }))
const stored = async (event: string) => {
  const { clickhouse } = first.app.deps
  return (await clickhouse.rows('SELECT count(), uniq(uuid) FROM events WHERE event = {event:String}', { event })).rows
}

test('the same events that are sent to two processes at the same moment count once', async () => {
  const batches = Array.from({ length: 20 }, () =>
    Array.from({ length: 50 }, (_, i) => ({ event: 'raced', distinct_id: `p${i}`, uuid: randomUUID() })),
  )
  await Promise.all(batches.flatMap((batch) => [first.capture(batch), second.capture(batch.toReversed())]))
  expect(await stored('raced')).toEqual([[1000, 1000]])
  await expect.poll(() => first.app.deps.postgres.selectFrom('event_claim').select('id').execute()).toEqual([])
})

test('what another process is storing waits for it, and is stored where that fails; the rest does not wait', async () => {
  const [held, free] = [randomUUID(), randomUUID()]
  const elsewhere = new Claims(second.app.deps)
  expect(await elsewhere.take([`1:${held}`])).toEqual(new Set())
  let isAnswered = false
  const waiting = send(first, [{ event: 'waited', distinct_id: 'a', uuid: held }]).then(() => {
    isAnswered = true
  })
  await send(first, [{ event: 'waited', distinct_id: 'a', uuid: free }])
  expect([isAnswered, await stored('waited')]).toEqual([false, [[1, 1]]])
  elsewhere.release(`1:${held}`)
  await waiting
  expect(await stored('waited')).toEqual([[2, 2]])
})

test('a claim is extended while its process lives and runs out when it has died', async () => {
  const { postgres } = first.app.deps
  const [living, other] = [new Claims({ postgres }), new Claims({ postgres })]
  const key = `1:${randomUUID()}`
  await living.take([key])
  const runsOut = new Date(Date.now() + 1_000)
  await postgres.updateTable('event_claim').set({ until: runsOut }).execute()
  await expect
    .poll(async () => (await postgres.selectFrom('event_claim').select('until').executeTakeFirst())?.until, {
      timeout: 5_000,
    })
    .not.toEqual(runsOut)
  expect(await other.take([key])).toEqual(new Set([key]))
  await postgres
    .updateTable('event_claim')
    .set({ until: new Date(0) })
    .execute()
  expect(await other.take([key])).toEqual(new Set())
})

import { sql } from 'kysely'
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

onServer('persons are deleted by both processes while the lists that they are on are changed', async () => {
  const P = '/api/projects/1'
  const names = Array.from({ length: 120 }, (_, i) => `member ${i}`)
  await first.capture(
    names.map((distinct_id) => ({ event: 'seen', distinct_id, properties: { $set: { listed: true } } })),
  )
  const { rows: persons } = await sql<{ uuid: string }>`
    SELECT p.uuid FROM person p JOIN person_distinct_id d ON d.person_id = p.id
    WHERE d.distinct_id = ANY(${names}::text[])`.execute(first.app.deps.postgres)
  const uuids = persons.map(({ uuid }) => uuid)
  const some = (rest: number) => uuids.filter((_, i) => i % 4 === rest)
  const lists: number[] = []
  // Each person is on the lists in an order of its own.
  for (let n = 0; n < 6; n++) {
    const members = n % 2 === 0 ? uuids : uuids.toReversed()
    const list = { name: `List ${n}`, is_static: true, _create_static_person_ids: members.slice(0, 60 + n) }
    lists.push(Number((await first.ask('POST', `${P}/cohorts/`, list)).body['id']))
  }
  const add = { person_ids: uuids }
  const answers = await Promise.all([
    ...[0, 1, 2].map((rest) =>
      [first, second][rest % 2]?.ask('POST', `${P}/persons/bulk_delete/`, { ids: some(rest) }),
    ),
    ...lists.map((id) => second.ask('PATCH', `${P}/cohorts/${id}/add_persons_to_static_cohort/`, add)),
  ])
  expect(answers.map((answer) => answer?.status)).toEqual([202, 202, 202, ...lists.map(() => 200)])
  expect(answers.flatMap((answer) => answer?.body['deletion_errors'] ?? [])).toEqual([])
  const { rows: left } = await sql<{ count: number; listed: number }>`
    SELECT count, (SELECT count(*)::int FROM static_cohort_person WHERE cohort_id = cohort.id) AS listed
    FROM cohort WHERE id = ANY(${lists}::int[])`.execute(first.app.deps.postgres)
  expect(left).toEqual(lists.map(() => ({ count: 30, listed: 30 })))
})

import { afterAll, expect, test, vi } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { DAY_MS } from '../lib/durations.ts'
import type { JsonObject } from '../lib/json.ts'
import { Calculations } from './calculate.ts'

const app = await TestApp.open()
afterAll(() => app.close())

const named = { type: 'person', key: 'plan', value: 'pro', operator: 'exact' }
const filters = { properties: { type: 'OR', values: [{ type: 'AND', values: [named] }] } }

test('a project with one cohort does not wait for all those of another', async () => {
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  const other = (await deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
  const order: number[] = []
  const calculations = new Calculations({
    ...deps,
    isIdle: () => true,
    async *members(team) {
      order.push(team)
      yield []
    },
  })
  const make = async (project: number, name: string) => {
    const { body } = await app.ask('POST', `/api/projects/${project}/cohorts/`, { name, filters })
    return Number(body['id'])
  }
  const many = [await make(1, 'a'), await make(1, 'b'), await make(1, 'c'), await make(1, 'd')]
  const single = await make(other, 'single')
  await deps.calculations.settled()
  await Promise.all([calculations.request(1, many), calculations.request(other, [single])])
  await calculations.settled()
  expect(order).toHaveLength(5)
  expect(order.indexOf(other)).toBeLessThan(3)
  await deps.postgres.deleteFrom('cohort').execute()
})

test('a calculation that takes long gives way to other projects, and is calculated after them', async () => {
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  const other = (await deps.teams.create({ organization_id, name: 'Third', api_token: 'phc_third' })).id
  const order: number[] = []
  const calculations = new Calculations(
    {
      ...deps,
      isIdle: () => true,
      // The first cohort takes 60 ms, and its turn is of 40.
      async *members(team, _criteria, signal) {
        order.push(team)
        if (team === 1)
          await new Promise((resolve, reject) => {
            setTimeout(resolve, 60)
            signal?.addEventListener('abort', () => reject(signal.reason))
          })
        yield []
      },
    },
    40,
  )
  const make = async (project: number) =>
    Number((await app.ask('POST', `/api/projects/${project}/cohorts/`, { name: 'Slow', filters })).body['id'])
  const [slow, quick] = [await make(1), await make(other)]
  await deps.calculations.settled()
  await calculations.request(1, [slow])
  await calculations.request(other, [quick])
  await calculations.settled()
  expect(order).toEqual([1, other, 1])
  // Alone it is never disturbed.
  await calculations.request(1, [slow])
  await calculations.settled()
  expect(order).toEqual([1, other, 1, 1])
  const cohort = await deps.postgres.selectFrom('cohort').selectAll().where('id', '=', slow).executeTakeFirstOrThrow()
  expect([cohort.is_calculating, cohort.errors_calculating, cohort.count]).toEqual([false, 0, 0])
  const runs = await deps.postgres
    .selectFrom('cohort_calculation')
    .select('error')
    .where('cohort_id', '=', slow)
    .execute()
  expect(runs.filter(({ error }) => error !== null)).toHaveLength(1)
  await deps.postgres.deleteFrom('cohort').execute()
})

test('a cohort that gave way is still calculated before those that name it', async () => {
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  const other = (await deps.teams.create({ organization_id, name: 'Fourth', api_token: 'phc_fourth' })).id
  const make = async (project: number, name: string, properties: JsonObject) => {
    const body = { name, filters: { properties } }
    return Number((await app.ask('POST', `/api/projects/${project}/cohorts/`, body)).body['id'])
  }
  const slow = await make(1, 'Slow', filters.properties)
  const naming = { type: 'cohort', key: 'id', value: slow }
  const follower = await make(1, 'Follower', { type: 'OR', values: [{ type: 'AND', values: [naming] }] })
  const quick = await make(other, 'Quick', filters.properties)
  await deps.calculations.settled()
  const order: string[] = []
  const calculations = new Calculations(
    {
      ...deps,
      isIdle: () => true,
      async *members(team, criteria, signal) {
        const name = team === other ? 'quick' : JSON.stringify(criteria).includes('cohort') ? 'follower' : 'slow'
        order.push(name)
        if (name === 'slow')
          await new Promise((resolve, reject) => {
            setTimeout(resolve, 60)
            signal?.addEventListener('abort', () => reject(signal.reason))
          })
        yield []
      },
    },
    40,
  )
  await calculations.request(1, [slow])
  await calculations.request(other, [quick])
  await calculations.settled()
  expect(order).toEqual(['slow', 'quick', 'slow', 'follower'])
  const rows = await deps.postgres
    .selectFrom('cohort')
    .select('is_calculating')
    .where('id', 'in', [slow, follower])
    .execute()
  expect(rows).toEqual([{ is_calculating: false }, { is_calculating: false }])
  await deps.postgres.deleteFrom('cohort').execute()
})

test('a calculation that takes long is stopped when the program ends, and taken up at the next start', async () => {
  const { deps } = app.app
  const calculations = new Calculations({
    ...deps,
    isIdle: () => true,
    // An engine that reads until it is told to stop.
    async *members(_team, _criteria, signal) {
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      yield []
    },
  })
  const { body } = await app.ask('POST', '/api/projects/1/cohorts/', { name: 'Pro', filters })
  await deps.calculations.settled()
  await calculations.request(1, [Number(body['id'])])
  await new Promise((resolve) => setTimeout(resolve, 100))
  await calculations.close()
  const cohort = await deps.postgres.selectFrom('cohort').selectAll().executeTakeFirstOrThrow()
  expect([cohort.is_calculating, cohort.errors_calculating]).toEqual([true, 0])
  await deps.calculations.start()
  await deps.calculations.settled()
  const done = await deps.postgres.selectFrom('cohort').selectAll().executeTakeFirstOrThrow()
  expect([done.is_calculating, done.errors_calculating]).toEqual([false, 0])
})

test('a cohort whose calculation died with another process is taken up a day later', async () => {
  const { deps } = app.app
  const id = Number((await app.ask('POST', '/api/projects/1/cohorts/', { name: 'Left', filters })).body['id'])
  await deps.calculations.settled()
  let now = new Date()
  const calculations = new Calculations({
    ...deps,
    clock: () => now,
    isIdle: () => false,
    async *members() {
      yield []
    },
  })
  const cohort = deps.postgres.selectFrom('cohort').select(['is_calculating', 'last_calculation']).where('id', '=', id)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await calculations.start()
  const lost = { is_calculating: true, requested_at: now, pending_version: 7 }
  await deps.postgres.updateTable('cohort').set(lost).where('id', '=', id).execute()
  now = new Date(now.getTime() + DAY_MS + 1)
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  await vi.waitFor(async () =>
    expect(await cohort.executeTakeFirstOrThrow()).toEqual({ is_calculating: false, last_calculation: now }),
  )
  await calculations.close()
})

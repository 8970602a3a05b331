import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectOr } from '../lib/json.ts'
import { QueryJobs } from './jobs.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture([{ event: 'a', distinct_id: 'x' }])
})
afterAll(() => app.close())

const QUERY = '/api/projects/1/query/'
/** Computes for minutes unless it is stopped: a million times a million rows, never twice the same question. */
const million = 'select arrayJoin(range(1000000)) as n from events'
const endless = () => ({
  kind: 'HogQLQuery',
  query: `select count() from (${million}) a cross join (${million}) b where sin(a.n + b.n) > 2 and '${randomUUID()}' != ''`,
})
const count = { kind: 'HogQLQuery', query: 'select count() from events' }
const statusOf = async (id: string, more = '') => app.ask('GET', `${QUERY}${id}/${more}`)

test('a query runs behind its request, and its state tells when it is done', async () => {
  const sent = await app.ask('POST', QUERY, { query: count, refresh: 'force_async', client_query_id: 'mine' })
  expect(sent.status).toBe(202)
  expect(sent.body).toMatchObject({ query_status: { id: 'mine', complete: false, error: false, team_id: 1 } })
  await expect.poll(async () => (await statusOf('mine')).status, { timeout: 5000 }).toBe(200)
  const done = await statusOf('mine')
  expect(done.body).toMatchObject({ query_status: { complete: true, results: { results: [[1]], is_cached: false } } })
  // What it kept answers the next question.
  const again = await app.ask('POST', QUERY, { query: count, refresh: 'async' })
  expect([again.status, again.body['is_cached'], again.body['query_status']]).toEqual([200, true, null])
})

test('a failure is told in words when it is the query that is wrong', async () => {
  const query = { kind: 'HogQLQuery', query: "select toInt('x') + throwIf(1) from events where toUUID('no') = uuid" }
  const sent = await app.ask('POST', QUERY, {
    query: { ...query, query: 'select nothing from events' },
    refresh: 'force_async',
    client_query_id: 'wrong',
  })
  expect(sent.status).toBe(202)
  await expect.poll(async () => (await statusOf('wrong')).status, { timeout: 5000 }).toBe(400)
  expect((await statusOf('wrong')).body).toMatchObject({
    query_status: { complete: true, error: true, error_message: 'Unable to resolve field: nothing' },
  })
})

test('progress is shown, and cancelling stops the statement in the engine', async () => {
  const sent = await app.ask('POST', QUERY, { query: endless(), refresh: 'force_async', client_query_id: 'long' })
  expect(sent.status).toBe(202)
  await expect
    .poll(async () => (await statusOf('long', '?show_progress=true')).body['query_status'], { timeout: 5000 })
    .toMatchObject({ complete: false, queue_position: null, query_progress: { time_elapsed: expect.any(Number) } })
  await expect.poll(() => app.app.deps.clickhouse.load().running).toBe(1)
  const ended = await app.ask('DELETE', `${QUERY}long/`)
  expect([ended.status, ended.body]).toEqual([200, { message: 'Query long cancelled' }])
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(0)
  expect((await statusOf('long')).body).toMatchObject({ query_status: { complete: true, error: true } })
})

test('a query that is waited for can be cancelled by its id', async () => {
  const sending = app.ask('POST', QUERY, { query: endless(), refresh: 'force_blocking', client_query_id: 'waited' })
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(1)
  await app.ask('DELETE', `${QUERY}waited/`)
  expect((await sending).body).toMatchObject({ code: 'query_cancelled' })
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(0)
})

test('where a project has all readers but one the queue says whose turn is when, and another project need not wait', async () => {
  const heavy = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
  for (const id of heavy)
    await app.ask('POST', QUERY, { query: endless(), refresh: 'force_async', client_query_id: id })
  const load = () => app.app.deps.clickhouse.load()
  await expect.poll(() => load().running + load().waiting, { timeout: 5000 }).toBe(heavy.length)
  const before = load().waiting
  expect(before).toBeGreaterThan(0)
  const last = await statusOf('h6', '?show_progress=true')
  expect(last.body).toMatchObject({ query_status: { queue_position: expect.any(Number) } })
  const second = await app.app.deps.teams.create({
    organization_id: app.app.first_start?.team.organization_id ?? '',
    name: 'Second',
    api_token: 'phc_second',
  })
  const asking = app.ask('POST', `/api/projects/${second.id}/query/`, { query: count, refresh: 'force_blocking' })
  expect((await asking).body).toMatchObject({ results: [[0]] })
  expect(load().waiting).toBe(before)
  expect((await statusOf('h6', '?show_progress=true')).body).toMatchObject({ query_status: { complete: false } })
  for (const id of heavy) await app.ask('DELETE', `${QUERY}${id}/`)
  await expect.poll(load, { timeout: 20_000 }).toEqual({ running: 0, waiting: 0 })
}, 90_000)

test('who asks again with the id of a run joins it, and cancelling the id stops it', async () => {
  const body = { query: endless(), refresh: 'force_async', client_query_id: 'twice' }
  const task = async () => {
    const { status, body: answer } = await app.ask('POST', QUERY, body)
    return [status, objectOr(answer['query_status'])['task_id']]
  }
  const first = await task()
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(1)
  expect(await task()).toEqual(first)
  await app.ask('DELETE', `${QUERY}twice/`)
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(0)
})

test('an unknown id is not found, and cancelling it harms nobody', async () => {
  expect((await statusOf('nobody')).body['detail']).toBe('Query nobody not found for team 1')
  expect((await statusOf('nobody')).status).toBe(404)
  expect((await app.ask('DELETE', `${QUERY}nobody/`)).status).toBe(200)
})

test('the end of a run that cannot be kept is logged, and ends nothing else', async () => {
  const { postgres, clickhouse, clock } = app.app.deps
  const errors: string[] = []
  const log = { debug() {}, info() {}, warn() {}, error: (text: string) => errors.push(text) }
  const jobs = new QueryJobs({ postgres, clickhouse, clock, log, shared: false })
  await jobs.start(
    1,
    'lost',
    { cache_key: 'lost' },
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)),
  )
  await sql`ALTER TABLE query_status RENAME TO query_status_away`.execute(postgres)
  await jobs.close()
  await expect.poll(() => errors).toEqual(['the end of query lost could not be kept'])
  await sql`ALTER TABLE query_status_away RENAME TO query_status`.execute(postgres)
})

test('a run that died with its process is over', async () => {
  const { postgres, clickhouse, clock, log } = app.app.deps
  const process = (seconds: number, shared: boolean) =>
    new QueryJobs({ postgres, clickhouse, clock: () => new Date(clock().getTime() + seconds * 1000), log, shared })
  const before = process(0, false)
  await before.start(1, 'died', { cache_key: 'died' }, () => new Promise(() => {}))
  expect(await before.find(1, 'died')).toMatchObject({ complete: false })
  const error_message = 'The server was stopped. Ask again.'
  expect(await process(1, false).find(1, 'died')).toMatchObject({ complete: true, error: true, error_message })
  expect(await process(1, true).find(1, 'died')).toMatchObject({ complete: false })
  expect(await process(60, true).find(1, 'died')).toMatchObject({ complete: true, error: true, error_message })
})

test('a run that another process has says that it is alive, and ends when it is cancelled elsewhere', async () => {
  const { postgres, clickhouse, clock, log } = app.app.deps
  let later = 0
  const process = () =>
    new QueryJobs({ postgres, clickhouse, clock: () => new Date(clock().getTime() + later), log, shared: true })
  const [one, other] = [process(), process()]
  let ended = false
  await one.start(1, 'alive', { cache_key: 'alive' }, (signal) => {
    signal.addEventListener('abort', () => (ended = true))
    return new Promise((_, reject) => signal.addEventListener('abort', reject))
  })
  later = 60_000
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await other.find(1, 'alive')).toMatchObject({ complete: false })
  await other.cancel(1, 'alive')
  await expect.poll(() => ended, { timeout: 3_000 }).toBe(true)
})

test('when the program ends, what takes too long is told to come back', async () => {
  const ask = (id: string, query: object, refresh: string) =>
    app.ask('POST', QUERY, { query, refresh, client_query_id: id })
  await ask('behind', endless(), 'force_async')
  const long = ask('before', endless(), 'force_blocking')
  const quick = ask('quick', count, 'force_blocking')
  await expect.poll(() => app.app.deps.clickhouse.load().running).toBeGreaterThanOrEqual(2)
  await app.app.deps.jobs.close()
  expect((await quick).status).toBe(200)
  const stopped = await long
  expect([stopped.status, stopped.body['code'], stopped.headers.get('retry-after')]).toEqual([503, 'closing', '5'])
  const error_message = 'The server is stopping. Ask again in a few seconds.'
  expect((await statusOf('behind')).body).toMatchObject({
    query_status: { complete: true, error: true, error_message },
  })
  await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 5000 }).toBe(0)
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { ClickHouseError } from '../clickhouse/clickhouse.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture([{ event: 'a', distinct_id: 'x' }])
})
afterAll(() => app.close())

const P = '/api/projects/1'
const create = async (body: JsonObject) => (await app.ask('POST', `${P}/insights/`, body)).body
const sql = (query: string) => ({ kind: 'HogQLQuery', query })
/** Computes for minutes unless it is stopped, and is never the same question. */
const endless = () => {
  const million = 'select arrayJoin(range(1000000)) as n from events'
  return sql(
    `select count() from (${million}) a cross join (${million}) b where sin(a.n + b.n) > 2 and '${randomUUID()}' != ''`,
  )
}
const load = () => app.app.deps.clickhouse.load().running

test('the client names the run of an insight, to follow and to cancel it', async () => {
  const { id } = await create({ query: endless() })
  const path = `${P}/insights/${id}/`
  const started = await app.ask('GET', `${path}?refresh=force_async&client_query_id=behind`)
  expect(started.body).toMatchObject({ result: null, query_status: { id: 'behind', insight_id: id, complete: false } })
  await expect.poll(load, { timeout: 5000 }).toBe(1)
  expect((await app.ask('GET', `${P}/query/behind/`)).status).toBe(202)
  await app.ask('DELETE', `${P}/query/behind/`)
  await expect.poll(load, { timeout: 5000 }).toBe(0)
  expect((await app.ask('GET', `${P}/query/behind/`)).status).toBe(400)

  const waited = app.ask('GET', `${path}?refresh=blocking&client_query_id=waited`)
  await expect.poll(load, { timeout: 5000 }).toBe(1)
  await app.ask('DELETE', `${P}/query/waited/`)
  expect((await waited).body).toMatchObject({ code: 'query_cancelled' })
  const tooLong = await app.ask('GET', `${path}?client_query_id=${'x'.repeat(401)}`)
  expect([tooLong.status, tooLong.body['attr']]).toEqual([400, 'client_query_id'])
  const nul = await app.ask('GET', `${path}?refresh=force_async&client_query_id=%00`)
  expect([nul.status, nul.body['detail']]).toEqual([400, 'Null characters are not allowed.'])
  expect((await app.ask('GET', `${path}?client_query_id=`)).status).toBe(200)
})

test('where nothing is cached, the run that is under way is told', async () => {
  const board = (await app.ask('POST', `${P}/dashboards/`, { name: 'Board' })).body['id']
  const { id } = await create({ query: endless(), dashboards: [board ?? null] })
  const path = `${P}/insights/${id}/?from_dashboard=${board}`
  const statusIn = (body: JsonObject) => objectOr(body['query_status'])
  expect((await app.ask('GET', path)).body).toMatchObject({ result: null, query_status: null })
  const started = statusIn((await app.ask('GET', `${path}&refresh=async`)).body)
  expect(started).toMatchObject({ insight_id: id, dashboard_id: board, complete: false })
  expect(statusIn((await app.ask('GET', path)).body)['id']).toBe(started['id'])
  expect(statusIn((await app.ask('GET', `${P}/insights/${id}/`)).body)['id']).toBe(started['id'])
  await app.ask('DELETE', `${P}/query/${started['id']}/`)
  await expect.poll(load, { timeout: 5000 }).toBe(0)
  await expect.poll(async () => (await app.ask('GET', path)).body['query_status']).toBeNull()
})

test('what was stored is answered as stored, though its query fails', async () => {
  const query = sql('select nothing from events')
  const query_status = { error: true, complete: true, error_message: 'Unable to resolve field: nothing' }
  const made = await app.ask('POST', `${P}/insights/?refresh=blocking`, { name: 'Wrong', query })
  expect([made.status, made.body]).toMatchObject([201, { name: 'Wrong', result: null, query_status }])
  const path = `${P}/insights/${made.body['id']}/?refresh=blocking`
  const saved = await app.ask('PATCH', path, { name: 'Still wrong' })
  expect([saved.status, saved.body]).toMatchObject([200, { name: 'Still wrong', query_status }])
  const read = await app.ask('GET', path)
  expect([read.status, read.body['detail']]).toEqual([400, 'Unable to resolve field: nothing'])
})

test('an insight is shown though its query cannot be run now', async () => {
  const { id } = await create({ name: 'Shown', query: sql('select 1') })
  const { clickhouse } = app.app.deps
  const statusWhen = async (error: unknown) => {
    const rows = vi.spyOn(clickhouse, 'rows').mockRejectedValue(error)
    const { status, body } = await app.ask('GET', `${P}/insights/${id}/?refresh=force_blocking`)
    rows.mockRestore()
    const { error_message } = objectOr(body['query_status'])
    return [status, body['name'] ?? body['code'], error_message]
  }
  expect(await statusWhen(new ClickHouseError('Too many simultaneous queries', 202))).toEqual([
    200,
    'Shown',
    'concurrency_limit_exceeded',
  ])
  expect(await statusWhen(new ClickHouseError('Timeout exceeded', 159))).toEqual([
    200,
    'Shown',
    'The query took too long. Shorten its date range or add filters.',
  ])
  expect(await statusWhen(new Error('broken'))).toEqual([200, 'Shown', 'This insight could not be computed.'])
})

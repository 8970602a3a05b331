import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'
import { listLog } from './store.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const P = '/api/projects/1'
  const { id } = (await app.ask('POST', `${P}/dashboards/`, { name: 'Board' })).body
  await app.ask('PATCH', `${P}/dashboards/${String(id)}/`, { name: 'Renamed' })
  await app.ask('POST', `${P}/actions/`, { name: 'Bought' })
  await app.ask('POST', `${P}/insights/`, { name: 'Chart', query: { kind: 'HogQLQuery', query: 'select 1' } })
})
afterAll(() => app.close())

const LOG = '/api/projects/1/activity_log/'
const read = async (path = LOG) => {
  const { next, previous, results } = (await app.ask('GET', path)).body
  return { next, previous, results, told: objectsOf(results).map((row) => `${row['scope']} ${row['activity']}`) }
}

test('tells all that was done in a project, the newest first', async () => {
  const { told, results } = await read()
  expect(told).toEqual(['Insight created', 'Action created', 'Dashboard updated', 'Dashboard created'])
  expect(objectsOf(results)[1]).toMatchObject({ user: { id: 1 }, detail: { name: 'Bought' }, is_system: false })
  expect(objectsOf(results)[1]).not.toHaveProperty('place')
})

test.each([
  ['?scope=Action', ['Action created']],
  ['?scopes=Action,Insight', ['Insight created', 'Action created']],
  ['?scope=&scopes=Action,', ['Action created']],
  ['?scope=Dashboard&item_id=1', ['Dashboard updated', 'Dashboard created']],
  ['?item_id=nothing', []],
  ['?user=999', []],
  ['?scope=Survey', []],
])('%s narrows it', async (query, told) => {
  expect((await read(LOG + query)).told).toEqual(told)
})

test('following next leads to everything once, also while things are done', async () => {
  const first = await read(`${LOG}?page_size=3`)
  expect(first.told).toHaveLength(3)
  await app.ask('POST', '/api/projects/1/actions/', { name: 'Meanwhile' })
  const second = await read(String(first.next).replace(SITE, ''))
  expect(second).toMatchObject({ told: ['Dashboard created'], next: null, previous: null })
})

test('is for keys with its scope, and each project has its own', async () => {
  expect((await app.ask('GET', LOG, undefined, await app.key(['dashboard:read']))).status).toBe(403)
  expect((await app.ask('GET', `${LOG}?cursor=x`)).body).toMatchObject({ attr: 'cursor' })
  const other = String((await app.ask('POST', '/api/projects/', { name: 'Other' })).body['id'])
  expect((await read(`/api/projects/${other}/activity_log/`)).told).toEqual([])
})

test('what one person did is found without reading what others did', async () => {
  const { postgres } = app.app.deps
  await sql`
    INSERT INTO activity_log (id, team_id, user_id, scope, item_id, activity, detail, created_at)
    SELECT gen_random_uuid(), 1, NULL, 'Dashboard', n::text, 'updated', '{}', now() FROM generate_series(1, 20000) AS n
    `.execute(postgres)
  await sql`ANALYZE activity_log`.execute(postgres)
  const { found, read } = await postgres.transaction().execute(async (tx) => {
    const found = await listLog(tx, { team_id: 1, user_id: 1 }, 100)
    const { rows } = await sql<{ read: number }>`
      SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_xact_user_tables
      WHERE relname = 'activity_log'`.execute(tx)
    return { found, read: Number(rows[0]?.read) }
  })
  expect(found.map(({ user_id }) => user_id)).toEqual(found.map(() => 1))
  // Of 20,000: those of the one person, some of them more than once, and what was left of tests before.
  expect(read).toBeLessThan(1_000)
})

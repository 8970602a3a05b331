import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'
import { systemTablesIn } from './system-tables.ts'

let app: TestApp
let other: number
const P = '/api/projects/1'
const ODD = 'a\nb\t"c" \\d \\n — é 🦔 {p0:String}'
const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'login' }] }
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const { json } = await app.ask('POST', '/api/projects/', { name: 'Other' })
  other = Number(objectOr(json)['id'])
  const make = (path: string, body: JsonObject, project = 1) =>
    app.ask('POST', `/api/projects/${project}/${path}/`, body)
  await make('dashboards', { name: "Board 'one'", description: ODD })
  await make('insights', { name: 'Logins', query, saved: true, dashboards: [1] })
  await make('insights', { name: 'Elsewhere', query }, other)
  await make('actions', { name: 'Log in', steps: [{ event: 'login' }] })
  await make('cohorts', { name: 'List', is_static: true })
  await make('annotations', { content: 'Launch', date_marker: '2024-03-04T10:30:00Z', scope: 'project' })
  await app.capture([
    { event: 'login', distinct_id: 'a', properties: { plan: 'pro' }, timestamp: '2024-03-05T00:00:00Z' },
  ])
})
afterAll(() => app.close())

const sql = (text: string, project = 1, more: JsonObject = {}) =>
  app.ask('POST', `/api/projects/${project}/query/`, { query: { kind: 'HogQLQuery', query: text, ...more } })
const rows = async (text: string, project = 1) => (await sql(text, project)).body['results']

test('what people made, of this project alone', async () => {
  expect(await rows('SELECT name, saved, deleted FROM system.insights')).toEqual([['Logins', 1, 0]])
  expect(await rows('SELECT name FROM system.insights', other)).toEqual([['Elsewhere']])
  expect(await rows('SELECT count() FROM system.insights WHERE 1 OR 1')).toEqual([[1]])
  expect(await rows("SELECT name, JSONExtractString(query, 'source', 'kind') FROM system.insights")).toEqual([
    ['Logins', 'TrendsQuery'],
  ])
  expect(await rows('SELECT content, date_marker, dashboard_id FROM system.annotations')).toEqual([
    ['Launch', '2024-03-04T10:30:00Z', null],
  ])
  expect(await rows('SELECT id FROM system.teams')).toEqual([[1]])
  expect(await rows('SELECT description FROM system.dashboards')).toEqual([[ODD]])
})

test('they join, and stand in subqueries and under other names', async () => {
  const joined = `SELECT d.name, i.name FROM system.dashboard_tiles t
    JOIN system.dashboards d ON d.id = t.dashboard_id JOIN system.insights AS i ON i.id = t.insight_id`
  expect(await rows(joined)).toEqual([["Board 'one'", 'Logins']])
  expect(
    await rows('WITH a AS (SELECT * FROM "system"."actions") SELECT a.name, is_static FROM a, system.cohorts'),
  ).toEqual([['Log in', 1]])
  const used =
    'SELECT event, count() FROM events WHERE event IN (SELECT name FROM system.event_definitions) GROUP BY ALL'
  expect(await rows(used)).toEqual([['login', 1]])
  const created = "SELECT count() FROM system.actions WHERE created_at > toDateTime('2024-03-08') - INTERVAL 1 day"
  expect(await rows(created)).toEqual([[1]])
})

test('an answer is not kept beyond a change', async () => {
  const text = 'SELECT name FROM system.dashboards ORDER BY id'
  expect(await rows(text)).toEqual([["Board 'one'"]])
  await app.ask('PATCH', `${P}/dashboards/1/`, { name: 'Renamed' })
  expect(await rows(text)).toEqual([['Renamed']])
})

test('every table can be read, and no other', async () => {
  const { body } = await app.ask('POST', `${P}/query/`, { query: { kind: 'DatabaseSchemaQuery' } })
  const tables = Object.keys(objectOr(body['tables'])).filter((name) => name.startsWith('system.'))
  expect(tables).toHaveLength(11)
  for (const table of tables) expect((await sql(`SELECT * FROM ${table}`)).status).toBe(200)
  for (const table of ['system.tables', 'system.parts', 'system.app_user', 'system.constructor'])
    expect((await sql(`SELECT * FROM ${table}`)).body['detail']).toContain(`Unknown table \`${table}\``)
  expect((await sql('SELECT api_token FROM system.teams')).body['detail']).toContain(
    'Unable to resolve field: api_token',
  )
})

test('editors check such queries too', async () => {
  const check = async (text: string) =>
    (await app.ask('POST', `${P}/query/`, { query: { kind: 'HogQLMetadata', language: 'hogQL', query: text } })).body
  expect(await check('SELECT name FROM system.insights')).toMatchObject({
    ...{ isValid: true, errors: [], table_names: ['system.insights'] },
  })
  expect(await check('SELECT nothing FROM system.insights')).toMatchObject({ isValid: false })
})

test('what is not the query itself cannot read them, and says so', async () => {
  const named = 'SELECT name FROM\n  system\n  .teams'
  expect(await rows(named)).toHaveLength(1)
  const properties = [{ type: 'hogql', key: 'event IN (SELECT name FROM system.event_definitions)' }]
  const refused = await app.ask('POST', `${P}/actions/`, { name: 'Known', steps: [{ event: 'login', properties }] })
  expect([refused.status, refused.body['attr']]).toEqual([400, 'steps'])
  expect(refused.body['detail']).toContain('`system.event_definitions` can be read by a query itself')
})

test('as much as fits, and not too often', async () => {
  const edit = (id: number, description: string) => app.ask('PATCH', `${P}/dashboards/${id}/`, { description })
  for (const name of ['Second', 'Third', 'Fourth']) await app.ask('POST', `${P}/dashboards/`, { name })
  const lengths = 'SELECT length(description) FROM system.dashboards WHERE id > 1 ORDER BY id'
  // In two parameters: the first takes no more than one of the large texts.
  for (const id of [2, 3]) await edit(id, 'é'.repeat(40_000))
  expect(await rows(lengths)).toEqual([[80_000], [80_000], [0]])
  const many = Array.from({ length: 40 }, () => 'SELECT max(description) FROM system.dashboards').join(' UNION ALL ')
  expect((await sql(many)).body['detail']).toContain('too often')
  await edit(4, 'x'.repeat(100_000))
  const refused = await sql(lengths)
  expect([refused.status, refused.body['detail']]).toEqual([400, expect.stringContaining('name fewer of them')])
  expect(await rows('SELECT count() FROM system.dashboards')).toEqual([[4]])
})

test('which tables a query names', async () => {
  const named = (query: string) => Object.keys(systemTablesIn({ query }))
  expect(named('select 1 from system.insights, SYSTEM.nope, `system` . `cohorts`')).toEqual(['insights', 'cohorts'])
  expect(named('select "system"."actions".name')).toEqual(['actions'])
  expect(named('select 1 from system\n\t.\r\nactions')).toEqual(['actions'])
  expect(systemTablesIn(undefined)).toEqual({})
  for (const table of [
    'system/**/.insights',
    'system./* . */insights',
    'system -- of\n . insights',
    '"system"--.\n.insights',
  ])
    expect([table, await rows(`SELECT name FROM ${table}`)]).toEqual([table, [['Logins']]])
})

test('which columns a query names, and the one that is its order', () => {
  const columns = (query: string) => systemTablesIn({ kind: 'HogQLQuery', query })
  expect(columns('SELECT count(*) FROM system.insights')).toEqual({ insights: ['id'] })
  expect(columns('SELECT i.name, d."filters" FROM system.insights AS i, system.dashboards AS d')).toEqual({
    insights: ['id', 'name'],
    dashboards: ['id', 'name', 'filters'],
  })
  expect(columns("SELECT JSONExtractString(query, 'kind') FROM system.insights")).toEqual({ insights: ['id', 'query'] })
  expect(columns('SELECT\nname,\n\t"short_id"\u000bFROM system.insights')).toEqual({
    insights: ['id', 'short_id', 'name'],
  })
  for (const all of ['*', 'i.*', '`na\\x6de`'])
    expect(columns(`SELECT ${all} FROM system.teams AS i`)['teams']).toHaveLength(6)
})

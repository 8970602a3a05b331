import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SITE, TestApp, TOKEN } from '../../test/support/app.ts'
import { addMember, LEVEL } from '../accounts/organizations.ts'
import { startSession } from '../accounts/sessions.ts'
import { createUser } from '../accounts/users.ts'
import { type App, openApp } from '../app.ts'
import { objectOr, objectsOf } from '../lib/json.ts'
import { createLog } from '../lib/log.ts'
import type { Team } from '../schema/team.ts'
import { projectsToErase } from './erase.ts'
import { PROJECT_TABLES } from './tables.ts'

let now = new Date('2024-03-10T12:00:00Z')
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => now)
  await send(TOKEN, [
    visit('ann', '2024-01-05T08:00:00.250Z'),
    visit('ann', '2024-02-05T08:00:00Z'),
    visit('ben', '2024-03-05T08:00:00.750Z'),
  ])
})
afterAll(() => app.close())

const visit = (distinct_id: string, timestamp: string, event = 'visit') => ({
  event,
  distinct_id,
  timestamp,
  properties: { $set: { name: distinct_id } },
})
async function send(api_key: string, batch: object[]): Promise<number> {
  const reply = await app.app.fetch(
    new Request(`${SITE}/batch/`, { method: 'POST', body: JSON.stringify({ api_key, batch }) }),
  )
  await app.app.deps.observe.flush()
  await app.app.deps.outbox.flush()
  return reply.status
}
let made = 0
const anotherProject = (name = 'Second') =>
  app.app.deps.teams.create({
    organization_id: app.app.first_start?.team.organization_id ?? '',
    name,
    api_token: `phc_another${++made}`,
  })
const data = async ({ id }: { id: number }) => (await app.ask('GET', `/api/projects/${id}/stored_data/`)).body
const rowsOf = async (table: string, { id }: { id: number }) => {
  const counted = `SELECT count() FROM ${table} WHERE team_id = {team:Int64}`
  return Number((await app.app.deps.clickhouse.rows(counted, { team: id })).rows[0]?.[0])
}
const allRowsOf = async (team: { id: number }) =>
  Object.fromEntries(
    await Promise.all(PROJECT_TABLES.map(async (table) => [table, await rowsOf(table, team)] as const)),
  )
const FIRST = { id: 1 }
const NOTHING = Object.fromEntries(PROJECT_TABLES.map((table) => [table, 0]))

/** A member of the organization of this level, by a session. */
async function asMember(level: number): Promise<(method: string, path: string) => Promise<number>> {
  const { deps, first_start } = app.app
  const user = await createUser(deps, { email: `m${level}@acme.test`, first_name: 'M', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', user.id, level)
  const cookie = `sessionid=${await startSession(deps, user.id)}`
  return async (method, path) =>
    (await app.app.fetch(new Request(`${SITE}${path}`, { method, headers: { cookie, origin: SITE } }))).status
}

describe('what a project holds', () => {
  test('its own events and persons, and from when to when', async () => {
    expect(await data(FIRST)).toMatchObject({
      events: 3,
      persons: 2,
      first_event: '2024-01-05T08:00:00.250Z',
      last_event: '2024-03-05T08:00:00.750Z',
    })
    const second = await anotherProject()
    expect(await data(second)).toEqual({
      events: 0,
      persons: 0,
      first_event: null,
      last_event: null,
      bytes_on_disk: 0,
      is_estimate: false,
    })
    await send(second.api_token, [visit('cem', '2024-03-01T00:00:00Z')])
    expect(await data(second)).toMatchObject({ events: 1, persons: 1, first_event: '2024-03-01T00:00:00.000Z' })
    expect(await data(FIRST)).toMatchObject({ events: 3, persons: 2 })
  })

  test('the room on disk is divided between the projects that share a file, and says so', async () => {
    const { clickhouse } = app.app.deps
    for (const table of PROJECT_TABLES) await clickhouse.command(`OPTIMIZE TABLE ${table} FINAL`)
    const { rows } = await clickhouse.rows(
      `SELECT sum(bytes_on_disk) FROM system.parts
      WHERE database = currentDatabase() AND active AND table IN {tables:Array(String)}`,
      { tables: [...PROJECT_TABLES] },
    )
    const teams = await app.app.deps.teams.ofOrganization(app.app.first_start?.team.organization_id ?? '')
    const shares = await Promise.all(teams.map(data))
    expect(shares.map(({ is_estimate }) => is_estimate)).toEqual([true, true])
    const sum = shares.reduce((total, { bytes_on_disk }) => total + Number(bytes_on_disk), 0)
    expect(Math.abs(sum - Number(rows[0]?.[0]))).toBeLessThanOrEqual(1)
    // Two of the three persons are the first project's, and of its three months the second has but a part of one.
    expect(Number(shares[0]?.['bytes_on_disk'])).toBeGreaterThan(Number(shares[1]?.['bytes_on_disk']))
  })

  test('events of a deleted person are not counted any more', async () => {
    const third = await anotherProject('Third')
    await send(third.api_token, [visit('dan', '2024-03-01T00:00:00Z'), visit('eva', '2024-03-02T00:00:00Z')])
    const found = await app.ask('GET', `/api/projects/${third.id}/persons/?distinct_id=dan`)
    const [dan] = objectsOf(found.body['results'])
    const gone = `/api/projects/${third.id}/persons/${String(dan?.['uuid'])}/?delete_events=true`
    expect((await app.ask('DELETE', gone)).status).toBe(202)
    expect(await data(third)).toMatchObject({ events: 1, persons: 1, first_event: '2024-03-02T00:00:00.000Z' })
  })
})

describe('the token', () => {
  test('a new one takes the place of the old one at once', async () => {
    const project = await anotherProject('Leaky')
    const old = project.api_token
    expect(await send(old, [visit('fay', '2024-03-01T00:00:00Z')])).toBe(200)
    const { status, body } = await app.ask('PATCH', `/api/environments/${project.id}/reset_token/`)
    expect([status, body['id'], body['name'], body['timezone']]).toEqual([200, project.id, 'Leaky', 'UTC'])
    const token = String(body['api_token'])
    expect(token).toMatch(/^phc_\w{43}$/)
    expect(await send(old, [visit('fay', '2024-03-02T00:00:00Z')])).toBe(401)
    expect(await send(token, [visit('fay', '2024-03-02T00:00:00Z')])).toBe(200)
    expect(await data(project)).toMatchObject({ events: 2, persons: 1 })
    expect((await app.ask('GET', `/api/projects/${project.id}/`)).body['api_token']).toBe(token)
    // What is read again does not bring it back.
    await app.app.deps.teams.load()
    expect(await send(old, [visit('fay', '2024-03-03T00:00:00Z')])).toBe(401)
  })

  test('members may not change it, administrators may', async () => {
    const { id } = await anotherProject('Guarded')
    const member = await asMember(LEVEL.member)
    const admin = await asMember(LEVEL.admin)
    expect(await member('PATCH', `/api/projects/${id}/reset_token/`)).toBe(403)
    expect(await member('DELETE', `/api/projects/${id}/`)).toBe(403)
    expect(await member('GET', `/api/projects/${id}/stored_data/`)).toBe(200)
    expect(await admin('PATCH', `/api/projects/${id}/reset_token/`)).toBe(200)
    expect(await admin('DELETE', `/api/projects/${id}/`)).toBe(204)
  })
})

/** A project with some of everything that people make and clients send. */
async function furnished(): Promise<Team> {
  const project = await anotherProject('Doomed')
  const P = `/api/projects/${project.id}`
  const groups = { $group_type: 'company', $group_key: 'acme', $group_set: { name: 'Acme' } }
  await send(project.api_token, [
    visit('gil', '2024-01-15T00:00:00Z', 'doomed'),
    visit('gil', '2024-02-15T00:00:00Z', 'doomed'),
    visit('hal', '2024-03-01T00:00:00Z', 'doomed'),
    { ...visit('gil', '2024-03-01T00:00:00Z'), event: '$groupidentify', properties: groups },
    { ...visit('gil', '2024-03-02T00:00:00Z'), event: '$identify', properties: { $anon_distinct_id: 'hal' } },
  ])
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'doomed' }] }
  const insight = await app.ask('POST', `${P}/insights/`, { name: 'Doomed', query, tags: ['sad'] })
  const board = await app.ask('POST', `${P}/dashboards/`, { name: 'Doomed' })
  await app.ask('PATCH', `${P}/insights/${String(insight.body['id'])}/`, { dashboards: [board.body['id']] })
  await app.ask('PATCH', `${P}/`, { primary_dashboard: board.body['id'] })
  await app.ask('PATCH', `${P}/dashboards/${String(board.body['id'])}/sharing/`, { enabled: true })
  await app.ask('POST', `${P}/cohorts/`, { name: 'Static', is_static: true })
  await app.ask('POST', `${P}/actions/`, { name: 'Doomed', steps: [{ event: 'doomed' }] })
  await app.ask('POST', `${P}/annotations/`, { content: 'Doomed', date_marker: '2024-03-01T00:00:00Z' })
  await app.ask('POST', `${P}/query/`, { query })
  await app.app.deps.query_usage.flush()
  await app.app.deps.cache.drain()
  return project
}

/** In how many rows of which tables of Postgres a project is named, whatever tables there will be. */
async function namedIn({ id }: Team): Promise<Record<string, number>> {
  const { postgres } = app.app.deps
  const { rows } = await sql<{ name: string }>`
    SELECT quote_ident(table_name) AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'team_id' AND table_name <> 'project_deletion'
    ORDER BY 1`.execute(postgres)
  const found: Record<string, number> = {}
  for (const { name } of rows) {
    const counted = await sql<{ count: number }>`
      SELECT count(*) AS count FROM ${sql.raw(name)} WHERE team_id = ${id}`.execute(postgres)
    const count = Number(counted.rows[0]?.count)
    if (count > 0) found[name] = count
  }
  return found
}

const deletionOf = async ({ id }: Team) =>
  app.app.deps.postgres.selectFrom('project_deletion').selectAll().where('team_id', '=', id).executeTakeFirst()

// The engine erases when it finds the time.
describe('a deleted project', { timeout: 120_000 }, () => {
  // An erasure writes every part anew, four at a time, and the engine rests half a second between.
  beforeEach(async () => {
    for (const table of PROJECT_TABLES) await app.app.deps.clickhouse.command(`OPTIMIZE TABLE ${table} FINAL`)
  })
  test('is gone at once with all that was made in it, and its rows soon after; others keep theirs', async () => {
    const before = await allRowsOf(FIRST)
    const project = await furnished()
    const held = await namedIn(project)
    for (const table of ['insight', 'dashboard', 'sharing_configuration', 'cohort', 'action', 'annotation', 'person'])
      expect([table, held[table] ?? 0]).not.toEqual([table, 0])
    expect(held).toMatchObject({
      event_definition: 3,
      event_usage: 1,
      query_cache: 1,
      group_type: 1,
      groups: 1,
      tag: 1,
    })
    const shared = await app.app.deps.postgres
      .selectFrom('sharing_configuration')
      .select('access_token')
      .where('team_id', '=', project.id)
      .executeTakeFirstOrThrow()
    const page = () => app.ask('GET', `/shared/${shared.access_token}`, undefined, null)
    expect((await page()).status).toBe(200)

    const gone = await app.ask('DELETE', `/api/projects/${project.id}/`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect(await namedIn(project)).toEqual({})
    const list = await app.ask('GET', '/api/projects/?limit=100')
    expect(objectsOf(list.body['results']).map(({ name }) => name)).not.toContain('Doomed')
    for (const path of ['', 'dashboards/', 'stored_data/', 'persons/'])
      expect((await app.ask('GET', `/api/projects/${project.id}/${path}`)).status).toBe(404)
    expect((await app.ask('DELETE', `/api/environments/${project.id}/`)).status).toBe(404)
    expect((await page()).status).toBe(404)
    expect(await send(project.api_token, [visit('gil', '2024-03-03T00:00:00Z')])).toBe(401)

    await app.app.deps.erasure.run()
    expect(await allRowsOf(project)).toEqual(NOTHING)
    expect(await allRowsOf(FIRST)).toEqual(before)
    expect(await data(FIRST)).toMatchObject({ events: 3, persons: 2 })
  })

  test('what was on its way when it went is erased too', async () => {
    const project = await anotherProject('Late')
    await send(project.api_token, [visit('ian', '2024-03-01T00:00:00Z')])
    await app.ask('DELETE', `/api/projects/${project.id}/`)
    await app.app.deps.erasure.run()
    expect((await deletionOf(project))?.delete_verified_at).toBeNull()
    const line = { uuid: '018e0000-0000-7000-8000-0000000000bb', event: 'late', timestamp: '2024-03-01 00:00:00' }
    const late = Buffer.from(`${JSON.stringify({ ...line, team_id: project.id, distinct_id: 'ian' })}\n`)
    await app.app.deps.clickhouse.insert('events', late, { token: 'late' })
    now = new Date(now.getTime() + 10 * 60_000)
    await app.app.deps.erasure.run()
    expect(await allRowsOf(project)).toEqual(NOTHING)
    expect((await deletionOf(project))?.delete_verified_at).toEqual(now)
  })

  test('events that are being stored meanwhile are refused, those of other projects are not', async () => {
    const project = await anotherProject('Busy')
    await send(project.api_token, [visit('jim', '2024-03-01T00:00:00Z', 'known')])
    const first = app.app.first_start?.team
    const [mine, others] = [project, first].map((team, i) =>
      app.app.deps.writer.write({
        team_id: team?.id ?? 0,
        team_since: now.getTime(),
        uuid: `018e0000-0000-7000-8000-0000000000c${i}`,
        event: 'known',
        distinct_id: `late-${i}`,
        timestamp: now.getTime() * 1000,
        properties: {},
        elements_chain: '',
        mode: 'full',
        opt_out: false,
        request: Symbol('request'),
        bytes: 100,
      }),
    )
    await app.app.deps.postgres.deleteFrom('team').where('id', '=', project.id).execute()
    app.app.deps.identify.forget()
    expect(await Promise.all([mine, others])).toEqual(['rejected', 'stored'])
    await app.app.deps.teams.forget(project)
  })

  test('a stop between two months is no matter: the next start goes on', async () => {
    const project = await furnished()
    await app.ask('DELETE', `/api/projects/${project.id}/`)
    expect(await rowsOf('events', project)).toBe(5)
    let looks = 0
    const [erasable] = await projectsToErase(app.app.deps)
    await erasable?.erase(() => ++looks > 1) // the month of January, and no further
    expect(await rowsOf('events', project)).toBe(4)
    expect(await rowsOf('person', project)).toBeGreaterThan(0)

    const next: App = await openApp(
      { ...app.app.deps.config, project_token: undefined, personal_api_key: undefined },
      createLog('error', () => now),
      () => now,
      { postgres: app.app.deps.postgres, clickhouse: app.app.deps.clickhouse },
    )
    now = new Date(now.getTime() + 10 * 60_000)
    await next.deps.erasure.run()
    expect(await allRowsOf(project)).toEqual(NOTHING)
    expect(await deletionOf(project)).toMatchObject({ delete_verified_at: now, attempts: 0, last_error: null })
    await next.deps.erasure.close()
  })

  test('what cannot be erased is noted and tried again after a while', async () => {
    const project = await anotherProject('Stuck')
    await send(project.api_token, [visit('kim', '2024-03-01T00:00:00Z')])
    await app.ask('DELETE', `/api/projects/${project.id}/`)
    const open = async () => (await projectsToErase(app.app.deps)).map(({ is_due }) => is_due)
    const [erasable] = await projectsToErase(app.app.deps)
    await erasable?.failed('no room')
    expect([await deletionOf(project), await open()]).toMatchObject([{ attempts: 1, last_error: 'no room' }, [false]])
    now = new Date(now.getTime() + 2 * 60_000)
    expect(await open()).toEqual([true])
    now = new Date(now.getTime() + 10 * 60_000)
    await app.app.deps.erasure.run()
    expect([await rowsOf('events', project), await open()]).toEqual([0, []])
  })

  test('who looked at it looks at another project, and keys end or get narrower', async () => {
    const { deps } = app.app
    const project = await anotherProject('Looked at')
    await deps.postgres.updateTable('app_user').set({ current_team_id: project.id }).execute()
    const only = await app.key(['*'], { scoped_teams: [project.id] })
    const both = await app.key(['*'], { scoped_teams: [1, project.id] })
    const elsewhere = await app.key(['*'], { scoped_teams: [1] })
    const every = await app.key(['*'], { scoped_teams: [] })
    expect((await app.ask('DELETE', '/api/projects/@current/')).status).toBe(204)
    const me = await app.ask('GET', '/api/users/@me/')
    expect(objectOr(me.body['team'])['id']).toBe(1)
    const enters = async (key: string) => (await app.ask('GET', '/api/projects/1/', undefined, key)).status
    expect(await Promise.all([only, both, elsewhere, every].map(enters))).toEqual([401, 200, 200, 200])
    const scoped = objectOr((await app.ask('GET', '/api/personal_api_keys/@current/', undefined, both)).json)
    expect(scoped['scoped_teams']).toEqual([1])
  })

  test('the last one of an organization stays, also when two are deleted at once', async () => {
    const { deps } = app.app
    for (const { id } of await deps.teams.ofOrganization(app.app.first_start?.team.organization_id ?? ''))
      if (id !== 1) expect((await app.ask('DELETE', `/api/projects/${id}/`)).status).toBe(204)
    const last = await app.ask('DELETE', '/api/projects/1/')
    expect([last.status, last.body]).toEqual([
      400,
      {
        type: 'validation_error',
        code: 'last_project',
        detail: 'This is the only project of its organization, and an organization keeps at least one.',
        attr: null,
      },
    ])
    expect(await data(FIRST)).toMatchObject({ persons: 3 })
    const { id } = await anotherProject('One of two')
    const both = await Promise.all([1, id].map((each) => app.ask('DELETE', `/api/projects/${each}/`)))
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400])
  })

  test('requests for it that are under way find nothing, and nothing fails', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await anotherProject()
      const project = `/api/projects/${id}`
      const replies = await Promise.all([
        app.ask('DELETE', `${project}/`),
        app.ask('POST', `${project}/dashboards/`, { name: 'Late' }),
        app.ask('POST', `${project}/event_definitions/`, { name: 'late' }),
        app.ask('POST', `${project}/insights/`, { name: 'Late', query: { kind: 'EventsQuery', select: ['*'] } }),
        app.ask('PATCH', `${project}/`, { name: 'Later' }),
      ])
      expect(replies.filter(({ status }) => ![200, 201, 204, 404].includes(status))).toEqual([])
      expect((await app.ask('GET', `${project}/`)).status).toBe(404)
    }
  })
})

import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { SITE, TestApp, TOKEN } from '../../test/support/app.ts'
import { ClickHouseError, STORE_CLOSED } from '../clickhouse/clickhouse.ts'
import { objectOr, objectsOf } from '../lib/json.ts'

let app: TestApp

beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('while a group is being stored, the persons of a large next one are settled', async () => {
  const { clickhouse, postgres } = app.app.deps
  const insert = clickhouse.insert.bind(clickhouse)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let inserts = 0
  clickhouse.insert = async (table, lines, options) => {
    if (table === 'events' && ++inserts === 1) await released
    await insert(table, lines, options)
  }
  const capture = (distinct_id: string, events: number) =>
    app.capture(Array.from({ length: events }, () => ({ event: 'opened', distinct_id })))
  const persons = async () => {
    const rows = await postgres.selectFrom('person_distinct_id').select('distinct_id').execute()
    return rows.map((row) => row.distinct_id).sort()
  }
  try {
    const first = capture('first', 1)
    await vi.waitFor(() => expect(inserts).toBe(1))
    const second = capture('second', 800)
    await vi.waitFor(async () => expect(await persons()).toEqual(['first', 'second']), { timeout: 5_000 })
    expect(inserts).toBe(1)
    release()
    await Promise.all([first, second])
    expect(inserts).toBe(2)
  } finally {
    release()
    clickhouse.insert = insert
  }
})

test('what still waits of a project that was deleted is refused at once, and others are stored', async () => {
  const { teams, identify, postgres } = app.app.deps
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  const gone = await teams.create({ organization_id, name: 'Gone', api_token: 'phc_gone' })
  await postgres.deleteFrom('team').where('id', '=', gone.id).execute()
  const attempts = vi.spyOn(identify, 'group')
  const events = Array.from({ length: 300 }, (_, i) => ({ event: 'late', distinct_id: `d${i}` }))
  const body = JSON.stringify({ api_key: gone.api_token, batch: events })
  const late = app.app.fetch(new Request(`${SITE}/batch/`, { method: 'POST', body }))
  await app.capture([{ event: 'opened', distinct_id: 'beside' }])
  expect((await late).status).toBe(400)
  expect(attempts.mock.calls.length).toBeLessThan(5)
  attempts.mockRestore()
})

test('an event that comes while the store closes is not refused: its sender comes again', async () => {
  const { ledger } = app.app.deps
  const asked = vi.spyOn(ledger, 'ask').mockRejectedValue(new ClickHouseError('closed', STORE_CLOSED))
  const body = JSON.stringify({ api_key: TOKEN, event: 'late', distinct_id: 'late' })
  const reply = await app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body }))
  asked.mockRestore()
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, expect.any(String)])
})

test('what the system refuses the engine is not the fault of the events, and whoever runs it is told', async () => {
  const said: string[] = []
  const written = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  onTestFinished(() => written.mockRestore())
  const refusal = 'DB::ErrnoException: Cannot create timer_fd descriptor: , errno: 24, strerror: Too many open files'
  const insert = vi.spyOn(app.app.deps.clickhouse, 'insert').mockRejectedValueOnce(new ClickHouseError(refusal, 407))
  const body = JSON.stringify({ api_key: TOKEN, event: 'while files are short', distinct_id: 'later' })
  const reply = await app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body }))
  insert.mockRestore()
  expect(reply.status).toBe(200)
  const { rows } = await app.app.deps.clickhouse.rows(
    "SELECT count() FROM events WHERE event = 'while files are short'",
  )
  expect(rows).toEqual([[1]])
  expect(said.filter((line) => line.includes('events cannot be stored now'))).toEqual([
    expect.stringContaining('Too many open files'),
  ])
})

test('a Postgres that is away is told once, and the event may be sent again', async () => {
  const said: string[] = []
  const written = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  onTestFinished(() => written.mockRestore())
  const away = vi.spyOn(app.app.deps.identify, 'group').mockRejectedValue(new Error('connect ECONNREFUSED'))
  const body = JSON.stringify({ api_key: TOKEN, event: 'while Postgres is away', distinct_id: 'later' })
  for (let i = 0; i < 3; i++)
    expect((await app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body }))).status).toBe(503)
  away.mockRestore()
  expect(said).toEqual([expect.stringContaining('events cannot be stored now: Error: connect ECONNREFUSED')])
})

test('an event whose uuid has to be looked up does not wait for long work of the background', async () => {
  const { clickhouse, ledger } = app.app.deps
  const rows = clickhouse.stream('SELECT number FROM numbers(100000000)', {}, { pool: 'background' })
  const long = rows[Symbol.asyncIterator]()
  await long.next()
  const asked = ledger.ask([{ team_id: 1, uuid: '01a21ccb-c93e-7f06-af90-3570a6b4d00d', timestamp: 1e15 }])
  const later = new Promise((resolve) => setTimeout(() => resolve('still waits'), 3_000))
  expect(await Promise.race([asked, later])).toEqual(new Set())
  await long.return?.()
  await asked
})

test('one bad event among many is found in a few steps', async () => {
  const attempts = vi.spyOn(app.app.deps.identify, 'group')
  // A number that no Postgres column can hold, sent as a person property.
  const bad = '{"event":"bad","distinct_id":"b","properties":{"$set":{"x":1e99999999999999999}}}'
  const good = Array.from({ length: 1_000 }, (_, i) => JSON.stringify({ event: 'good', distinct_id: `g${i % 9}` }))
  const body = `{"api_key":"${TOKEN}","batch":[${[...good.slice(0, 700), bad, ...good.slice(700)].join()}]}`
  expect((await app.app.fetch(new Request(`${SITE}/batch/`, { method: 'POST', body }))).status).toBe(200)
  expect(attempts.mock.calls.length).toBeLessThan(25)
  attempts.mockRestore()
  const { rows } = await app.app.deps.clickhouse.rows(
    "SELECT event, count() FROM events WHERE event IN ('good', 'bad') GROUP BY event",
  )
  expect(rows).toEqual([['good', 1_000]])
})

test.each([
  [2_000, 200],
  [20_000, 400],
])('what is nested %i levels deep is answered %i and keeps nobody waiting', async (levels, status) => {
  const deep = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const events = [
    `{"event":"$groupidentify","distinct_id":"d","properties":{"$group_type":"t","$group_key":"k","$group_set":{"d":${deep}}}}`,
    `{"event":"$set","distinct_id":"d","properties":{"$set":{"d":${deep}}}}`,
  ]
  for (const event of [...events, ...events]) {
    const body = `{"api_key":"${TOKEN}","batch":[${event}]}`
    expect((await app.app.fetch(new Request(`${SITE}/batch/`, { method: 'POST', body }))).status).toBe(status)
  }
  await app.capture([{ event: 'opened', distinct_id: 'next' }])
})

test('what is stored deep is read deep', async () => {
  const person = await app.ask('GET', '/api/projects/1/persons/?distinct_id=d')
  const group = await app.ask('GET', '/api/projects/1/groups/find/?group_type_index=0&group_key=k')
  for (const { status, text } of [person, group]) expect([status, text.split('{"a":').length]).toEqual([200, 2_001])
})

test('events of a person with large properties are stored in several inserts', async () => {
  const properties = { $set: { about: 'x'.repeat(600_000) } }
  await app.capture([{ event: '$set', distinct_id: 'large', properties }])
  const inserts = vi.spyOn(app.app.deps.clickhouse, 'insert')
  await app.capture(Array.from({ length: 150 }, () => ({ event: 'of a large person', distinct_id: 'large' })))
  const sizes = inserts.mock.calls.filter(([table]) => table === 'events').map(([, rows]) => rows.length)
  inserts.mockRestore()
  expect(sizes.length).toBeGreaterThan(2)
  expect(Math.max(...sizes)).toBeLessThan(40 * 2 ** 20)
  const { rows } = await app.app.deps.clickhouse.rows(
    "SELECT count(), min(length(person_properties.about::String)) FROM events WHERE event = 'of a large person'",
  )
  expect(rows).toEqual([[150, 600_000]])
})

test('what happened long ago and what happens now change a person in the order they came', async () => {
  const day = 86_400_000
  const change = (plan: string, days: number) => ({
    event: '$set',
    distinct_id: 'moved on',
    timestamp: new Date(Date.now() - days * day).toISOString(),
    properties: { $set: { plan } },
  })
  await app.capture([change('free', 400), change('team', 0), change('trial', 40), change('paid', 1)])
  const person = await app.ask('GET', '/api/projects/1/persons/?distinct_id=moved+on')
  expect(objectOr(objectsOf(person.body['results'])[0]?.['properties'])['plan']).toBe('paid')
  const { body } = await app.ask('POST', '/api/projects/1/query/', {
    query: {
      kind: 'HogQLQuery',
      query: "SELECT poe.properties.plan FROM events WHERE distinct_id = 'moved on' ORDER BY timestamp",
    },
  })
  expect(body['results']).toEqual([['free'], ['trial'], ['paid'], ['team']])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  await insertEvents(clickhouse, 2)
  const odd = { list: [1, { a: null }], nothing: null }
  await insertEvents(clickhouse, 3, [event('2024-03-04 10:00:00.123456', 'odd', 'alice', odd)])
})
afterAll(() => clickhouse.close())

const run = (query: string, more: JsonObject = {}, world: Partial<TeamContext> = {}, team_id = 1) =>
  testRunner(clickhouse, world).ask({ kind: 'HogQLQuery', query, ...more }, { team_id })

test('H1: the whole answer', async () => {
  const text =
    "select event, count() from events where timestamp >= '2024-03-04' and timestamp < '2024-03-09' group by event order by count() desc, event"
  expect(await run(text)).toMatchObject({
    query: text,
    columns: ['event', 'count()'],
    types: [
      ['event', 'String'],
      ['count()', 'UInt64'],
    ],
    results: [
      ['$pageview', 6],
      ['purchase', 2],
      ['signup', 2],
    ],
    hasMore: false,
    limit: 100,
    offset: 0,
    clickhouse: null,
    error: null,
    timings: null,
  })
})

test.each<[string, string, unknown[][]]>([
  [
    'H2',
    "select person.properties.plan p, count() from events where event = '$pageview' group by p order by p",
    [
      ['free', 3],
      ['pro', 4],
    ],
  ],
  [
    'H3',
    "select properties.$browser b, count() from events where event = '$pageview' group by b order by b",
    [
      ['Chrome', 4],
      ['Safari', 1],
      [null, 2],
    ],
  ],
  ['H4', "select count() from events where properties.$browser != 'Chrome'", [[5]]],
  ['H5', 'select count() from events where properties.$browser = null', [[2]]],
  ['H6', 'select properties.nope, properties.a.b from events limit 1', [[null, null]]],
  ['H7', 'select sum(toFloat(properties.amount)) from events', [[80]]],
  ['H8', 'select count() from events where toFloat(properties.amount) > 40', [[1]]],
  ['H9', 'select count(distinct person_id) from events', [[3]]],
  ['H12', 'select team_id from events limit 1', [[1]]],
  ['H13', "select count() from events where distinct_id = 'alice' or 1 = 1", [[11]]],
  [
    'H14',
    'select arrayJoin([1,2]) n, n * 2',
    [
      [1, 2],
      [2, 4],
    ],
  ],
  [
    'H15',
    "select dateTrunc('day', timestamp) d, count() from events where event='signup' group by d order by d",
    [
      ['2024-03-04T00:00:00Z', 1],
      ['2024-03-05T00:00:00Z', 1],
    ],
  ],
])('%s: %s', async (_, text, expected) => {
  expect(await run(text)).toMatchObject({ results: expected })
})

test('H10: filters', async () => {
  const filters = { dateRange: { date_from: '2024-03-07' } }
  expect((await run('select event from events where {filters}', { filters }))['results']).toHaveLength(3)
  expect((await run('select event from events where {filters}'))['results']).toHaveLength(11)
})

describe('columns of one name', () => {
  const SIGNUPS = "a join events b on a.distinct_id = b.distinct_id where a.event = 'signup' and b.event = 'purchase'"
  test.each([
    // alice signed up in Chrome, bob in Safari; both bought in the same.
    [`select a.event, b.event, count() from events ${SIGNUPS} group by a.event, b.event`, [['signup', 'purchase', 2]]],
    [`select a.distinct_id, b.distinct_id from events ${SIGNUPS} order by b.distinct_id limit 1`, [['alice', 'alice']]],
    ["select event, properties.event from events where event = 'signup' limit 1", [['signup', null]]],
    [
      "select properties.plan, person.properties.plan from events where event = 'signup' order by person.properties.plan",
      [
        [null, 'free'],
        [null, 'pro'],
      ],
    ],
    [
      "select a.event as event, b.event from events a join events b on a.uuid = b.uuid where event = 'signup' limit 1",
      [['signup', 'signup']],
    ],
    [`select event from (select a.event, b.event from events ${SIGNUPS} limit 1)`, [['purchase']]],
    [`select * from (select a.event as event, b.event from events ${SIGNUPS} limit 1)`, [['signup']]],
  ])('%s', async (query, results) => {
    expect(await run(query)).toMatchObject({ results })
  })
  test('every column of both sides', async () => {
    const { columns, results } = await run('select a.*, b.* from events a join events b on a.uuid = b.uuid limit 1')
    expect(columns).toHaveLength(2 * 20)
    expect(results).toMatchObject([{ length: 2 * 20 }])
  })
})

test('H11: values', async () => {
  expect(await run('select {x} + 1', { values: { x: 2 } })).toMatchObject({ results: [[3]] })
})

describe('filters', () => {
  const count = async (filters: JsonObject, text = 'select count() from events where {filters}') =>
    (await run(text, { filters }))['results']
  test('properties and test accounts', async () => {
    expect(await count({ properties: [{ key: '$browser', value: 'Chrome', type: 'event' }] })).toEqual([[6]])
  })
  test('ends of the range as values', async () => {
    const text =
      'select count() from events where timestamp >= {filters.dateRange.from} and timestamp <= {filters.dateRange.to}'
    expect(await count({ dateRange: { date_from: '2024-03-06', date_to: '2024-03-06' } }, text)).toEqual([[1]])
    expect(await count({}, text)).toEqual([[11]])
  })
  test('of sessions and groups their own properties', async () => {
    const sessions = 'select count() from sessions where {filters}'
    const long = { key: '$session_duration', operator: 'gt', value: 100, type: 'session' }
    // Only S7 of nine lasts five minutes; it begins on the 7th.
    expect(await count({ properties: [long] }, sessions)).toEqual([[1]])
    expect(await count({ properties: { type: 'AND', values: [{ type: 'OR', values: [long] }] } }, sessions)).toEqual([
      [1],
    ])
    expect(await count({ properties: [long], dateRange: { date_to: '2024-03-06' } }, sessions)).toEqual([[0]])
    expect(await count({}, sessions)).toEqual([[9]])
    await expect(count({ properties: [{ key: 'plan', value: 'pro', type: 'person' }] }, sessions)).rejects.toThrow(
      'Can only use session properties',
    )
    const groups = 'select count() from groups where {filters}'
    const large = { key: 'size', operator: 'gt', value: 1, type: 'group', group_type_index: 0 }
    expect(await count({ properties: [large] }, groups)).toEqual([[0]])
    await expect(count({ properties: [{ key: 'plan', value: 'pro', type: 'person' }] }, groups)).rejects.toThrow(
      "does not work in 'group' scope",
    )
  })
  test('a field that filters do not have is refused by name', async () => {
    await expect(count({ nope: 1 })).rejects.toThrow("Unknown field 'filters.nope'")
  })
  test('elsewhere they are refused', async () => {
    await expect(count({}, 'select 1 where {filters}')).rejects.toThrow("Cannot use 'filters' placeholder")
    await expect(count({}, 'select count() from persons where {filters}')).rejects.toThrow(
      "Cannot use 'filters' placeholder",
    )
  })
})

test('the plan of the engine, its SQL and what is to be said of the text, for those who ask', async () => {
  const text = 'select count() from events'
  expect(await run(text)).toMatchObject({ explain: null, clickhouse: null, metadata: null })
  const { explain, results } = await run(text, { explain: true })
  expect(results).toEqual([[11]])
  expect((explain as string[]).join('\n')).toMatch(/ReadFrom|Aggregating/)
  const debugged = await run('select {x}', { values: { x: 7 }, modifiers: { debug: true } })
  expect(debugged['clickhouse']).toMatch(/^SELECT \{p0:\w+\}/)
  expect(debugged['metadata']).toMatchObject({ isValid: true, errors: [] })
})

describe('variables', () => {
  const text =
    "select count() from events where event = 'purchase' and toFloat(properties.amount) >= {variables.min_amount}"
  const saved = { id: 'v1', code_name: 'min_amount', type: 'Number', default_value: 40, is_multi: false } as const
  const asked = { variableId: 'v1', code_name: 'min_amount' }
  test.each<[string, JsonObject, unknown]>([
    ['the default', asked, [[1]]],
    ['a value', { ...asked, value: 10 }, [[2]]],
    ['a number in a text', { ...asked, value: '10' }, [[2]]],
    ['NULL', { ...asked, isNull: true }, [[0]]],
  ])('%s', async (_, variable, expected) => {
    expect(await run(text, { variables: { v1: variable } }, { variables: [saved] })).toMatchObject({
      results: expected,
    })
  })
  test('none', async () => {
    await expect(run(text, { variables: {} })).rejects.toMatchObject({
      status: 400,
      message: 'Set a value or a default for each query variable. Missing: min_amount.',
    })
  })
  test('a text that is no number', async () => {
    const variables = { v1: { ...asked, value: 'many' } }
    await expect(run(text, { variables }, { variables: [saved] })).rejects.toMatchObject({
      status: 400,
      message: 'The variable \'min_amount\' is a number, and "many" is none.',
    })
  })
  test('an override counts for variables that the query names, and only for them', async () => {
    const { ask } = testRunner(clickhouse, { variables: [saved] })
    const query = { kind: 'HogQLQuery', query: text, variables: { v1: asked } }
    const variables = { v1: { code_name: 'min_amount', value: 10 }, v2: { code_name: 'x', value: 1 } }
    expect(await ask(query, { variables })).toMatchObject({ results: [[2]] })
  })
})

describe('limits', () => {
  const count = async (text: string) => (await run(text))['results']
  test('100 by default, and word of more', async () => {
    const answer = await run('select number from numbers(1000)')
    expect(answer['results']).toHaveLength(100)
    expect(answer).toMatchObject({ hasMore: true, limit: 100 })
  })
  test('one of its own is used, and clamped', async () => {
    expect(await count('select number from numbers(1000) limit 150')).toHaveLength(150)
    expect(await count('select number from numbers(100000) limit 70000')).toHaveLength(50_000)
    expect(await run('select number from numbers(10) limit 3')).not.toHaveProperty('hasMore')
  })
  test('a UNION as a whole', async () => {
    expect(await count('select number from numbers(80) union all select number from numbers(80)')).toHaveLength(100)
  })
  test.each([
    ['select * from (select 1 as a union all (select arrayJoin([2, 3]) as a) limit 1)', [[1]]],
    [
      'select * from (select 1 as a union all (select arrayJoin([2, 3]) as a order by a desc limit 1)) order by a',
      [[1], [3]],
    ],
    [
      'select * from ((select arrayJoin([2, 3]) as a order by a desc limit 1) union all select 1 as a) order by a',
      [[1], [3]],
    ],
  ])('of a part or of the whole UNION, also as it is shown: %s', async (text, rows) => {
    const { results, hogql } = await run(text)
    expect(results).toEqual(rows)
    expect((await run(String(hogql)))['results']).toEqual(rows)
  })
})

describe('how values look', () => {
  test('moments in the timezone of the project', async () => {
    const world = { timezone: 'America/New_York' }
    const text = 'select timestamp, toDate(timestamp), toStartOfHour(timestamp), [timestamp] from events'
    expect((await run(text, {}, world, 3))['results']).toEqual([
      [
        '2024-03-04T05:00:00.123456-05:00',
        '2024-03-04',
        '2024-03-04T05:00:00-05:00',
        ['2024-03-04T05:00:00.123456-05:00'],
      ],
    ])
  })
  test('a bare string beside a moment is local time', async () => {
    const text =
      "select count() from events where timestamp >= '2024-03-04 05:00:00' and timestamp < '2024-03-04 05:01:00'"
    expect((await run(text, {}, { timezone: 'America/New_York' }, 3))['results']).toEqual([[1]])
  })
  test('properties as JSON text with what the column cannot hold', async () => {
    const { results } = await run('select properties from events', {}, {}, 3)
    const [[text]] = results as [[string]]
    expect(JSON.parse(text)).toMatchObject({ nothing: null })
  })
  test('wide integers as text, no numbers as null, maps as objects', async () => {
    expect(await run("select 9007199254740993, nan, inf, map('a', 1), (1, 'x')")).toMatchObject({
      results: [['9007199254740993', null, null, { a: 1 }, [1, 'x']]],
    })
  })
  test('columns are named as they are written', async () => {
    expect(await run("select 'é', count( ), event  as e, events.event from events group by e")).toMatchObject({
      columns: ["'é'", 'count( )', 'e', 'events.event'],
    })
  })
})

test('every comparison has an answer for NULL', async () => {
  const text = `select null = null, null != null, nullIf(1, 1) = 1, nullIf(1, 1) != 1, nullIf(1, 1) > 0,
    nullIf('a', 'a') like 'a', nullIf('a', 'a') not like 'a', nullIf('a', 'a') =~ 'a', nullIf('a', 'a') !~ 'a',
    nullIf(1, 1) in (1, 2), nullIf(1, 1) not in (1, 2), nullIf(1, 1) in (1, null), nullIf(1, 1) = nullIf(2, 2)`
  const { results } = await run(text)
  expect(results).toEqual([[1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1]])
})

test.each([
  ['select count() from events where event + 1', 400, /./],
  ["select toInt(1) = 'x' from events where properties.x > event and match(event, '(')", 400, /./],
  ['select sleep(1)', 400, /Unsupported function call/],
])('%s is a friendly error', async (text, status, message) => {
  await expect(run(text)).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
})

test('nothing of the engine is in its errors', async () => {
  await expect(run('select event + 1 from events')).rejects.toMatchObject({
    status: 400,
    message: expect.not.stringMatching(/DB::Exception|In scope|team_id/),
  })
})

test('a left join keeps what the sample of its table leaves nothing for', async () => {
  // Of alice, bob and carol none falls into a ten-thousandth.
  const joined = (join: string) =>
    run(`select count(), countIf(b.event != '') from (select distinct person_id as id from events) a
      ${join} join events b sample 0.0001 on a.id = b.person_id`)
  expect(await joined('left')).toMatchObject({ results: [[3, 0]] })
  expect(await joined('inner')).toMatchObject({ results: [[0, 0]] })
})

test('a button for a recording needs no table, and takes the status that it is given', async () => {
  const button = ['__hx_tag', 'RecordingButton', 'sessionId', 'x', 'recordingStatus']
  expect(await run("select recording_button('x'), recording_button('x', 'active')")).toMatchObject({
    results: [
      [
        [...button, null],
        [...button, 'active'],
      ],
    ],
  })
})

test('columns of the same name keep it, each in its place', async () => {
  const asked = 'select e.*, p.* from (select 1 a, 2 b) e join (select 1 a, 3 c) p on e.a = p.a'
  expect(await run(asked)).toMatchObject({ columns: ['a', 'b', 'a', 'c'], results: [[1, 2, 1, 3]] })
  const persons = 'select e.*, p.* from events e join persons p on p.id = e.person_id limit 1'
  const { columns, types } = await run(persons)
  expect(columns).not.toContain('')
  expect(types).toContainEqual(['properties', 'String'])
  expect(await run(`select * from (${asked})`)).toMatchObject({ columns: ['b', 'a', 'c'], results: [[2, 1, 3]] })
})

test('a tuple is sought among tuples, also when there is only one', async () => {
  const count = async (condition: string) => (await run(`select count() from events where ${condition}`))['results']
  // Bob signed up once; alice did, too.
  expect(await count("(event, distinct_id) in (('signup', 'bob'))")).toEqual([[1]])
  expect(await count("(event, distinct_id) in (('signup', 'bob'), ('signup', 'alice'))")).toEqual([[2]])
  expect(await count("(event, distinct_id) not in (('signup', 'bob'))")).toEqual([[10]])
  expect(await count("(properties.$browser, event) in (('Safari', 'signup'))")).toEqual([[1]])
})

test('no LIMIT leads beyond 50,000 rows', async () => {
  const rows = async (limit: string, values: JsonObject = {}) =>
    (await run(`select number from numbers(60000) limit ${limit}`, { values }))['results']
  for (const limit of ['60000', '30000 * 2', '12345678901234567890']) expect(await rows(limit)).toHaveLength(50_000)
  expect(await rows('{n}', { n: 60_000 })).toHaveLength(50_000)
  expect(await rows('{n}', { n: 2 })).toEqual([[0], [1]])
  // To the engine these are shares of all rows, or rows from their end.
  for (const limit of ['0.9', '-1', '90%', "'5'", 'null', '5 with ties'])
    await expect(rows(limit)).rejects.toMatchObject({ status: 400 })
  for (const offset of ['-1', '0.5'])
    await expect(rows(`1 offset ${offset}`)).rejects.toMatchObject({ status: 400, code: 'invalid_limit_expression' })
  expect(await rows('1 offset 2')).toEqual([[2]])
  expect(await run('select number from numbers(9) order by intDiv(number, 2) limit 3 with ties')).toMatchObject({
    results: [[0], [1], [2], [3]],
  })
})

test('BETWEEN asks nothing of an end that is not given', async () => {
  const range = 'timestamp between {filters.dateRange.from} and {filters.dateRange.to}'
  const count = async (condition: string, dateRange: JsonObject) =>
    (await run(`select count() from events where ${condition}`, { filters: { dateRange } }))['results']
  expect(await count(range, {})).toEqual([[11]])
  expect(await count(range, { date_to: '2024-03-04' })).toEqual([[4]])
  expect(await count(range, { date_from: '2024-03-07', date_to: '2024-03-07' })).toEqual([[3]])
})

test('moments in a map are shown as anywhere else', async () => {
  expect(
    await run("select map('a', toDateTime('2024-03-04 10:00:00'))", {}, { timezone: 'Europe/Berlin' }),
  ).toMatchObject({ results: [[{ a: '2024-03-04T10:00:00+01:00' }]] })
})

test('the time between moments is the same whatever is asked of the rows', async () => {
  // Alice's first event, at 10:00 in Berlin, and 00:00 there.
  const from = "toDateTime('2024-03-04 00:00:00')"
  const between = `dateDiff('hour', ${from}, timestamp), age('hour', ${from}, timestamp)`
  const asked = (having: string) =>
    run(
      `select ${between}, event e, distinct_id d from events where timestamp >= ${from} group by 1, 2, e, d ${having} order by 1, e limit 1`,
      {},
      { timezone: 'Europe/Berlin' },
    )
  for (const having of ['', "having e = '$pageview' and d = 'alice'"])
    expect(await asked(having)).toMatchObject({ results: [[10, 10, '$pageview', 'alice']] })
})

test('what is known of a person is reached from its events', async () => {
  const text = "select distinct person.pdi.distinct_id from events where distinct_id = 'bob'"
  expect(await run(text)).toMatchObject({ results: [['bob']] })
})

test('an action is looked for among the events, whatever stands beside them', async () => {
  const properties = [{ key: '$browser', value: 'Safari', type: 'event', operator: 'exact' as const }]
  const world = { actions: [{ id: 1, name: 'Safari', steps: [{ event: 'signup', properties }] }] }
  const count = async (from: string) =>
    (await run(`select count(), any('x') as event from ${from} where matchesAction('Safari')`, {}, world))['results']
  for (const from of ['events', 'events e join persons p on e.person_id = p.id'])
    expect(await count(from)).toEqual([[1, 'x']])
  expect(await count('persons p join events e on e.person_id = p.id')).toEqual([[1, 'x']])
  expect(await count('events a join events b on a.uuid = b.uuid')).toEqual([[1, 'x']])
  const some = (columns: string) => `(select ${columns} from events) e join persons p on e.person_id = p.id`
  expect(await count(some('person_id, event, properties'))).toEqual([[1, 'x']])
  await expect(count(some('person_id, event'))).rejects.toThrow('Unable to resolve field: properties')
})

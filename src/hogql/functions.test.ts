import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, compileText, parser } from '../../test/support/compile.ts'
import { event, insertEvents } from '../../test/support/f1.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { JsonObject } from '../lib/json.ts'
import { constant } from './build.ts'
import { functions } from './functions.ts'
import { afterParsing } from './parse.ts'
import { rewrittenFunctions } from './resolve/calls.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const COMBINATORS = /(If|State|Merge|OrNull|OrDefault|Array|Map|Resample|ForEach|ArgMin|ArgMax)$/
/** Parts of the grammar rather than functions. */
const GRAMMAR = ['exists', 'untuple']

test('every function of the list exists in the engine', async () => {
  const { rows } = await clickhouse.rows('SELECT name, case_insensitive FROM system.functions')
  const exact = new Set(rows.map(([name]) => String(name)))
  const anyCase = new Set(rows.flatMap(([name, insensitive]) => (insensitive ? [String(name).toLowerCase()] : [])))
  const bare = (name: string) => name.replace(COMBINATORS, '')
  const exists = (name: string) => exact.has(name) || anyCase.has(name.toLowerCase())
  const unknown = functions()
    .filter(({ name }) => !GRAMMAR.includes(name))
    .map(({ engine }) => engine)
    .filter((engine) => !rewrittenFunctions.includes(engine))
    .filter((engine) => !exists(engine) && !exists(bare(engine)) && !exists(bare(bare(engine))))
  expect(unknown).toEqual([])
})

describe('names that mean something of their own', () => {
  test.each<[string, unknown]>([
    ["toInt('5')", 5],
    ['(not false) * 2', 2],
    ['(not true) + 5', 5],
    ['5 - not(false)', 4],
    ["toInt('x')", null],
    ["toFloat('1.5')", 1.5],
    ["toFloat('much')", null],
    ["toDecimal('1.239', 2)", 1.23],
    ["toUUID('x')", null],
    ["toDate('2024-03-04')", '2024-03-04'],
    ["toDate('never')", null],
    ["to_date('2024-03-04')", '2024-03-04'],
    ["toDateTime('2024-03-04 10:00:00')", '2024-03-04T10:00:00.000000Z'],
    ["toDateTime('2024-03-04T10:00:00+02:00')", '2024-03-04T08:00:00.000000Z'],
    ["parseDateTimeBestEffort('4 March 2024 10:00')", '2024-03-04T10:00:00.000000Z'],
    ["parseDateTimeBestEffort('never')", null],
    ['now()', '2024-03-08T12:00:00.000000Z'],
    ['NOW()', '2024-03-08T12:00:00.000000Z'],
    ['current_timestamp', '2024-03-08T12:00:00.000000Z'],
    ['CURRENT_DATE', '2024-03-08'],
    ['today()', '2024-03-08'],
    ['yesterday()', '2024-03-07'],
    ["date_trunc('month', toDateTime('2024-03-04 10:00:00'))", '2024-03-01'],
    ["date_diff('day', toDate('2024-03-01'), toDate('2024-03-04'))", 3],
    ["date_part('year', toDate('2024-03-01'))", 2024],
    ["date_add('day', 2, toDate('2024-03-01'))", '2024-03-03'],
    ["dateSub('month', 1, toDate('2024-03-01'))", '2024-02-01'],
    ["toDate('2024-03-01') + interval 1 week", '2024-03-08'],
    ["toStartOfWeek(toDate('2024-03-08'))", '2024-03-03'],
    ["timezone('America/New_York', toDateTime('2024-03-04 10:00:00'))", '2024-03-04T10:00:00.000000Z'],
    ['make_date(2024, 3, 4)', '2024-03-04'],
    ["to_char(toDate('2024-03-04'), '%Y')", '2024'],
    ["ltrim('  x')", 'x'],
    ["lpad('7', 3, '0')", '007'],
    ["split_part('a-b-c', '-', 2)", 'b'],
    ["initcap('hello you')", 'Hello You'],
    ["md5('x')", '9dd4e461268c8034f5c8564e155c67a6'],
    ["substr('hello', 2, 2)", 'el'],
    ["left('äöü', 2)", 'äö'],
    ["right('äöü', 1)", 'ü'],
    ['ROUND(2.6)', 3],
    ["IF(1, 'a', 'b')", 'a'],
    ["NULLIF('a', 'b')", 'a'],
    ["REPLACE('abc', 'b', 'x')", 'axc'],
    ["toIntOrZero('x')", 0],
    ["toFloatOrZero('x')", 0],
    ["toFloatOrDefault('x', 2.5)", 2.5],
    ["toDateTime64('2024-03-04 10:00:00.250', 3)", '2024-03-04T10:00:00.250Z'],
    ["toDateTimeUS('03/04/2024 10:00:00')", '2024-03-04T10:00:00.000000Z'],
    ["UUIDv7ToDateTime(toUUID('018e0000-0000-7000-8000-000000000000'))", '2024-03-02T16:29:43.808Z'],
    [
      "date_bin(toIntervalMinute(15), toDateTime('2024-03-04 10:20:00'), toDateTime('2024-03-04 10:05:00'))",
      '2024-03-04T10:20:00.000000Z',
    ],
    ["extractGroups('a1b2', '([a-z])([0-9])')", ['a', '1']],
    ["hasToken('one two', 'two')", 1],
    ['rand() >= 0', 1],
    ["sortableSemver('1.10.2')", [1, 10, 2]],
    ["sortablesemver('v2.0.0-beta.1')", [2, 0, 0]],
    ["sortableSemver('1.10.0') > sortableSemver('1.9.9')", 1],
    ["if(sortableSemver('1.10') < sortableSemver('2.0.0'), 'less', 'unlike')", 'unlike'],
    ['reinterpretAsString(25185)', 'ab'],
    ["reinterpretAsDate(reinterpretAsString(toDate('2024-03-04')))", '2024-03-04'],
    ['L2SquaredDistance([1, 2], [4, 6])', 25],
    ["multiFuzzyMatchAny('hello', 1, ['helo'])", 1],
    ['(select groupBitmapAnd(b) from (select bitmapBuild([1, 2]) b union all select bitmapBuild([2, 3])))', 1],
    ['(select groupBitmapXor(b) from (select bitmapBuild([1, 2]) b union all select bitmapBuild([2, 3])))', 2],
    ['(select groupBitmapOr(b) from (select bitmapBuild([1, 2]) b union all select bitmapBuild([2, 3])))', 3],
    ['arrayReverseSort([1, 3, 2])', [3, 2, 1]],
    ["arrayReduce('max', [1, 3, 2])", 3],
    ["concat('a', null, 'b')", 'ab'],
    ["f'a{1 + 1}b'", 'a2b'],
    ["'a' || 'b'", 'ab'],
    ['1 ? 2 : 3', 2],
    ['null ?? 4', 4],
    ['case 2 when 1 then 10 when 2 then 20 else 30 end', 20],
    ['5 between 1 and 9', 1],
    ['5 not between 1 and 9', 0],
    ['[1, 2, 3][2]', 2],
    ['[1, 2, 3][1:2]', [1, 2]],
    ["(1, 'x').2", 'x'],
    ["cast('7' as int)", 7],
    ["'1.5'::float", 1.5],
    ["like('abc', 'a%')", 1],
    ['JSONExtractString(\'{"a": "x"}\', \'a\')', 'x'],
    ["JSONExtractInt('{\"a\": 4}', 'a')", 4],
    ['JSONExtractKeys(\'{"a": 4, "b": 5}\')', ['a', 'b']],
    ['JSONExtractKey(\'{"a": 4, "b": 5}\', 2)', 'b'],
    ['JSONExtractKey(\'{"x": {"c": 1}}\', \'x\', 1)', 'c'],
    ['JSONExtractKey(\'{"a": 4}\', 2)', ''],
    ["extractIPv4Substrings('from 192.168.10.25, to 8.8.8.8:53')", ['192.168.10.25', '8.8.8.8']],
    ["extractIPv4Substrings('1.2.3, 256.1.1.1 and 1.2.3.256')", []],
    ["languageCodeToName('en')", 'English'],
    ["languageCodeToName('de')", 'German'],
    ["languageCodeToName('en-US')", 'Unknown'],
    ['languageCodeToName(null)', 'Unknown'],
    ['sparkline([1, 2])', ['__hx_tag', 'Sparkline', 'data', [1, 2]]],
    ["sparkline([1], ['a'])", ['__hx_tag', 'Sparkline', 'data', [1], 'labels', ['a']]],
    ["<Sparkline data={[1, 2]} color='red' />", ['__hx_tag', 'Sparkline', 'data', [1, 2], 'color', 'red']],
    ["<b>{'x'}</b>", ['__hx_tag', 'b', 'children', ['x']]],
    ["explain_csp_report('{}')", ['__hx_tag', 'ExplainCSPReport', 'properties', '{}']],
    ["hogql_lookupDomainType('www.google.com')", 'Search'],
    ["hogql_lookupDomainType('$direct')", 'Direct'],
    ["hogql_lookupDomainType('nobody.test')", null],
    ["hogql_lookupPaidSourceType('youtube')", 'Paid Video'],
    ["hogql_lookupPaidMediumType('social')", 'Paid Social'],
    ["hogql_lookupOrganicSourceType('facebook')", 'Organic Social'],
    ["hogql_lookupOrganicMediumType('email')", 'Email'],
    ['hogql_lookupOrganicSourceType(1)', null],
    ['hogql_lookupOrganicMediumType(NULL)', null],
    ['(select groupArray(generate_series) from generateSeries(2, 4))', [2, 3, 4]],
    // 29 February, then a day and an hour later.
    ["toDateTime('2023-01-29 10:00:00') + make_interval(1, 1, 1, 1, 0, 30)", '2024-03-01T11:00:30.000000Z'],
    ["toDateTime('2024-03-04 10:00:00') - make_interval(0, 0, 4, 0, 0, 0)", '2024-02-29T10:00:00.000000Z'],
  ])('%s', async (expr, expected) => {
    expect((await ask(clickhouse, `select ${expr}`))[0]?.[0]).toEqual(expected)
  })
})

/** What was compiled is shown as HogQL, to be changed and asked again. */
test.each<[string, unknown]>([
  ['(not false) * 2', 2],
  ['5 - (not(false))', 4],
  ['(1 = 1) + 1', 2],
  ['1 + (3 between 2 and 4)', 2],
  ['(1 = 2) = (3 = 4)', 1],
  ['(not (1 = 2)) = (3 = 4)', 0],
  ['not (false and true)', true],
  ['(null is distinct from 1) * 3', 3],
  ['(1 = 1) between 0 and 5', 1],
  ['[1, 2, 3][(1 = 1) + 1]', 2],
  ["(1, 'x').2", 'x'],
  ['arrayMap(x -> (x > 1) + 1, [1, 2])', [1, 2]],
  ['case 2 when 1 then 10 when 2 then 20 else 30 end', 20],
  ["interval 1 day + toDate('2024-03-01')", '2024-03-02'],
])('%s means the same when it is asked as it was shown', async (expr, expected) => {
  const { hogql } = await afterParsing(parser, () => compileText(`select ${expr}`))
  expect([hogql, (await ask(clickhouse, hogql))[0]?.[0]]).toEqual([hogql, expected])
})

test.each<[string, unknown]>([
  ['count(*)', 11],
  ['COUNT()', 11],
  ["countIf(event = 'signup')", 2],
  ['countDistinct(event)', 3],
  ['count(distinct event)', 3],
  ["sum(1) filter (where event = 'signup')", 2],
  ["count(*) filter (where event = 'signup')", 2],
  ['COUNT(*)', 11],
  ["COUNT(*) FILTER (WHERE event = 'signup')", 2],
  // Two events have no browser, and are as little Chrome as the three of Safari.
  ["countIf(notEquals(properties.$browser, 'Chrome'))", 5],
  ["countIf(notLike(properties.$browser, 'C%'))", 5],
  ["countIf(not equals(properties.$browser, 'Chrome'))", 5],
  ["string_agg(event, '+')", expect.stringContaining('signup')],
  ['length(array_agg(event))', 11],
  ['quantile(0.5)(toFloat(properties.amount))', 40],
  ['median(toFloat(properties.amount))', 40],
  ['arraySort(topK(1)(event))', ['$pageview']],
  ['avgArray([1, 2, 3])', 2],
  ['sumArray([1, 2])', 33],
  ['maxArray([1, 2])', 2],
  ['sumForEach([1, 2])', [11, 22]],
  ["sumOrNullIf(1, event = 'none')", null],
  ["countDistinctArray(splitByChar('a', event))", 5],
  ['sumArgMax(1, timestamp)', 1],
  ['argMax(event, timestamp)', 'purchase'],
  ['uniq(distinct_id)', 3],
])('aggregate %s', async (expr, expected) => {
  expect((await ask(clickhouse, `select ${expr} from events`))[0]?.[0]).toEqual(expected)
})

test('lookups in lookups do not multiply', async () => {
  const nested = (depth: number): string => (depth === 0 ? "'google'" : `hogql_lookupDomainType(${nested(depth - 1)})`)
  const { sql } = await afterParsing(parser, () => compileText(`select ${nested(12)}`))
  expect(sql.length).toBeLessThan(20_000)
  expect(
    await ask(clickhouse, "select count() from events where hogql_lookupDomainType(properties.no) != 'Search'"),
  ).toEqual([[11]])
})

test('answers to surveys', async () => {
  const answered = (time: string, properties: JsonObject) =>
    event(`2024-03-05 ${time}`, 'survey sent', 'a', { $survey_id: 's', ...properties })
  await insertEvents(
    clickhouse,
    2,
    [
      answered('10:00:00', { $survey_submission_id: 'one', $survey_response: 'go' }),
      answered('10:01:00', { $survey_submission_id: 'one', $survey_response: 'good', $survey_response_1: ['a', 'b'] }),
      answered('10:02:00', {
        ...{ $survey_questions: [{ id: 'q' }, { id: 'r' }], $survey_response: 'by number' },
        ...{ $survey_response_q: 'by id', $survey_response_r: ['c'] },
      }),
      answered('10:03:00', { $survey_id: 'another' }),
    ],
    {},
  )
  const found = (rest: string) => ask(clickhouse, `select ${rest} order by timestamp`, { team_id: 2 })
  const first = "getSurveyResponse(0), getSurveyResponse(0, 'q'), getSurveyResponse(1, 'r', true)"
  expect(await found(`${first} from events`)).toEqual([
    ['go', 'go', []],
    ['good', 'good', ['"a"', '"b"']],
    ['by id', 'by id', ['"c"']],
    [null, null, []],
  ])
  const last = (args: string) => found(`formatDateTime(timestamp, '%i') from events where ${args}`)
  expect(await last("uniqueSurveySubmissionsFilter('s')")).toEqual([['01'], ['02']])
  expect(await last("uniqueSurveySubmissionsFilter('s', '2024-03-05 10:02:00')")).toEqual([['02']])
  expect(await last("uniqueSurveySubmissionsFilter('s', '2024-03-05', '2024-03-05 10:00:30')")).toEqual([['00']])
  expect(() => compileText('select getSurveyResponse(event) from events')).toThrow('the number of a question')
})

test('grouped by all that is no aggregate', async () => {
  const grouped = (rest: string) => ask(clickhouse, `select ${rest}`)
  expect(await grouped('event, count() from events group by all order by event')).toEqual([
    ['$pageview', 7],
    ['purchase', 2],
    ['signup', 2],
  ])
  // With an alias, a constant, and a count within something else.
  const mixed = "upper(event) as name, 1, concat(event, ' ', toString(count())) from events group by all order by name"
  expect(await grouped(mixed)).toEqual([
    ['$PAGEVIEW', 1, '$pageview 7'],
    ['PURCHASE', 1, 'purchase 2'],
    ['SIGNUP', 1, 'signup 2'],
  ])
  const star =
    '*, count() from (select event, distinct_id from events) group by all order by event, distinct_id limit 2'
  expect(await grouped(star)).toEqual([
    ['$pageview', 'alice', 4],
    ['$pageview', 'bob', 1],
  ])
  expect(await grouped('event, sum(count()) over () from events group by all order by event limit 1')).toEqual([
    ['$pageview', 11],
  ])
  // What is reckoned with a count by its alias is no key either; what stands beside it is.
  const named =
    'event, count() as c, c * 2 as d, concat(lower(event), toString(d)) from events group by all order by c, event'
  expect(await grouped(named)).toEqual([
    ['purchase', 2, 4, 'purchase4'],
    ['signup', 2, 4, 'signup4'],
    ['$pageview', 7, 14, '$pageview14'],
  ])
  expect(() => compileText('select count() from events group by cube(event)')).toThrow('GROUP BY CUBE')
})

test('windowFunnel of moments', async () => {
  // alice signed up half a minute after her page, bob a day and two minutes after his, carol never.
  const steps = "event = '$pageview', event = 'signup'"
  for (const time of ['timestamp', 'toDateTime(timestamp)']) {
    const levels = `select windowFunnel(86400)(${time}, ${steps}) as level from events group by person_id`
    const text = `select level, count() from (${levels}) group by level order by level`
    expect(await ask(clickhouse, text)).toEqual([
      [1, 2],
      [2, 1],
    ])
  }
})

test('lag and lead look at the rows beside', async () => {
  const text =
    "select lag(event) over (order by timestamp), lead(event) over (order by timestamp) from events where event = 'signup'"
  expect(await ask(clickhouse, text)).toEqual([
    ['', 'signup'],
    ['signup', ''],
  ])
})

test('actions by name and by number', async () => {
  const actions = [{ id: 3, name: 'Any', condition: constant(true) }]
  expect(
    await ask(clickhouse, "select count() from events where matchesAction('Any') and matchesAction(3)", { actions }),
  ).toEqual([[11]])
  expect(() => compileText("select matchesAction('None')")).toThrow('Could not find action')
})

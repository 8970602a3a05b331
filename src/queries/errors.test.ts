import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertEvents } from '../../test/support/f1.ts'
import { testRunner } from '../../test/support/queries.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import { type ClickHouse, ClickHouseError, UNREACHABLE } from '../clickhouse/clickhouse.ts'
import type { JsonObject } from '../lib/json.ts'
import { asApiError } from './errors.ts'

/** What a person wrote wrong is theirs to mend: a 400 that says what, whether our compiler sees it or only the engine. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const ask = (query: JsonObject) => testRunner(clickhouse).ask(query, { team_id: 1 })
const sql = (query: string) => ask({ kind: 'HogQLQuery', query })

test.each([
  ["select count() from events where timestamp > '2026-13-45'", 'cannot_parse_datetime'],
  ["select count() from events where toDate(timestamp) = 'x'", 'cannot_parse_date'],
  ["select repeat('x', 100000000)", 'too_large_size'],
  ['select arrayResize([1], 100000000000)', 'too_large_size'],
  ['select (select event from events)', 'incorrect_result_of_scalar_subquery'],
  ["select toIPv4('x')", 'cannot_parse_ip'],
  ["select toIPv6('x')", 'cannot_parse_ip'],
  ["select JSONExtract('{}', 'a', 'Nope')", 'unknown_type'],
  ["select JSONExtract('{}', 'a', 'Array(')", 'unknown_type'],
  ["select JSONExtract('{}', 'a', '')", 'unknown_type'],
  ['select properties.list[1.5] from events', 'hogql_query_error'],
  ['select properties.list[1e30] from events', 'hogql_query_error'],
  ["select toDateTime('2026-01-01', 'Nowhere')", 'hogql_query_error'],
  ["select lpad('a', -1, 'b')", 'argument_out_of_bound'],
  ['select quantile(2)(1)', 'argument_out_of_bound'],
  ['select event from events limit 1.5', 'invalid_limit_expression'],
  ["select event from events limit 'a'", 'invalid_limit_expression'],
  ["select base64Decode('!!!')", 'incorrect_data'],
  ["select event like '%\\\\' from events", 'bad_arguments'],
  ["select windowFunnel(1, 3)('', 1) from events", 'bad_arguments'],
  ["select count() from events where elements_chain_texts = 'x'", 'cannot_parse_text'],
  ["select 1 < ''", 'cannot_parse_text'],
  ['select event from events where person_id in (1, uuid)', 'cannot_convert_type'],
  ['select (1, 2) in ((1, 2, 3), (4, 5, 6))', 'type_mismatch'],
  ['select untuple(event) from events', 'illegal_type_of_argument'],
  ['select 1 from events having event', 'illegal_type_of_column_for_filter'],
  ['select 1 from (select event from events) where event', 'illegal_type_of_column_for_filter'],
  ['select exists(1)', 'hogql_query_error'],
  ['select event = (x -> x) from events', 'hogql_query_error'],
  ['select event from events where x -> x', 'hogql_query_error'],
  ['select event from events where (x -> x) and true', 'hogql_query_error'],
  ['select event from events where not (x -> x)', 'hogql_query_error'],
  ['select NOT(x -> x)', 'hogql_query_error'],
  ['select or([], x -> x)', 'hogql_query_error'],
  ['select AND(1, x -> x)', 'hogql_query_error'],
  ['select count() from events e join events f', 'hogql_query_error'],
])('%s', async (query, code) => {
  await expect(sql(query)).rejects.toMatchObject({ status: 400, type: 'validation_error', code })
})

test('numbers that are too great or too many for JSON are numbers all the same', async () => {
  expect((await sql('select 1e30 > 9e29, event from events sample 1/0 limit 1'))['results']).toMatchObject([[1, {}]])
})

test('a pattern that does not compile is named', async () => {
  const filter = { key: '$browser', value: 'a(b', operator: 'regex' }
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode' }], properties: [filter] }
  await expect(ask({ ...query, dateRange: { date_from: 'all' } })).rejects.toMatchObject({
    code: 'cannot_compile_regexp',
    message: 'A regular expression is invalid. "a(b": missing ): a(b.',
  })
})

test('a query that is longer than the engine reads is too long', async () => {
  const keys = Array.from({ length: 60 }, (_, i) => ({ key: `${i}${'x'.repeat(5000)}`, value: 'a', operator: 'exact' }))
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode' }], properties: keys }
  await expect(ask({ ...query, dateRange: { date_from: 'all' } })).rejects.toMatchObject({
    ...{ status: 400, code: 'too_large_size' },
  })
})

test('a property without a name is nowhere', async () => {
  const query = {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'signup' }],
    dateRange: { date_from: 'all' },
  }
  const { results } = await ask({ ...query, breakdownFilter: { breakdown: '' } })
  expect(results).toMatchObject([{ breakdown_value: '$$_posthog_breakdown_null_$$', count: 2 }])
})

test('what nobody outside may see goes to the log', () => {
  const error = new ClickHouseError('Code: 1001. /var/lib/secret', 1001)
  expect(asApiError(error)).toMatchObject({
    status: 500,
    message: 'ClickHouse error while executing query.',
    cause: error,
  })
})

test('an event store that cannot be reached may be asked again', () => {
  const error = new ClickHouseError('connect ECONNREFUSED 10.0.0.1:8123', UNREACHABLE)
  expect(asApiError(error)).toMatchObject({ status: 503, code: 'not_persisted', cause: error })
})

test('a whole number that no integer can hold is a float', async () => {
  const { results } = await sql(`select ${'9'.repeat(40)}, -${'9'.repeat(39)}, 340282366920938463463374607431768211455`)
  expect(results).toEqual([[1e40, -1e39, '340282366920938463463374607431768211455']])
})

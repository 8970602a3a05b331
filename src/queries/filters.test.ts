import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insert, insertEvents, uuidOf } from '../../test/support/f1.ts'
import { queryContext } from '../../test/support/queries.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { field, select } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import type { PropertyFilter } from '../schema/filters.ts'
import { compileContext as compilerOf } from './compile-context.ts'
import type { QueryContext } from './context.ts'
import { filtersToExpr } from './filters.ts'

const COLUMNS = ['missing', 'null', 'empty', 'abc', 'five', 'true'] as const
const CHAIN =
  'span.a.b:nth-child="1"nth-of-type="1"text="Sign up"attr_id="go";a.link:href="/pricing"nth-child="2"text="Pricing";div'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  const values = {
    missing: {},
    null: { k: null },
    empty: { k: '' },
    abc: { k: 'abc' },
    five: { k: 5 },
    true: { k: true },
  }
  await insertEvents(
    clickhouse,
    1,
    Object.entries(values).map(([name, properties]) => event('2024-03-04 00:00:00', name, 'alice', properties)),
  )
  await insertEvents(clickhouse, 2, [
    event('2024-03-04 00:00:00', 'list', 'bob', { k: ['a', 'b'], n: '10', d: '2024-03-01T10:00:00Z', s: '100%' }),
    event('2024-03-04 00:00:00', 'late', 'bob', { n: '9', d: '2024-03-05', s: '100x' }),
  ])
  await insertEvents(clickhouse, 3, [{ ...event('2024-03-04 00:00:00', 'click', 'bob'), elements_chain: CHAIN }])
  const lists = {
    both: { $exception_types: ['TypeError', 'RangeError'], $other: ['a'] },
    type: { $exception_types: ['TypeError'] },
    text: { $exception_types: 'TypeError' },
    none: {},
  }
  await insertEvents(
    clickhouse,
    4,
    Object.entries(lists).map(([name, properties]) => event('2024-03-04 00:00:00', name, 'bob', properties)),
  )
  const versions = { old: '1.2.3', newer: '1.10.0', next: 'v2.0.0-beta', zero: '0.3.1', short: '1.2', none: undefined }
  await insertEvents(
    clickhouse,
    5,
    Object.entries(versions).map(([name, v]) => event('2024-03-04 00:00:00', name, 'bob', v ? { v } : {})),
  )
  const visits = (session: number, ...pages: string[]) =>
    pages.map((page, i) =>
      event(`2024-03-04 0${i}:00:00`, `${page}${session}`, page === 'x' ? 'bob' : 'alice', {
        $session_id: `018e0000-0000-7000-8000-00000000000${session}`,
        ...(page === 'x' ? {} : { $group_0: 'acme' }),
      }),
    )
  const page = { ...event('2024-03-04 00:00:00', '$pageview', 'bob'), elements_chain: CHAIN }
  const short = { ...page, properties: { $session_id: '018e0000-0000-7000-8000-000000000001' } }
  await insertEvents(clickhouse, 6, [short, ...visits(2, 'a', 'x'), ...visits(3, 'b')])
})
afterAll(() => clickhouse.close())

async function matching(
  filters: PropertyFilter[],
  team_id = 1,
  overrides: Partial<QueryContext> = {},
): Promise<string[]> {
  const ctx = queryContext({ team_id, ...overrides })
  const query = select({ select: [field('event')], from: 'events', where: filtersToExpr(filters, ctx) })
  const { sql, params } = compile(query, compilerOf(ctx))
  const { rows } = await clickhouse.rows(sql, params)
  return rows.map(([name]) => String(name)).sort()
}

describe('the truth table of an event property without a definition', () => {
  test.each<[PropertyFilter['operator'], unknown, string]>([
    ['exact', 'abc', 'FFFTFF'],
    ['exact', ['abc', '5'], 'FFFTTF'],
    ['exact', 5, 'FFFFTF'],
    ['exact', 'true', 'FFFFFT'],
    ['is_not', 'abc', 'TTTFTT'],
    ['is_not', ['abc', '5'], 'TTTFFT'],
    ['icontains', 'B', 'FFFTFF'],
    ['not_icontains', 'B', 'TTTFTT'],
    ['regex', '^a', 'FFFTFF'],
    ['not_regex', '^a', 'TTTFTT'],
    ['is_set', undefined, 'FFTTTT'],
    ['is_not_set', undefined, 'TTFFFF'],
    ['gt', 3, 'FFFFTF'],
    ['lte', 5, 'FFFFTF'],
    ['between', [1, 9], 'FFFFTF'],
  ])('%s %j', async (operator, value, truth) => {
    const expected = COLUMNS.filter((_, i) => truth[i] === 'T')
    expect(await matching([{ key: 'k', operator, value, type: 'event' }])).toEqual([...expected].sort())
  })
})

const typed = (k: 'Numeric' | 'Boolean' | 'DateTime') => ({
  property_types: { event: { k, n: k, d: k }, person: {}, group: {} },
})

test('a number compares as a number, whatever the filter writes', async () => {
  expect(await matching([{ key: 'k', value: '5.0' }], 1, typed('Numeric'))).toEqual(['five'])
  expect(await matching([{ key: 'k', value: ['5', '7'] }], 1, typed('Numeric'))).toEqual(['five'])
  expect(await matching([{ key: 'k', value: 'x', operator: 'is_not' }], 1, typed('Numeric'))).toEqual(
    [...COLUMNS].sort(),
  )
})

test.each([{}, typed('Numeric')])('a number beyond 2^53 compares as any other, typed or not', async (types) => {
  const team = 11
  await insertEvents(
    clickhouse,
    team,
    [5, 2 ** 60, 1e21].map((n) => event('2024-03-04 00:00:00', String(n), 'bob', { n })),
  )
  const asking = (value: unknown, operator: PropertyFilter['operator']) =>
    matching([{ key: 'n', value, operator }], team, types)
  expect(await asking(2 ** 60, 'exact')).toEqual(['1152921504606847000'])
  expect(await asking(1e21, 'exact')).toEqual(['1e+21'])
  expect(await asking([1e21, 5], 'exact')).toEqual(['1e+21', '5'])
  expect(await asking(2 ** 60, 'is_not')).toEqual(['1e+21', '5'])
  expect(await asking(2 ** 54, 'gt')).toEqual(['1152921504606847000', '1e+21'])
  expect(await asking(1e20, 'lt')).toEqual(['1152921504606847000', '5'])
  expect(await asking([2 ** 54, 1e21], 'between')).toEqual(['1152921504606847000', '1e+21'])
})

test('a boolean compares as a boolean', async () => {
  expect(await matching([{ key: 'k', value: 'true' }], 1, typed('Boolean'))).toEqual(['true'])
  expect(await matching([{ key: 'k', value: ['true'] }], 1, typed('Boolean'))).toEqual(['true'])
  expect(await matching([{ key: 'k', value: 'true', operator: 'icontains' }], 1, typed('Boolean'))).toEqual(['true'])
})

test('text that holds numbers is ordered as numbers', async () => {
  expect(await matching([{ key: 'n', value: '9', operator: 'gt' }], 2)).toEqual(['list'])
})

test('arrays compare through their JSON text', async () => {
  expect(await matching([{ key: 'k', value: '["a","b"]' }], 2)).toEqual(['list'])
  expect(await matching([{ key: 'k', value: 'a', operator: 'icontains' }], 2)).toEqual(['list'])
})

test('signs of LIKE are wildcards', async () => {
  const like = (value: string, operator: PropertyFilter['operator'] = 'icontains') =>
    matching([{ key: 's', value, operator }], 2)
  expect(await like('100%')).toEqual(['late', 'list'])
  expect(await like('1_0')).toEqual(['late', 'list'])
  expect(await like('1%0%%')).toEqual(['late', 'list'])
  expect(await like('1_0\\%')).toEqual(['list'])
  expect(await like('1_1')).toEqual([])
  expect(await like('1\\_0')).toEqual([])
  expect(await like('1_0', 'not_icontains')).toEqual([])
})

test('of what an exception lists, one has to match', async () => {
  const types = (operator: PropertyFilter['operator'], value?: unknown) =>
    matching([{ key: '$exception_types', operator, value, type: 'event' }], 4)
  expect(await types('exact', 'TypeError')).toEqual(['both', 'text', 'type'])
  expect(await types('exact', ['RangeError', 'SyntaxError'])).toEqual(['both'])
  expect(await types('icontains', 'range')).toEqual(['both'])
  expect(await types('is_not', 'RangeError')).toEqual(['none', 'text', 'type'])
  expect(await types('is_set')).toEqual(['both', 'text', 'type'])
  // Another list is one text.
  expect(await matching([{ key: '$other', operator: 'exact', value: 'a' }], 4)).toEqual([])
})

test('of several texts, signs of LIKE are themselves', async () => {
  const like = (value: string[], operator: PropertyFilter['operator'] = 'icontains') =>
    matching([{ key: 's', value, operator }], 2)
  expect(await like(['1%0', '00%'])).toEqual(['list'])
  expect(await like(['1%0', '0X'], 'icontains_multi')).toEqual(['late'])
  expect(await like(['0%'], 'icontains_multi')).toEqual(['list'])
  expect(await like(['0%'], 'not_icontains_multi')).toEqual(['late'])
})

test.each<[PropertyFilter['operator'], string, string[]]>([
  ['semver_eq', '1.10.0', ['newer']],
  ['semver_neq', '1.10.0', ['next', 'old', 'zero']],
  ['semver_gt', '1.9.0', ['newer', 'next']],
  ['semver_gte', '1.10.0', ['newer', 'next']],
  ['semver_lt', '1.10.0', ['old', 'zero']],
  ['semver_lte', '2.0.0', ['newer', 'next', 'old', 'zero']],
  ['semver_tilde', '1.2.1', ['old']],
  ['semver_tilde', '1', ['newer', 'old']],
  ['semver_caret', '1.2.4', ['newer']],
  ['semver_caret', '0.3.0', ['zero']],
  ['semver_caret', '0.2.0', []],
  ['semver_wildcard', '1.*', ['newer', 'old']],
  ['semver_wildcard', '1.2.*', ['old']],
])('versions: %s %s', async (operator, value, expected) => {
  expect(await matching([{ key: 'v', operator, value }], 5)).toEqual(expected)
})

test('columns beside the properties, and whether a session bounced', async () => {
  const of = (type: string, key: string, value: unknown, operator?: PropertyFilter['operator']) =>
    matching([{ type, key, value, ...(operator ? { operator } : {}) }], 6)
  expect(await of('event_metadata', '$group_0', 'acme')).toEqual(['a2', 'b3'])
  expect(await of('event_metadata', '$group_0', 'acme', 'is_not')).toEqual(['$pageview', 'x2'])
  expect(await of('event_metadata', '$group_0', undefined, 'is_not_set')).toEqual(['$pageview', 'x2'])
  expect(await of('event', '$elements_chain', 'link', 'icontains')).toEqual(['$pageview'])
  // Only the first session has a page, and nothing else happened in it.
  expect(await of('session', '$is_bounce', ['true'])).toEqual(['$pageview'])
  expect(await of('session', '$is_bounce', 'false')).toEqual([])
})

test('persons by one of their ids', async () => {
  const of = (value: string[], operator: PropertyFilter['operator'], team = 6) =>
    matching([{ type: 'person', key: 'distinct_id', value, operator }], team)
  expect(await of(['alice'], 'exact')).toEqual(['a2', 'b3'])
  expect(await of(['ali'], 'icontains')).toEqual(['a2', 'b3'])
  expect(await of(['alice', 'carol'], 'is_not')).toEqual(['$pageview', 'x2'])
})

test('dates, typed or not, absolute or relative', async () => {
  expect(await matching([{ key: 'd', value: '2024-03-04', operator: 'is_date_before' }], 2)).toEqual(['list'])
  // Seven days before the clock of F1: 1 March at noon.
  expect(await matching([{ key: 'd', value: '-7d', operator: 'is_date_after' }], 2)).toEqual(['late'])
  expect(await matching([{ key: 'd', value: '2024-03-05', operator: 'is_date_exact' }], 2, typed('DateTime'))).toEqual([
    'late',
  ])
})

test('a moment without an offset is one of the clocks of the project, typed or not', async () => {
  await insertEvents(clickhouse, 14, [
    event('2024-03-04 00:00:00', 'midnight', 'bob', { d: '2024-03-05 00:00:00' }),
    event('2024-03-04 00:00:00', 'the evening before', 'bob', { d: '2024-03-05T03:00:00Z' }),
  ])
  for (const types of [{}, typed('DateTime')]) {
    const asking = (operator: PropertyFilter['operator']) =>
      matching([{ key: 'd', value: '2024-03-05', operator }], 14, { ...types, timezone: 'America/New_York' })
    expect(await asking('is_date_before')).toEqual(['the evening before'])
    expect(await asking('is_date_exact')).toEqual(['midnight'])
  }
})

test('a number is a moment in seconds or milliseconds', async () => {
  const noon = Date.UTC(2024, 2, 5, 12)
  await insertEvents(clickhouse, 12, [
    event('2024-03-04 00:00:00', 'milliseconds', 'bob', { d: noon }),
    event('2024-03-04 00:00:00', 'seconds', 'bob', { d: noon / 1000 }),
  ])
  for (const types of [{}, typed('Numeric'), typed('DateTime')]) {
    const asking = (value: string, operator: PropertyFilter['operator']) =>
      matching([{ key: 'd', value, operator }], 12, types)
    expect(await asking('2024-03-05', 'is_date_after')).toEqual(['milliseconds', 'seconds'])
    expect(await asking('2024-03-05', 'is_date_before')).toEqual([])
    expect(await asking('2024-03-05T12:00:00Z', 'is_date_exact')).toEqual(['milliseconds', 'seconds'])
  }
})

test('what says nothing is true', async () => {
  for (const filter of [
    {},
    { key: 'k' },
    { key: 'k', value: [] },
    { type: 'empty' },
    { key: 'x', type: 'flag', value: true },
  ]) {
    expect(await matching([filter])).toHaveLength(6)
  }
})

test('a cohort needs no key, and can be negated as it was before there were operators', async () => {
  await insertEvents(clickhouse, 13, [
    event('2024-03-04 00:00:00', 'inside', 'alice'),
    event('2024-03-04 00:00:00', 'outside', 'bob'),
  ])
  await insert(clickhouse, 'cohort_people', [{ team_id: 13, cohort_id: 8, version: 1, person_id: uuidOf('13 alice') }])
  const cohorts = [{ id: 8, name: 'Team', members: { kind: 'published', version: 1 } as const }]
  const asking = (more: Partial<PropertyFilter>) => matching([{ type: 'cohort', value: 8, ...more }], 13, { cohorts })
  expect(await asking({})).toEqual(['inside'])
  expect(await asking({ key: 'id', operator: 'not_in' })).toEqual(['outside'])
  expect(await asking({ key: 'id', negation: true })).toEqual(['outside'])
  expect(await asking({ key: 'id', negation: false })).toEqual(['inside'])
})

test('groups nest', async () => {
  const ctx = queryContext()
  const is = (value: string) => ({ key: 'k', value, type: 'event' })
  const group = {
    type: 'OR' as const,
    values: [
      is('abc'),
      { type: 'AND' as const, values: [is('5'), is('abc')] },
      { type: 'AND' as const, values: [is('5')] },
    ],
  }
  const { sql, params } = compile(
    select({ select: [field('event')], from: 'events', where: filtersToExpr(group, ctx), order_by: [] }),
    compilerOf(ctx),
  )
  const { rows } = await clickhouse.rows(sql, params)
  expect(rows.flat().sort()).toEqual(['abc', 'five'])
})

test('expressions of HogQL', async () => {
  expect(await matching([{ key: "properties.k = 'abc' or event = 'true'", type: 'hogql' }])).toEqual(['abc', 'true'])
  expect(await matching([{ key: "e.properties.k = 'abc'", type: 'hogql' }])).toEqual(['abc'])
})

describe('elements', () => {
  const found = ['click']
  test.each<[string, PropertyFilter['operator'], string, string[]]>([
    ['tag_name', 'exact', 'span', found],
    ['tag_name', 'exact', 'a', found],
    ['tag_name', 'exact', 'spa', []],
    ['tag_name', 'is_not', 'button', found],
    ['text', 'exact', 'Sign up', found],
    ['text', 'icontains', 'sign', found],
    ['text', 'is_not', 'Pricing', []],
    ['href', 'exact', '/pricing', found],
    ['href', 'icontains', 'nowhere', []],
    ['selector', 'exact', 'a > span', found],
    ['selector', 'exact', 'div span.a.b', found],
    ['selector', 'exact', 'div > span', []],
    ['selector', 'exact', '#go', found],
    ['selector', 'exact', 'a[href="/pricing"]', found],
    ['selector', 'exact', 'a:nth-child(2)', found],
    ['selector', 'is_not', 'a:nth-child(3)', found],
  ])('%s %s %s', async (key, operator, value, expected) => {
    expect(await matching([{ type: 'element', key, operator, value }], 3)).toEqual(expected)
  })
})

test.each<[PropertyFilter, string]>([
  [{ key: 'k', operator: 'gt', value: 'much' }, 'needs a number'],
  [{ key: 'k', operator: 'between', value: [9, 1] }, 'needs two numbers, the smaller first'],
  [{ key: 'k', operator: 'between', value: ['', 9] }, 'needs two numbers, the smaller first'],
  [
    { key: 'k', operator: 'exact', value: 1, type: 'recording' },
    "Property filters of type 'recording' are not supported",
  ],
  [{ key: 'id', value: 99, type: 'cohort' }, 'Could not find cohort'],
  [{ key: 'k', operator: 'semver_caret', value: 'one' }, 'needs a version, such as 1.2.3'],
  [{ key: 'k', value: 1, type: 'group' }, 'needs a group_type_index'],
  [{ key: 'selector', value: 'a::before', type: 'element' }, 'Unsupported selector'],
])('%j is refused', async (filter, message) => {
  await expect(matching([filter])).rejects.toThrow(message)
})

test('events are not asked of persons', () => {
  const ask = () => filtersToExpr([{ key: 'k', value: 1, type: 'event' }], queryContext(), 'person')
  expect(ask).toThrow("The 'event' property filter does not work in 'person' scope")
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insert, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const noise = {
    $set: { a: 1 },
    $ip: '1.2.3.4',
    '$feature/x': true,
    token: 't',
    __typename: 'X',
    survey_1: 'y',
    distinct_id: 'd',
  }
  const odd = { 'a.b': 'x', list: [1, 'two'], flag: true, nothing: null, quote: 'say "hi"', deep: { k: 1 } }
  await insertEvents(
    clickhouse,
    2,
    [
      event('2024-03-07 08:00:00', 'odd', 'who', { ...noise, ...odd }),
      event('2024-01-01 08:00:00', 'old', 'who', { p: 1 }),
    ],
    {},
  )
  const group = (key: string, properties: JsonObject, group_type_index = 0) => ({
    ...{
      team_id: 1,
      group_type_index,
      group_key: key,
      created_at: '2024-03-01 00:00:00',
      updated_at: '2024-03-01 00:00:00',
    },
    ...{ group_properties: properties, version: 1 },
  })
  await insert(clickhouse, 'groups', [
    group('a', { name: 'Acme', size: 5 }),
    group('b', { size: 7 }),
    group('c', { name: 'Other' }, 1),
  ])
})
afterAll(() => clickhouse.close())

const ask = (query: JsonObject, team_id = 1, world: Partial<TeamContext> = {}) =>
  testRunner(clickhouse, world).ask(query, { team_id })

test('X1: the events of a project', async () => {
  expect((await ask({ kind: 'TeamTaxonomyQuery' }))['results']).toEqual([
    { event: '$pageview', count: 7 },
    { event: 'purchase', count: 2 },
    { event: 'signup', count: 2 },
  ])
  expect((await ask({ kind: 'TeamTaxonomyQuery' }, 2))['results']).toEqual([{ event: 'odd', count: 1 }])
})

test('X2: the properties of an event', async () => {
  const of = async (more: JsonObject, world: Partial<TeamContext> = {}) =>
    (await ask({ kind: 'EventTaxonomyQuery', ...more }, 1, world))['results'] as { property: string }[]
  const session = (n: number) => `018e0000-0000-7000-8000-00000000000${n}`
  const purchase = [
    { property: '$browser', sample_values: ['Safari', 'Chrome'], sample_count: 2 },
    { property: '$session_id', sample_values: [session(8), session(5)], sample_count: 2 },
    { property: 'amount', sample_values: ['50', '30'], sample_count: 2 },
  ]
  expect(await of({ event: 'purchase' })).toEqual(purchase)
  const actions = [{ id: 3, name: 'Buy', steps: [{ event: 'purchase' }] }]
  expect(await of({ actionId: 3, maxPropertyValues: 1 }, { actions })).toEqual(
    purchase.map((item) => ({ ...item, sample_values: item.sample_values.slice(0, 1) })),
  )
  // By frequency: of seven pageviews five are at home.
  const home = 'https://app.test/'
  expect(await of({ event: '$pageview', properties: ['$current_url', '$browser', 'none'] })).toEqual([
    { property: '$current_url', sample_values: [home, `${home}pricing`], sample_count: 2 },
    { property: '$browser', sample_values: ['Chrome', 'Safari'], sample_count: 2 },
  ])
  await expect(of({})).rejects.toMatchObject({ status: 400, message: 'Either an event or an actionId is required.' })
  await expect(of({ actionId: 9 })).rejects.toMatchObject({ status: 400 })
})

test('values as texts, noise left out', async () => {
  const answer = await ask({ kind: 'EventTaxonomyQuery', event: 'odd' }, 2)
  const found = answer['results'] as { property: string; sample_values: string[] }[]
  expect(Object.fromEntries(found.map(({ property, sample_values }) => [property, sample_values[0]]))).toEqual({
    'a.b': 'x',
    list: '[1,"two"]',
    flag: 'true',
    quote: 'say "hi"',
    deep: '{"k":1}',
  })
})

test('properties of persons and groups', async () => {
  const of = async (more: JsonObject) => (await ask({ kind: 'ActorsPropertyTaxonomyQuery', ...more }))['results']
  const plan = { sample_values: ['free', 'pro'], sample_count: 2 }
  const none = { sample_values: [], sample_count: 0 }
  expect(await of({ properties: ['none', 'plan'] })).toEqual([none, plan])
  expect(await of({ property: 'plan' })).toEqual(plan)
  expect(await of({ properties: ['size'], groupTypeIndex: 0, maxPropertyValues: 1 })).toEqual([
    { sample_values: ['7'], sample_count: 2 },
  ])
  await expect(of({})).rejects.toMatchObject({ status: 400 })
})

test('groups of a type', async () => {
  const of = async (more: JsonObject = {}) => ask({ kind: 'GroupsQuery', group_type_index: 0, ...more })
  expect(await of()).toMatchObject({
    columns: ['group_name', 'key'],
    results: [
      ['Acme', 'a'],
      ['b', 'b'],
    ],
    hasMore: false,
    limit: 100,
    offset: 0,
  })
  expect((await of({ search: 'acm' }))['results']).toEqual([['Acme', 'a']])
  const properties = [{ type: 'group', key: 'size', value: 6, operator: 'gt', group_type_index: 0 }]
  const select = ['key', 'properties.size -- Size', 'created_at']
  expect((await of({ properties, select }))['results']).toEqual([['b', '7', '2024-03-01T00:00:00Z']])
  expect(await of({ orderBy: ['group_name DESC'], limit: 1 })).toMatchObject({ results: [['b', 'b']], hasMore: true })
  const wrong = [{ type: 'person', key: 'x', value: 1 }]
  await expect(of({ properties: wrong })).rejects.toMatchObject({ status: 400 })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileText } from '../../../test/support/compile.ts'
import { insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import { LAZY_JOINS } from '../../hogql/tables/describe.ts'
import type { JsonObject } from '../../lib/json.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
})
afterAll(() => clickhouse.close())

const ask = (query: JsonObject) => testRunner(clickhouse).ask(query)

describe('metadata', () => {
  const check = (query: string, more: JsonObject = {}) =>
    ask({ kind: 'HogQLMetadata', language: 'hogQL', query, ...more })
  test('a statement that is right', async () => {
    expect(await check('select event, person.properties.plan from events join persons p on 1 = 1')).toMatchObject({
      isValid: true,
      errors: [],
      warnings: [],
      notices: [],
      table_names: ['events', 'persons'],
      ch_table_names: ['events', 'person'],
    })
    expect(await check('select count() from events where {filters}', { filters: {} })).toMatchObject({ isValid: true })
  })
  test.each([
    ['select foo from events', 'Unable to resolve field: foo', 7, 10],
    ['select * from evnts', 'Unknown table `evnts`. Did you mean: `events`?', 14, 19],
  ])('%s', async (query, message, start, end) => {
    expect(await check(query)).toMatchObject({ isValid: false, query, errors: [{ message, start, end, fix: null }] })
  })
  test('text that does not parse', async () => {
    expect(await check('select')).toMatchObject({ isValid: false, errors: [{ message: expect.any(String) }] })
    expect(await check('select {x}')).toMatchObject({ errors: [{ message: 'Unresolved placeholder: {x}' }] })
  })
  test('expressions, of events or of what a source reads', async () => {
    const expression = (query: string, more: JsonObject = {}) => check(query, { language: 'hogQLExpr', ...more })
    expect(await expression('properties.$browser')).toMatchObject({ isValid: true })
    expect(await expression('is_identified')).toMatchObject({ isValid: false })
    const sourceQuery = { kind: 'HogQLQuery', query: 'select id from persons' }
    expect(await expression('is_identified', { sourceQuery })).toMatchObject({ isValid: true })
    expect(await check('return 1', { language: 'hog' })).toMatchObject({ isValid: false })
  })
})

test('the schema of the database', async () => {
  const answer = await ask({ kind: 'DatabaseSchemaQuery' })
  const tables = answer['tables'] as Record<string, { fields: Record<string, JsonObject> }>
  expect(Object.keys(tables)).toEqual(
    expect.arrayContaining(['events', 'persons', 'groups', 'sessions', 'cohort_people']),
  )
  expect(tables['events']).toMatchObject({ type: 'posthog', id: 'events', name: 'events', row_count: null })
  const fields = tables['events']?.fields ?? {}
  expect(fields['timestamp']).toEqual({
    name: 'timestamp',
    hogql_value: 'timestamp',
    type: 'datetime',
    schema_valid: true,
  })
  expect(fields['properties']).toMatchObject({ type: 'json' })
  expect(fields['person']).toMatchObject({
    type: 'lazy_table',
    table: 'persons',
    fields: expect.arrayContaining(['properties']),
  })
  expect(fields['team_id']).toBeUndefined()
  expect(answer['joins']).toEqual([])
})

test('every join that is described exists', () => {
  const keys: Record<string, string> = { persons: 'id', groups: 'key', sessions: 'session_id' }
  for (const [table, joins] of Object.entries(LAZY_JOINS)) {
    for (const [name, target] of Object.entries(joins)) {
      expect(() => compileText(`select ${name}.${keys[target] ?? 'distinct_id'} from ${table}`)).not.toThrow()
    }
  }
})

describe('autocomplete', () => {
  async function suggest(text: string, more: JsonObject = {}) {
    const at = text.indexOf('|')
    const query = text.replace('|', '')
    const position = { startPosition: at, endPosition: at }
    const answer = await ask({ kind: 'HogQLAutocomplete', language: 'hogQL', query, ...position, ...more })
    return answer['suggestions'] as unknown as { label: string; insertText: string; kind: string }[]
  }
  const labels = async (...args: Parameters<typeof suggest>) => (await suggest(...args)).map(({ label }) => label)
  test('tables, fields, functions', async () => {
    expect(await labels('select * from |')).toEqual(expect.arrayContaining(['events', 'persons']))
    const fields = await suggest('select | from events e')
    expect(fields).toContainEqual(expect.objectContaining({ label: 'timestamp', kind: 'Variable' }))
    expect(fields).toContainEqual(expect.objectContaining({ label: 'count', insertText: 'count()', kind: 'Function' }))
    expect(fields).toContainEqual(expect.objectContaining({ label: 'e', kind: 'Folder' }))
    expect(await labels('select e.| from events e')).toContain('distinct_id')
    expect(await labels('select person.| from events')).toEqual([
      'id',
      'created_at',
      'properties',
      'is_identified',
      'pdi',
    ])
    expect(await labels('select e.person.| from events as e where 1')).toContain('is_identified')
  })
  test('keys of properties', async () => {
    expect(await labels('select properties.| from events')).toEqual([
      '$session_id',
      '$browser',
      '$current_url',
      'amount',
      'price',
    ])
    expect(await labels('select person.properties.pl| from events')).toEqual(['plan', 'email'])
    expect(await labels('properties.|', { language: 'hogQLExpr' })).toContain('price')
  })
})

test('nothing of it is kept', async () => {
  const { run } = testRunner(clickhouse)
  const query = { kind: 'HogQLMetadata', language: 'hogQL', query: 'select 1' }
  for (const mode of ['blocking', 'blocking', 'force_async'] as const) {
    const { response } = await run({ team_id: 1, mode, query })
    expect(response).toMatchObject({ isValid: true })
    expect(response).not.toHaveProperty('is_cached')
  }
})

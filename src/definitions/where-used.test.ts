import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { namesEvent } from './named-events.ts'

const BASE = '/api/projects/1'
const NOW = new Date('2026-03-10T12:30:00Z')

let app: TestApp
let definition: string
beforeAll(async () => {
  app = await TestApp.open(() => NOW)
  definition = String((await ask('POST', '/event_definitions/', { name: 'order' })).body['id'])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) => app.ask(method, `${BASE}${path}`, body, key)
const usage = async (key?: string, id = definition) =>
  (await ask('GET', `/event_definitions/${id}/usage/`, undefined, key)).body
const make = async (path: string, body: JsonObject) => Number((await ask('POST', path, body)).body['id'])
const names = (value: unknown) => objectsOf(value).map(({ name }) => name)

const trend = (series: JsonObject, more: JsonObject = {}) => ({
  kind: 'InsightVizNode',
  source: { kind: 'TrendsQuery', series: [series], ...more },
})
const node = (event: string | null) => ({ kind: 'EventsNode', event })

describe('a query names an event', () => {
  const wanted = { event: 'order', actions: new Set([7]) }
  const funnel = { kind: 'FunnelsQuery', series: [node('a'), node('b')] }
  const between = { funnelFromStep: 0, funnelToStep: 1 }

  test.each<[string, unknown]>([
    ['a series', trend(node('order'))],
    ['the second series', { kind: 'TrendsQuery', series: [node('a'), node('order')] }],
    ['a series by an action', trend({ kind: 'ActionsNode', id: 7 })],
    ['an exclusion', { ...funnel, funnelsFilter: { exclusions: [{ ...node('order'), ...between }] } }],
    [
      'what people come for',
      { kind: 'RetentionQuery', retentionFilter: { targetEntity: { id: 'order', type: 'events' } } },
    ],
    [
      'what they come back for',
      { kind: 'RetentionQuery', retentionFilter: { returningEntity: { id: 7, type: 'actions' } } },
    ],
    ['an action by its number as text', { retentionFilter: { targetEntity: { id: '7', type: 'actions' } } }],
    ['a list of events', { kind: 'DataTableNode', source: { kind: 'EventsQuery', select: ['*'], event: 'order' } }],
    ['a list of events by action', { kind: 'EventsQuery', select: ['*'], actionId: 7 }],
    ['a point of paths', { kind: 'PathsQuery', pathsFilter: { startPoint: 'order' } }],
    ['what paths leave out', { kind: 'PathsQuery', pathsFilter: { excludeEvents: ['a', 'order'] } }],
    ['a goal', { kind: 'WebOverviewQuery', conversionGoal: { customEventName: 'order' } }],
    ['a filter', trend(node(null), { properties: [{ type: 'event_metadata', key: 'event', value: ['a', 'order'] }] })],
    [
      'persons of an insight',
      { kind: 'ActorsQuery', source: { kind: 'InsightActorsQuery', source: funnelOf('order') } },
    ],
    ['HogQL', { kind: 'HogQLQuery', query: "select count() from events where event = 'order'" }],
  ])('in %s', (_, query) => {
    expect(namesEvent(query, wanted)).toBe(true)
  })

  test.each<[string, unknown]>([
    ['all events', trend(node(null))],
    ['another event', trend(node('order placed'))],
    ['another case', trend(node('Order'))],
    ['a name or a property like it', trend({ ...node('a'), custom_name: 'order', math_property: 'order' })],
    ['a filter on another column', trend(node('a'), { properties: [{ type: 'event', key: 'event', value: 'order' }] })],
    ['another action', trend({ kind: 'ActionsNode', id: 8 })],
    ['a cohort of that number', trend(node('a'), { properties: [{ type: 'cohort', key: 'id', value: 7 }] })],
    ['a longer text in HogQL', { kind: 'HogQLQuery', query: "select 'order placed', order from events" }],
    ['nothing', null],
  ])('but not in %s', (_, query) => {
    expect(namesEvent(query, wanted)).toBe(false)
  })

  test('whatever signs the name holds', () => {
    const event = 'it\'s a \\ "thing"'
    const query = `select count() from events where event = 'it\\'s a \\\\ "thing"'`
    expect(namesEvent({ kind: 'HogQLQuery', query }, { event, actions: new Set() })).toBe(true)
  })
})

const funnelOf = (event: string) => ({ kind: 'FunnelsQuery', series: [node(event), node('b')] })

test('insights, their boards, actions and cohorts use it, themselves or through an action', async () => {
  const board = await make('/dashboards/', { name: 'Board' })
  const gone = await make('/dashboards/', { name: 'Gone' })
  const action = await make('/actions/', { name: 'Buys', steps: [{ event: 'refund' }, { event: 'order' }] })
  await make('/actions/', { name: 'Anything', steps: [{ url: '/x', url_matching: 'contains' }] })
  await make('/insights/', { name: 'Direct', query: trend(node('order')), dashboards: [board, gone] })
  await make('/insights/', { name: 'By action', query: trend({ kind: 'ActionsNode', id: action }) })
  await make('/insights/', { name: 'Older', filters: { insight: 'TRENDS', events: [{ id: 'order', type: 'events' }] } })
  await make('/insights/', { name: 'Other', query: trend(node('refund')), dashboards: [board] })
  const deleted = await make('/insights/', { name: 'Deleted', query: trend(node('order')) })
  await ask('PATCH', `/insights/${deleted}/`, { deleted: true })
  await ask('PATCH', `/dashboards/${gone}/`, { deleted: true })
  const cohort = (name: string, leaf: JsonObject) =>
    make('/cohorts/', {
      name,
      filters: {
        properties: { type: 'AND', values: [{ type: 'behavioral', time_value: 7, time_interval: 'day', ...leaf }] },
      },
    })
  await cohort('Did', { key: 'order', value: 'performed_event', event_type: 'events' })
  await cohort('Did by action', { key: action, value: 'performed_event', event_type: 'actions' })
  await cohort('Another', { key: 'refund', value: 'performed_event', event_type: 'events' })
  const { insights, dashboards, actions, cohorts, hidden } = await usage()
  expect([names(insights), names(dashboards), names(actions), names(cohorts)]).toEqual([
    ['Direct', 'By action', 'Older'],
    ['Board'],
    ['Buys'],
    ['Did', 'Did by action'],
  ])
  expect([objectsOf(dashboards), hidden]).toEqual([
    [{ id: board, name: 'Board' }],
    { insights: 0, dashboards: 0, actions: 0, cohorts: 0 },
  ])
})

test('of many events how much asks for each', async () => {
  const counts = async (query: string) => await ask('GET', `/event_definitions/use_counts/?${query}`)
  expect((await counts('names=order&names=refund&names=nobody&names=order')).body['results']).toEqual({
    order: { insights: 3, dashboards: 1, actions: 1, cohorts: 2 },
    refund: { insights: 2, dashboards: 1, actions: 1, cohorts: 2 },
    nobody: { insights: 0, dashboards: 0, actions: 0, cohorts: 0 },
  })
  for (const refused of ['', 'names=', Array.from({ length: 501 }, (_, i) => `names=${i}`).join('&')])
    expect(await counts(refused)).toMatchObject({ status: 400, body: { attr: 'names' } })
})

test('what a key may not read is only counted', async () => {
  const body = await usage(await app.key(['event_definition:read', 'dashboard:write']))
  expect([body['insights'], names(body['dashboards']), body['actions'], body['cohorts']]).toEqual([
    [],
    ['Board'],
    [],
    [],
  ])
  expect(body['hidden']).toEqual({ insights: 3, dashboards: 0, actions: 1, cohorts: 2 })
})

describe('how often it comes', () => {
  const send = (event: string, times: string[]) =>
    app.capture(times.map((timestamp) => ({ event, distinct_id: 'u1', timestamp })))
  const idOf = async (name: string) => String((await ask('GET', `/event_definitions/by_name/?name=${name}`)).body['id'])

  test('by days of the project, and since when it is missing', async () => {
    // Each second day at eleven in the evening of Berlin, until the fourth; the next would have been on the sixth.
    await ask('PATCH', '/', { timezone: 'Europe/Berlin' })
    await send(
      'report',
      ['02-24', '02-26', '02-28', '03-02', '03-04'].map((day) => `2026-${day}T22:00:00Z`),
    )
    await send('report', ['2026-02-28T23:30:00Z'])
    const { daily, silent_since } = await usage(undefined, await idOf('report'))
    const days = objectsOf(daily)
    expect([days.length, days[0], days.at(-1)]).toEqual([
      30,
      { day: '2026-02-09', count: 0 },
      { day: '2026-03-10', count: 0 },
    ])
    expect(days.filter(({ count }) => count !== 0)).toEqual([
      { day: '2026-02-24', count: 1 },
      { day: '2026-02-26', count: 1 },
      { day: '2026-02-28', count: 1 },
      { day: '2026-03-01', count: 1 },
      { day: '2026-03-02', count: 1 },
      { day: '2026-03-04', count: 1 },
    ])
    // The second longest pause is two days; from the fourth to the tenth are more than four.
    expect(silent_since).toBe('2026-03-04T22:00:00.000Z')
    await ask('PATCH', '/', { timezone: 'UTC' })
  })

  test('and nothing is missing that was just here, or never was', async () => {
    await send(
      'tick',
      ['10:00', '11:00', '12:00', '12:20'].map((time) => `2026-03-10T${time}:00Z`),
    )
    expect((await usage(undefined, await idOf('tick')))['silent_since']).toBe(null)
    const { daily, silent_since } = await usage()
    expect([objectsOf(daily).every(({ count }) => count === 0), silent_since]).toEqual([true, null])
  })

  test('what was not seen for a quarter of a year is missing', async () => {
    const last_seen_at = new Date('2025-11-01T00:00:00Z')
    await app.app.deps.postgres
      .updateTable('event_definition')
      .set({ last_seen_at })
      .where('id', '=', definition)
      .execute()
    expect((await usage())['silent_since']).toBe('2025-11-01T00:00:00.000Z')
    // Sent today, of a year ago: an import.
    await send('old', ['2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z'])
    expect((await usage(undefined, await idOf('old')))['silent_since']).toBe(null)
  })
})

test('of a definition that is not there', async () => {
  expect((await ask('GET', '/event_definitions/0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee/usage/')).status).toBe(404)
  expect((await ask('GET', '/event_definitions/x/usage/')).status).toBe(404)
})

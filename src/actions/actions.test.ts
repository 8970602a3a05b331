import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

let app: TestApp
const now = new Date('2024-03-08T12:00:00Z')
let clock = now
beforeAll(async () => {
  app = await TestApp.open(() => clock)
  const buy = (distinct_id: string, amount: number) => ({
    event: 'buy',
    distinct_id,
    timestamp: '2024-03-07T00:00:00Z',
    properties: { amount, $set: { seen: true } },
  })
  await app.capture([buy('ana', 30), buy('ben', 5)])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const step = (amount: number) => ({
  event: 'buy',
  properties: [{ type: 'event', key: 'amount', operator: 'gt', value: amount }],
  unknown: 1,
})

test('an action is made with whole steps, changed, listed and put away', async () => {
  const made = await app.ask('POST', `${P}/actions/`, { name: 'Big buy', steps: [step(10)], tags: ['Money', 'money '] })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    name: 'Big buy',
    tags: ['money'],
    is_action: true,
    deleted: false,
    pinned_at: null,
  })
  expect(list(made.body['steps'])[0]).toEqual({
    ...{ event: 'buy', properties: step(10).properties, selector: null, selector_regex: null, tag_name: null },
    ...{ text: null, text_matching: null, href: null, href_matching: null, url: null, url_matching: 'contains' },
  })
  const { id } = made.body
  const twice = await app.ask('POST', `${P}/actions/`, { name: 'Big buy' })
  expect(twice.body).toMatchObject({
    code: 'unique',
    attr: 'name',
    detail: `This project already has an action with this name, ID ${id}`,
  })
  expect((await app.ask('POST', `${P}/actions/`, { name: '  ' })).body).toMatchObject({ code: 'blank', attr: 'name' })
  const count = async () => {
    const query = { kind: 'TrendsQuery', series: [{ kind: 'ActionsNode', id, math: 'total' }] }
    return list((await app.ask('POST', `${P}/query/`, { query })).body['results'])[0]?.['count']
  }
  expect(await count()).toBe(1)

  const cohort = await app.ask('POST', `${P}/cohorts/`, {
    name: 'Buyers',
    filters: {
      properties: {
        type: 'AND',
        values: [
          {
            ...{ type: 'behavioral', value: 'performed_event', event_type: 'actions', key: id },
            ...{ time_value: 30, time_interval: 'day' },
          },
        ],
      },
    },
  })
  await app.app.deps.calculations.settled()
  const members = async () => (await app.ask('GET', `${P}/cohorts/${cohort.body['id']}/`)).body['count']
  expect(await members()).toBe(1)
  await app.ask('PATCH', `${P}/actions/${id}/`, { steps: [step(1)], pinned_at: 'yes' })
  await app.app.deps.calculations.settled()
  expect([await count(), await members()]).toEqual([2, 2])
  const insight = await app.ask('POST', `${P}/insights/`, {
    name: 'Buys',
    query: { kind: 'TrendsQuery', series: [{ kind: 'ActionsNode', id }] },
  })
  expect((await app.ask('GET', `${P}/actions/${id}/references/`)).json).toMatchObject([
    { type: 'insight', id: insight.body['short_id'], name: 'Buys' },
    { type: 'cohort', name: 'Buyers' },
  ])
  const listed = await app.ask('GET', `${P}/actions/?include_reference_count=1&tags=["money"]&ordering=-created_at`)
  expect(listed.body).toMatchObject({ count: 1, results: [{ id, reference_count: 2, pinned_at: now.toISOString() }] })
  expect((await app.ask('GET', `${P}/actions/?search=nothing`)).body).toEqual({ count: 0, results: [] })
  expect((await app.ask('DELETE', `${P}/actions/${id}/`)).status).toBe(405)
  await app.ask('PATCH', `${P}/actions/${id}/`, { deleted: true })
  expect((await app.ask('GET', `${P}/actions/`)).body['count']).toBe(0)
  expect((await app.ask('GET', `${P}/actions/${id}/`)).body['deleted']).toBe(true)

  const done = ({ results }: JsonObject) => list(results).map(({ item_id, activity }) => [item_id, activity])
  const history = [
    [String(id), 'deleted'],
    [String(id), 'updated'],
    [String(id), 'created'],
  ]
  expect(done((await app.ask('GET', `${P}/actions/${id}/activity/`)).body)).toEqual(history)
  expect(done((await app.ask('GET', `${P}/actions/activity/`)).body)).toEqual(history)
  for (const nothing of ['99999999', 'x', '1e400'])
    expect((await app.ask('GET', `${P}/actions/${nothing}/activity/`)).status).toBe(404)
})

test('tags in bulk, and a name that was taken while its action was deleted', async () => {
  const make = async (name: string) => (await app.ask('POST', `${P}/actions/`, { name })).body['id']
  const [one, two] = [await make('bulk one'), await make('bulk two')]
  const bulk = { ids: [one, two, 99_999_999_999], action: 'add', tags: [' Core'] }
  expect((await app.ask('POST', `${P}/actions/bulk_update_tags/`, bulk)).body).toEqual({
    updated: [one, two].map((id) => ({ id, tags: ['core'] })),
    skipped: [{ id: 99_999_999_999, reason: 'Not found' }],
  })
  expect((await app.ask('POST', `${P}/actions/bulk_update_tags/`, { ...bulk, ids: ['x'] })).status).toBe(400)
  const history = (await app.ask('GET', `${P}/actions/${String(one)}/activity/`)).body['results']
  expect(list(history)[0]).toMatchObject({ detail: { changes: [{ field: 'tags', before: [], after: ['core'] }] } })

  await app.ask('PATCH', `${P}/actions/${String(one)}/`, { deleted: true })
  await make('bulk one')
  const back = await app.ask('PATCH', `${P}/actions/${String(one)}/`, { deleted: false })
  expect(back).toMatchObject({ status: 400, body: { code: 'unique', attr: 'name' } })
  const renamed = await app.ask('PATCH', `${P}/actions/${String(one)}/`, { deleted: false, name: 'bulk three' })
  expect(renamed).toMatchObject({ status: 200, body: { name: 'bulk three', deleted: false } })
})

test('a name is taken once by many who ask for it at the same time', async () => {
  const name = 'raced for'
  const asked = await Promise.all(Array.from({ length: 8 }, () => app.ask('POST', `${P}/actions/`, { name })))
  expect(asked.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 400)])
  const found = await app.ask('GET', `${P}/actions/?search=raced`)
  expect(found.body['count']).toBe(1)
})

test('the list takes any order, page and maker', async () => {
  const usual = (await app.ask('GET', `${P}/actions/`)).body
  for (const query of ['ordering=constructor', 'ordering=-__proto__', 'limit=99999999999999999999999'])
    expect([query, await app.ask('GET', `${P}/actions/?${query}`)]).toMatchObject([query, { status: 200, body: usual }])
  for (const [query, count] of [
    ['offset=99999999999999999999999', usual['count']],
    ['offset=9223372036854775807', usual['count']],
    ['created_by=99999999999999', 0],
  ])
    expect([query, await app.ask('GET', `${P}/actions/?${query}`)]).toMatchObject([
      query,
      { status: 200, body: { count, results: [] } },
    ])
})

test('an action that is made as deleted is put away from the start, and leaves its name free', async () => {
  const made = await app.ask('POST', `${P}/actions/`, { name: 'Put away', deleted: true })
  expect([made.status, made.body['deleted']]).toEqual([201, true])
  expect((await app.ask('GET', `${P}/actions/?search=Put away`)).body).toEqual({ count: 0, results: [] })
  expect((await app.ask('POST', `${P}/actions/`, { name: 'Put away' })).status).toBe(201)
  const restored = await app.ask('PATCH', `${P}/actions/${made.body['id']}/`, { deleted: false })
  expect([restored.status, restored.body['code']]).toEqual([400, 'unique'])
})

test('the list begins with what was calculated last, by name within a moment', async () => {
  const { id } = (await app.ask('POST', '/api/projects/', { name: 'Of actions' })).body
  const path = `/api/projects/${String(id)}/actions/`
  const make = async (name: string) => (await app.ask('POST', path, { name })).body
  for (const name of ['b', 'A']) await make(name)
  clock = new Date(now.getTime() + 60_000)
  await make('c')
  clock = now
  const names = async (query: string) =>
    list((await app.ask('GET', `${path}${query}`)).body['results']).map(({ name }) => name)
  expect(await names('')).toEqual(['c', 'A', 'b'])
  expect(await names('?ordering=unknown&limit=2')).toEqual(['c', 'A'])
  expect(await names('?ordering=name')).toEqual(['A', 'b', 'c'])
  expect(await names('?ordering=-name')).toEqual(['c', 'b', 'A'])
})

describe('an action', () => {
  let count = 0
  const make = async (more: JsonObject = {}, project = 1) =>
    (await app.ask('POST', `/api/projects/${project}/actions/`, { name: `action ${count++}`, ...more })).body
  const patch = async ({ id }: JsonObject, changes: JsonObject) =>
    (await app.ask('PATCH', `${P}/actions/${String(id)}/`, changes)).body

  test('has every field from the first answer', async () => {
    const made = await make({ name: 'whole', description: 'd', created_by: { id: 99 }, bytecode_error: 'x' })
    expect(made).toEqual({
      ...{ id: expect.any(Number), name: 'whole', description: 'd', tags: [], post_to_slack: false },
      ...{ slack_message_format: '', steps: [], created_at: now.toISOString(), deleted: false, is_calculating: false },
      ...{ created_by: expect.objectContaining({ email: 'admin@localhost' }), last_calculated_at: now.toISOString() },
      ...{ team_id: 1, is_action: true, bytecode_error: null, pinned_at: null, creation_context: null },
      user_access_level: 'manager',
    })
  })

  test('keeps what its steps say as it was written: spaces and schemes', async () => {
    const steps = [
      { event: 'test_event ', text: ' Buy ', href: ' /a ', tag_name: 'a ' },
      { event: '$pageview', url: 'http://shop.test/a', url_matching: 'exact' },
      { event: '$pageview', url: 'https://shop.test/a', url_matching: 'regex' },
    ]
    const made = await make({ steps })
    expect(list(made['steps'])).toMatchObject(steps)
  })

  test('loses its steps to an empty list, and keeps them when nothing is said', async () => {
    const made = await make({ steps: [step(1)] })
    expect(list((await patch(made, { description: 'x' }))['steps'])).toHaveLength(1)
    expect((await patch(made, { steps: [] }))['steps']).toEqual([])
  })

  describe('that no query could be computed with is not saved, and is told which step and filter it is', () => {
    const of = (filter: JsonObject) => [{ event: 'a' }, { event: 'buy', properties: [{ key: 'b', value: 1 }, filter] }]
    const on = { type: 'event', key: 'amount' }
    test.each<[JsonObject, string]>([
      [{ ...on, operator: 'resembles' }, '.operator: Invalid option'],
      [{ ...on, operator: 'between', value: [3, 1] }, ": Operator 'between' of the event property 'amount' needs"],
      [{ ...on, operator: 'gt', value: 'much' }, ": Operator 'gt' of the event property 'amount' needs a number"],
      [
        { ...on, operator: 'semver_caret', value: 'one' },
        ": Operator 'semver_caret' of the event property 'amount' needs",
      ],
      [{ ...on, operator: 'is_date_after', value: 'soon' }, ': "soon" is neither a date'],
      [{ type: 'hogql', key: 'properties.(' }, ': mismatched input'],
      [{ type: 'hogql', key: 'nothing = 1' }, ': Unable to resolve field: nothing'],
      [{ type: 'hogql', key: 'event + 1' }, ': A function was given an argument of a type it cannot work with.'],
      [{ type: 'session', key: 'nothing', value: 1 }, ': Unable to resolve field: session.nothing'],
      [{ type: 'event_metadata', key: 'nothing', value: 1 }, ": Unknown event column 'nothing'"],
      [{ type: 'event_metadata', key: 'person_id', value: 'x' }, ': A text was used as a UUID but is not one.'],
      [{ type: 'element', key: 'colour', value: 'red' }, ": Unknown element property 'colour'"],
      [{ type: 'cohort', key: 'id', value: 999 }, ': Could not find cohort'],
      [{ type: 'AND', values: [{ ...on, operator: 'gt', value: 'much' }] }, ": Operator 'gt'"],
    ])('%j', async (filter, words) => {
      const made = await make({ steps: of(filter) })
      const detail = expect.stringContaining(`steps[1].properties[1]${words}`)
      expect(made).toMatchObject({ attr: 'steps', code: 'invalid_input', detail })
      const saved = await make({ steps: [step(1)] })
      expect(await patch(saved, { steps: of(filter) })).toMatchObject({ attr: 'steps', detail })
      expect(list((await patch(saved, { description: 'x' }))['steps'])).toHaveLength(1)
    })

    test('nor one of more steps than queries can ask', async () => {
      const steps = Array.from({ length: 201 }, (_, i) => ({ event: `step ${i}` }))
      expect(await make({ steps })).toMatchObject({ attr: 'steps', detail: 'An action may have 200 steps.' })
      expect(await make({ steps: steps.slice(1) })).toMatchObject({ is_action: true })
    })

    test('nor one that is made of itself', async () => {
      const made = await make({ name: 'snake', steps: [step(1)] })
      const steps = [{ properties: [{ type: 'hogql', key: "matchesAction('snake')" }] }]
      expect(await patch(made, { steps })).toMatchObject({
        detail: expect.stringMatching(/^steps\[0\]\.properties\[0\]: /),
      })
      expect(await make({ steps })).toMatchObject({ is_action: true })
    })
  })

  test('names none that comes to name it at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await make({ steps: [step(1)] }), await make({ steps: [step(1)] })]
      const naming = (made: JsonObject) => ({
        steps: [{ properties: [{ type: 'hogql', key: `matchesAction(${String(made['id'])})` }] }],
      })
      const answers = await Promise.all([patch(a, naming(b)), patch(b, naming(a))])
      expect(answers.map((answer) => answer['attr'] ?? 'saved').toSorted()).toEqual(['saved', 'steps'])
    }
  })

  test('is pinned at the time of the server, once, and unpinned', async () => {
    const made = await make()
    expect((await patch(made, { pinned_at: '2001-01-01T00:00:00Z' }))['pinned_at']).toBe(now.toISOString())
    for (const nothing of [null, '']) {
      await patch(made, { pinned_at: true })
      expect((await patch(made, { pinned_at: nothing }))['pinned_at']).toBeNull()
    }
  })

  test('has tags that are no longer than any', async () => {
    const long = Array.from({ length: 3000 }, (_, i) => (i * 7919).toString(36)).join('')
    expect(await make({ tags: [long] })).toMatchObject({ code: 'max_length' })
  })

  test('stays who made it, and its name is not blank', async () => {
    const made = await make()
    expect((await patch(made, { created_by: 99 }))['created_by']).toMatchObject({ email: 'admin@localhost' })
    for (const name of ['', '   ']) expect(await patch(made, { name })).toMatchObject({ code: 'blank', attr: 'name' })
  })

  test('is referred to by what stands there: by number or text, of this project, not deleted', async () => {
    const made = await make()
    const references = async () => (await app.ask('GET', `${P}/actions/${String(made['id'])}/references/`)).json
    expect(await references()).toEqual([])
    const insight = async (query: JsonObject, name: string) =>
      (await app.ask('POST', `${P}/insights/`, { name, query })).body
    const series = (id: Json | undefined) => [{ kind: 'ActionsNode', id: id ?? null }]
    await insight({ kind: 'TrendsQuery', series: series(made['id']) }, 'by number')
    const gone = await insight({ kind: 'TrendsQuery', series: series(made['id']) }, 'deleted')
    await app.ask('PATCH', `${P}/insights/${String(gone['id'])}/`, { deleted: true })
    await app.ask('POST', `${P}/insights/`, { name: 'legacy', filters: { actions: [{ id: String(made['id']) }] } })
    const found = list(await references())
    expect(found.map(({ type, name }) => [type, name]).sort()).toEqual([
      ['insight', 'by number'],
      ['insight', 'legacy'],
    ])
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(['created_at', 'created_by', 'id', 'name', 'type', 'url'])
    const did = { type: 'behavioral', value: 'performed_event', event_type: 'actions', key: String(made['id']) }
    const criterion = { ...did, time_value: 30, time_interval: 'day' }
    const filters = { properties: { type: 'OR', values: [criterion, criterion] } }
    await app.ask('POST', `${P}/cohorts/`, { name: 'by criteria', filters })
    const counted = list((await app.ask('GET', `${P}/actions/?include_reference_count=1`)).body['results'])
    expect(counted.find(({ id }) => id === made['id'])?.['reference_count']).toBe(3)
    expect(await references()).toHaveLength(3)
    const plain = list((await app.ask('GET', `${P}/actions/`)).body['results'])
    expect(plain.some((row) => 'reference_count' in row)).toBe(false)
  })
})

test('a selector is shown with the pattern that it means', async () => {
  const steps = [{ event: '$autocapture', selector: 'div > a.buy' }]
  const { body } = await app.ask('POST', `${P}/actions/`, { name: 'By selector', steps })
  const shown = { selector: 'div > a.buy', selector_regex: '(^|;)a[^;:]*?\\.buy[^;]*;div' }
  expect(list(body['steps'])).toMatchObject([shown])
  // What is read may be sent back.
  const kept = await app.ask('PATCH', `${P}/actions/${String(body['id'])}/`, { steps: body['steps'] })
  expect(list(kept.body['steps'])).toMatchObject([shown])
})

test('a form says in text that an action is put away', async () => {
  const { body } = await app.ask('POST', `${P}/actions/`, { name: 'For a moment' })
  const away = await app.ask('PATCH', `${P}/actions/${String(body['id'])}/`, { deleted: 'true' })
  expect(away).toMatchObject({ status: 200, body: { deleted: true } })
})

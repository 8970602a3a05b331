import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isObject, type JsonObject } from '../src/lib/json.ts'
import { DEFINITION_FIELDS, OPERATIONS, type Operation, USER_FIELDS } from './requirements.ts'
import { TestApp } from './support/app.ts'

let app: TestApp
/** What the paths of the reference pages name. */
let names: Record<string, string>
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture([{ event: 'signed up', distinct_id: 'ann', properties: { plan: 'pro' } }])
  const board = await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Board' })
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'signed up' }] }
  const id = Number(board.body['id'])
  await app.ask('POST', '/api/projects/1/insights/', { query, dashboards: [id] })
  names = { project_id: '1', dashboard_id: String(id), dashboards: String(id), event_definitions: await definitionId() }
})
afterAll(() => app.close())

const resultsOf = (body: JsonObject): JsonObject[] =>
  Array.isArray(body['results']) ? body['results'].filter(isObject) : []

async function definitionId(): Promise<string> {
  const { body } = await app.ask('GET', '/api/projects/1/event_definitions/')
  return String(resultsOf(body)[0]?.['id'])
}

/** The printed path with real ids, and the slash of the curl line. */
const pathOf = ({ path }: Operation) =>
  `/api/projects/1/${path.replace(':dashboard_id', names['dashboard_id'] ?? '').replace(':id', names[path.split('/')[0] ?? ''] ?? '')}/`

/** The operations whose scope, status and fields are held to the page here, with what each is asked. */
const ASKED: Record<string, { query?: string; body?: JsonObject }> = {
  // [dashboards.retrieve] [dashboards.update] [dashboards.delete] [dashboards.run_insights] [dashboards.stream_tiles]
  // [dashboards.snapshot]
  'dashboards.retrieve': {},
  'dashboards.update': { body: { name: 'Renamed' } },
  'dashboards.delete': {},
  'dashboards.run_insights': {},
  'dashboards.stream_tiles': {},
  'dashboards.snapshot': {},
  // [dashboards.create_from_template_json] [dashboards.create_unlisted_dashboard]
  'dashboards.create_from_template_json': {
    body: {
      template: {
        template_name: 'Notes',
        dashboard_description: '',
        dashboard_filters: {},
        tiles: [{ type: 'TEXT', body: '# Notes' }],
      },
    },
  },
  'dashboards.create_unlisted_dashboard': { body: { tag: 'llm-analytics' } },
  // [event_definitions.list] [event_definitions.retrieve] [event_definitions.update]
  'event_definitions.list': {},
  'event_definitions.retrieve': {},
  'event_definitions.update': { body: { description: 'Somebody signed up' } },
}

describe.each(OPERATIONS.filter(({ id }) => id in ASKED))('$id', (operation) => {
  const { id, method, scope, status, response } = operation
  const send = (key: string | null) =>
    app.ask(method, `${pathOf(operation)}${ASKED[id]?.query ?? ''}`, ASKED[id]?.body, key)

  test('needs its scope', async () => {
    expect((await send(null)).status).toBe(401)
    const refused = await send(await app.key(['annotation:write']))
    expect([refused.status, refused.body['detail']]).toEqual([403, `API key missing required scope '${scope}'`])
  })
  test('answers as the page says', async () => {
    const answer = await send(await app.key([scope]))
    expect(answer.status).toBe(status)
    expect((response ?? []).filter((field) => !(field in answer.body))).toEqual([])
  })
})

test('users inside answers carry every field', async () => {
  const { body } = await app.ask('GET', `/api/projects/1/dashboards/${names['dashboards']}/`)
  expect(Object.keys(isObject(body['created_by']) ? body['created_by'] : {}).sort()).toEqual([...USER_FIELDS].sort())
})

test('each definition of a list carries every field', async () => {
  const { body } = await app.ask('GET', '/api/projects/1/event_definitions/')
  expect(DEFINITION_FIELDS.filter((field) => !(field in (resultsOf(body)[0] ?? {})))).toEqual([])
})

test('both base paths answer, with and without the last slash, and @current is the project', async () => {
  for (const base of ['projects/1', 'environments/1', 'projects/@current', 'environments/@current'])
    for (const slash of ['', '/'])
      expect([base, slash, (await app.ask('GET', `/api/${base}/event_definitions${slash}`)).status]).toEqual([
        base,
        slash,
        200,
      ])
})

test('pages of definitions [event_definitions.list?limit] [event_definitions.list?offset]', async () => {
  await app.capture(['a', 'b', 'c'].map((event) => ({ event, distinct_id: 'ann' })))
  const list = (query: string) => app.ask('GET', `/api/projects/1/event_definitions/?${query}`)
  const page = await list('limit=3&offset=1')
  expect(page.body).toMatchObject({
    count: 4,
    next: null,
    previous: 'http://hoglet.test/api/projects/1/event_definitions/?limit=3',
  })
  expect(page.body['results']).toHaveLength(3)
})

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { decode } from '@toon-format/toon'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import { TOOLS } from './catalogue.ts'

/** What is listed when nothing is asked for. */
const LISTED = TOOLS.filter((tool) => !tool.on_request)

let app: TestApp
let board: number
beforeAll(async () => {
  app = await TestApp.open()
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  await app.capture([
    { event: 'signed up', distinct_id: 'ann', timestamp: day(1), properties: { plan: 'pro' } },
    { event: 'signed up', distinct_id: 'ben', timestamp: day(2), properties: { plan: 'free' } },
    { event: 'invited', distinct_id: 'ben', timestamp: day(1), properties: { plan: 'free' } },
  ])
  board = Number((await rest('POST', '/dashboards/', { name: 'Growth', tags: ['core'] })).body['id'])
  const query = {
    kind: 'InsightVizNode',
    source: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'signed up' }] },
  }
  await rest('POST', '/insights/', { name: 'Sign-ups', query, dashboards: [board] })
})
afterAll(() => app.close())

const rest = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `/api/projects/1${path}`, body, key ?? KEY)
const post = (body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  app.app.fetch(
    new Request(`${SITE}/mcp`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        ...{ accept: 'application/json, text/event-stream', ...headers },
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal ? { signal } : {}),
    }),
  )

/** A client of the published SDK, of either era, that speaks to the program in this process. */
async function connect(
  options: { key?: string; search?: string; headers?: Record<string, string>; modern?: boolean } = {},
) {
  const client = new Client(
    { name: 'test', version: '1' },
    options.modern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {},
  )
  const transport = new StreamableHTTPClientTransport(new URL(`${SITE}/mcp${options.search ?? ''}`), {
    requestInit: { headers: { authorization: `Bearer ${options.key ?? KEY}`, ...options.headers } },
    fetch: async (url, init) => app.app.fetch(new Request(url, init)),
  })
  await client.connect(transport)
  return client
}

interface Called {
  text: string
  isError: boolean
  structured: JsonObject
}
async function call(name: string, args: JsonObject = {}, client?: Client): Promise<Called> {
  const used = client ?? (await connect())
  const result = await used.callTool({ name, arguments: args })
  const [first] = Array.isArray(result.content) ? result.content : []
  const text = first?.type === 'text' ? first.text : ''
  return { text, isError: result.isError === true, structured: objectOr(result.structuredContent) }
}
const json = async (name: string, args: JsonObject = {}) =>
  objectOr(parseJson((await call(name, { ...args, output_format: 'json' })).text))
const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)

describe('the list of tools', () => {
  test('is the same twice, in both eras, and within its budget', async () => {
    const [legacy, modern] = [await connect(), await connect({ modern: true })]
    const [first, second, third] = [await legacy.listTools(), await legacy.listTools(), await modern.listTools()]
    expect(second.tools).toEqual(first.tools)
    expect(third.tools).toEqual(first.tools)
    expect(first.tools.map(({ name }) => name)).toEqual(LISTED.map(({ name }) => name))
    expect(JSON.stringify(first.tools).length).toBeLessThanOrEqual(32_000)
    for (const { name, description, inputSchema } of first.tools) {
      expect([name, (description ?? '').length <= 300]).toEqual([name, true])
      expect([name, JSON.stringify(inputSchema).length < 16_384]).toEqual([name, true])
    }
    const none = first.tools.find(({ name }) => name === 'projects-get')
    expect(none?.inputSchema).toEqual({ type: 'object', additionalProperties: false })
  })

  test('holds the four tools of the reference with their titles, hints and needs', async () => {
    const { tools } = await (await connect()).listTools()
    const hints = (title: string, [readOnlyHint, destructiveHint, idempotentHint]: boolean[]) => ({
      ...{ title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint: true },
    })
    const byName = new Map(tools.map((tool) => [tool.name, tool]))
    for (const [name, title, required, ...flags] of [
      ['dashboard-get', 'Get dashboard', ['id'], true, false, true],
      ['dashboard-update', 'Update dashboard', ['id'], false, false, true],
      ['dashboard-delete', 'Delete dashboard', ['id'], false, true, false],
      ['event-definitions-list', 'List all events', undefined, true, false, true],
    ] as const) {
      const tool = byName.get(name)
      expect(tool).toMatchObject({ title, annotations: hints(title, flags) })
      expect(tool?.inputSchema.required).toEqual(required)
    }
  })

  test('depends on the scopes of the key', async () => {
    const names = await namesOf(await connect({ key: await app.key(['dashboard:read']) }))
    expect(names).toEqual(['dashboard-get', 'dashboards-get-all'])
    const client = await connect({ key: await app.key(['dashboard:read']) })
    await expect(call('dashboard-update', { id: board, name: 'x' }, client)).rejects.toMatchObject({
      ...{ code: -32602, message: expect.stringContaining('Tool dashboard-update not found') },
    })
  })

  test('and on what the address asks for', async () => {
    expect(await namesOf(await connect({ search: '?features=workspace&tools=dashboard-get' }))).toEqual([
      ...['dashboard-get', 'organizations-get', 'switch-organization', 'projects-get', 'switch-project', 'project-get'],
    ])
    expect(await namesOf(await connect({ search: '?tools=nothing' }))).toEqual([])
    expect(await namesOf(await connect({ search: '?features=data-schema' }))).toEqual([
      'properties-list',
      'read-data-schema',
    ])
    const readonly = await namesOf(await connect({ headers: { 'x-posthog-read-only': 'true' } }))
    expect(readonly).toEqual(LISTED.filter(({ hints }) => hints.includes('R')).map(({ name }) => name))
    expect(await namesOf(await connect({ search: '?project_id=1' }))).not.toContain('switch-project')
  })
})

describe('dashboards', () => {
  test('dashboard-get leaves out results and nulls, and says where its page is', async () => {
    const value = await json('dashboard-get', { id: board })
    expect(value).toMatchObject({
      id: board,
      name: 'Growth',
      tags: ['core'],
      _posthogUrl: `${SITE}/project/1/dashboard/${board}`,
    })
    const text = JSON.stringify(value)
    for (const hidden of ['"result"', '"restriction_level"', '"hogql"', 'null', '"filters_hash"'])
      expect(text).not.toContain(hidden)
    const [tile] = Array.isArray(value['tiles']) ? value['tiles'].filter(isObject) : []
    expect(objectOr(tile?.['insight'])).toMatchObject({ name: 'Sign-ups', query: { kind: 'InsightVizNode' } })
    const empty = Number((await rest('POST', '/dashboards/', { name: 'Empty' })).body['id'])
    const { last_accessed_at: _, ...decoded } = objectOr(decode((await call('dashboard-get', { id: empty })).text))
    const { last_accessed_at: __, ...parsed } = await json('dashboard-get', { id: empty })
    expect(decoded).toEqual(parsed)
  })

  test('dashboard-update changes what is given, however it is given', async () => {
    await call('dashboard-update', { id: String(board), name: 'X', tags: ['a'] })
    const first = (await rest('GET', `/dashboards/${board}`)).body
    expect(first).toMatchObject({ name: 'X', tags: ['a'], pinned: false })
    const { text } = await call('dashboard-update', {
      dashboardId: board,
      data: { name: 'Growth', pinned: 'true', deleted: true },
    })
    expect(text).toContain('Ignored unknown arguments: deleted')
    expect((await rest('GET', `/dashboards/${board}`)).body).toMatchObject({
      name: 'Growth',
      pinned: true,
      tags: ['a'],
    })
  })

  test('dashboard-delete is soft, and the second time there is nothing', async () => {
    const id = Number((await rest('POST', '/dashboards/', { name: 'Gone' })).body['id'])
    expect(await json('dashboard-delete', { id })).toMatchObject({
      success: true,
      message: 'Dashboard deleted successfully',
      id,
    })
    expect((await rest('GET', `/dashboards/${id}`)).status).toBe(404)
    const again = await call('dashboard-delete', { id })
    expect(again).toMatchObject({
      isError: true,
      text: `Error: [dashboard-delete]: Request failed:\nPath: PATCH /api/projects/1/dashboards/${id}/\nStatus Code: 404 (Not Found)\nError Message: Not found.`,
    })
    expect((await rest('DELETE', `/dashboards/${board}`)).status).toBe(405)
  })

  test('a board is made, filled, arranged and emptied', async () => {
    const { structured } = await call('dashboard-create', { name: 'Made by an agent', tags: ['agents'] })
    expect(structured).toEqual({})
    const listed = await json('dashboards-get-all', { search: 'Made by' })
    const [row] = Array.isArray(listed['results']) ? listed['results'].filter(isObject) : []
    const id = Number(row?.['id'])
    expect(row).toMatchObject({ tags: ['agents'], _posthogUrl: `${SITE}/project/1/dashboard/${id}` })
    const layouts = { sm: { x: 0, y: 0, w: 12, h: 2 } }
    const made = await json('dashboard-create-tile', { id, type: 'text', body: 'Hello', layouts })
    expect(Object.keys(made).sort()).toEqual(['_posthogUrl', 'id', 'layouts', 'text'])
    await call('add-insight-to-dashboard', { insightId: '1', dashboardId: id })
    const whole = await rest('GET', `/dashboards/${id}`)
    const tiles = (Array.isArray(whole.body['tiles']) ? whole.body['tiles'] : []).filter(isObject)
    expect(tiles).toHaveLength(2)
    const insights = (await rest('GET', '/insights/1')).body
    expect(insights['dashboards']).toEqual([board, id])
    const text = tiles.find((tile) => tile['text'] !== null)
    const updated = await json('dashboard-update-text-tile', { id, tile_id: Number(text?.['id']), body: 'Hello again' })
    expect(updated).toMatchObject({ id: text?.['id'], text: { body: 'Hello again' } })
    const order = tiles.map((tile) => Number(tile['id'])).toReversed()
    const other = tiles.find((tile) => tile['text'] === null)
    for (const tile_id of [Number(other?.['id']), 9999])
      expect((await call('dashboard-update-text-tile', { id, tile_id, body: 'z' })).text).toContain(
        'tile_id: no text tile',
      )
    expect((await rest('GET', `/dashboards/${id}`)).body['tiles']).toHaveLength(2)
    expect((await call('dashboard-reorder-tiles', { id, tile_order: order })).isError).toBe(false)
    const arranged = await json('dashboard-reorder-tiles', { id, tile_order: order, layout: 'three_column' })
    expect(arranged).toMatchObject({ tiles: [0, 4].map((x) => ({ layouts: { sm: { x, y: 0, w: 4, h: 5 } } })) })
    expect(await json('dashboard-delete-tile', { id, tile_id: Number(text?.['id']) })).toMatchObject({ success: true })
  })

  test('tiles that are made at the same time are each told their own id', async () => {
    const id = Number((await rest('POST', '/dashboards/', { name: 'At once' })).body['id'])
    const texts = ['one', 'two', 'three']
    const made = await Promise.all(texts.map((body) => json('dashboard-create-tile', { id, type: 'text', body })))
    expect(made).toMatchObject(texts.map((body) => ({ text: { body } })))
    expect(new Set(made.map((tile) => tile['id'])).size).toBe(3)
  })

  test('ids inside of lists and objects may be text, too', async () => {
    const id = Number((await rest('POST', '/dashboards/', { name: 'Text ids' })).body['id'])
    const made = [1, 2].map(
      async (n) => (await json('dashboard-create-tile', { id, type: 'text', body: `${n}` }))['id'],
    )
    const tile_order = (await Promise.all(made)).map(String)
    const arranged = await json('dashboard-reorder-tiles', { id, tile_order: tile_order.toReversed() })
    expect(arranged).toMatchObject({ tiles: tile_order.toReversed().map((tile) => ({ id: Number(tile) })) })
    const moved = { id, to_dashboard: board, tile: { id: tile_order[0] ?? '' } }
    expect(await json('dashboard-transfer-tile', moved)).toMatchObject({ tiles: [{ id: Number(tile_order[1]) }] })
    await call('dashboard-delete-tile', { id: board, tile_id: Number(tile_order[0]) })
  })

  test('dashboard-insights-run tells the numbers, and the address where a person sees the same', async () => {
    const lately = { filters_override: { date_from: '-3d' } }
    expect((await call('dashboard-insights-run', { id: board, ...lately })).text).toMatch(
      `${SITE}/project/1/dashboard/${board}?filters_override=${encodeURIComponent('{"date_from":"-3d"}')}`,
    )
    const { text } = await call('dashboard-insights-run', { id: board, refresh: 'blocking' })
    expect(text).toContain('## Sign-ups (tile ')
    const raw = await json('dashboard-insights-run', { id: board, refresh: 'blocking' })
    expect(raw).toMatchObject({ results: [{ insight: { name: 'Sign-ups', result: [{ count: 2 }] } }] })
  })

  test('a tile of any length can be read whole, and the tiles after it are named', async () => {
    const id = Number((await rest('POST', '/dashboards/', { name: 'Long' })).body['id'])
    // Each table has 1,000 lines of 42 letters or more.
    const query = { kind: 'HogQLQuery', query: "select number, repeat('x', 40) from numbers(1000) limit 1000" }
    for (const name of ['First', 'Second']) await rest('POST', '/insights/', { name, query, dashboards: [id] })
    const run = async (more: JsonObject) =>
      (await call('dashboard-insights-run', { id, refresh: 'blocking', max_result_chars: 0, ...more })).text
    const both = await run({})
    expect(both).toContain(`\n999|${'x'.repeat(40)}\n`)
    const [, second = ''] =
      /\n\nNot shown: tiles (\d+)\. Ask for them with tile_ids\.\n\n_posthogUrl: /.exec(both) ?? []
    const alone = await run({ tile_ids: second })
    expect(alone).toContain(`\n999|${'x'.repeat(40)}\n`)
    expect(alone).not.toContain('Not shown')
  })
})

describe('events', () => {
  test('event-definitions-list agrees with REST, by the page', async () => {
    const all = await json('event-definitions-list')
    expect(all).toMatchObject({ count: 2, results: [{ name: 'invited' }, { name: 'signed up' }] })
    expect(Object.keys(objectOr(Array.isArray(all['results']) ? all['results'][0] : {}))).toEqual([
      'name',
      'last_seen_at',
    ])
    expect(await json('event-definitions-list', { q: 'sign' })).toMatchObject({
      count: 1,
      results: [{ name: 'signed up' }],
    })
    expect(await json('event-definitions-list', { search: 'nothing like it' })).toMatchObject({ count: 0, results: [] })
    expect(await json('event-definitions-list', { limit: 1 })).toMatchObject({
      count: 2,
      next_offset: 1,
      results: [{ name: 'invited' }],
    })
    expect(await json('event-definitions-list', { limit: 1, offset: 1, detail: true })).toMatchObject({
      results: [{ name: 'signed up', verified: false, tags: [] }],
    })
  })

  test('a definition is described', async () => {
    await call('event-definition-update', {
      eventName: 'signed up',
      data: { description: 'A new account', verified: true },
    })
    // Its page, where the name would be a step between folders.
    await rest('POST', '/event_definitions/', { name: '..' })
    expect(await json('event-definition-get', { eventName: '..' })).toMatchObject({
      _posthogUrl: `${SITE}/project/1/events/named/~..`,
    })
    await rest(
      'DELETE',
      `/event_definitions/${String((await json('event-definition-get', { eventName: '..' }))['id'])}/`,
    )
    expect(await json('event-definition-get', { eventName: 'signed up' })).toMatchObject({
      description: 'A new account',
      verified: true,
    })
  })

  test('the schema and its values', async () => {
    expect(await json('properties-list', { type: 'event', eventName: 'signed up' })).toMatchObject({
      results: [{ name: 'plan', property_type: 'String' }],
    })
    const values = await json('read-data-schema', {
      query: { kind: 'event_property_values', event_name: 'signed up', property_name: 'plan' },
    })
    expect(values['results']).toEqual([
      { value: 'free', times: 1 },
      { value: 'pro', times: 1 },
    ])
    const hostile = await call('read-data-schema', {
      query: { kind: 'event_property_values', event_name: "x' or 1", property_name: 'a`b\\' },
    })
    expect(hostile).toMatchObject({ isError: false })
  })
})

describe('insights and queries', () => {
  test('a question is asked, saved, changed and deleted', async () => {
    const series = [{ kind: 'EventsNode', event: 'invited' }]
    const trend = await json('query-trends', { series, dateRange: { date_from: '-7d' } })
    expect(trend).toMatchObject({ query: { kind: 'TrendsQuery', interval: 'day' }, results: [{ count: 1 }] })
    expect(String(trend['_posthogUrl'])).toContain(
      `${SITE}/project/1/insights/new#q=%7B%22kind%22%3A%22InsightVizNode%22`,
    )
    const made = await call('insight-create', {
      name: 'Invitations',
      query: JSON.stringify({ kind: 'TrendsQuery', series }),
    })
    expect(made.text).toContain('"kind": "InsightVizNode"')
    const { results } = await json('insights-list', { search: 'Invitations' })
    const id = objectOr(Array.isArray(results) ? results[0] : {})['short_id']
    expect(await json('insight-query', { id: String(id) })).toMatchObject({
      insight: { name: 'Invitations' },
      results: [{ count: 1 }],
    })
    await call('insight-update', { short_id: String(id), name: 'Invited' })
    expect(await json('insight-get', { insightId: String(id) })).toMatchObject({
      name: 'Invited',
      _posthogUrl: `${SITE}/project/1/insights/${String(id)}`,
    })
    expect((await call('insight-delete', { id: String(id) })).isError).toBe(false)
    expect((await call('insight-get', { id: String(id) })).isError).toBe(true)
  })

  test('query-run takes wrappers and bare nodes', async () => {
    const sql = { kind: 'HogQLQuery', query: 'select count() from events' }
    expect(await json('query-run', { query: { kind: 'DataVisualizationNode', source: sql } })).toMatchObject({
      results: [[3]],
    })
    expect(await json('query-run', { query: sql })).toMatchObject({ results: [[3]] })
    expect(await json('execute-sql', { query: 'select count() as n from events' })).toMatchObject({
      columns: ['n'],
      results: [[3]],
    })
  })

  test('a query is shown as JSON, and a name that looks like a mark of ours stays a name', async () => {
    const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'invited' }] }
    const { text } = await call('insight-create', { name: '@@query-0@@ query0', query })
    expect(text).toContain('name: @@query-0@@ query0')
    expect(text).toContain('  {\n    "kind": "InsightVizNode"')
  })

  test('long objects in a cell are cut, unless they are wanted whole', async () => {
    const query = "select concat('[', repeat('x', 600), ']') as long"
    expect((await call('execute-sql', { query })).text).toContain('x...truncated')
    expect((await call('execute-sql', { query, truncate: false })).text).toContain(`[${'x'.repeat(600)}]`)
  })

  test('ten thousand rows are cut at a row, and it is said', async () => {
    const { text } = await call('execute-sql', {
      query: "select number, repeat('x', 20) from numbers(10000) limit 10000",
      output_format: 'json',
    })
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/Truncated: showing \d+ of \d+ rows; pass limit\/offset or a narrower filter\.$/)
    expect(() => parseJson(text.slice(0, text.lastIndexOf('\n')))).not.toThrow()
  })

  test('rows of a table are counted without its head, and its page is still named', async () => {
    const query = "select number, repeat('x', 20) as xs from numbers(10000) limit 10000"
    const { text } = await call('execute-sql', { query })
    expect(text.length).toBeLessThanOrEqual(60_000)
    const [head, ...lines] = text.split('\n')
    expect(head).toBe('number|xs')
    const rows = lines.indexOf('')
    expect(lines[rows - 1]).toBe(`${rows - 1}|${'x'.repeat(20)}`)
    expect(lines.slice(rows)).toEqual([
      '',
      `_posthogUrl: ${SITE}/project/1/sql?q=${encodeURIComponent(query)}`,
      `Truncated: showing ${rows} of 10000 rows; pass limit/offset or a narrower filter.`,
    ])
  })
})

describe('beside the tools', () => {
  const uris = async (client: Client) => (await client.listResources()).resources.map(({ uri }) => uri)
  const read = async (uri: string, client?: Client) => {
    const { contents } = await (client ?? (await connect())).readResource({ uri })
    const [first] = contents
    return first && 'text' in first ? first.text : ''
  }

  test('every query has its whole schema, in both eras', async () => {
    const [legacy, modern] = [await connect(), await connect({ modern: true })]
    expect(await uris(legacy)).toEqual(await uris(modern))
    const kinds = (await uris(legacy)).filter((uri) => uri.startsWith('hoglet://schema/'))
    expect(kinds).toEqual(expect.arrayContaining(['hoglet://schema/TrendsQuery', 'hoglet://schema/HogQLQuery']))
    for (const uri of kinds) {
      const schema = objectOr(parseJson(await read(uri, legacy)))
      expect(objectOr(objectOr(schema['properties'])['kind'])['const']).toBe(uri.split('/').at(-1))
    }
    expect(Object.keys(objectOr(objectOr(parseJson(await read(kinds[0] ?? '')))['properties']))).toEqual(
      expect.arrayContaining(['series', 'dateRange', 'interval', 'breakdownFilter', 'trendsFilter']),
    )
  })

  test('a guide whose examples run, and the events as TypeScript', async () => {
    const guide = await read('hoglet://docs/hogql')
    const examples = guide.split('```sql\n')[1]?.split('```')[0]?.split('\n\n') ?? []
    expect(examples).toHaveLength(2)
    for (const query of examples) expect((await call('execute-sql', { query })).isError).toBe(false)
    await rest('POST', '/event_definitions/', { name: 'typed event', verified: true })
    expect(await read('hoglet://project/1/events.ts')).toContain('"typed event"')
    await expect(read('hoglet://project/2/events.ts')).rejects.toMatchObject({ code: -32602 })
    await expect(read('hoglet://nothing')).rejects.toMatchObject({ code: -32602 })
    const reader = await connect({ key: await app.key(['query:read']) })
    await expect(read('hoglet://project/1/events.ts', reader)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining("Missing PostHog API scope: 'event_definition:read'"),
    })
  })

  test('prompts are filled in, and ask for what they need', async () => {
    const client = await connect()
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['weekly-report', 'explain-event'])
    const { messages } = await client.getPrompt({ name: 'explain-event', arguments: { event: 'signed "up"' } })
    const { content } = messages[0] ?? {}
    expect(content?.type === 'text' ? content.text : '').toContain('"signed \\"up\\""')
    await expect(client.getPrompt({ name: 'weekly-report', arguments: {} })).rejects.toMatchObject({ code: -32602 })
    await expect(client.getPrompt({ name: 'nothing', arguments: {} })).rejects.toMatchObject({ code: -32602 })
  })

  test('a property is described, whatever its name', async () => {
    await app.capture([{ event: 'odd', distinct_id: 'ann', properties: { 'a, b': 1, $set: { plan: 'pro' } } }])
    const data = { description: 'odd indeed', tags: ['x'] }
    expect(await json('property-definition-update', { propertyName: 'a, b', data })).toMatchObject(data)
    const person = { propertyName: 'plan', type: 'person', data: { property_type: 'String' } }
    expect(await json('property-definition-update', person)).toMatchObject({ name: 'plan', property_type: 'String' })
    expect((await call('property-definition-update', { propertyName: 'a', data })).text).toContain('no such property')
    expect((await call('property-definition-update', { ...person, type: 'group' })).text).toContain('groupTypeIndex')
  })

  test('templates are listed, read and used', async () => {
    const { results } = await json('dashboard-templates-list', { search: 'web' })
    const [first] = Array.isArray(results) ? results.map(objectOr) : []
    const template = await json('dashboard-templates-retrieve', { id: String(first?.['id']) })
    expect(template['template_name']).toBe(first?.['template_name'])
    expect(Array.isArray(template['tiles'])).toBe(true)
  })

  test('sharing and tags are there for who asks', async () => {
    const client = await connect({ search: '?features=sharing,tags' })
    expect(await namesOf(client)).toEqual([
      ...['tags-list', 'dashboards-bulk-update-tags-create', 'event-definitions-bulk-update-tags-create'],
      ...['dashboards-sharing-list', 'dashboards-sharing-update', 'dashboards-sharing-passwords-create'],
      ...['dashboards-sharing-passwords-destroy', 'dashboards-sharing-refresh-create'],
    ])
    const asJson = async (name: string, args: JsonObject = {}) =>
      objectOr(parseJson((await call(name, { ...args, output_format: 'json' }, client)).text))
    expect((await asJson('tags-list'))['results']).toEqual(expect.arrayContaining(['agents']))
    await call('dashboards-bulk-update-tags-create', { ids: [board], action: 'add', tags: ['shown'] }, client)
    expect((await asJson('tags-list'))['results']).toEqual(expect.arrayContaining(['shown']))
    expect((await call('dashboards-sharing-list', { dashboard_id: board }, client)).text).toContain('Not published.')
    const shared = await asJson('dashboards-sharing-update', { id: board, enabled: true, password_required: true })
    expect(shared['meaning']).toBe('Published: anyone with the link and a password can read it.')
    const { pathname } = new URL(String(shared['url']))
    expect((await app.ask('GET', pathname, undefined, null)).status).toBe(200)
    const password = await asJson('dashboards-sharing-passwords-create', { id: board, note: 'for Ben' })
    expect(String(password['password']).length).toBeGreaterThan(7)
    const removed = { id: board, password_id: String(password['id']) }
    expect(await asJson('dashboards-sharing-passwords-destroy', removed)).toEqual({ success: true })
    const rotated = await asJson('dashboards-sharing-refresh-create', { id: board })
    expect(rotated['url']).not.toBe(shared['url'])
    await call('dashboards-sharing-update', { id: board, enabled: false }, client)
    expect((await app.ask('GET', pathname, undefined, null)).status).toBe(404)
  })

  test('a definition is deleted, and typed code is read, by name', async () => {
    const client = await connect({ search: '?tools=event-definition-delete,event-definitions-typescript-get' })
    await rest('POST', '/event_definitions/', { name: 'short lived', verified: true })
    expect((await call('event-definitions-typescript-get', { language: 'python' }, client)).text).toContain(
      'short lived',
    )
    expect((await call('event-definition-delete', { eventName: 'short lived' }, client)).isError).toBe(false)
    expect((await rest('GET', '/event_definitions/by_name/?name=short lived')).status).toBe(404)
  })

  test('a client that closes its connection stops its query in the engine', async () => {
    const abort = new AbortController()
    const query = 'select count() from numbers(100000000000) where cityHash64(number) = 7'
    const body = {
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name: 'execute-sql', arguments: { query } },
    }
    const asked = post(body, { 'mcp-protocol-version': '2025-06-18' }, abort.signal)
    const running = () => app.app.deps.clickhouse.load().running
    await expect.poll(running, { timeout: 10_000 }).toBeGreaterThan(0)
    abort.abort()
    await expect.poll(running, { timeout: 10_000 }).toBe(0)
    await Promise.resolve(asked).catch(() => undefined)
  })
})

describe('failures', () => {
  test('name what is wrong and never what was sent', async () => {
    const wrong = await call('dashboard-get', { id: 'secret-words' })
    expect([wrong.isError, wrong.text.startsWith('Error: [dashboard-get]: Invalid arguments: id: ')]).toEqual([
      true,
      true,
    ])
    expect(wrong.text).not.toContain('secret-words')
    expect((await call('dashboard-get', { id: 1, dashboardId: 2 })).text).toContain('id: given twice')
    expect((await call('query-run', { query: 'no json' })).text).toContain('query: expected an object')
    for (const list of ['tags', 'tiles'])
      expect((await call('dashboard-update', { id: board, [list]: 'no list' })).text).toContain(
        `${list}: expected a list`,
      )
    expect((await call('execute-sql', { query: 'select nonsense from events' })).text).toMatch(
      /^Error: \[execute-sql\]: Validation error: .*nonsense/,
    )
    expect((await call('dashboard-get', { id: 999_999 })).text).toContain('Status Code: 404 (Not Found)')
    expect((await call('dashboard-update', { id: board, name: 'x', pinned: 'false' })).isError).toBe(false)
  })

  test('of the protocol have their own numbers', async () => {
    const headers = { 'content-type': 'application/json' }
    const unknown = await app.app.fetch(new Request(`${SITE}/mcp`, { method: 'POST', headers, body: '{}' }))
    expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    for (const key of ['phx_nobody', 'phc_testTokenAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
      const refused = await post({}, { authorization: `Bearer ${key}` })
      expect([refused.status, refused.headers.get('www-authenticate'), await refused.text()]).toEqual([
        401,
        'Bearer error="invalid_token"',
        'Invalid API key',
      ])
    }
    expect((await post('{nonsense')).status).toBe(400)
    expect((await post({}, { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await post({ jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(202)
    for (const method of ['GET', 'DELETE']) {
      const reply = await app.app.fetch(
        new Request(`${SITE}/mcp/`, { method, headers: { authorization: `Bearer ${KEY}` } }),
      )
      expect([method, reply.status]).toEqual([method, 405])
    }
    const reply = await post({ jsonrpc: '2.0', id: 1, method: 'nothing/like-it' })
    expect(await reply.text()).toContain('-32601')
    expect(reply.headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('the active project', () => {
  test('is the key’s own choice, which a pin beats', async () => {
    const organization_id = app.app.first_start?.team.organization_id ?? ''
    const second = await app.app.deps.teams.create({ organization_id, name: 'Second', api_token: 'phc_second' })
    const [a, b] = [await app.key(['*']), await app.key(['*'])]
    const [one, other] = [await connect({ key: a }), await connect({ key: b })]
    const active = async (client: Client) => /^id: (\d+)/.exec((await call('project-get', {}, client)).text)?.[1]
    expect((await call('switch-project', { projectId: second.id }, one)).text).toMatch(
      new RegExp(`^Switched to project ${second.id}`),
    )
    expect([await active(one), await active(other)]).toEqual([String(second.id), '1'])
    expect((await app.ask('GET', '/api/users/@me/')).body['team']).toMatchObject({ id: 1 })
    expect(await active(await connect({ key: a, headers: { 'x-posthog-project-id': '1' } }))).toBe('1')
    await expect(connect({ key: a, headers: { 'x-posthog-project-id': 'abc' } })).rejects.toThrow(/number of a project/)
    const failed = await call('switch-project', { projectId: 999 }, one)
    expect([failed.isError, failed.text.includes('projects-get')]).toEqual([true, true])
    expect(await active(one)).toBe(String(second.id))
    const both = await connect({ key: await app.key(['*'], { scoped_teams: [1, second.id] }) })
    expect((await call('dashboards-get-all', {}, both)).text).toContain('multiple projects')
    const bound = await connect({ key: await app.key(['*'], { scoped_teams: [second.id] }) })
    expect(await active(bound)).toBe(String(second.id))
    expect((await call('switch-project', { projectId: 1 }, bound)).isError).toBe(true)
  })

  test('is not said to be missing where the store could not be asked', async () => {
    const asked = vi.spyOn(app.app.deps.teams, 'ofOrganization').mockRejectedValue(new Error('the store is away'))
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
    const reply = await post({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
    asked.mockRestore()
    const text = await reply.text()
    expect(reply.status, text).toBe(500)
    expect(text).not.toMatch(/No project is active|the store is away/)
  })

  test('is not looked for where the key cannot be, and the answer is an error like any other', async () => {
    const key = await app.key(['*'])
    const asked = vi.spyOn(app.app.deps.postgres, 'selectFrom').mockImplementation(() => {
      throw new Error('the store is away')
    })
    const reply = await post({ jsonrpc: '2.0', id: 1, method: 'tools/list' }, { authorization: `Bearer ${key}` })
    asked.mockRestore()
    expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining('"code":"error"')])
  })

  test('is told in the instructions, without anybody’s address', async () => {
    const client = await connect()
    expect(client.getInstructions()).toContain('Active project: Default project (id 1')
    expect(client.getInstructions()).not.toContain('@localhost')
    expect((client.getInstructions() ?? '').length).toBeLessThanOrEqual(1500)
    expect(client.getServerVersion()).toMatchObject({ name: 'hoglet', title: 'Hoglet' })
  })

  test('clients at the same time do not mix', async () => {
    const keys = await Promise.all([app.key(['*']), app.key(['*'])])
    const clients = await Promise.all(keys.map((key) => connect({ key })))
    await call('switch-project', { projectId: 2 }, clients[1])
    const asked = clients.flatMap((client, i) =>
      Array.from({ length: 20 }, async () => [i, (await call('project-get', {}, client)).text.includes('id: 2\n')]),
    )
    for (const [i, isSecond] of await Promise.all(asked)) expect(isSecond).toBe(i === 1)
  })
})

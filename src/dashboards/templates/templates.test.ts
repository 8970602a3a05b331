import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DASHBOARD_FIELDS } from '../../../test/requirements.ts'
import { TestApp } from '../../../test/support/app.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const at = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  const sent = (event: string, distinct_id: string, ago: number, properties: JsonObject = {}) => ({
    ...{ event, distinct_id, timestamp: at(ago), properties: { $session_id: `${distinct_id}-${ago}`, ...properties } },
  })
  const call = { $ai_trace_id: 'one', $ai_model: 'large', $ai_total_cost_usd: 0.25, $ai_latency: 2 }
  await app.capture([
    sent('$pageview', 'ann', 2, { $pathname: '/', $referring_domain: 'www.google.com', $search_engine: 'google' }),
    sent('$pageview', 'ann', 2, { $pathname: '/prices' }),
    sent('$autocapture', 'ann', 1.9),
    sent('$pageview', 'ben', 3, { $pathname: '/' }),
    sent('$screen', 'cat', 3),
    sent('$ai_generation', 'ann', 1, { ...call, $ai_http_status: 200 }),
    sent('$ai_generation', 'ann', 1, { ...call, $ai_http_status: 200 }),
    sent('$ai_generation', 'ben', 1, { ...call, $ai_trace_id: 'two', $ai_http_status: 500, $ai_is_error: true }),
    sent('$feature_flag_called', 'ann', 1, { $feature_flag: 'new-board', $feature_flag_response: 'test' }),
    sent('$feature_flag_called', 'ben', 1, { $feature_flag: 'new-board', $feature_flag_response: true }),
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `${BASE}${path}`, body, ...(key ? [key] : []))
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const count = async () => (await ask('GET', '/dashboards/?limit=1')).body['count']

describe('the built-in templates', () => {
  const made = async (use_template: string) => {
    const { status, body } = await ask('POST', '/dashboards/', { use_template })
    expect(status).toBe(201)
    const board = (await ask('GET', `/dashboards/${String(body['id'])}/?refresh=blocking`)).body
    const tiles = listOf(board['tiles'])
    expect(tiles.filter(({ error }) => error !== undefined)).toEqual([])
    const insights = new Map(
      tiles.flatMap(({ insight }) => (isObject(insight) ? [[String(insight['name']), insight]] : [])),
    )
    const series = (name: string) => listOf(insights.get(name)?.['result'])
    return { board, tiles, insights, series, number: (name: string) => series(name)[0]?.['aggregated_value'] }
  }
  const shares = (series: JsonObject[]) => series.map(({ label, aggregated_value: value }) => [label, value])
  const sums = (series: JsonObject[]) => series.map(({ label, count: value }) => [label, value])

  test('product analytics, also by its key', async () => {
    const { board, tiles, insights, series, number } = await made('DEFAULT_APP')
    expect(board).toMatchObject({ name: 'Product analytics', creation_mode: 'template', tags: ['product-analytics'] })
    expect([tiles.filter(({ text }) => text !== null).length, insights.size]).toEqual([4, 11])
    expect([...insights.values()].every(({ is_sample }) => is_sample === true)).toBe(true)
    expect(number('Active people, 30 days')).toBe(3)
    expect(number('Sessions, 7 days')).toBe(3)
    expect(number('Pages seen, 7 days')).toBe(3)
    expect(number('Clicks, 7 days')).toBe(1)
    expect(shares(series('Top pages'))).toEqual([
      ['/', 2],
      ['/prices', 1],
    ])
    expect(series('Visitors who do something')).toMatchObject([{ count: 2 }, { count: 1 }])
    const sizes = tiles.map(({ layouts }) => objectOr(objectOr(layouts)['sm']))
    expect(sizes.slice(0, 6)).toEqual([
      { x: 0, y: 0, w: 12, h: 2 },
      ...[0, 3, 6, 9].map((x) => ({ x, y: 2, w: 3, h: 3 })),
      { x: 0, y: 5, w: 12, h: 2 },
    ])
  })

  test('website traffic, also by its key', async () => {
    const { insights, series, number } = await made('WEBSITE_TRAFFIC')
    expect(insights.size).toBe(9)
    expect(number('Visitors')).toBe(2)
    expect(number('Visitors from search')).toBe(1)
    expect(shares(series('Top pages found with Google'))).toEqual([['/', 1]])
  })

  test('LLM analytics', async () => {
    const { board, insights, series, number } = await made('LLM analytics')
    expect([board['filters'], insights.size]).toEqual([{ date_from: '-7d' }, 9])
    expect(number('Cost')).toBe(0.75)
    expect(sums(series('Traces'))).toEqual([['$ai_generation', 2]])
    expect(sums(series('Failed calls'))).toEqual([['$ai_generation', 1]])
    expect(shares(series('Calls by HTTP status')).map(([, value]) => value)).toEqual([2, 1])
  })

  test('feature flag usage', async () => {
    const { insights, series } = await made('Feature flag usage')
    expect(insights.size).toBe(4)
    expect(sums(series('Questions'))).toEqual([['new-board', 2]])
    expect(series('Answers').map(({ aggregated_value: value }) => value)).toEqual([1, 1])
  })
})

describe('use_template [dashboards.update{use_template}]', () => {
  test('the name is the request’s, description and filters are the template’s, tags are both', async () => {
    const own = { name: 'Models', description: 'mine', filters: { date_from: '-1d' }, tags: ['Own'], pinned: true }
    const { body } = await ask('POST', '/dashboards/', { ...own, use_template: 'LLM analytics' })
    expect(body).toMatchObject({ name: 'Models', pinned: true, filters: { date_from: '-7d' }, use_template: '' })
    expect(body['description']).toContain('language models')
    expect(body['tags']).toEqual(['llm-analytics', 'own'])
  })

  test('what names nothing leaves nothing; both sources are too many', async () => {
    const before = await count()
    const unknown = await ask('POST', '/dashboards/', { use_template: 'Nothing' })
    expect([unknown.status, unknown.body['attr'], unknown.body['detail']]).toEqual([
      400,
      'use_template',
      'Invalid template provided: Nothing',
    ])
    const both = await ask('POST', '/dashboards/', { use_template: 'DEFAULT_APP', use_dashboard: 1 })
    expect([both.status, both.body['attr'], both.body['detail']]).toEqual([
      400,
      null,
      '`use_dashboard` and `use_template` cannot be used together',
    ])
    expect(await count()).toBe(before)
  })

  test('blank means none, and an update takes no notice of it', async () => {
    const { body } = await ask('POST', '/dashboards/', { name: 'Plain', use_template: '' })
    expect(body).toMatchObject({ creation_mode: 'default', tiles: [] })
    const patched = await ask('PATCH', `/dashboards/${String(body['id'])}/`, { use_template: 'DEFAULT_APP' })
    expect([patched.status, patched.body['tiles'], patched.body['creation_mode']]).toEqual([200, [], 'default'])
  })
})

const QUERY = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: '$pageview' }] }
const TEMPLATE = {
  template_name: 'Weekly',
  dashboard_description: 'For the meeting',
  dashboard_filters: { date_from: '-7d' },
  tags: ['Meeting'],
  tiles: [
    {
      type: 'INSIGHT',
      name: 'Views',
      description: 'All of them',
      query: QUERY,
      filters: {},
      color: 'blue',
      layouts: {},
    },
    { type: 'TEXT', body: '### Notes', transparent_background: true },
    { type: 'BUTTON', button_tile: { url: '/insights', text: 'More' }, layouts: { sm: { x: 0, y: 9, w: 2, h: 1 } } },
    { type: 'HOLOGRAM' },
  ],
}

describe('a template in the request [dashboards.create_from_template_json]', () => {
  const make = (body: JsonObject, query = '') => ask('POST', `/dashboards/create_from_template_json/${query}`, body)

  test('with an insight of too long a name is refused whole', async () => {
    const tiles = [{ type: 'INSIGHT', name: 'n'.repeat(401), query: { kind: 'HogQLQuery', query: 'select 1' } }]
    const { status, body } = await make({ template: { ...TEMPLATE, template_name: 'Too long', tiles } })
    expect([status, body['attr'], body['code']]).toEqual([400, 'name', 'max_length'])
    const found = await ask('GET', '/dashboards/?search=Too%20long')
    expect(found.body['count']).toBe(0)
  })

  test('becomes a dashboard with every field', async () => {
    const { status, body } = await make({ template: TEMPLATE, creation_context: 'onboarding' })
    expect([status, DASHBOARD_FIELDS.filter((field) => !(field in body))]).toEqual([200, []])
    expect(body).toMatchObject({
      name: 'Weekly',
      description: 'For the meeting',
      filters: { date_from: '-7d' },
      tags: ['meeting'],
      creation_mode: 'default',
      created_by: { id: 1 },
    })
    const made = { created_by: { id: 1 }, last_modified_by: null }
    // The button's box says where it stands; the others have none yet, and tiles without a place come late.
    expect(body['tiles']).toMatchObject([
      { button_tile: { url: '/insights', text: 'More', placement: 'left', style: 'primary', ...made } },
      { insight: { name: 'Views', description: 'All of them', is_sample: true, filters: {} }, color: 'blue' },
      { text: { body: '### Notes', ...made }, transparent_background: true, layouts: {} },
    ])
  })

  test('its tiles are whole: what is not said is what a new tile has', async () => {
    const tiles = [
      { type: 'TEXT', body: 'Words', layouts: {} },
      { type: 'INSIGHT', name: 'Views', query: { kind: 'InsightVizNode', source: QUERY }, filters: {}, layouts: {} },
    ]
    const { body } = await make({ template: { ...TEMPLATE, tiles } })
    const plain = {
      ...{ id: expect.any(Number), button_tile: null, widget: null, layouts: {}, color: null, filters_overrides: {} },
      ...{ show_description: null, transparent_background: null, last_refresh: null, is_cached: false },
    }
    const [first, second] = listOf(body['tiles'])
    expect([first, second]).toEqual([
      { ...plain, order: 0, insight: null, text: expect.objectContaining({ body: 'Words', last_modified_by: null }) },
      {
        ...plain,
        order: 1,
        text: null,
        insight: expect.objectContaining({ name: 'Views', filters: {}, result: null }),
      },
    ])
    const insight = objectOr(second?.['insight'])
    expect(insight['query']).toMatchObject({ kind: 'InsightVizNode', source: QUERY })
    expect(insight).toMatchObject({ is_sample: true, description: null, dashboards: [body['id']], tags: [] })
  })

  test('what the request says beside it wins, and its tags are added', async () => {
    const own = { name: 'Mine', description: '', pinned: true, tags: ['own'], restriction_level: 37 }
    const { body } = await make({ template: TEMPLATE, ...own, _create_in_folder: 'Marketing/Site' })
    expect(body).toMatchObject({ ...own, tags: ['meeting', 'own'], _create_in_folder: '' })
    const { postgres } = app.app.deps
    const row = postgres.selectFrom('dashboard').select('folder').where('id', '=', Number(body['id']))
    expect(await row.executeTakeFirst()).toEqual({ folder: 'Marketing/Site' })
  })

  test('a name that is empty is none', async () => {
    for (const name of ['', null]) expect((await make({ template: TEMPLATE, name })).body['name']).toBe('Weekly')
  })

  test('a variable that nobody chose for is its default', async () => {
    const variable = { id: 'SIGNED_UP', name: 'Sign-up', type: 'event', description: '', required: true }
    const query = { kind: 'TrendsQuery', series: ['{SIGNED_UP}'] }
    const template = {
      ...TEMPLATE,
      variables: [{ ...variable, default: { kind: 'EventsNode', event: 'signed up' } }],
      tiles: [{ type: 'INSIGHT', name: 'Sign-ups', query }],
    }
    const { body } = await make({ template })
    const [tile] = listOf(body['tiles'])
    const asked = objectOr(objectOr(tile?.['insight'])['query'])
    expect(objectOr(asked['source'])['series']).toEqual([{ kind: 'EventsNode', event: 'signed up' }])
  })

  test('an insight of the older kind becomes a query', async () => {
    const filters = { insight: 'TRENDS', events: [{ id: '$pageview' }] }
    const { body } = await make({ template: { ...TEMPLATE, tiles: [{ type: 'INSIGHT', name: 'Old', filters }] } })
    expect(body['tiles']).toMatchObject([
      { insight: { query: { kind: 'InsightVizNode', source: { kind: 'TrendsQuery' } }, filters: {} } },
    ])
  })

  const { template_name: _, ...nameless } = TEMPLATE
  test.each<[string, JsonObject, string]>([
    ['without a name', nameless, "'template_name' is a required property"],
    ['of nothing', {}, "'template_name' is a required property"],
    ['with a number for a name', { ...TEMPLATE, template_name: 5 }, "5 is not of type 'string'"],
    [
      'with a name that is too long',
      { ...TEMPLATE, template_name: 'x'.repeat(401) },
      `'${'x'.repeat(401)}' is too long`,
    ],
    ['with a list of filters', { ...TEMPLATE, dashboard_filters: [true] }, "[True] is not of type 'object'"],
    ['without tiles', { ...TEMPLATE, tiles: [] }, '[] should be non-empty'],
    ['with a text for a tile', { ...TEMPLATE, tiles: ['x'] }, "'x' is not of type 'object'"],
    [
      'with a variable of another kind',
      {
        ...TEMPLATE,
        variables: [{ id: 'A', name: 'A', type: 'person', default: {}, description: '', required: false }],
      },
      "'person' is not one of ['event', 'element']",
    ],
  ])('%s is refused', async (_name, template, detail) => {
    const before = await count()
    const { status, body } = await make({ template })
    const envelope = { type: 'validation_error', code: 'invalid_input', detail, attr: null }
    expect([status, body, await count()]).toEqual([400, envelope, before])
  })

  test('a tile that fails midway leaves nothing behind', async () => {
    const before = await count()
    const tiles = [
      { type: 'TEXT', body: 'kept?' },
      { type: 'INSIGHT', name: 'Bad', query: { kind: 'NoQuery' } },
    ]
    expect((await make({ template: { ...TEMPLATE, tiles } })).status).toBe(400)
    expect((await make({ template: { ...TEMPLATE, tiles: [{ type: 'BUTTON' }] } })).status).toBe(400)
    expect(await count()).toBe(before)
  })

  test('nothing at all is named, and a form is no JSON', async () => {
    expect((await make({})).body).toMatchObject({ code: 'required', attr: 'template' })
    const headers = { authorization: `Bearer ${await app.key(['dashboard:write'])}` }
    const url = `http://hoglet.test${BASE}/dashboards/create_from_template_json/`
    // Whatever the form says: who corrects its fields one by one must not learn that only in the end.
    for (const [field, value] of [
      ['template', JSON.stringify(TEMPLATE)],
      ['name', 'x'],
    ] as const) {
      const body = new URLSearchParams([[field, value]])
      expect((await app.app.fetch(new Request(url, { method: 'POST', headers, body }))).status).toBe(415)
    }
  })

  test('format is json or txt [dashboards.create_from_template_json?format]', async () => {
    const statuses = ['json', 'txt', 'xml'].map(async (format) => make({ template: TEMPLATE }, `?format=${format}`))
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 200, 404])
  })
})

describe('an unlisted dashboard [dashboards.create_unlisted_dashboard]', () => {
  const make = (body: JsonObject, query = '') => ask('POST', `/dashboards/create_unlisted_dashboard/${query}`, body)
  const listed = async (query: string) => listOf((await ask('GET', `/dashboards/?${query}`)).body['results'])
  const remove = (body: JsonObject) => ask('PATCH', `/dashboards/${String(body['id'])}/`, { deleted: true })

  test('is made once for each tag, and again when the first is deleted', async () => {
    const before = await count()
    const { status, body } = await make({ tag: 'llm-analytics', tags: ['own'], pinned: true })
    expect([status, DASHBOARD_FIELDS.filter((field) => !(field in body))]).toEqual([200, []])
    expect(body).toMatchObject({
      name: 'LLM analytics',
      creation_mode: 'unlisted',
      filters: { date_from: '-7d', __template_version: 1 },
      tags: ['llm-analytics', 'own'],
      pinned: true,
    })
    expect(body['tiles']).toHaveLength(9)
    expect(await count()).toBe(before)
    expect(await listed('creation_mode=unlisted&tags=llm-analytics')).toMatchObject([{ id: body['id'] }])
    const whole = (await ask('GET', `/dashboards/${String(body['id'])}/?refresh=blocking`)).body
    expect(listOf(whole['tiles']).filter(({ error }) => error !== undefined)).toEqual([])

    const error = "Unlisted dashboard with tag 'llm-analytics' already exists"
    const again = await make({ tag: 'llm-analytics' })
    expect([again.status, again.body]).toEqual([
      409,
      {
        ...{ error, dashboard_id: body['id'], type: 'invalid_request', code: 'conflict', detail: error, attr: 'tag' },
      },
    ])
    await remove(body)
    const anew = await make({ tag: 'LLM-analytics' })
    expect(anew.status).toBe(200)
    await remove(anew.body)
  })

  test('of two requests at once one makes it', async () => {
    const answers = await Promise.all([make({ tag: 'website-traffic' }), make({ tag: 'website-traffic' })])
    const [made, told] = answers.sort((a, b) => a.status - b.status)
    expect([made?.status, told?.status, told?.body['dashboard_id']]).toEqual([200, 409, made?.body['id']])
    await remove(made?.body ?? {})
  })

  describe('stays the only one with its tag', () => {
    const LLM = 'llm-analytics'
    const made = async (tag: string) => (await make({ tag })).body
    const patch = ({ id }: JsonObject, body: JsonObject) => ask('PATCH', `/dashboards/${String(id)}/`, body)
    const live = async () => (await listed(`creation_mode=unlisted&tags=${LLM}`)).map(({ id }) => id)

    test('when an older one is restored', async () => {
      const old = await made(LLM)
      await remove(old)
      const fresh = await made(LLM)
      const { status, body } = await patch(old, { deleted: false })
      const error = `Unlisted dashboard with tag '${LLM}' already exists`
      expect([status, body]).toMatchObject([409, { error, detail: error, attr: 'tag', dashboard_id: fresh['id'] }])
      expect(await live()).toEqual([fresh['id']])
      await remove(fresh)
      expect((await patch(old, { deleted: false })).status).toBe(200)
      await remove(old)
    })

    test('when another is given the tag, alone or in bulk; other tags may be shared', async () => {
      const [one, two] = [await made(LLM), await made('website-traffic')]
      expect((await patch(two, { tags: [LLM] })).status).toBe(409)
      expect((await make({ tag: 'feature-flags', tags: ['LLM-analytics'] })).status).toBe(409)
      const ids = [one['id'], two['id']]
      const bulk = await ask('POST', '/dashboards/bulk_update_tags/', { ids, action: 'add', tags: [LLM] })
      expect([bulk.status, bulk.body]).toMatchObject([
        200,
        { updated: [{ id: one['id'] }], skipped: [{ id: two['id'], reason: expect.stringContaining(LLM) }] },
      ])
      expect(await live()).toEqual([one['id']])
      const shared = await ask('POST', '/dashboards/bulk_update_tags/', { ids, action: 'add', tags: ['ours'] })
      expect(shared.body['skipped']).toEqual([])
      for (const board of [one, two]) expect((await patch(board, { tags: ['ours'] })).status).toBe(200)
      await Promise.all([remove(one), remove(two)])
    })

    test('when all come at once', async () => {
      const old: JsonObject[] = []
      for (let i = 0; i < 3; i++) {
        old.push(await made(LLM))
        await remove(old[i] ?? {})
      }
      const asked = [...old.map((board) => patch(board, { deleted: false })), make({ tag: LLM })]
      const statuses = (await Promise.all(asked)).map(({ status }) => status)
      expect(statuses.sort()).toEqual([200, 409, 409, 409])
      const [left] = await live()
      expect(await live()).toHaveLength(1)
      await remove({ id: left ?? 0 })
    })
  })

  test.each([
    [{}, 'tag is required'],
    [{ tag: ' ' }, 'tag is required'],
    [{ tag: 5 }, 'tag is required'],
    [{ tag: 'foo' }, 'Unknown template tag: foo'],
  ])('%j is refused', async (body, error) => {
    const answer = await make(body)
    expect([answer.status, answer.body]).toMatchObject([400, { error, detail: error, attr: 'tag' }])
  })

  test('format is json or txt [dashboards.create_unlisted_dashboard?format]', async () => {
    for (const [format, status] of [
      ['xml', 404],
      ['txt', 200],
      ['json', 200],
    ] as const) {
      const answer = await make({ tag: 'feature-flags' }, `?format=${format}`)
      expect([format, answer.status]).toEqual([format, status])
      if (status === 200) await remove(answer.body)
    }
  })
})

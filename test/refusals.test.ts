import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, SITE, TestApp, TOKEN } from './support/app.ts'

/** Values that no schema rules out: refused by name, and nobody else is harmed. */
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)

test.each([
  ['a NUL', 'POST', '/dashboards/', { name: 'a\u0000b' }, 'Null characters are not allowed.', 'name'],
  ['a NUL in a tag', 'POST', '/insights/', { tags: ['a\u0000b'] }, 'Null characters are not allowed.', 'tags'],
  ['a number too large for its column', 'POST', '/insights/', { order: 2 ** 31 }, 'A number is out of range.', 'order'],
  [
    'a NUL in the name of refused events',
    'POST',
    '/quarantined_events/replay/',
    { event: 'a\u0000b' },
    'Null characters are not allowed.',
    'event',
  ],
  [
    'a number that no event has',
    'POST',
    '/quarantined_events/replay/',
    { ids: ['99999999999999999999'] },
    'A number is out of range.',
    null,
  ],
])('%s', async (_, method, path, body, detail, attr) => {
  const answer = await ask(method, path, body)
  expect([answer.status, answer.body['detail'], answer.body['attr']]).toEqual([400, detail, attr])
})

test.each([
  '/dashboards/99999999999/',
  '/dashboards/99999999999999999999/',
  '/dashboards/99999999999/run_insights/',
  '/insights/99999999999/',
  '/cohorts/99999999999/',
  '/actions/99999999999/',
  '/actions/99999999999999999999/',
  '/annotations/99999999999/',
  '/persons/99999999999/',
  '/event_definitions/99999999999/usage/',
])('nothing is at %s', async (path) => {
  expect(await ask('GET', path)).toMatchObject({ status: 404, body: { type: 'invalid_request', code: 'not_found' } })
})

test('a date nobody can write', async () => {
  const dateRange = { date_from: '-9999999999y' }
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'hello' }], dateRange }
  expect((await ask('POST', '/query/', { query })).status).toBe(400)
})

test.each([
  [{ kind: 'EventsQuery', select: ['event'], after: 'garbage' }, 'after: '],
  [{ kind: 'EventsQuery', select: ['event'], before: 'yesterday' }, 'before: '],
  [
    {
      ...{ kind: 'EventsQuery', select: ['event'] },
      properties: [{ type: 'event', key: 'when', operator: 'is_date_before', value: 'soon' }],
    },
    '',
  ],
])('a moment that means nothing: %j', async (query, where) => {
  const answer = await ask('POST', '/query/', { query })
  expect(answer.status).toBe(400)
  expect(String(answer.body['detail'])).toMatch(
    new RegExp(`^${where}.*"(garbage|yesterday|soon)" is neither a date nor a relative date such as -7d or mStart`),
  )
})

test.each(['TrendsQuery', 'FunnelsQuery', 'StickinessQuery', 'LifecycleQuery'])(
  '%s of too many series',
  async (kind) => {
    const series = Array.from({ length: 201 }, () => ({ kind: 'EventsNode', event: 'a' }))
    const answer = await ask('POST', '/query/', { query: { kind, series } })
    expect(answer.status).toBe(400)
    expect(String(answer.body['detail'])).toMatch(/^series: .*200/)
  },
)

test('a list of insights from a moment that means nothing', async () => {
  const answer = await ask('GET', '/insights/?date_from=garbage')
  expect([answer.status, answer.body['attr']]).toEqual([400, 'date_from'])
})

const GARBAGE = '"garbage" is neither a date nor a relative date such as -7d or mStart.'

test.each([
  [{ dateRange: { date_from: 'garbage' } }, `dateRange.date_from: ${GARBAGE}`],
  [{ dateRange: { date_from: '-7d', date_to: 'garbage' } }, `dateRange.date_to: ${GARBAGE}`],
  [
    { compareFilter: { compare: true, compare_to: '-1zz' } },
    'compareFilter.compare_to: "-1zz" is not a relative date such as -1w.',
  ],
])('a date that means nothing: %j', async (fields, detail) => {
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'hello' }], ...fields }
  const answer = await ask('POST', '/query/', { query })
  expect(answer).toMatchObject({
    status: 400,
    body: { type: 'validation_error', detail, attr: Object.keys(fields)[0] },
  })
})

test.each([
  '-7d',
  '7d',
  '-24h',
  '-30M',
  '-10s',
  'dStart',
  '-1dEnd',
  'mStart',
  'yStart',
  'wStart',
  '-1H',
  'all',
  '',
  '2024-3-8',
  '2024-03-08T10:00:00Z',
])('dates begin at "%s"', async (date_from) => {
  const query = {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'hello' }],
    dateRange: { date_from, date_to: '2024-03-09' },
  }
  expect((await ask('POST', '/query/', { query })).status).toBe(200)
})

test.each([
  ['-1q', 'second'],
  ['1990-01-01', 'hour'],
])('a trend from %s by the %s has more points than anybody reads', async (date_from, interval) => {
  const { status, body } = await ask('POST', '/query/', {
    query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'x' }], interval, dateRange: { date_from } },
  })
  expect([status, body['attr'], body['detail']]).toEqual([
    ...[400, 'interval', 'The range has more than 100,000 points. Choose a longer interval or a shorter range.'],
  ])
})

test('a board whose dates mean nothing still opens: its tiles say what is wrong', async () => {
  const board = (await ask('POST', '/dashboards/', { filters: { date_from: 'garbage' } })).body
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'hello' }] }
  await ask('POST', '/insights/', { query, dashboards: [board['id'] ?? 0] })
  const shown = await ask('GET', `/dashboards/${String(board['id'])}/?refresh=blocking`)
  expect(shown).toMatchObject({ status: 200, body: { tiles: [{ error: { message: `date_from: ${GARBAGE}` } }] } })
})

const leaf = { type: 'behavioral', key: 'login', value: 'performed_event', event_type: 'events', time_interval: 'day' }
const cohort = (value: object) => ({ name: 'C', filters: { properties: { type: 'AND', values: [value] } } })
const person = { type: 'person', key: 'email', operator: 'regex' }
const action = (step: unknown) => ({ name: 'A', steps: [step] })

test.each([
  ['/actions/', { name: 'A', steps: 'x' }, 'steps', 'Expected a list of steps.'],
  ['/actions/', action({ selector: 'a:hover' }), 'steps', 'steps[0].selector: Unsupported selector: a:hover'],
  ['/actions/', action({ event: 5 }), 'steps', 'steps[0].event: Invalid input: expected string, received number'],
  [
    '/actions/',
    action({ url: '(', url_matching: 'regex' }),
    'steps',
    'steps[0].url: "(" is not a regular expression that can be used.',
  ],
  [
    '/actions/',
    action({ properties: [{ value: 'a' }] }),
    'steps',
    'steps[0].properties[0]: a property filter needs a key.',
  ],
  [
    '/actions/',
    action({ properties: [{ key: 'a', type: 'zz' }] }),
    'steps',
    "steps[0].properties[0]: Unknown type of property filter: 'zz'",
  ],
  [
    '/actions/',
    action({ properties: [{ key: 'a', operator: 'regex', value: '(?=a)' }] }),
    'steps',
    'steps[0].properties[0]: "(?=a)" is not a regular expression that can be used.',
  ],
  ['/actions/', { name: 'A', post_to_slack: 'x' }, 'post_to_slack', 'Must be a valid boolean.'],
  ['/event_definitions/', { name: 'x', tags: 'x' }, 'tags', 'Expected a list of items but got type "str".'],
  [
    '/event_definitions/',
    { name: 'x', default_columns: 'x' },
    'default_columns',
    'Expected a list of items but got type "str".',
  ],
  [
    '/event_definitions/',
    { name: 'x', tags: Array(101).fill('t') },
    'tags',
    'Ensure this field has no more than 100 elements.',
  ],
  [
    '/dashboard_templates/',
    { template_name: 'T', tiles: [{ type: 'INSIGHT' }, { type: 'INSIGHT', query: 'x' }] },
    'tiles__1__query',
    'Invalid data. Expected a dictionary, but got str.',
  ],
  [
    '/data_color_themes/',
    { name: 'T', colors: ['#fff', 'red;} body{'] },
    'colors__1',
    'Not a colour: write it as #1d4aff, rgb(29 74 255) or by its name.',
  ],
  [
    '/quick_filters/',
    {
      ...{ name: 'Q', property_name: 'plan', contexts: ['dashboards'] },
      options: [{ id: 'a', value: 'a', label: 'A', operator: 'nonsense' }],
    },
    'options__0__operator',
    '"nonsense" is not a valid choice.',
  ],
  [
    '/schema_property_groups/',
    { name: 'z', properties: [{ name: 'a' }] },
    'properties__0__property_type',
    'This field is required.',
  ],
  ['/quarantined_events/replay/', {}, null, 'Give either ids or event.'],
  ['/quarantined_events/replay/', { ids: 'x' }, 'ids', 'Expected a list of items but got type "str".'],
  ['/insights/', { favorited: 'z' }, 'favorited', 'Must be a valid boolean.'],
  ['/cohorts/', cohort({ ...person, value: '(' }), 'filters', '"(" is not a regular expression that can be used.'],
  [
    '/cohorts/',
    cohort({ ...leaf, time_value: 1e12 }),
    'filters',
    'time_value must not reach back further than 100 years.',
  ],
])('POST %s %j', async (path, body, attr, detail) => {
  const answer = await ask('POST', path, body)
  expect(answer).toMatchObject({ status: 400, body: { type: 'validation_error', attr, detail } })
})

test.each([
  ['/actions/', action({ event: '$autocapture', selector: 'div.card > a[href="/x"]', properties: [{}] })],
  ['/actions/', { ...action({ url: '^/(?i)a(?P<n>b)$', url_matching: 'regex' }), name: 'B' }],
  ['/cohorts/', cohort({ ...person, value: '(?i)@acme[[:alpha:]]+$' })],
  ['/cohorts/', cohort({ ...leaf, time_value: 30 })],
])('POST %s takes %j', async (path, body) => {
  expect((await ask('POST', path, body)).status).toBe(201)
})

describe('tiles of a board', () => {
  const board = async () => `/dashboards/${String((await ask('POST', '/dashboards/', {})).body['id'])}`

  test.each([
    ['x', 'tiles', 'Expected a list of items but got type "str".'],
    [['x'], 'tiles__0', 'Invalid data. Expected a dictionary, but got str.'],
    [[{ id: 'one', color: 'blue' }], 'tiles__0__id', 'A valid integer is required.'],
    [[{ id: 1, layouts: 'wide' }], 'tiles__0__layouts', 'Invalid data. Expected a dictionary, but got str.'],
    [[{ id: 1, color: 5 }], 'tiles__0__color', 'Not a valid string.'],
    [[{ id: 1 }, { id: 1, show_description: 'z' }], 'tiles__1__show_description', 'Must be a valid boolean.'],
    [[{ text: { body: 5 } }], 'text__body', 'Not a valid string.'],
    [[{ text: 'hello' }], 'text', 'Invalid data. Expected a dictionary, but got str.'],
  ])('%j', async (tiles, attr, detail) => {
    const answer = await ask('PATCH', `${await board()}/`, { tiles })
    expect(answer).toMatchObject({ status: 400, body: { type: 'validation_error', attr, detail } })
  })

  test('what clients send back is taken, and a tile that is gone is passed over', async () => {
    const tiles = [
      {
        id: 999_999,
        color: null,
        layouts: null,
        text: null,
        button_tile: null,
        is_cached: true,
        order: 3,
        deleted: 'true',
      },
    ]
    expect((await ask('PATCH', `${await board()}/`, { tiles })).status).toBe(200)
  })

  test('an order that names what is not there', async () => {
    const order = async (tile_order: number[]) => ask('POST', `${await board()}/reorder_tiles/`, { tile_order })
    const twice = { type: 'validation_error', code: 'invalid_input', detail: 'tile_order must contain unique tile IDs' }
    expect(await order([1, 1])).toMatchObject({ status: 400, body: { ...twice, attr: 'tile_order' } })
    const absent = { type: 'invalid_request', code: 'not_found', attr: null }
    const detail = 'Tile IDs not found on this dashboard: [999998, 999999]'
    expect(await order([999_999, 999_998])).toMatchObject({ status: 404, body: { ...absent, detail } })
  })
})

test('an event definition by a name that is not there, or none', async () => {
  const byName = (name: string) => ask('GET', `/event_definitions/by_name/?name=${name}`)
  const none = {
    type: 'validation_error',
    code: 'required',
    attr: 'name',
    detail: "Query parameter 'name' is required",
  }
  expect(await byName('')).toMatchObject({ status: 400, body: none })
  const absent = { type: 'invalid_request', code: 'not_found', attr: null }
  const detail = "Event definition with name 'x' not found"
  expect(await byName('x')).toMatchObject({ status: 404, body: { ...absent, detail } })
})

describe('nested too deeply to be read or written', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const post = (path: string, body: string) =>
    app.app.fetch(new Request(`${SITE}${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${KEY}` } }))
  const captured = (event: string, a: string) =>
    post('/capture/', `{"api_key":"${TOKEN}","event":"${event}","distinct_id":"ann","properties":{"a":${a}}}`)

  test('a body of the API', async () => {
    const answer = await post('/api/projects/1/dashboards/', `{"filters":{"a":${nested(20_000)}}}`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { detail: 'The value is nested too deeply.' }])
  })

  test('an event is refused alone: its neighbours are stored', async () => {
    const answers = await Promise.all([
      ...['one', 'two', 'three'].map((event) => captured(event, '1')),
      captured('deep', nested(20_000)),
      ...['four', 'five'].map((event) => captured(event, '1')),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400, 200, 200])
    const query = {
      kind: 'HogQLQuery',
      query: "select count() from events where event in ('one','two','three','four','five')",
    }
    expect((await ask('POST', '/query/', { query })).body['results']).toEqual([[5]])
  })
})

test('a board and its tags are changed by so much at once as others can wait for', async () => {
  const { body } = await ask('POST', '/dashboards/', { name: 'Many' })
  const path = `/dashboards/${body['id']}/`
  for (const change of [
    { tiles: Array.from({ length: 1001 }, () => ({ text: { body: 'x' } })) },
    { tags: Array.from({ length: 1001 }, (_, i) => `tag ${i}`) },
  ])
    expect(await ask('PATCH', path, change)).toMatchObject({ status: 400, body: { code: 'max_length' } })
})

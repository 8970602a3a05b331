import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JsonObject, objectOr, objectsOf } from '../src/lib/json.ts'
import { TestApp } from './support/app.ts'

/**
 * What PostHog's Terraform provider asks. It compares each answer with what it sent, and every later reading too: one value
 * in another form, and each plan after that wants to change it again.
 */
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const QUERIES: JsonObject = {
  trends: {
    kind: 'InsightVizNode',
    showFilters: true,
    source: {
      kind: 'TrendsQuery',
      series: [{ kind: 'EventsNode', event: '$pageview', name: '$pageview', custom_name: 'Ünique', math: 'dau' }],
      interval: 'week',
      dateRange: { date_from: '-30d', date_to: null, explicitDate: false },
      breakdownFilter: { breakdowns: [{ property: '$browser', type: 'event' }], breakdown_limit: 5 },
      trendsFilter: { display: 'ActionsLineGraph', goalLines: [{ label: 'x', value: 0.1 }] },
      samplingFactor: null,
      tags: { productKey: 'x' },
    },
  },
  sql: {
    kind: 'DataVisualizationNode',
    source: { kind: 'HogQLQuery', query: 'select event\nfrom events  ', variables: {} },
    chartSettings: { xAxis: { column: 'event' }, yAxis: [] },
  },
  list: {
    kind: 'DataTableNode',
    full: true,
    source: { kind: 'EventsQuery', select: ['*', 'person'], orderBy: ['timestamp DESC'], after: '-24h' },
  },
}
const STEP = { event: '$pageview', url: '/a', url_matching: 'contains', properties: [{ key: 'b', value: '0' }] }

const RESOURCES: [name: string, path: string, made: JsonObject, changed: JsonObject][] = [
  ['a dashboard', '/dashboards/', { name: 'B', description: 'a\nb', pinned: true, tags: ['x'] }, { description: '' }],
  [
    'an action',
    '/actions/',
    { name: 'A', description: ' b ', tags: ['y', 'z'], steps: [STEP] },
    { tags: [], steps: [] },
  ],
  ...Object.entries(QUERIES).map(([kind, query = null]): (typeof RESOURCES)[number] => [
    `an insight of ${kind}`,
    '/insights/',
    { name: kind, description: '  spaced ', query, tags: ['x'] },
    { name: '', tags: [], derived_name: 'by me' },
  ]),
]

test.each(RESOURCES)('%s is read as it was sent, changed, and gone', async (_, path, made, changed) => {
  const sent = await app.ask('POST', `${P}${path}`, made)
  expect([sent.status, sent.body]).toEqual([201, expect.objectContaining(shape(made))])
  const own = `${P}${path}${String(sent.body['id'])}/`
  expect((await app.ask('GET', own)).body).toMatchObject(shape(made))
  expect((await app.ask('GET', own)).body['query']).toEqual(made['query'])
  const after = { ...made, ...changed }
  expect((await app.ask('PATCH', own, after)).body).toMatchObject(shape(after))
  expect((await app.ask('GET', own)).body).toMatchObject(shape(after))
  expect((await app.ask('PATCH', own, { deleted: true })).status).toBe(200)
  // PostHog still shows an action that was deleted, and says so.
  const gone = await app.ask('GET', own)
  expect(gone.status === 404 || gone.body['deleted'] === true).toBe(true)
})

/** Steps are answered with more keys than were sent. */
const shape = ({ steps, ...rest }: JsonObject): JsonObject =>
  steps === undefined ? rest : { ...rest, steps: objectsOf(steps).map((step) => expect.objectContaining(step)) }

test('the layout of a dashboard is what was set: places, colours, texts, and which descriptions show', async () => {
  const board = (await app.ask('POST', `${P}/dashboards/`, { name: 'Laid out' })).body['id']
  const query = QUERIES['trends']
  const insight = (await app.ask('POST', `${P}/insights/`, { query, dashboards: [board] })).body['id']
  const own = `${P}/dashboards/${String(board)}/`
  const tiles = async () => objectsOf((await app.ask('GET', own)).body['tiles'])
  const put = (...sent: JsonObject[]) => app.ask('PATCH', own, { tiles: sent })
  const place = (y: number) => ({ sm: { x: 0, y, w: 12, h: 1 } })
  const [first] = await tiles()
  const chart = { id: first?.['id'], layouts: place(1), color: 'blue', show_description: false }
  expect((await put({ text: { body: '## T' }, layouts: place(0) }, chart)).status).toBe(200)
  const textOf = (list: JsonObject[]) => list.find((tile) => tile['text'])
  const chartOf = (list: JsonObject[]) => list.find((tile) => objectOr(tile['insight'])['id'] === insight)
  expect(textOf(await tiles())).toMatchObject({ text: { body: '## T' }, layouts: place(0) })
  expect(chartOf(await tiles())).toMatchObject(chart)
  const id = textOf(await tiles())?.['id']
  await put(
    { id, text: { body: 'U' }, layouts: place(3) },
    { id: chart.id, layouts: {}, color: '', show_description: null },
  )
  expect(textOf(await tiles())).toMatchObject({ id, text: { body: 'U' }, layouts: place(3) })
  const cleared = chartOf(await tiles())
  expect([cleared?.['layouts'], cleared?.['color'] || null, cleared?.['show_description']]).toEqual([{}, null, null])
  await put({ id, deleted: true })
  expect((await tiles()).map((tile) => tile['id'])).toEqual([chart.id])
})

test('what belongs to products that do not exist here is refused in PostHog’s form', async () => {
  for (const [method, path, status] of [
    ['POST', '/feature_flags/', 405],
    ['POST', '/surveys/', 405],
    ['POST', '/alerts/', 404],
    ['POST', '/hog_functions/', 404],
    ['PUT', '/access_controls/', 404],
    ['POST', '/external_data_sources/', 404],
  ] as const) {
    const refused = await app.ask(method, `${P}${path}`, { name: 'x' })
    expect([refused.status, refused.body['type']], path).toEqual([status, 'invalid_request'])
  }
})

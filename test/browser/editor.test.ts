import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { lookAt as look } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, close } = await openBoardPage())
}, 120_000)
afterAll(() => close?.())

/** Opens the editor with a trend of the thirty orders. */
async function open(series: object, more: object = {}): Promise<void> {
  const counted = { kind: 'EventsNode', event: 'order paid', ...series }
  const q = { kind: 'TrendsQuery', dateRange: { date_from: '-30d' }, series: [counted], ...more }
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(q))}`)
  await page.getByText('As of').first().waitFor({ timeout: 15_000 })
}

test('zeros say whether events matched', async () => {
  await open({ math: 'hogql', math_hogql: 'avg(toFloat(properties.nothing))' })
  await page.getByText('30 events matched in the last 30 days, but every value is zero or missing.').waitFor()
  await look(page, 'editor-zeros')
  await open({ math: 'avg', math_property: 'nothing', event: 'no such event' })
  await page.getByText('No event matched in the last 30 days.').waitFor()
  await open({ event: 'no such event' })
  await page.getByText('No event matched in the last 30 days.').waitFor()
  await open({ kind: 'ActionsNode', event: undefined, id: 999 })
  await page.getByText('The action is gone').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('what a display leaves out is said', async () => {
  const breakdownFilter = { breakdown: 'distinct_id', breakdown_type: 'event_metadata' }
  await open({}, { breakdownFilter, trendsFilter: { display: 'CalendarHeatmap', formula: 'A * 2' } })
  await page.getByText('Not shown by weekday and hour: the formula and the breakdown.').waitFor()
  await look(page, 'editor-left-out')
  await open({}, { breakdownFilter, trendsFilter: { display: 'BoldNumber' } })
  // Seven visitors.
  await page.getByText(/^visitor-\d, the first of 7$/).waitFor()
  await look(page, 'editor-first-of-several')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('who passes by the formula changes nothing', async () => {
  const trendsFilter = { formulaNodes: [{ formula: 'A * 2' }, { formula: 'A * 3' }] }
  await open({}, { trendsFilter })
  await page.getByText('Also drawn, until this one is changed: A * 3').waitFor()
  const before = page.url()
  await page.getByRole('textbox', { name: 'Formula' }).focus()
  await page.keyboard.press('Tab')
  expect(page.url()).toBe(before)
  await page.getByRole('textbox', { name: 'Formula' }).fill('A * 5')
  await page.keyboard.press('Enter')
  await page.getByText('Also drawn').waitFor({ state: 'detached' })
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('the events that come most often make a first chart, and a funnel, at a click', async () => {
  await page.goto(`${server.url}/project/1/insights/new`)
  const often = page.getByRole('list', { name: 'Events that come most often' }).getByRole('button')
  await often.filter({ hasText: 'order paid' }).click()
  await page.getByText('As of').first().waitFor()
  expect(await page.locator('.result-sentence').textContent()).toBe('Count of order paid, last 30 days')
  await page.getByRole('button', { name: 'Funnel' }).click()
  // One step is no question yet: nothing is said of what it would find.
  await page.getByText('Pick the step that should follow').waitFor()
  expect(await page.getByText('No event matched').count()).toBe(0)
  expect(await often.filter({ hasText: 'order paid' }).count()).toBe(0)
  await look(page, 'editor-first-events')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('an event with a long name leaves the others beside it in sight', async () => {
  const events = Array.from({ length: 40 }, (_, i) => ({ event: 'w'.repeat(200), distinct_id: `visitor-${i % 7}` }))
  expect((await server.batch(events)).status).toBe(200)
  // An event is in the lists within a second of its 200, and the page does not ask them again by itself.
  await expect.poll(async () => (await server.api('GET', '/projects/1/event_definitions/')).body['count']).toBe(2)
  await page.goto(`${server.url}/project/1/insights/new`)
  const often = page.getByRole('list', { name: 'Events that come most often' })
  await often.getByRole('button').filter({ hasText: 'www' }).waitFor()
  const [panel, list] = await Promise.all([
    page.locator('.first-events').locator('..').boundingBox(),
    often.boundingBox(),
  ])
  expect(list?.width).toBeLessThanOrEqual(panel?.width ?? 0)
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a name that is given before it is saved is there after a reload, and saved', async () => {
  await open({ math: 'total' })
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('Orders of the month')
  await page.keyboard.press('Enter')
  await page.getByLabel('How A is counted').selectOption('dau')
  await page.getByRole('link', { name: 'Boards' }).first().click()
  await page.waitForURL(/dashboard/)
  await page.goBack()
  await name.waitFor()
  expect(await name.inputValue()).toBe('Orders of the month')
  await page.reload()
  await name.waitFor()
  expect(await name.inputValue()).toBe('Orders of the month')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/new'))
  await page.getByRole('button', { name: 'Saved', exact: true }).waitFor()
  expect(await name.inputValue()).toBe('Orders of the month')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('a sum waits until it is said of what, and is not refused meanwhile', async () => {
  await open({ math: 'total' })
  await page.getByLabel('How A is counted').selectOption('sum')
  await page.getByText('Choose a property for A').waitFor()
  // The last chart stays until there is another.
  await page.locator('.result-chart[data-stale] canvas').waitFor()
  await page.waitForTimeout(600) // what is asked is asked after a breath
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('long names leave numbers and fields of retention in their places', async () => {
  const long = { id: 'order paid '.repeat(18).trim(), type: 'events' }
  const values = [`${long.id} again`, 'شراء المنتج من المتجر']
  const came = values.map((plan, i) => ({ event: long.id, distinct_id: `visitor-${i}`, properties: { plan } }))
  expect((await server.batch(came)).status).toBe(200)
  const q = {
    kind: 'RetentionQuery',
    retentionFilter: { period: 'Day', totalIntervals: 3, targetEntity: long, returningEntity: long },
    breakdownFilter: { breakdowns: [{ property: 'plan', type: 'event' }] },
  }
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(q))}`)
  await page.locator('.retention-cell').first().waitFor({ timeout: 15_000 })
  await page.setViewportSize({ width: 360, height: 740 })
  const [grid, cell] = await Promise.all([
    page.locator('.retention').boundingBox(),
    page.locator('.retention-cell').first().boundingBox(),
  ])
  expect((cell?.x ?? 0) + (cell?.width ?? 0)).toBeLessThanOrEqual((grid?.x ?? 0) + (grid?.width ?? 0))
  await look(page, 'editor-long-names')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('another kind of question leads back, also after a reload; a new insight has been nothing else', async () => {
  const kinds = page.getByRole('group', { name: 'Kind of question' })
  const asked = async (kind: string) => {
    await kinds.getByRole('button', { name: kind }).click()
    await kinds.locator('[aria-pressed=true]', { hasText: kind }).waitFor()
    return JSON.parse(new URL(page.url()).searchParams.get('q') ?? '{}')
  }
  await open({ math: 'dau', custom_name: 'Buyers' }, { interval: 'week' })
  await asked('Funnel')
  const filter = { funnelWindowInterval: 3, funnelWindowIntervalUnit: 'hour' }
  const q = { kind: 'FunnelsQuery', series: [{ kind: 'EventsNode', event: 'order paid' }], funnelsFilter: filter }
  await page.reload()
  expect(await asked('Trends')).toMatchObject({ interval: 'week', series: [{ math: 'dau', custom_name: 'Buyers' }] })
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(q))}`)
  await asked('Paths')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('New insight')
  await page.getByRole('option', { name: 'New insight' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/insights\/new$/)
  // Three hours belonged to the question before.
  expect((await asked('Funnel')).funnelsFilter).toEqual({ funnelVizType: 'steps' })
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

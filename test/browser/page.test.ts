import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  await server.start()
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  complaints = complaintsOf(page)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

const lookAt = (name: string) => look(page, name)

test('log in', async () => {
  await page.goto(server.url)
  await page.getByLabel('Email').fill('admin@localhost')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('This email and password do not belong together.').waitFor()
  await lookAt('login')
  // Refused on purpose: who is asked without a session, and a wrong password.
  expect(complaints.splice(0).filter((line) => !/40[01]|status of 40[01]/.test(line))).toEqual([])
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('Listening for your first event').waitFor()
  await lookAt('start')
}, 60_000)

test('the first event ticks the first-run page, and a first board is made of what exists', async () => {
  const now = Date.now()
  const batch = Array.from({ length: 900 }, (_, i) => ({
    event: ['$pageview', '$pageview', '$pageview', 'signed up', 'invited a colleague'][i % 5],
    distinct_id: `visitor-${i % 70}`,
    uuid: randomUUID(),
    timestamp: new Date(now - ((i * 37) % 900) * 2_400_000).toISOString(),
    properties: {
      $browser: ['Chrome', 'Safari', 'Firefox', 'Edge'][i % 4],
      $current_url: `https://app.example.com/${['', 'pricing', 'docs'][i % 3]}`,
      plan: i % 3 === 0 ? 'pro' : 'free',
    },
  }))
  expect((await server.batch([{ event: 'signed up', distinct_id: 'visitor-1' }])).status).toBe(200)
  await page.getByText('Your events arrive').waitFor({ timeout: 10_000 })
  await lookAt('start-heard')
  expect((await server.batch(batch)).status).toBe(200)
  await page.waitForTimeout(1500) // names are known within a second
  await page.goto(`${server.url}/project/1/dashboard`)
  await page.getByRole('button', { name: 'Make one from your events' }).waitFor()
  await lookAt('boards-none')
  await page.goto(`${server.url}/project/1/start`)
  await page.getByRole('button', { name: 'Make your first board' }).click()
  await page.waitForURL(/\/dashboard\/\d+/)
  await page.locator('canvas').first().waitFor({ timeout: 15_000 })
  await page.waitForTimeout(600)
  await lookAt('board')
  // By keys to yesterday in a chart, and to the people behind it.
  await page.locator('.tile .chart-canvas').first().focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.getByText('The people behind this number').waitFor()
  await page.keyboard.press('Escape')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

const pageviews = { kind: 'EventsNode', event: '$pageview', name: '$pageview' }
const signedUp = { kind: 'EventsNode', event: 'signed up', name: 'signed up' }
const QUESTIONS = {
  nothing: undefined,
  trends: { kind: 'TrendsQuery', series: [{ ...pageviews, math: 'dau' }], dateRange: { date_from: '-30d' } },
  funnel: { kind: 'FunnelsQuery', series: [pageviews, signedUp], dateRange: { date_from: '-30d' } },
  calendar: {
    kind: 'TrendsQuery',
    series: [pageviews],
    dateRange: { date_from: '-30d' },
    trendsFilter: { display: 'CalendarHeatmap' },
  },
  retention: { kind: 'RetentionQuery', retentionFilter: { period: 'Week', totalIntervals: 4 } },
  paths: { kind: 'PathsQuery', dateRange: { date_from: '-30d' }, pathsFilter: { includeEventTypes: ['$pageview'] } },
  stickiness: { kind: 'StickinessQuery', series: [pageviews], interval: 'day', dateRange: { date_from: '-14d' } },
  lifecycle: { kind: 'LifecycleQuery', series: [pageviews], interval: 'week', dateRange: { date_from: '-30d' } },
}

for (const [name, query] of Object.entries(QUESTIONS))
  test(`the editor asks ${name}`, async () => {
    const search = query ? `?q=${encodeURIComponent(JSON.stringify(query))}` : ''
    await page.goto(`${server.url}/project/1/insights/new${search}`)
    if (query) await page.getByText('As of').first().waitFor({ timeout: 15_000 })
    await page.waitForTimeout(800)
    await lookAt(`editor-${name}`)
    expect(complaints.splice(0)).toEqual([])
  }, 60_000)

test('a step of a funnel shows the people who reached it', async () => {
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(QUESTIONS.funnel))}`)
  await page
    .getByRole('button', { name: /got here.*show them/ })
    .last()
    .click()
  await page.getByText('The people behind this number').waitFor()
  const people = page.getByRole('dialog').getByRole('listitem')
  await people.first().waitFor({ timeout: 10_000 })
  const told = await page
    .getByRole('dialog')
    .getByText(/^\d+ (people|person)$/)
    .textContent()
  expect(Number(told?.split(' ')[0])).toBe(await people.count())
  await lookAt('people-behind')
  // Who looks at one of them and goes back finds the others still there.
  const names = await people.getByRole('link').allTextContents()
  await people.getByRole('link').first().click()
  await page.waitForURL(/people\/person/)
  await page.goBack()
  await people.first().waitFor()
  expect(await people.getByRole('link').allTextContents()).toEqual(names)
  await page.keyboard.press('Escape')
  await people.first().waitFor({ state: 'detached' })
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('what goes with getting through a funnel, and who did it', async () => {
  const asked = { ...QUESTIONS.funnel, series: [pageviews, { kind: 'EventsNode', event: 'asked for help' }] }
  const who = (i: number) => `helped-${i}`
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const send = (i: number, event: string, minutes: number, properties = {}) => ({
    event,
    distinct_id: who(i),
    timestamp: minutesAgo(minutes),
    properties,
  })
  const lost = Array.from({ length: 6 }, (_, i) => [
    send(i, '$pageview', 50, { $set: { plan: i < 4 ? 'free' : 'pro' } }),
    ...(i < 4 ? [send(i, 'saw an error', 45)] : []),
    ...(i < 4 ? [send(i, 'asked for help', 40)] : []),
  ])
  expect((await server.batch(lost.flat())).status).toBe(200)
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(asked))}`)
  await page.getByText('What goes with getting through?').click()
  const row = page.getByRole('row', { name: /saw an error/ })
  await row.getByRole('button', { name: /got through; show them/ }).waitFor({ timeout: 10_000 })
  expect(await row.textContent()).toContain('higher')
  await lookAt('funnel-correlations')
  await page.getByRole('button', { name: 'Who they are' }).click()
  await page.getByRole('row', { name: /plan = free/ }).waitFor({ timeout: 10_000 })
  await page
    .getByRole('row', { name: /plan = free/ })
    .getByRole('button', { name: /^4 .*got through; show them/ })
    .click()
  await page.getByRole('dialog').getByText('4 people').waitFor()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(4)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('who fell away is shown for each value of a breakdown, under its name', async () => {
  const series = [pageviews, { kind: 'EventsNode', event: 'asked for help' }]
  const asked = {
    ...QUESTIONS.funnel,
    series,
    breakdownFilter: { breakdowns: [{ property: '$browser', type: 'event' }] },
  }
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(asked))}`)
  const button = page.getByRole('button', { name: /^Chrome: −\d+ here; show them$/ })
  const count = Number((await button.textContent())?.replace('−', ''))
  await button.click()
  await page.getByRole('heading', { name: 'Fell away before asked for help, Chrome' }).waitFor()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor({ timeout: 10_000 })
  expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(count)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('the last answer stays when the next one fails', async () => {
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(QUESTIONS.trends))}`)
  await page.locator('.result-chart canvas').waitFor({ timeout: 15_000 })
  await page.getByRole('textbox', { name: 'Formula' }).fill('A / (')
  await page.keyboard.press('Enter')
  await page.getByText('Formulas only support arithmetic between series').waitFor()
  await page.locator('.result-chart[data-stale] canvas').waitFor()
  complaints.splice(0) // the refusal is what was asked for
  await page.getByRole('textbox', { name: 'Formula' }).fill('A * 2')
  await page.keyboard.press('Enter')
  await page.locator('.result-chart:not([data-stale]) canvas').waitFor()
  expect(await page.locator('.legend-total').count()).toBe(0)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('what was asked while the server was away is answered when it is back', async () => {
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(QUESTIONS.trends))}`)
  await page.locator('.result-chart:not([data-stale]) canvas').waitFor({ timeout: 15_000 })
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByText('The server cannot be reached.').waitFor()
  await page.locator('.result-chart[data-stale] canvas').waitFor()
  await page.unroute('**/api/**')
  await page.locator('.result-chart:not([data-stale]) canvas').waitFor({ timeout: 30_000 })
  await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' })
  complaints.splice(0) // nothing answered, on purpose
}, 60_000)

test('the SQL of an insight is changed where SQL is written', async () => {
  const source = { kind: 'HogQLQuery', query: 'select 40 + 1 as answer' }
  const query = { kind: 'DataVisualizationNode', source, display: 'BoldNumber' }
  const { short_id } = (await server.api('POST', '/projects/1/insights/', { name: 'The answer', saved: true, query }))
    .body
  await page.goto(`${server.url}/project/1/insights/${short_id}`)
  await page.getByText('41', { exact: true }).waitFor()
  // As the number that it was saved as.
  expect(await page.getByRole('table').count()).toBe(0)
  await page.getByRole('link', { name: 'Edit its SQL' }).click()
  await page.getByRole('heading', { name: 'The answer' }).waitFor()
  const editor = page.getByLabel('SQL', { exact: true })
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('select 40 + 2 as answer')
  await page.keyboard.press('Control+Enter')
  await page.getByText('42', { exact: true }).waitFor()
  await lookAt('sql-insight')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(new RegExp(`/insights/${short_id}`))
  await page.getByText('42', { exact: true }).waitFor()
  const { body } = await server.api('GET', `/projects/1/insights/?short_id=${short_id}`)
  expect(body.results[0].query).toMatchObject({ display: 'BoldNumber', source: { query: 'select 40 + 2 as answer' } })
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('an address that says what cannot be is read as far as it can', async () => {
  const open = (path: string) => page.goto(`${server.url}/project/1/${path}`)
  for (const room of ['dashboard', 'insights']) {
    await open(`${room}?q=2024&tag={"a":1}`)
    await page.getByText('2024').first().waitFor()
  }
  await open('sql?q={"a":1}&insight=')
  await page.getByRole('button', { name: 'Save as insight' }).waitFor()
  await open('insights/new?q=[1]&board=x')
  await page.getByRole('button', { name: 'Funnel' }).waitFor()
  const dateRange = { date_from: '2026-13-45', date_to: '2026-02-31' }
  await open(`insights/new?q=${encodeURIComponent(JSON.stringify({ kind: 'TrendsQuery', series: [], dateRange }))}`)
  await page.getByRole('button', { name: '2026-13-45 to' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('SQL is completed, checked where it is wrong, and run', async () => {
  await page.goto(`${server.url}/project/1/sql`)
  const editor = page.getByLabel('SQL', { exact: true })
  await editor.click()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/^\d+ rows$/).waitFor({ timeout: 10_000 })
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export all rows as CSV' }).click()
  expect(await readFile(await (await file).path(), 'utf8')).toMatch(
    /^day,events,people\r\n(\d{4}-\d\d-\d\d,\d+,\d+\r\n)+$/,
  )
  await lookAt('sql')
  expect(complaints.splice(0)).toEqual([])
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('select count() from evnts')
  await page.locator('.cm-lintRange-error').waitFor({ timeout: 10_000 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Unknown table `evnts`. Did you mean: `events`?').first().waitFor()
  complaints.splice(0) // the refusal is what was asked for
}, 60_000)

for (const room of ['dashboard', 'insights', 'live', 'events'])
  test(`the room ${room}`, async () => {
    await page.goto(`${server.url}/project/1/${room}`)
    await page.waitForTimeout(1200)
    await lookAt(room)
    expect(complaints.splice(0)).toEqual([])
  }, 60_000)

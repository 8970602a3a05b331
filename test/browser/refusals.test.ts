import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr } from '../../src/lib/json.ts'
import { logIn, openBrowser, screenshot } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

/** What the page does when the server refuses, answers late, or has less than the address asks for. */

const server = new Server()
let browser: Browser
let page: Page
let board = 0

const api = async (method: string, path: string, body?: object) => {
  const answer = await server.api(method, `/projects/1/${path}`, body)
  expect([path, answer.status < 300]).toEqual([path, true])
  return objectOr(answer.body)
}
const refuse = (pattern: string, method: string) =>
  page.route(pattern, (route) =>
    route.request().method() === method
      ? route.fulfill({ status: 503, json: { type: 'server_error', code: 'error', detail: 'The disk is full.' } })
      : route.fallback(),
  )

beforeAll(async () => {
  await server.start()
  // One every fifty minutes: 60 in the last week, and 29 of them, 0 to 28, in the last 24 hours.
  const batch = Array.from({ length: 60 }, (_, i) => ({
    ...{ event: 'order paid', distinct_id: `visitor-${i % 7}`, uuid: randomUUID(), properties: {} },
    timestamp: new Date(Date.now() - 60_000 - i * 3_000_000).toISOString(),
  }))
  expect((await server.batch(batch)).status).toBe(200)
  board = Number((await api('POST', 'dashboards/', { name: 'Weekly' }))['id'])
  const series = [{ kind: 'EventsNode', event: 'order paid' }]
  const source = { kind: 'TrendsQuery', series, trendsFilter: { display: 'BoldNumber' } }
  await api('POST', 'insights/', { name: 'Orders', query: { kind: 'InsightVizNode', source }, dashboards: [board] })
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await logIn(page, server.url, PASSWORD)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

test('a tile that answers late keeps out of another range', async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  const tile = page.locator('.tile').filter({ hasText: 'Orders' })
  await tile.getByText('60', { exact: true }).waitFor({ timeout: 15_000 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/projects/1/insights/*/?*from_dashboard*', async (route) => {
    await held
    await route.continue()
  })
  await tile.hover()
  await tile.getByRole('button', { name: 'What to do with this tile' }).click()
  const late = page.waitForResponse((answer) => answer.url().includes('from_dashboard'))
  await page.getByRole('menuitem', { name: 'Refresh' }).click()
  await page.getByRole('button', { name: 'As each insight says' }).click()
  await page.getByRole('button', { name: 'Last 24 hours' }).click()
  await tile.getByText('29', { exact: true }).waitFor({ timeout: 15_000 })
  release()
  await (await late).finished()
  await page.waitForTimeout(300)
  expect(await tile.getByText('29', { exact: true }).count()).toBe(1)
  await page.unrouteAll()
}, 60_000)

test('a text that was refused stays where it was typed', async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}?edit=true`)
  await page.getByRole('button', { name: 'Add text' }).click()
  await page.getByLabel('Text', { exact: true }).fill('What we look at on Mondays')
  await refuse('**/api/projects/1/dashboards/*/', 'PATCH')
  await page.getByRole('button', { name: 'Save text' }).click()
  await page.getByText('That did not work: The disk is full.').waitFor()
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('What we look at on Mondays')
  await screenshot(page, 'text-refused')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Save text' }).click()
  await page.locator('.tile').filter({ hasText: 'on Mondays' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
}, 60_000)

test('a refusal is said once, also that of an undo', async () => {
  await page.goto(`${server.url}/project/1/events/named/order paid`)
  await page.getByLabel('Verified').click()
  await page.getByText('Verified order paid').waitFor()
  await refuse('**/api/projects/1/event_definitions/*/', 'PATCH')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('That could not be undone: The disk is full.').waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByLabel('Hidden').click()
  await page.getByText('That did not work: The disk is full.').waitFor()
  expect(await page.locator('.toast').count()).toBe(1)
  await page.unrouteAll()
}, 60_000)

test('a page behind the end of a list leads back to it', async () => {
  for (const [list, row] of [
    ['events', 'order paid'],
    ['people', 'visitor-0'],
  ] as const) {
    await page.goto(`${server.url}/project/1/${list}?offset=50`)
    await page.getByText('Nothing on this page').waitFor()
    await screenshot(page, `${list}-behind-the-end`)
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByRole('link', { name: row, exact: true }).waitFor()
  }
}, 60_000)

test('a number is typed digit by digit, and what is thrown away is gone from its field', async () => {
  const retention = { kind: 'RetentionQuery', retentionFilter: { period: 'Day', totalIntervals: 8 } }
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(retention))}`)
  const periods = page.getByLabel('Number of periods')
  await periods.fill('')
  await periods.pressSequentially('14')
  await page.waitForURL((url) => decodeURIComponent(url.search).includes('"totalIntervals":14'))
  await periods.fill('99')
  await periods.blur()
  expect(await periods.inputValue()).toBe('14')

  const source = { kind: 'PathsQuery', pathsFilter: { includeEventTypes: ['custom_event'] } }
  const saved = await api('POST', 'insights/', { name: 'Ways', query: { kind: 'InsightVizNode', source } })
  await page.goto(`${server.url}/project/1/insights/${saved['short_id']}`)
  const start = page.getByLabel('Starting at')
  await start.fill('order paid')
  await start.press('Enter')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect.poll(() => start.inputValue()).toBe('')
  await start.focus()
  await start.blur()
  expect(page.url()).not.toContain('startPoint')
}, 60_000)

test('a link to PostHog leads on when only its host is changed', async () => {
  const { id } = await api('POST', 'cohorts/', { name: 'From PostHog', is_static: true })
  for (const [theirs, ours] of [
    [`/cohorts/${id}`, `/project/1/people/cohorts/${id}`],
    ['/project/1/data-management/actions', '/project/1/events/actions'],
    ['/project/1/person/a%2Fb@example.com', '/project/1/people?q=a%2Fb@example.com'],
    ['/dashboard', '/project/1/dashboard'],
  ] as const) {
    await page.goto(`${server.url}${theirs}`)
    await page.waitForURL(`${server.url}${ours}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (ours.includes('?q=')) expect(await page.getByRole('searchbox').inputValue()).toBe('a/b@example.com')
  }
  // What stands behind the path goes along: here a question that nobody has saved.
  const source = {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'order paid' }],
    dateRange: { date_from: '-3d' },
  }
  const asked = encodeURIComponent(JSON.stringify({ kind: 'InsightVizNode', source }))
  await page.goto(`${server.url}/insights/new#q=${asked}`)
  await page.getByText('Count of order paid, last 3 days').waitFor()
  expect(page.url()).toContain('/project/1/insights/new?q=')
}, 60_000)

test('an address that can be of no person or cohort says so, and leads back', async () => {
  for (const path of ['people/person/nobody', 'people/cohorts/none']) {
    await page.goto(`${server.url}/project/1/${path}`)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Go to your boards' }).waitFor()
  }
  for (const [path, room] of [
    [`people/person/${randomUUID()}`, 'All persons'],
    ['people/cohorts/999', 'All cohorts'],
  ] as const) {
    await page.goto(`${server.url}/project/1/${path}`)
    await page.getByText('It may have been deleted').waitFor()
    await page.getByRole('link', { name: room }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
}, 60_000)

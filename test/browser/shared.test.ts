import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, lookAt, openBrowser, openSite } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]
let board: number

const HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
const LONG = 'Donaudampfschiff'.repeat(8)
const MARKDOWN = `# ${HOSTILE}

![a picture](https://elsewhere.example/p.png) [a link](javascript:window.hacked=1) <iframe src="https://elsewhere.example"></iframe>`

const api = async (method: string, path: string, body?: unknown) =>
  (await server.api(method, `/projects/1${path}`, body)).body
const share = (body: object) => api('PATCH', `/dashboards/${board}/sharing/`, { enabled: true, ...body })

beforeAll(async () => {
  await server.start()
  const at = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  const batch = Array.from({ length: 60 }, (_, i) => ({
    event: 'signed up',
    distinct_id: `visitor-${i}`,
    timestamp: at(i % 12),
    properties: { plan: [HOSTILE, 'free', 'pro'][i % 3] },
  }))
  expect((await server.batch(batch)).status).toBe(200)
  const series = [{ kind: 'EventsNode', event: 'signed up', custom_name: HOSTILE }]
  const trend = { kind: 'TrendsQuery', series, dateRange: { date_from: '-12d' } }
  const isNot = (value: string) => ({ key: 'plan', type: 'event', operator: 'is_not', value: [value] })
  // As PostHog nests filters.
  const grouped = { type: 'AND', values: [{ type: 'OR', values: [isNot('none'), isNot('other')] }] }
  board = (await api('POST', '/dashboards/', { name: `Numbers ${LONG} ${HOSTILE}`, description: HOSTILE })).id
  const breakdown = { ...trend, breakdownFilter: { breakdown: 'plan', breakdown_type: 'event' } }
  const table = {
    kind: 'DataVisualizationNode',
    source: { kind: 'HogQLQuery', query: 'select properties.plan, count() from events group by 1' },
  }
  for (const [name, query] of Object.entries({
    Trend: { ...trend, properties: grouped },
    Plans: breakdown,
    [HOSTILE]: table,
  }))
    await api('POST', '/insights/', { name, query, dashboards: [board] })
  await api('PATCH', `/dashboards/${board}/`, { tiles: [{ text: { body: MARKDOWN } }] })
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  complaints = complaintsOf(page)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

test('an open link draws the board and nothing that strangers wrote runs', async () => {
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  const { access_token } = await share({ settings: { viewer_date_range: true } })
  await page.goto(`${server.url}/shared/${access_token}`)
  await page.locator('canvas').first().waitFor({ timeout: 15_000 })
  await page.getByRole('link', { name: 'a picture' }).waitFor()
  expect(await page.title()).toBe(`Numbers ${LONG} ${HOSTILE}`)
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  expect(await page.locator('a[href^="javascript:"], iframe, article img').count()).toBe(0)
  await page.waitForTimeout(500)
  await lookAt(page, 'shared')
  expect([...hosts]).toEqual([new URL(server.url).host])
  expect(await page.evaluate('typeof window.POSTHOG_EXPORTED_DATA.dashboard.id')).toBe('number')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a viewer chooses the range', async () => {
  const trend = page.getByRole('article', { name: 'Trend' })
  const asked = page.waitForRequest(/\/tiles\?date_from=-24h/)
  await page.getByRole('button', { name: 'As the owner chose' }).click()
  await page.getByRole('button', { name: 'Last 24 hours' }).click()
  await asked
  await trend.locator('canvas').waitFor()
  expect(complaints.splice(0)).toEqual([])
})

test('a lock opens inside somebody else’s page, where cookies of ours do not go', async () => {
  const { access_token } = await share({ password_required: true, settings: { whitelabel: true } })
  const { password } = await api('POST', `/dashboards/${board}/sharing/passwords/`, { note: 'partners' })
  const site = await openSite(
    `<!doctype html><title>Partner</title><iframe src="${server.url}/embedded/${access_token}" width="900" height="700"></iframe>`,
  )
  try {
    await page.goto(site.url.replace('127.0.0.1', 'localhost'))
    const frame = page.frameLocator('iframe')
    await frame.getByLabel('Password').fill('not-this-one')
    await frame.getByRole('button', { name: 'Open' }).click()
    await frame.getByText('This is not the password.').waitFor()
    await frame.getByLabel('Password').fill(password)
    await frame.getByRole('button', { name: 'Open' }).click()
    await frame.locator('canvas').first().waitFor({ timeout: 15_000 })
    expect(await frame.getByText('Made with Hoglet').count()).toBe(0)
  } finally {
    site.close()
  }
  expect(complaints.splice(0).filter((line) => !/401/.test(line))).toEqual([])
  await page.goto(`${server.url}/shared/${access_token}`)
  await page.getByLabel('Password').waitFor()
  await lookAt(page, 'shared-locked')
}, 60_000)

test('a page that is not named may not frame it', async () => {
  const { access_token } = await share({
    password_required: false,
    settings: { allowed_domains: ['https://partner.example'] },
  })
  const site = await openSite(`<!doctype html><iframe src="${server.url}/embedded/${access_token}"></iframe>`)
  await page.goto(site.url.replace('127.0.0.1', 'localhost'))
  await page.waitForTimeout(500)
  expect(complaints.splice(0).some((line) => line.includes('frame-ancestors'))).toBe(true)
  site.close()
})

test('the owner shares a board from its page', async () => {
  await api('PATCH', `/dashboards/${board}/sharing/`, { enabled: false, settings: { allowed_domains: null } })
  await page.goto(server.url)
  await page.getByLabel('Email').fill('admin@localhost')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/project\/1/)
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  await page.locator('canvas').first().waitFor({ timeout: 15_000 })
  complaints.splice(0)
  await page.keyboard.press('s')
  await page.getByLabel('Public link').click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.getByLabel('Ask for a password').click()
  await page.getByLabel('Who is it for').fill('Partners')
  await page.getByRole('button', { name: 'Add password' }).click()
  const password = await page.getByRole('status').locator('code').textContent()
  expect(password).toMatch(/^[\w-]{22}$/)
  await page.getByText('Partners', { exact: true }).waitFor()
  await lookAt(page, 'share-dialog')
  expect(complaints.splice(0)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('where (plan is not none or plan is not other)').waitFor()
  await page.getByRole('button', { name: 'Shared' }).press('Enter')
  await page.getByLabel('Public link').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Shared')
  const unlocked = await fetch(link, { method: 'POST', body: JSON.stringify({ password }) })
  expect(unlocked.status).toBe(200)
}, 90_000)

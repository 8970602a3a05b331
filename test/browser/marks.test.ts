import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]
let board = 0

beforeAll(async () => {
  await server.start()
  const batch = Array.from({ length: 30 }, (_, i) => ({
    event: 'order paid',
    distinct_id: `visitor-${i}`,
    uuid: randomUUID(),
    timestamp: new Date(Date.now() - i * 3_000_000).toISOString(),
    properties: { plan: i < 20 ? 'pro' : 'free', city: `City ${i % 11}` },
  }))
  expect((await server.batch(batch)).status).toBe(200)
  const made = await server.api('POST', '/projects/1/dashboards/', { name: 'Shares' })
  board = Number(made.body['id'])
  const series = [{ kind: 'EventsNode', event: 'order paid' }]
  const shares = {
    kind: 'TrendsQuery',
    series,
    trendsFilter: { display: 'ActionsPie' },
    breakdownFilter: { breakdown: 'plan', breakdown_type: 'event' },
  }
  const steps = {
    kind: 'FunnelsQuery',
    series: [...series, ...series],
    breakdownFilter: { breakdown: 'city', breakdown_type: 'event' },
  }
  for (const [name, source] of [
    ['Plans', shares],
    ['Cities', steps],
  ] as const)
    await server.api('POST', '/projects/1/insights/', {
      name,
      query: { kind: 'InsightVizNode', source },
      dashboards: [board],
    })
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  complaints = complaintsOf(page)
  await logIn(page, server.url, PASSWORD)
  complaints.splice(0) // who is asked without a session
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

const tile = (words: string) => page.locator('.tile').filter({ hasText: words })

test('a slice leads to the people behind it, by mouse and by keys', async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  const pie = tile('Plans').getByRole('img')
  await tile('Plans').locator('canvas').waitFor({ timeout: 15_000 })
  const box = await pie.boundingBox()
  if (!box) throw new Error('no pie')
  // The largest slice begins at twelve and goes clockwise: at three it is still the same.
  await pie.click({ position: { x: box.width / 2 + Math.min(box.width, box.height) * 0.36, y: box.height / 2 } })
  await page.getByText('The people behind this number').waitFor()
  await page.getByRole('heading', { name: 'pro' }).waitFor()
  await page.getByText('20 people').waitFor()
  await look(page, 'people-of-a-slice')
  await page.keyboard.press('Escape')
  // Until the panel is gone it keeps the focus.
  await page.getByText('The people behind this number').waitFor({ state: 'detached' })
  await pie.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByText('10 people').waitFor()
  await page.keyboard.press('Escape')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a funnel of many values draws eight and the others together, and all when it is asked', async () => {
  const funnel = tile('Cities')
  const values = funnel.getByRole('list', { name: 'Legend' }).getByRole('listitem')
  await expect.poll(() => values.count()).toBe(10)
  expect(await values.allInnerTexts()).toContainEqual(expect.stringContaining('Other'))
  await look(page, 'funnel-folded')
  await funnel.getByRole('button', { name: '3 more' }).click()
  await expect.poll(() => values.count()).toBe(11)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

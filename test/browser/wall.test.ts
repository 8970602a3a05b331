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
    distinct_id: `visitor-${i % 7}`,
    uuid: randomUUID(),
    timestamp: new Date(Date.now() - i * 3_000_000).toISOString(),
  }))
  expect((await server.batch(batch)).status).toBe(200)
  const made = await server.api('POST', '/projects/1/dashboards/', { name: 'On the wall' })
  board = Number(made.body['id'])
  const source = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'order paid' }] }
  await server.api('POST', '/projects/1/insights/', {
    name: 'Orders',
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

const rail = () => page.getByRole('navigation', { name: 'Rooms' })
const isFull = () => new URL(page.url()).searchParams.has('full')
const cursor = () => page.evaluate("getComputedStyle(document.querySelector('.tile')).cursor")

test('a board fills the screen, rests, is computed anew by itself, and is left by Esc', async () => {
  await page.clock.install()
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  await page.locator('.tile canvas').first().waitFor({ timeout: 15_000 })
  await page.keyboard.press('f')
  await rail().waitFor({ state: 'hidden' })
  expect(isFull()).toBe(true)
  await page.getByRole('heading', { name: 'On the wall' }).waitFor()
  expect(await page.getByRole('toolbar', { name: 'Board' }).count()).toBe(0)
  await look(page, 'wall')

  await page.clock.fastForward(3_100)
  await expect.poll(cursor).toBe('none')
  await page.mouse.move(300, 300)
  await expect.poll(cursor).not.toBe('none')

  const anew = page.waitForRequest(/stream_tiles.*force_blocking/)
  await page.clock.fastForward(5 * 60_000)
  await anew

  await page.keyboard.press('Escape')
  await rail().waitFor()
  expect(isFull()).toBe(false)
  await page.getByRole('button', { name: 'More about this board' }).click()
  await page.getByRole('menuitem', { name: 'Full screen' }).click()
  await rail().waitFor({ state: 'hidden' })
  await page.mouse.move(400, 300)
  await page.getByRole('button', { name: 'Leave full screen (Esc)' }).click()
  await rail().waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

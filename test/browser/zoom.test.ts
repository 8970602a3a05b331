import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import type { Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let board: number
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, board, close } = await openBoardPage())
}, 120_000)
afterAll(() => close?.())

/** Where something is on the chart, by its share of the width. */
async function placeAt(share: number): Promise<[number, number]> {
  const canvas = page.locator('.chart-canvas canvas')
  await canvas.waitFor()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('The chart has no box')
  return [box.x + box.width * share, box.y + box.height / 2]
}

async function drag(from: number, to: number): Promise<void> {
  await page.mouse.move(...(await placeAt(from)))
  await page.mouse.down()
  await page.mouse.move(...(await placeAt(to)), { steps: 6 })
  await page.mouse.up()
}

/** What the bar says of the range. */
const range = (words: RegExp) => page.getByRole('toolbar').getByRole('button', { name: words })
const back = async () => page.mouse.dblclick(...(await placeAt(0.97)))

test('a drag across a tile narrows the board, and a double click goes back to what was chosen before', async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}?from=-30d`)
  await drag(0.5, 0.99)
  await range(/ to /).waitFor()
  const once = page.url()
  await drag(0.4, 0.99)
  await page.waitForURL((url) => url.href !== once)
  await back()
  await page.waitForURL(once)
  await back()
  await range(/Last 30 days/).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  // Where there is nothing to go back to, a click asks for the people at once.
  await page.mouse.click(...(await placeAt(0.97)))
  await page.getByRole('dialog').getByText('The people behind this number').waitFor()
  await page.keyboard.press('Escape')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('so it is in the editor, where a day or two are drawn by the hour', async () => {
  const q = {
    kind: 'TrendsQuery',
    interval: 'week',
    dateRange: { date_from: '-90d' },
    series: [{ kind: 'EventsNode', event: 'order paid' }],
  }
  await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(q))}`)
  const interval = page.getByRole('combobox', { name: 'Interval' })
  await placeAt(0.5)
  const answered = page.waitForResponse((reply) => reply.url().includes('/query/'))
  await drag(0.5, 0.99)
  await range(/ to /).waitFor()
  expect(await interval.inputValue()).toBe('day')
  await answered
  await expect.poll(() => page.locator('.result-chart[data-stale]').count()).toBe(0)
  // A chart that is being drawn anew does not hear the drag.
  const closer = async () => {
    await drag(0.96, 0.99)
    return interval.inputValue()
  }
  await expect.poll(closer, { interval: 1_000, timeout: 10_000 }).toBe('hour')
  await back()
  await expect.poll(() => interval.inputValue()).toBe('day')
  // Nobody goes back behind a range that was chosen since.
  await range(/ to /).click()
  await page.getByRole('button', { name: 'Last 14 days' }).click()
  await back()
  await page.keyboard.press('Escape')
  await range(/Last 14 days/).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  await server.start()
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  complaints = complaintsOf(page)
  await page.goto(server.url)
  await page.getByLabel('Email').fill('admin@localhost')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('Listening for your first event').waitFor()
  complaints.splice(0) // who is asked without a session
  await sendVisits()
  await page.waitForTimeout(1500) // names are known within a second
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

const lookAt = (name: string) => look(page, name)

/** Within three days: 20 visits of /pricing by 10 people, 10 of /docs by 5 others; 4 clicks on “Buy now” by 2 of them. */
async function sendVisits(): Promise<void> {
  const at = (i: number) => new Date(Date.now() - (i + 1) * 2 * 3_600_000).toISOString()
  const visits = Array.from({ length: 30 }, (_, i) => ({
    event: '$pageview',
    distinct_id: i < 20 ? `buyer-${i % 10}` : `reader-${i % 5}`,
    uuid: randomUUID(),
    timestamp: at(i),
    properties: { $current_url: `https://example.com/${i < 20 ? 'pricing' : 'docs'}`, plan: i % 2 ? 'pro' : 'free' },
  }))
  const clicks = Array.from({ length: 4 }, (_, i) => ({
    event: '$autocapture',
    distinct_id: `buyer-${i % 2}`,
    uuid: randomUUID(),
    timestamp: at(i),
    properties: {
      $event_type: 'click',
      $current_url: 'https://example.com/pricing',
      $elements: [{ tag_name: 'button', $el_text: 'Buy now', attr__class: 'primary', nth_child: 1, nth_of_type: 1 }],
    },
  }))
  expect((await server.batch([...visits, ...clicks])).status).toBe(200)
}

const sheet = () => page.getByRole('dialog')

test('no actions yet: what they are, and the first one', async () => {
  await page.goto(`${server.url}/project/1/events/actions`)
  await page.getByText('No actions yet').waitFor()
  await lookAt('actions-empty')
  await page.keyboard.press('n')
  await sheet().getByText('New action').waitFor()
  // Nothing is asked of events yet: all 34 fit, of the 15 people.
  await sheet().getByText('34 events match, sent by 15 people.').waitFor()
  await sheet().getByLabel('Name').fill('Looked at prices')
  await sheet().getByLabel('Description').fill('Somebody weighs whether to buy')
  await sheet().getByLabel('Tags').fill('Sales, web')
  await sheet().getByRole('button', { name: 'Event of step 1: Any event' }).click()
  await page.getByPlaceholder('Search events').fill('page')
  await page.getByRole('option', { name: /\$pageview/ }).click()
  await sheet().getByRole('button', { name: 'Add a condition to step 1' }).click()
  await page.getByRole('menuitem', { name: 'URL of the page' }).click()
  await sheet().getByLabel('URL of the page of step 1', { exact: true }).fill('/pricing')
  await sheet().getByText('20 events match, sent by 10 people.').waitFor()
  await sheet().getByRole('button', { name: 'Or another step' }).click()
  await sheet().getByRole('button', { name: 'Add a condition to step 2' }).click()
  await page.getByRole('menuitem', { name: 'Text of the element' }).click()
  await sheet().getByLabel('Text of the element of step 2', { exact: true }).fill('Buy now')
  await sheet().getByText('24 events match, sent by 10 people.').waitFor()
  await lookAt('action-new')
  await sheet().getByRole('button', { name: 'Create action' }).click()
  await page.getByText('Looked at prices is there').waitFor()
  await page.getByRole('cell', { name: '$pageview where the URL contains “/pricing”' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

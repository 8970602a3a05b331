import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, logIn, openBrowser } from '../support/browser.ts'
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
  await logIn(page, server.url, PASSWORD)
  complaints.splice(0) // who is asked without a session
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

test('lists that are empty fill by themselves when the first event comes', async () => {
  const people = await page.context().newPage()
  const properties = await page.context().newPage()
  await page.goto(`${server.url}/project/1/events`)
  await page.getByText('No events yet').waitFor()
  await people.goto(`${server.url}/project/1/people`)
  await people.getByText('Nobody with a profile yet').waitFor()
  await properties.goto(`${server.url}/project/1/events/properties`)
  await properties.getByText('None seen yet').waitFor()
  expect((await server.batch([{ event: 'hello', distinct_id: 'ana', properties: { plan: 'pro' } }])).status).toBe(200)
  await page.getByRole('link', { name: 'hello' }).waitFor({ timeout: 20_000 })
  await people.getByRole('link', { name: 'ana' }).waitFor({ timeout: 20_000 })
  await properties.getByText('plan', { exact: true }).waitFor({ timeout: 20_000 })
  await Promise.all([people.close(), properties.close()])
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

// Several times, because who came a moment ago used to be a stranger only while their profile was on its way.
for (const time of [1, 2, 3])
  test(`a row shows who came a moment ago, under its own name, time ${time}`, async () => {
    const event = `kept coming ${time}`
    const came = ['alpha', 'beta'].map((team) => ({ event, distinct_id: `of-${team}-${time}`, properties: { team } }))
    expect((await server.batch(came)).status).toBe(200)
    const entity = { id: event, type: 'events' }
    const asked = {
      kind: 'RetentionQuery',
      retentionFilter: { period: 'Day', totalIntervals: 2, targetEntity: entity, returningEntity: entity },
      breakdownFilter: { breakdowns: [{ property: 'team', type: 'event' }] },
    }
    await page.goto(`${server.url}/project/1/insights/new?q=${encodeURIComponent(JSON.stringify(asked))}`)
    // On a busy machine the first chart takes its time.
    const buttons = page.getByRole('row', { name: /^beta/ }).getByRole('button')
    await buttons.first().click({ timeout: 30_000 })
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Began beta/).waitFor({ timeout: 10_000 })
    await dialog.getByRole('listitem').first().waitFor({ timeout: 30_000 })
    expect(await dialog.getByRole('listitem').getByRole('link').allTextContents()).toEqual([`of-beta-${time}`])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await buttons.filter({ hasText: '100%' }).click()
    await dialog.getByText(/^Began beta.*, there in Day 0$/).waitFor({ timeout: 10_000 })
    await dialog.getByRole('listitem').first().waitFor({ timeout: 30_000 })
    expect(await dialog.getByRole('listitem').getByRole('link').allTextContents()).toEqual([`of-beta-${time}`])
    expect(complaints.splice(0)).toEqual([])
  }, 90_000)

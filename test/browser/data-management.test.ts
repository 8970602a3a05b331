import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

const api = async (method: string, path: string) => {
  const { status, body } = await server.api(method, `/projects/1/${path}`)
  expect(status).toBeLessThan(300)
  return objectOr(body)
}

beforeAll(async () => {
  await server.start()
  const now = Date.now()
  const batch = Array.from({ length: 600 }, (_, i) => ({
    event: ['$pageview', 'order paid', 'signed up', '$pageview', 'invited a colleague'][i % 5],
    distinct_id: `visitor-${i % 70}`,
    uuid: randomUUID(),
    timestamp: new Date(now - ((i * 37) % 600) * 4_000_000).toISOString(),
    properties: { plan: i % 3 === 0 ? 'pro' : 'free', ...(i % 5 === 1 ? { amount: i % 15 === 1 ? 'ten' : i } : {}) },
  }))
  expect((await server.batch(batch)).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 1200)) // names are known within a second
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

const lookAt = (name: string) => look(page, name)
const room = (path: string) => page.goto(`${server.url}/project/1/${path}`)

test('several events are tagged and verified at once, by keys alone, and taken back', async () => {
  await room('events')
  await page.getByRole('link', { name: '$pageview' }).waitFor()
  await page.locator('.sparkline svg').first().waitFor()
  await page.getByRole('link', { name: '$pageview' }).focus()
  const at = () => page.evaluate('document.activeElement.textContent')
  const first = await at()
  await page.keyboard.press('j')
  expect(await at()).not.toBe(first)
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Chosen events' })
  await bar.getByText('2 chosen').waitFor()
  await lookAt('events-chosen')
  await bar.getByRole('button', { name: 'Add tag' }).click()
  await page.keyboard.type('growth')
  await page.getByText('Use “growth”').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Tagged 2 events “growth”').waitFor()
  await bar.getByRole('button', { name: 'Verify' }).click()
  await page.getByText('Verified 2 events').waitFor()
  const verified = async () => {
    const { results } = await api('GET', 'event_definitions/?tags=["growth"]')
    return objectsOf(results).map((event) => event['verified'])
  }
  await expect.poll(verified).toEqual([true, true])
  await page.locator('.toast', { hasText: 'Verified 2 events' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(verified).toEqual([false, false])
  await page.getByLabel('Tag', { exact: true }).selectOption('growth')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  expect(page.url()).toContain('tag=growth')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('an event is described, given a schema, tried and enforced', async () => {
  await room('events/named/order%20paid')
  await page.getByLabel('Description').fill('The payment went through.')
  await page.getByLabel('Description').blur()
  await page.getByText('Saved the description').waitFor()
  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Order')
  await page.getByLabel('Name of property 1').fill('amount')
  await page.getByLabel('Type of property 1').selectOption('Numeric')
  await page.getByLabel('Required').check()
  await page.getByLabel('Description of property 1').fill('In cents')
  await page.getByLabel('Optional in code').check()
  await lookAt('property-group')
  await page.getByLabel('Optional in code').uncheck()
  await page.getByRole('button', { name: 'Make the group' }).click()
  await page.getByText('In cents').waitFor()
  // Of the 120 orders every third has an amount that is no number.
  await page.getByLabel('Days', { exact: true }).selectOption('30')
  await page.getByText('40 of 120').waitFor()
  await page.getByText('is of another type').waitFor()
  await page.getByLabel('Refuse events that break it').click()
  await page.getByText('order paid must follow its schema').waitFor()
  await page.getByText('"order paid"').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(300)
  await lookAt('event')
  expect(await page.getByLabel('posthog-typed.ts').inputValue()).toContain('"amount": number')
  await page.getByRole('button', { name: 'Python' }).click()
  await expect.poll(() => page.getByLabel('posthog_typed.py').inputValue()).toContain('amount: float')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('properties are described, and groups are kept in one place', async () => {
  await room('events/properties')
  await page.getByRole('button', { name: 'plan' }).click()
  await page.getByLabel('Description').fill('What they pay for.')
  await page.getByLabel('Status').selectOption('verified')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved what you know about plan').waitFor()
  await page.getByText('What they pay for.').waitFor()
  await lookAt('properties')
  await page.getByLabel('Which').selectOption('own')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  await page.getByRole('button', { name: 'plan' }).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Chosen properties' })
  await bar.getByText('2 chosen').waitFor()
  await bar.getByRole('button', { name: 'Add tag' }).click()
  await page.keyboard.type('money')
  await page.keyboard.press('Enter')
  await page.getByText('Tagged 2 properties “money”').waitFor()
  await lookAt('properties-chosen')
  await bar.getByRole('button', { name: 'Hide' }).click()
  await page.getByText('No property is like that').waitFor()
  const hidden = async () =>
    objectsOf((await api('GET', 'property_definitions/?properties=plan,amount'))['results']).map((one) => [
      ...[one['hidden'], one['verified'], one['tags']],
    ])
  expect(await hidden()).toEqual([
    [true, false, ['money']],
    [true, false, ['money']],
  ])
  await page.locator('.toast', { hasText: 'Hid 2 properties' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(hidden).toEqual([
    [false, true, ['money']],
    [false, false, ['money']],
  ])
  await room('events/property-groups')
  await page.getByRole('link', { name: 'order paid' }).waitFor()
  await lookAt('property-groups')
  await page.getByRole('button', { name: 'Delete Order' }).click()
  await page.getByText('1 event loses it. This cannot be undone.').waitFor()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('No property groups yet').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('events that are called as steps between folders have pages, and their addresses last', async () => {
  for (const name of ['.', '..', '~..', 'a/../b']) {
    expect((await server.api('POST', '/projects/1/event_definitions/', { name })).status).toBe(201)
    await room(`events?q=${encodeURIComponent(JSON.stringify(name))}`)
    await page.getByRole('link', { name, exact: true }).click()
    const title = () => page.locator('.event-title').textContent()
    await expect.poll(title).toBe(name)
    await page.reload()
    await expect.poll(title).toBe(name)
  }
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf } from '../../src/lib/json.ts'
import {
  accessibilityFaults,
  complaintsOf,
  logIn,
  lookAt as look,
  openBrowser,
  screenshot,
} from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]
let board = 0
let other = 0

const api = async (method: string, path: string, body?: object) => {
  const answer = await server.api(method, `/projects/1/${path}`, body)
  expect([path, answer.status < 300]).toEqual([path, true])
  return objectOr(answer.body)
}
const namesOn = async (id: number) =>
  objectsOf((await api('GET', `dashboards/${id}/`))['tiles'])
    .map((tile) => objectOr(tile['insight'] ?? {})['name'] ?? objectOr(tile['text'] ?? {})['body'])
    .toSorted()

beforeAll(async () => {
  await server.start()
  const batch = Array.from({ length: 60 }, (_, i) => ({
    event: 'order paid',
    distinct_id: `visitor-${i % 7}`,
    uuid: randomUUID(),
    timestamp: new Date(Date.now() - i * 3_000_000).toISOString(),
    properties: { plan: i % 3 === 0 ? 'pro' : 'free' },
  }))
  expect((await server.batch(batch)).status).toBe(200)
  board = Number((await api('POST', 'dashboards/', { name: 'Weekly' }))['id'])
  other = Number((await api('POST', 'dashboards/', { name: 'Elsewhere' }))['id'])
  const query = {
    kind: 'InsightVizNode',
    source: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'order paid' }] },
  }
  await api('POST', 'insights/', { name: 'Orders', query, dashboards: [board] })
  await api('PATCH', `dashboards/${board}/`, { tiles: [{ text: { body: 'Good morning' } }] })
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

const open = async (id: number) => {
  await page.goto(`${server.url}/project/1/dashboard/${id}`)
  await page.locator('.tile canvas').first().waitFor({ timeout: 15_000 })
}
const menuOf = async (tile: string) => {
  const place = page.locator('.tile').filter({ hasText: tile }).first()
  await place.hover()
  await place.getByRole('button', { name: 'What to do with this tile' }).click()
}

test('a tile is duplicated, copied to another board, and moved there and back by keys', async () => {
  await open(board)
  await menuOf('Orders')
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.locator('.tile').filter({ hasText: 'Orders (copy)' }).waitFor()
  expect(await namesOn(board)).toEqual(['Good morning', 'Orders', 'Orders (copy)'])
  await look(page, 'board-duplicated')

  await menuOf('Orders')
  await page.getByRole('menuitem', { name: 'Copy to…' }).click()
  await page.getByPlaceholder('Search boards, or name a new one').fill('no such')
  await page.getByText('Nothing by that name.').waitFor()
  await page.getByPlaceholder('Search boards, or name a new one').fill('else')
  await page.getByRole('option', { name: 'Elsewhere' }).waitFor()
  expect(await page.getByRole('option').allTextContents()).toEqual(['Elsewhere', 'New board “else”'])
  // Words, in which a hyphen is as narrow as hyphens are; tabular figures would widen it.
  const figures = `getComputedStyle(document.querySelector('[role="option"]')).fontVariantNumeric`
  expect(await page.evaluate(figures)).toBe('normal')
  // As it is: in a window of another size, also the tall one of a whole page, tiles are laid out anew, and what hangs on one closes.
  await screenshot(page, 'board-chooser', false)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('Copied to Elsewhere').waitFor()
  expect(await namesOn(other)).toEqual(['Orders'])

  await page.locator('.tile').filter({ hasText: 'Good morning' }).first().getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Edit text' }).waitFor()
  const chosen = page.locator('[role="menuitem"]:focus')
  for (const name of ['Edit text', 'Duplicate', 'Copy to', 'Move to']) {
    await chosen.filter({ hasText: name }).waitFor()
    if (name !== 'Move to') await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.getByPlaceholder('Search boards, or name a new one').waitFor()
  await page.keyboard.type('elsewhere')
  await page.keyboard.press('Enter')
  await page.getByText('Moved to Elsewhere').waitFor()
  await page.locator('.tile').filter({ hasText: 'Good morning' }).waitFor({ state: 'detached' })
  expect(await namesOn(other)).toEqual(['Good morning', 'Orders'])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.locator('.tile').filter({ hasText: 'Good morning' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a board is made where one is chosen, once, however fast the keys', async () => {
  await open(board)
  await menuOf('Orders')
  await page.getByRole('menuitem', { name: 'Copy to…' }).click()
  await page.getByPlaceholder('Search boards, or name a new one').fill('Made on the way')
  await page.getByRole('option', { name: 'New board “Made on the way”' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('Copied to Made on the way').waitFor()
  const made = objectsOf((await api('GET', 'dashboards/'))['results']).filter(({ name }) => name === 'Made on the way')
  expect(made.length).toBe(1)
  expect(await namesOn(Number(made[0]?.['id']))).toEqual(['Orders'])
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('every tile is filtered for a look, and then for everybody', async () => {
  await open(board)
  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  const filters = page.getByLabel('Filters of every tile')
  await filters.getByRole('button', { name: 'Filter every tile' }).click()
  await page.keyboard.type('plan')
  await page.getByRole('option', { name: 'plan' }).first().click()
  await filters
    .getByRole('button', { name: /value|Choose/i })
    .first()
    .click()
  await page.getByRole('option', { name: 'pro' }).first().click()
  await filters.getByRole('button', { name: 'Remove pro' }).waitFor()
  await screenshot(page, 'board-filters')
  // A look at the tiles in between loses nothing.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await filters.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  await filters.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: '1 filter' }).waitFor()
  expect(decodeURIComponent(page.url())).toContain('"key":"plan"')
  expect((await api('GET', `dashboards/${board}/`))['persisted_filters']).toBe(null)
  await page.getByText('Count of order paid where plan is pro').first().waitFor()
  await look(page, 'board-filtered')

  await page.getByRole('button', { name: '1 filter' }).click()
  await filters.getByRole('button', { name: 'Keep for everybody' }).click()
  await page.waitForURL((url) => !url.search.includes('filters'))
  const kept = objectOr((await api('GET', `dashboards/${board}/`))['persisted_filters'])
  expect(kept['properties']).toMatchObject([{ key: 'plan', value: ['pro'] }])
  await page.getByRole('button', { name: '1 filter' }).click()
  await filters.getByRole('button', { name: /off the board/ }).click()
  await page.getByRole('button', { name: 'Filters', exact: true }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a filter that is not applied yet stays with its board', async () => {
  const shown = (name: string) => page.locator(`input[value="${name}"]`).waitFor()
  const follow = async (name: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(name)
    await page.getByRole('option', { name }).first().click()
    await shown(name)
  }
  const filters = page.getByLabel('Filters of every tile')
  const openFilters = () => page.getByRole('button', { name: 'Filters', exact: true }).click()
  await page.goto(`${server.url}/project/1/dashboard/${other}`)
  await shown('Elsewhere')
  await follow('Weekly')
  await openFilters()
  await filters.getByRole('button', { name: 'Filter every tile' }).click()
  await page.keyboard.type('plan')
  await page.getByRole('option', { name: 'plan' }).first().click()
  await filters.getByText('plan').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await filters.waitFor({ state: 'detached' })
  await follow('Elsewhere')
  await openFilters()
  await filters.getByRole('button', { name: 'Filter every tile' }).waitFor()
  expect(await filters.getByText('plan').count()).toBe(0)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('a number says how the project counts people, from how many events, and how it was asked', async () => {
  expect((await server.api('PATCH', '/projects/1/', { aggregate_users_by_distinct_id: true })).status).toBe(200)
  await open(board)
  await menuOf('Orders')
  await page.getByRole('menuitem', { name: 'Explain this number' }).click()
  await page.getByText('Active users are counted by distinct id').waitFor()
  await page.getByText(/^\d+ order paid$/).waitFor()
  await page.getByText(/^Computed once more just now, in \d+ (ms|s)$/).waitFor()
  await page.getByText('FROM events AS `events`').waitFor()
  await page.keyboard.press('Escape')
  expect((await server.api('PATCH', '/projects/1/', { aggregate_users_by_distinct_id: false })).status).toBe(200)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('a board is duplicated and deleted, and comes back', async () => {
  await open(board)
  const more = page.getByRole('button', { name: 'More about this board' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Duplicate board' }).click()
  await page.getByText('This is the copy').waitFor()
  await page.locator('.tile canvas').first().waitFor({ timeout: 15_000 })
  await more.click()
  await page.getByRole('menuitem', { name: 'Delete board' }).click()
  await page.getByText('Deleted Weekly (copy). Its insights stay').waitFor()
  const row = page.getByRole('link', { name: 'Weekly (copy)' })
  await row.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await row.waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('a deleted insight leaves its boards, and comes back to them', async () => {
  await page.goto(`${server.url}/project/1/insights`)
  await page.getByRole('link', { name: 'Orders', exact: true }).click()
  await page.getByRole('button', { name: 'More about this insight' }).click()
  await screenshot(page, 'insight-ways')
  await page.getByRole('menuitem', { name: 'Delete insight' }).click()
  await page.getByText('Deleted Orders, also from its boards').waitFor()
  expect(await namesOn(board)).not.toContain('Orders')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('link', { name: 'Orders', exact: true }).waitFor()
  expect(await namesOn(board)).toContain('Orders')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('two fast clicks, or Enter twice, make one board', async () => {
  const count = async () => Number((await api('GET', 'dashboards/'))['count'])
  const before = await count()
  const fill = async (name: string) => {
    await page.goto(`${server.url}/project/1/dashboard`)
    await page.getByRole('button', { name: 'New board' }).click()
    await page.getByLabel('Name').fill(name)
  }
  await fill('By two clicks')
  await page.getByRole('button', { name: 'Create board' }).dblclick()
  await page.getByRole('heading', { name: 'By two clicks' }).waitFor()
  await fill('By two keys')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'By two keys' }).waitFor()
  expect(await count()).toBe(before + 2)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BoardPage, openBoardPage } from '../support/board-page.ts'

let world: BoardPage

beforeAll(async () => {
  world = await openBoardPage()
  await world.server.api('POST', '/projects/1/dashboards/', { name: 'Elsewhere, with a name as long as names get' })
  // A phone's own browser: what is too wide makes its whole page wider.
  const state = await world.page.context().storageState()
  const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, storageState: state }
  world.page = await (await world.browser.newContext(phone)).newPage()
}, 120_000)
afterAll(() => world?.close())

const open = async (path: string) => {
  await world.page.goto(`${world.server.url}/project/1/${path}`)
  await world.page.getByRole('navigation', { name: 'Rooms' }).waitFor()
}
const widthOfPage = () => world.page.evaluate('document.documentElement.scrollWidth')

test('every room and the search are reached from the bar, whose signs are as wide as a thumb', async () => {
  const { page } = world
  await open('live')
  const signs = page.getByRole('navigation', { name: 'Rooms' }).locator('.rail-item:visible')
  const widths = await Promise.all((await signs.all()).map(async (sign) => (await sign.boundingBox())?.width ?? 0))
  expect(widths.length).toBe(6)
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(40)
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.tap()
  await page.getByRole('menuitem', { name: 'Settings' }).tap()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await more.tap()
  await page.getByRole('menuitem', { name: 'Go to…' }).tap()
  await page.getByPlaceholder('Go anywhere, do anything').fill('Weekly')
  await page.keyboard.press('Enter')
  await page.waitForURL(/dashboard\/\d+/)
}, 60_000)

test('menus and tooltips of a board stay on the screen', async () => {
  const { page } = world
  await open(`dashboard/${world.board}`)
  const tile = page.locator('.tile').filter({ hasText: 'Orders' }).first()
  const canvas = await tile.locator('canvas').first().boundingBox()
  if (!canvas) throw new Error('The tile has no chart')
  await page.mouse.move(canvas.x + canvas.width * 0.8, canvas.y + canvas.height * 0.4)
  await page.locator('.tooltip-table').waitFor()
  expect(await widthOfPage()).toBe(360)
  await tile.getByRole('button', { name: 'What to do with this tile' }).tap()
  await page.getByRole('menuitem', { name: 'Copy to' }).tap()
  const choice = await page.getByRole('option', { name: 'Elsewhere' }).boundingBox()
  expect(choice?.x).toBeGreaterThanOrEqual(0)
  expect((choice?.x ?? 0) + (choice?.width ?? 999)).toBeLessThanOrEqual(360)
}, 60_000)

test('no room jumps while it fills', async () => {
  const { page, server } = world
  const group = await server.api('POST', '/projects/1/schema_property_groups/', {
    name: 'Money',
    properties: [{ name: 'amount', property_type: 'Numeric', is_required: true }],
  })
  const refunded = await server.api('POST', '/projects/1/event_definitions/', {
    name: 'refunded',
    enforcement_mode: 'reject',
  })
  const link = { event_definition: refunded.body.id, property_group_id: group.body.id }
  expect((await server.api('POST', '/projects/1/event_schemas/', link)).status).toBe(201)
  const held = Array.from({ length: 8 }, (_, i) => ({ event: 'refunded', distinct_id: `visitor-${i}` }))
  expect((await server.batch(held)).status).toBe(200)
  const $group_set = { key: 'acme', name: 'Acme' }
  const named = { $group_type: 'company', $group_key: 'acme', $group_set }
  expect((await server.batch([{ event: '$groupidentify', distinct_id: 'x', properties: named }])).status).toBe(200)
  // Each answer comes a while after the page, and none together with another.
  let late = 0
  await page.route('**/api/**', async (route) => {
    late += 60
    await new Promise((resolve) => setTimeout(resolve, 100 + (late % 300)))
    await route.continue()
  })
  await page.addInitScript(`
    window.shift = 0
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value
    }).observe({ type: 'layout-shift', buffered: true })`)
  for (const [path, last] of [
    ['events/warnings', 'Warnings of the last 30 days'],
    ['sql', 'distinct_id'],
    ['people/groups', 'acme'],
  ] as const) {
    await open(path)
    await page.getByText(last).first().waitFor()
    await page.waitForTimeout(600)
    const shift = Number(await page.evaluate('window.shift'))
    expect([path, shift < 0.02, shift]).toEqual([path, true, shift])
  }
  await page.unroute('**/api/**')
}, 60_000)

test('an address that leads nowhere keeps the rail, and one with a plain dollar sign leads where it says', async () => {
  const { page } = world
  await open('no-such-room')
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await open('people/cohorts/999')
  await page.getByRole('heading', { name: 'This cohort cannot be shown', level: 1 }).waitFor()
  await open('insights/zzzzzzzz')
  await page.getByRole('heading', { name: 'There is no such insight', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'All insights' }).click()
  await page.getByRole('heading', { name: 'Insights', level: 1 }).waitFor()
  await open('events/named/$pageview')
  await page.getByText('“$pageview”').waitFor()
}, 60_000)

import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr } from '../../src/lib/json.ts'
import { type BoardPage, openBoardPage } from '../support/board-page.ts'

let it: BoardPage
let board = 0

const orders = { kind: 'EventsNode', event: 'order paid' }
const visits = { kind: 'EventsNode', event: '$pageview' }
const trends = (display: string, more: object = {}) => ({
  kind: 'TrendsQuery',
  series: [orders],
  trendsFilter: { display },
  ...more,
})
const byPlan = { breakdownFilter: { breakdown: 'plan', breakdown_type: 'event' } }

/** Each way to draw a result, and how high its image is at least; all are 1920 wide but where more stands side by side. */
const CHARTS: [string, object, number][] = [
  ['A line', trends('ActionsLineGraph', { compareFilter: { compare: true } }), 1080],
  ['Bars', trends('ActionsBar', byPlan), 1080],
  ['A pie', trends('ActionsPie', byPlan), 1080],
  ['A pie of one', trends('ActionsPie'), 1220],
  ['A pie of nothing', trends('ActionsPie', { series: [{ kind: 'EventsNode', event: 'never sent' }] }), 1220],
  ['A number', trends('BoldNumber', { compareFilter: { compare: true } }), 600],
  ['Totals', trends('ActionsBarValue', byPlan), 360],
  ['A table', trends('ActionsTable', byPlan), 360],
  ['The week', trends('CalendarHeatmap'), 800],
  ['A funnel', { kind: 'FunnelsQuery', series: [visits, orders] }, 1000],
  ['Funnels', { kind: 'FunnelsQuery', series: [visits, orders], ...byPlan }, 1000],
  [
    'Coming back',
    {
      kind: 'RetentionQuery',
      retentionFilter: {
        period: 'Day',
        totalIntervals: 7,
        targetEntity: { id: '$pageview', type: 'events' },
        returningEntity: { id: '$pageview', type: 'events' },
      },
    },
    800,
  ],
  ['Ways', { kind: 'PathsQuery', pathsFilter: { includeEventTypes: ['$pageview'] } }, 1080],
  [
    'SQL',
    {
      kind: 'HogQLQuery',
      query: "select event, count() as n, 'x'||'y' as words from events group by event order by n",
    },
    360,
  ],
]

beforeAll(async () => {
  it = await openBoardPage({ empty: true })
  board = it.board
  const pages = ['/', '/prices', '/prices/team', '/order']
  const batch = Array.from({ length: 240 }, (_, i) => ({
    event: i % 5 === 4 ? 'order paid' : '$pageview',
    distinct_id: `visitor-${Math.floor(i / 5) % 12}`,
    uuid: randomUUID(),
    timestamp: new Date(Date.now() - i * 1_500_000).toISOString(),
    properties: {
      plan: ['free', 'team', 'business'][i % 3],
      $current_url: `https://shop.example${pages[i % 4]}`,
      $session_id: `session-${i % 31}`,
    },
  }))
  expect((await it.server.batch(batch)).status).toBe(200)
  for (const [name, source] of CHARTS) {
    const query = name === 'SQL' ? { kind: 'DataVisualizationNode', source } : { kind: 'InsightVizNode', source }
    const made = await it.server.api('POST', '/projects/1/insights/', { name, query, dashboards: [board] })
    expect([name, made.status]).toEqual([name, 201])
  }
}, 120_000)
afterAll(() => it.close())

/** What is in a PNG: its size from its head, its colours as the browser reads them. */
async function look(page: Page, bytes: Buffer) {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const seen = await page.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${bytes.toString('base64')}'
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const hex = (at) => [0, 1, 2].map((part) => data[at + part].toString(16).padStart(2, '0')).join('')
    const colours = new Map()
    for (let at = 0; at < data.length; at += 4) colours.set(hex(at), (colours.get(hex(at)) ?? 0) + 1)
    return { corner: hex(0), blank: colours.get(hex(0)) / (data.length / 4), colours: [...colours.keys()] }
  })()`)
  const { corner, blank, colours } = objectOr(seen)
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    corner: String(corner),
    blank: Number(blank),
    colours: Array.isArray(colours) ? colours.map(String) : [],
  }
}

async function download(page: Page, start: () => Promise<void>) {
  const coming = page.waitForEvent('download')
  await start()
  const file = await coming
  const kept = `test-results/export-${file.suggestedFilename()}`
  await file.saveAs(kept)
  return { name: file.suggestedFilename(), bytes: await readFile(kept) }
}

for (const [scheme, ground, series] of [
  ['light', 'ffffff', '5e71c2'],
  ['dark', '1c1a18', '83a0fc'],
] as const)
  test(`every tile is exported as an image, ${scheme}`, async () => {
    mkdirSync('test-results', { recursive: true })
    const { page, server, complaints } = it
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.goto(`${server.url}/project/1/dashboard/${board}`)
    for (const [name, , height] of CHARTS) {
      const tile = page.getByRole('article', { name, exact: true })
      await tile.scrollIntoViewIfNeeded()
      await tile.locator('.chart').waitFor({ timeout: 15_000 })
      const { name: file, bytes } = await download(page, async () => {
        await tile.getByRole('button', { name: 'What to do with this tile' }).click()
        await page.getByRole('menuitem', { name: 'Export PNG' }).click()
      })
      expect(file).toBe(`${name}.png`)
      const seen = await look(page, bytes)
      expect([name, seen.corner]).toEqual([name, ground])
      expect([name, seen.width >= 1920, seen.height >= height, seen.height]).toEqual([name, true, true, seen.height])
      // Title, axis and numbers alone leave more of the ground than this.
      expect([name, seen.blank < 0.992, seen.blank]).toEqual([name, name !== 'A pie of nothing', seen.blank])
      if (['A line', 'Bars', 'A pie', 'A funnel', 'Funnels', 'Ways'].includes(name))
        expect([name, seen.colours.includes(series)]).toEqual([name, true])
    }
    expect(complaints.splice(0)).toEqual([])
  }, 120_000)

test('an insight is exported from its page, as an image of what is shown and as a table', async () => {
  const { page, server, complaints } = it
  await page.emulateMedia({ colorScheme: 'light' })
  const name = 'Orders: all of them, 注文 🧾 '.repeat(8).trim()
  const query = { kind: 'InsightVizNode', source: trends('ActionsLineGraph', { series: [orders, visits] }) }
  const made = await server.api('POST', '/projects/1/insights/', { name, query })
  await page.goto(`${server.url}/project/1/insights/${made.body['short_id']}`)
  await page.locator('.result canvas').waitFor({ timeout: 15_000 })
  const save = (words: string) =>
    download(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: words }).click()
    })
  const image = await save('Export PNG')
  expect(image.name).toMatch(/^Orders all of them, .*\.png$/)
  expect((await look(page, image.bytes)).colours).toContain('5e71c2')
  await page.getByRole('button', { name: /^order paid \d/ }).click()
  expect((await look(page, (await save('Export PNG')).bytes)).colours).not.toContain('5e71c2')
  await page.getByRole('button', { name: /^order paid \d/ }).click()
  await page.keyboard.press('t')
  await page.locator('.result .table-view').waitFor()
  expect((await look(page, (await save('Export PNG')).bytes)).colours).not.toContain('5e71c2')
  const table = await save('Export CSV')
  expect(table.name).toMatch(/\.csv$/)
  expect(table.bytes.toString()).toMatch(/^Date,order paid,\$pageview\r\n/)
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('what SQL answers is exported as it is drawn', async () => {
  const { page, server, complaints } = it
  const q = 'select toDate(timestamp) as day, count() as n from events group by day order by day'
  await page.goto(`${server.url}/project/1/sql?q=${encodeURIComponent(q)}`)
  await page.getByLabel('SQL', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.sql-result canvas').waitFor({ timeout: 15_000 })
  const { name, bytes } = await download(page, () => page.getByRole('button', { name: 'Export PNG' }).click())
  expect(name).toBe('Result of SQL.png')
  expect((await look(page, bytes)).colours).toContain('5e71c2')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

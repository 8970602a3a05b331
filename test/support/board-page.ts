// What a browser test of boards begins with: a server with thirty orders, a board, an insight over the orders, and a page
// that is logged in.
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { complaintsOf, logIn, openBrowser } from './browser.ts'
import { PASSWORD, Server } from './server.ts'

export interface BoardPage {
  server: Server
  browser: Browser
  page: Page
  /** What the page's console said since the log-in. */
  complaints: string[]
  /** The board's id. */
  board: number
  close(): Promise<void>
}

/** `empty` leaves the insight off the board. */
export async function openBoardPage({ name = 'Weekly', empty = false } = {}): Promise<BoardPage> {
  const server = new Server()
  await server.start()
  const batch = Array.from({ length: 30 }, (_, i) => ({
    event: 'order paid',
    distinct_id: `visitor-${i % 7}`,
    uuid: randomUUID(),
    timestamp: new Date(Date.now() - i * 3_000_000).toISOString(),
  }))
  expect((await server.batch(batch)).status).toBe(200)
  const made = await server.api('POST', '/projects/1/dashboards/', { name })
  const board = Number(made.body['id'])
  const source = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'order paid' }] }
  await server.api('POST', '/projects/1/insights/', {
    name: 'Orders',
    saved: true,
    query: { kind: 'InsightVizNode', source },
    ...(empty ? {} : { dashboards: [board] }),
  })
  const browser = await openBrowser()
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const complaints = complaintsOf(page)
  await logIn(page, server.url, PASSWORD)
  complaints.splice(0) // who is asked without a session
  const close = async () => {
    await browser.close()
    await server.remove()
  }
  return { server, browser, page, complaints, board, close }
}

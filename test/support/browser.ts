import { existsSync, mkdirSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

/** The Chromium of the machine; tests download none of their own. */
const CHROMIUM = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
)

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('There is no Chromium on this machine. Install one, or set CHROMIUM_PATH.')
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS })
}

const SCREENSHOTS = fileURLToPath(new URL('../../test-results/', import.meta.url))

/** Keeps a picture of the page as an artefact of the run. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })
}

/** Everything a page complains about: console errors and warnings, uncaught errors, failed answers. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('response', (reply) => {
    if (reply.status() >= 400) complaints.push(`${reply.status()} ${reply.request().method()} ${reply.url()}`)
  })
  return complaints
}

/** A website of somebody else's, on an origin of its own. */
export async function openSite(html: string): Promise<{ url: string; close(): void }> {
  const server: HttpServer = createServer((request, reply) => {
    reply.writeHead(request.url === '/favicon.ico' ? 204 : 200, { 'content-type': 'text/html; charset=utf-8' })
    reply.end(request.url === '/favicon.ico' ? undefined : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

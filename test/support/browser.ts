import { existsSync, mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server as HttpServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

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
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage })
}

/** What axe finds wrong on the page as it stands. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'))
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`)
}

/** Opens the page of a server as its administrator. */
export async function logIn(page: Page, url: string, password: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Email').fill('admin@localhost')
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/project/)
}

/** Looks at a page in every width, light and dark: pictures for the eye, axe for the rest. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 768, 360]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
      await page.waitForTimeout(250)
      await screenshot(page, `${name}-${width}-${colorScheme}`)
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect([name, width, overflow]).toEqual([name, width, 0])
      if (width !== 768)
        expect([name, width, colorScheme, await accessibilityFaults(page)]).toEqual([name, width, colorScheme, []])
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
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

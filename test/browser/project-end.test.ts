import { readFile } from 'node:fs/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server, TOKEN } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]
let network: CDPSession

/** 3,000 events of two persons, one a minute, with a text each that makes an export long enough to be watched. */
const EVENTS = 3_000
const BEGAN = Date.parse('2024-03-04T00:00:00Z')
const noise = (n: number) => Array.from({ length: 40 }, (_, i) => ((n * 7919 + i) * 2_654_435_761) % 2 ** 31).join('-')

beforeAll(async () => {
  await server.start()
  for (let sent = 0; sent < EVENTS; sent += 500)
    await server.batch(
      Array.from({ length: 500 }, (_, i) => ({
        event: 'visit',
        distinct_id: i % 2 ? 'ann' : 'ben',
        timestamp: new Date(BEGAN + (sent + i) * 60_000).toISOString(),
        properties: { note: `${noise(sent + i)}\n"${sent + i}"` },
      })),
    )
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  page.setDefaultTimeout(30_000)
  complaints = complaintsOf(page)
  network = await page.context().newCDPSession(page)
  await logIn(page, server.url, PASSWORD)
  complaints.splice(0) // who is asked without a session
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
}, 60_000)

/** Holds back what the server sends, so that an export lasts; undefined lets it go. */
async function slow(bytesPerSecond: number | undefined): Promise<void> {
  const downloadThroughput = bytesPerSecond ?? -1
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput,
    uploadThroughput: -1,
  })
}
const send = async (api_key: string) => {
  const event = { event: 'visit', distinct_id: 'ann' }
  const body = JSON.stringify({ api_key, ...event })
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${server.url}/capture/`, { method: 'POST', headers, body })).status
}

test('what the project holds is said and exported, and an export can be stopped', async () => {
  await page.goto(`${server.url}/project/1/settings`)
  const facts = page.getByLabel('Data').locator('dl')
  await facts.waitFor()
  const [events, persons, room, first, last] = await facts.locator('dd').allTextContents()
  expect([events, persons]).toEqual(['3,000', '2'])
  expect(room).toMatch(/^(about )?[\d.]+ [kM]B$/)
  expect([first, last]).toEqual(['4 Mar 2024, 00:00:00', '6 Mar 2024, 01:59:00'])

  await slow(20_000)
  await page.getByRole('button', { name: 'Export all events as CSV' }).click()
  await page.getByText(/^[1-9][\d,]* of 3,000 events · [\d.]+ [kM]B$/).waitFor()
  await look(page, 'settings-export')
  const stopped = page.waitForEvent('requestfailed', (request) => request.url().includes('format=csv'))
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await stopped).failure()?.errorText).toBe('net::ERR_ABORTED')
  await page.getByRole('button', { name: 'Export all events as CSV' }).waitFor()
  await slow(undefined)

  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export all events as CSV' }).click()
  expect((await file).suggestedFilename()).toBe('Default project events.csv')
  const sheet = await readFile(await (await file).path(), 'utf8')
  expect(sheet.slice(0, sheet.indexOf('\r\n'))).toBe(
    'uuid,event,timestamp,distinct_id,person_id,properties,elements_chain,created_at',
  )
  expect(sheet.match(/,visit,/g)).toHaveLength(EVENTS)
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('an export of the SQL room can be stopped too', async () => {
  await page.goto(`${server.url}/project/1/sql?q=${encodeURIComponent('"select event, properties from events"')}`)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('100 rows').waitFor()
  await slow(20_000)
  await page.getByRole('button', { name: 'Export all rows as CSV' }).click()
  await page.getByText(/^[1-9][\d,]* rows · [\d.]+ [kM]B$/).waitFor()
  await look(page, 'sql-export')
  const stopped = page.waitForEvent('requestfailed', (request) => request.url().includes('format=csv'))
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await stopped).failure()?.errorText).toBe('net::ERR_ABORTED')
  await page.getByRole('button', { name: 'Export all rows as CSV' }).waitFor()
  await slow(undefined)
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('the only project of an organization stays; another one is made, and waits for its first event', async () => {
  await page.goto(`${server.url}/project/1/settings`)
  await page.getByText('It is the only project of its organization').waitFor()
  expect(await page.getByRole('button', { name: 'Delete project' }).isDisabled()).toBe(true)
  await look(page, 'settings-danger')
  await page.getByRole('button', { name: /^Project: / }).click()
  await page.getByRole('menuitem', { name: 'New project' }).click()
  await look(page, 'project-new')
  await page.getByRole('dialog').getByLabel('Name').fill('Staging')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/project\/2\/start/)
  await page.getByRole('button', { name: 'Project: Staging' }).waitFor()
  const { api_token } = objectOr((await server.api('GET', '/projects/2/')).body)
  await page.getByText(String(api_token)).first().waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('the token is changed, and the project goes when its name is typed', async () => {
  const other = await page.context().newPage()
  await other.goto(`${server.url}/project/1/events`)
  await other.getByText('visit').first().waitFor()
  await page.goto(`${server.url}/project/1/settings`)
  await page.getByRole('button', { name: 'Reset token' }).click()
  await look(page, 'settings-reset-token')
  await page.getByRole('button', { name: 'Reset the token' }).click()
  await page.getByText('The project has a new token').waitFor()
  const token = await page.getByLabel('Project token').inputValue()
  expect(token).not.toBe(TOKEN)
  expect([await send(TOKEN), await send(token)]).toEqual([401, 200])

  await page.getByRole('button', { name: 'Delete project' }).click()
  await page.getByText('Its 3,000 events and 2 persons').waitFor()
  const confirm = page.getByRole('button', { name: 'Delete for good' })
  expect(await confirm.isDisabled()).toBe(true)
  await page.getByLabel('Type “Default project” to delete it').fill('Default')
  expect(await confirm.isDisabled()).toBe(true)
  await page.getByLabel('Type “Default project” to delete it').fill('Default project')
  await look(page, 'settings-delete')
  await page.keyboard.press('Enter')
  await page.getByText('Deleted Default project').waitFor()
  await page.waitForURL(/\/project\/2\//)
  expect(await send(token)).toBe(401)
  expect((await server.api('GET', '/projects/1/')).status).toBe(404)
  const me = objectOr((await server.api('GET', '/users/@me/')).body)
  expect(objectOr(me['team'])['id']).toBe(2)
  await page.getByRole('button', { name: /^Project: / }).click()
  expect(await page.getByRole('menuitem').allInnerTexts()).not.toContain('Default project')
  await page.keyboard.press('Escape')
  expect(complaints.splice(0)).toEqual([])

  // Another tab learns of it from whatever it asks next.
  await other.getByRole('link', { name: 'Boards' }).click()
  await other.getByRole('heading', { name: 'This project is not there' }).waitFor()
  await look(other, 'project-gone')
  await other.locator('#page').getByRole('link', { name: 'Staging' }).click()
  await other.waitForURL(/\/project\/2\//)
  await other.close()
}, 120_000)

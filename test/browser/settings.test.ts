import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  await server.start()
  const board = objectOr((await server.api('POST', '/projects/1/dashboards/', { name: 'Weekly numbers' })).body)
  await server.api('PATCH', `/projects/1/dashboards/${String(board['id'])}/sharing/`, { enabled: true })
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

test('the project is named and its days are moved; a key is made, used and revoked; a link is taken back', async () => {
  await page.getByRole('heading', { name: 'Send your first event' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press(',')
  await page.waitForURL(/settings/)
  await page.getByText('Weekly numbers').waitFor()
  await look(page, 'settings')

  await page.getByLabel('Name', { exact: true }).fill('The shop')
  await page.getByLabel('Time zone').selectOption('Europe/Berlin')
  await page.getByRole('region', { name: 'Project' }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved the project').waitFor()
  const project = objectOr((await server.api('GET', '/projects/1/')).body)
  expect(project).toMatchObject({ name: 'The shop', timezone: 'Europe/Berlin', week_start_day: 0 })

  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('What is it for').fill('Nightly report')
  await page.getByLabel('It may').selectOption('own')
  await page.getByLabel('dashboard', { exact: true }).selectOption('read')
  await look(page, 'settings-key')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const value = await page.getByLabel('The new key').inputValue()
  const ask = (path: string) =>
    fetch(`${server.url}/api/projects/1/${path}`, { headers: { authorization: `Bearer ${value}` } })
  expect([(await ask('dashboards/')).status, (await ask('insights/')).status]).toEqual([200, 403])
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Reads dashboard').waitFor()
  expect(await page.content()).not.toContain(value)
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('Revoked Nightly report').waitFor()
  expect((await ask('dashboards/')).status).toBe(401)

  await page.getByRole('button', { name: 'Stop sharing' }).click()
  await page.getByText('Nothing is public.').waitFor()
  const { results } = objectOr((await server.api('GET', '/projects/1/sharing_configurations/')).body)
  expect(objectsOf(results)).toEqual([])
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

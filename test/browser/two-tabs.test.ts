import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { logIn, lookAt as look } from '../support/browser.ts'
import { PASSWORD, type Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, close } = await openBoardPage())
}, 120_000)
afterAll(() => close?.())

const P = '/projects/1/insights/'
const trend = (math: string) => ({
  kind: 'InsightVizNode',
  source: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'order paid', math }] },
})

test('who saves a question that somebody else has saved since is asked first', async () => {
  const { body: made } = await server.api('POST', P, { name: 'Shared', saved: true, query: trend('total') })
  const mathOf = async () => (await server.api('GET', `${P}${made.id}/`)).body.query.source.series[0].math
  const choose = (math: string) => page.getByRole('combobox', { name: /counted/i }).selectOption(math)
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await page.goto(`${server.url}/project/1/insights/${made.short_id}`)
  // Alone, nobody is asked, however often one saves.
  for (const math of ['dau', 'unique_session']) {
    await choose(math)
    await save.click()
    await page.getByRole('button', { name: 'Saved', exact: true }).waitFor()
    expect(await mathOf()).toBe(math)
  }
  await choose('dau')
  await server.api('PATCH', `${P}${made.id}/`, { query: trend('weekly_active') })
  await save.click()
  await page.getByRole('heading', { name: 'Changed since you opened it' }).waitFor()
  await look(page, 'two-tabs')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await mathOf()).toBe('weekly_active')
  await save.click()
  await page.getByRole('button', { name: 'Overwrite' }).click()
  await page.getByRole('button', { name: 'Saved', exact: true }).waitFor()
  expect(await mathOf()).toBe('dau')

  await choose('total')
  await server.api('PATCH', `${P}${made.id}/`, { query: trend('monthly_active') })
  await save.click()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(() => page.getByRole('combobox', { name: /counted/i }).inputValue()).toBe('monthly_active')
  expect(await mathOf()).toBe('monthly_active')
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('so is who saves SQL', async () => {
  const sql = (query: string) => ({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query } })
  const { body: made } = await server.api('POST', P, { name: 'SQL', saved: true, query: sql('select 1') })
  const stored = async () => (await server.api('GET', `${P}${made.id}/`)).body.query.source.query
  await page.goto(`${server.url}/project/1/sql?insight=${made.short_id}`)
  const editor = page.getByRole('textbox', { name: /SQL/ })
  await editor.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' + 1')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await server.api('PATCH', `${P}${made.id}/`, { query: sql('select 7') })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(() => editor.textContent()).toBe('select 7')
  expect(await stored()).toBe('select 7')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('who was logged out in another tab loses nothing typed, and goes on after a new log-in', async () => {
  await page.goto(`${server.url}/project/1/events/annotations`)
  await page.getByRole('button', { name: 'New annotation' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('What happened').fill('The autumn campaign began')
  const other = await page.context().newPage()
  await other.goto(server.url)
  await other.getByTitle('Account of admin@localhost').click()
  await other.getByText('Log out').click()
  await other.getByRole('heading', { name: 'Log in to Hoglet' }).waitFor()
  await form.getByRole('button', { name: 'Save annotation' }).click()
  await form.getByText('You are logged out. Log in in another tab').waitFor()
  await logIn(other, server.url, PASSWORD)
  await other.close()
  await form.getByRole('button', { name: 'Save annotation' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByText('The autumn campaign began').first().waitFor()
  complaints.splice(0) // the refusals are what was asked for
}, 60_000)

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { lookAt as look, screenshot } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let board: number
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, board, close } = await openBoardPage({ empty: true }))
}, 120_000)
afterAll(() => close?.())

const open = () => page.goto(`${server.url}/project/1/dashboard/${board}`)
const tile = (words: string) => page.locator('.tile').filter({ hasText: words })

test('an insight is put on the board by its name, with keys alone, and taken off by undo', async () => {
  await open()
  await page.getByText('This board is empty').waitFor()
  await page.keyboard.press('a')
  await page.getByPlaceholder('Search insights by name').waitFor()
  await page.keyboard.type('nothing like it')
  await page.getByText('Nothing by that name').waitFor()
  await page.getByPlaceholder('Search insights by name').fill('order')
  await page.getByRole('option', { name: 'Orders' }).waitFor()
  await look(page, 'insight-picker')
  const changes: string[] = []
  page.on('request', (request) => request.method() === 'PATCH' && changes.push(request.url()))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('On this board').waitFor()
  expect(changes).toHaveLength(1)
  await screenshot(page, 'insight-picker-added')
  await page.keyboard.press('Escape')
  await tile('Orders').locator('canvas').waitFor({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('This board is empty').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a button is made, changed, duplicated and taken off', async () => {
  await open()
  await page.getByRole('button', { name: 'Add a button' }).click()
  await page.getByLabel('Text').fill('Read the handbook')
  await page.getByLabel('Leads to').fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await page.getByText('This must begin with / or with https://').waitFor()
  await screenshot(page, 'button-editor')
  await page.getByLabel('Leads to').fill('https://example.com/handbook')
  await page.keyboard.press('Enter')
  const link = page.getByRole('link', { name: 'Read the handbook' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe('https://example.com/handbook')
  await look(page, 'board-button')

  const menuOf = async (words: string) => {
    await tile(words).first().hover()
    await tile(words).first().getByRole('button', { name: 'What to do with this tile' }).click()
  }
  await menuOf('Read the handbook')
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect.poll(() => link.count()).toBe(2)
  await menuOf('Read the handbook')
  await page.getByRole('menuitem', { name: 'Edit button' }).click()
  await page.getByLabel('Text').fill('Read the news')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Read the news' }).waitFor()
  await menuOf('Read the news')
  await page.getByRole('menuitem', { name: 'Remove from board' }).click()
  await page.getByRole('link', { name: 'Read the news' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('link', { name: 'Read the news' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { lookAt as look } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server
let page: Page
let complaints: string[]
let board: number
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, complaints, board, close } = await openBoardPage())
}, 120_000)
afterAll(() => close?.())

const tagsOf = async (path: string) => (await server.api('GET', `/projects/1/${path}`)).body['tags']

test('a board is tagged where it stands, and the list is narrowed to a tag', async () => {
  await server.api('POST', '/projects/1/dashboards/', { name: 'Untouched', tags: ['old'] })
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  const row = page.getByRole('list', { name: 'Tags of this board' })
  await row.getByRole('button', { name: 'Add tags' }).click()
  await page.keyboard.type('Team growth')
  await page.keyboard.press('Enter')
  await row.getByRole('link', { name: 'team growth' }).waitFor()
  await row.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('option', { name: 'old' }).click()
  await row.getByRole('link', { name: 'old' }).waitFor()
  await expect.poll(() => tagsOf(`dashboards/${board}/`)).toEqual(['old', 'team growth'])
  await look(page, 'board-tags')
  await row.getByRole('button', { name: 'Take “old” off' }).click()
  await page.getByText('Took “old” off').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await row.getByRole('link', { name: 'old' }).waitFor()

  await row.getByRole('link', { name: 'team growth' }).click()
  await page.getByRole('link', { name: 'Weekly' }).waitFor()
  expect(await page.getByRole('link', { name: 'Untouched' }).count()).toBe(0)
  await look(page, 'boards-by-tag')
  await page.getByLabel('Tag', { exact: true }).selectOption('Any tag')
  await page.getByRole('link', { name: 'Untouched' }).waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('an insight is tagged, and found by its tag', async () => {
  await page.goto(`${server.url}/project/1/insights`)
  await page.getByRole('link', { name: 'Orders' }).click()
  const row = page.getByRole('list', { name: 'Tags of this insight' })
  await row.getByRole('button', { name: 'Add tags' }).click()
  await page.keyboard.type('money')
  await page.keyboard.press('Enter')
  await row.getByRole('link', { name: 'money' }).waitFor()
  await page.locator('.result-chart canvas').waitFor({ timeout: 15_000 })
  await look(page, 'insight-tags')
  await row.getByRole('link', { name: 'money' }).click()
  await page.getByRole('button', { name: 'money', pressed: true }).click()
  await page.getByRole('button', { name: 'money', pressed: false }).waitFor()
  await page.goto(`${server.url}/project/1/insights?tag=nobody`)
  await page.getByText('No insight is tagged “nobody”').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

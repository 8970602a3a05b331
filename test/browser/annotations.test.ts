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

const open = async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  await page.locator('.tile canvas').first().waitFor({ timeout: 15_000 })
}
const flag = (words: string) => page.getByRole('button', { name: `Annotation: ${words}` })

test('a day of a chart is annotated by mouse and by keys, and says so on hover and focus', async () => {
  await open()
  await page.locator('.flag-axis').first().waitFor({ state: 'attached' })
  await page
    .locator('.flag-axis')
    .first()
    .click({ position: { x: 200, y: 10 } })
  await page.getByLabel('What happened').fill('Version 2 is out')
  await look(page, 'annotation-form')
  await page.getByRole('button', { name: 'Save annotation' }).click()
  await flag('Version 2 is out').hover()
  await page.getByRole('tooltip').getByText('Version 2 is out').waitFor()

  await page.locator('.tile').getByRole('img').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('m')
  await page.getByLabel('What happened').fill('A campaign begins')
  await page.getByLabel('Shown on').selectOption({ label: 'This insight only' })
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Save annotation' }).press('Enter')
  await flag('A campaign begins').focus()
  await page.getByRole('tooltip').getByText('A campaign begins').waitFor()
  await look(page, 'chart-flags')
  const { body } = await server.api('GET', '/projects/1/annotations/')
  expect(body['results']).toMatchObject([
    { content: 'A campaign begins', scope: 'dashboard_item' },
    { content: 'Version 2 is out', scope: 'project' },
  ])
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('annotations are changed from their flag and from their list, removed, and come back', async () => {
  await open()
  await flag('Version 2 is out').press('Enter')
  await page.getByRole('button', { name: 'Edit annotation' }).click()
  await page.getByLabel('What happened').fill('Version 2.1 is out')
  await page.getByLabel('Shown on').selectOption({ label: 'The charts of this board' })
  await page.getByRole('button', { name: 'Save annotation' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Weekly' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Version 2.1 is out' }).waitFor()
  await page.getByRole('button', { name: 'Remove annotation' }).click()
  await flag('Version 2.1 is out').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await flag('Version 2.1 is out').waitFor()

  await page.goto(`${server.url}/project/1/events/annotations`)
  await page.getByRole('button', { name: 'A campaign begins' }).waitFor()
  await look(page, 'annotations')
  await page.keyboard.press('n')
  await page.getByLabel('What happened').fill('An outage')
  await page.getByLabel('When').fill('2024-03-05T13:30')
  await page.getByRole('button', { name: 'Save annotation' }).click()
  await page.getByRole('row', { name: /An outage 5 Mar 2024, 13:30/ }).waitFor()
  await page.getByRole('button', { name: 'An outage' }).click()
  await page.getByRole('button', { name: 'Remove annotation' }).click()
  await page.getByRole('button', { name: 'An outage' }).waitFor({ state: 'detached' })
  await page.getByLabel('Search annotations').fill('nothing')
  await page.getByText('No annotation matches “nothing”').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

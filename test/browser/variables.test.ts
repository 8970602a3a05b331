import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]
let board = 0

beforeAll(async () => {
  await server.start()
  const made = await server.api('POST', '/projects/1/dashboards/', { name: 'Weekly' })
  board = Number(made.body['id'])
  await server.api('POST', '/projects/1/insight_variables/', { name: 'Limit', type: 'Number', default_value: 3 })
  const known = await server.api('GET', '/projects/1/insight_variables/')
  const id = String(objectsOf(known.body['results'])[0]?.['id'])
  const source = {
    kind: 'HogQLQuery',
    query: 'SELECT {variables.limit} * 10 AS tenfold',
    variables: { [id]: { variableId: id, code_name: 'limit' } },
  }
  await server.api('POST', '/projects/1/insights/', {
    name: 'Ten times',
    query: { kind: 'DataVisualizationNode', source },
    dashboards: [board],
  })
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

const cell = (words: string) => page.locator('.tile').getByText(words, { exact: true })

test('a variable of the board has a value for one look, and then for everybody', async () => {
  await page.goto(`${server.url}/project/1/dashboard/${board}`)
  await cell('30').waitFor({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Variables' }).click()
  const form = page.getByLabel('Variables of the board')
  await form.getByLabel('Limit').fill('7')
  await look(page, 'board-variables')
  await form.getByLabel('Limit').press('Enter')
  await cell('70').waitFor()
  expect(decodeURIComponent(page.url())).toContain('"limit":7')
  expect((await server.api('GET', `/projects/1/dashboards/${board}/`)).body['persisted_variables']).toBe(null)
  await page.reload()
  await cell('70').waitFor({ timeout: 15_000 })

  await page.getByRole('button', { name: 'Variables' }).click()
  await form.getByRole('button', { name: 'Keep for everybody' }).click()
  await page.waitForURL((url) => !url.search.includes('variables'))
  await cell('70').waitFor()
  const { body } = await server.api('GET', `/projects/1/dashboards/${board}/`)
  expect(Object.values(objectOr(body['persisted_variables']))).toMatchObject([{ code_name: 'limit', value: 7 }])
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a variable is made where SQL is written, and goes with the insight that names it', async () => {
  await page.goto(`${server.url}/project/1/sql`)
  const editor = page.getByLabel('SQL', { exact: true })
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('select 1 + ')
  await page.getByRole('button', { name: 'New variable' }).click()
  await page.getByLabel('Name').fill('Days back')
  await page.getByLabel('Kind of value').selectOption('Number')
  await page.getByLabel('Default', { exact: true }).fill('7')
  await look(page, 'new-variable')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' as eight')
  await page.keyboard.press('Control+Enter')
  await page.getByText('8', { exact: true }).waitFor()
  await look(page, 'sql-variables')
  expect(await page.locator('.cm-lintRange-error').count()).toBe(0)
  await page.getByRole('button', { name: 'Save as insight' }).click()
  await page.waitForURL(/\/insights\/\w+/)
  const saved = await server.api('GET', `/projects/1/insights/?short_id=${page.url().split('/').at(-1)}`)
  const [insight] = objectsOf(saved.body['results'])
  const { variables } = objectOr(objectOr(insight?.['query'])['source'])
  expect(Object.values(objectOr(variables))).toEqual([
    { code_name: 'days_back', variableId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ])
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

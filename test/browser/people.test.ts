import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf } from '../../src/lib/json.ts'
import { complaintsOf, logIn, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

const DAY = 86_400_000
const sent = (distinct_id: string, event: string, daysAgo: number, properties: object = {}) => ({
  event,
  distinct_id,
  uuid: randomUUID(),
  timestamp: new Date(Date.now() - daysAgo * DAY - 60_000).toISOString(),
  properties: { $current_url: 'https://shop.test/cart', ...properties },
})
const known = (distinct_id: string, $set: object) => sent(distinct_id, '$identify', 50, { $set })

/**
 * Orders: ana 3 in the last week, ben 1, fay 2 ten days ago, cem 2 forty days ago, dia none.
 * So at least twice in 30 days: ana and fay; of these on the plan pro: ana. On the plan pro at all: ana, cem, dia.
 */
const WORLD = [
  known('ana', { email: 'ana@acme.test', plan: 'pro', seats: 12 }),
  known('ben', { email: 'ben@shop.test', plan: 'free' }),
  known('cem', { email: 'cem@shop.test', plan: 'pro' }),
  known('dia', { email: 'dia@acme.test', plan: 'pro' }),
  known('fay', { email: 'fay.with.a.rather.long.name.before.the.sign@a-company-with-a-long-name.test', plan: 'free' }),
  ...[1, 2, 3].map((day) => sent('ana', 'order paid', day, { amount: 10 * day })),
  sent('ben', 'order paid', 2),
  sent('fay', 'order paid', 10),
  sent('fay', 'order paid', 11),
  sent('cem', 'order paid', 40),
  sent('cem', 'order paid', 41),
  sent('dia', '$pageview', 1),
  sent('018f3a2b-1c2d-7e3f-8a9b-0c1d2e3f4a5b', '$pageview', 4),
]
const company = (key: string, name: string) => ({
  ...sent('ana', '$groupidentify', 1),
  properties: { $group_type: 'company', $group_key: key, $group_set: { name, industry: 'retail', employees: 40 } },
})

const api = async (method: string, path: string, body?: object) => {
  const { status, body: answer } = await server.api(method, `/projects/1/${path}`, body)
  expect(status).toBeLessThan(300)
  return objectOr(answer)
}

beforeAll(async () => {
  await server.start()
  const companies = [company('acme', 'Acme'), company('shop', 'The Shop')]
  const batch = [...WORLD, ...companies, sent('ben', 'looked around', 3, { $groups: { company: 'shop' } })]
  expect((await server.batch(batch)).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 1500)) // names are known within a second
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

/** What is to be seen soon, on a busy machine too. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 })
const lookAt = (name: string) => look(page, name)
const room = (path: string) => page.goto(`${server.url}/project/1/${path}`)
const toastOf = (words: string) => page.locator('.toast', { hasText: words })
const main = () => page.locator('.detail-main')
const rows = () => main().locator('tbody tr')
const namesShown = async () => (await rows().locator('.list-name a').allTextContents()).toSorted()

/** In the menu of a new criterion: that the plan of a person is pro. */
async function choosePlanPro() {
  await page.getByRole('menuitem', { name: 'A property of theirs' }).click()
  await page.getByRole('button', { name: 'Property: Choose a property' }).click()
  await page.keyboard.type('plan')
  await page.getByRole('option', { name: 'plan String' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Choose a value' }).click()
  await page.getByRole('option', { name: 'pro', exact: true }).waitFor()
  await page.keyboard.type('pro')
  await page.keyboard.press('Enter')
}

test('persons are found by what is known of them', async () => {
  await room('people')
  await page.getByRole('link', { name: 'ana@acme.test' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(6)
  await lookAt('persons')
  await page.keyboard.press('/')
  await page.keyboard.type('acme.test')
  await soon(() => page.locator('tbody tr').count()).toBe(2)
  expect(page.url()).toContain('q=acme.test')
  await page.getByLabel('Search persons').fill('nobody at all')
  await page.getByText('Nobody matches').waitFor()
  await lookAt('persons-none')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a person: what they did, and what is known of them', async () => {
  await room('people')
  await page.getByRole('link', { name: 'ana@acme.test' }).click()
  await page.getByRole('heading', { name: 'ana@acme.test' }).waitFor()
  await main().locator('.timeline-day').first().waitFor()
  // Three orders, being named, and two companies that were told of under this id.
  await soon(() => main().locator('.live-list > li').count()).toBe(6)
  await main().getByText('order paid').first().click()
  await page.waitForTimeout(200)
  await lookAt('person')
  const side = page.getByRole('complementary', { name: 'About the person' })
  await side.getByRole('button', { name: 'Set one' }).click()
  await page.getByLabel('Name', { exact: true }).fill('city')
  await page.getByLabel('Value', { exact: true }).fill('Porto')
  await lookAt('person-property')
  await page.keyboard.press('Escape')
  await side.getByRole('button', { name: 'Set one' }).click()
  await page.getByLabel('Name', { exact: true }).fill('city')
  await page.getByLabel('Value', { exact: true }).fill('Porto')
  await page.keyboard.press('Enter')
  await toastOf('Set “city”').waitFor()
  await side.getByText('Porto').waitFor()
  await side.getByRole('button', { name: 'Remove city' }).click()
  await toastOf('Removed “city”').waitFor()
  await soon(() => side.getByText('Porto').count()).toBe(0)
  await toastOf('Removed “city”').getByRole('button', { name: 'Undo' }).click()
  await side.getByText('Porto').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('groups, with what is known of each', async () => {
  await room('people/groups')
  await page.getByRole('button', { name: 'The Shop' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('retail').waitFor()
  await sheet.getByRole('list', { name: 'Last events' }).getByText('looked around').waitFor()
  await sheet.getByText('1 person').waitFor()
  await sheet.getByRole('link', { name: 'ben@shop.test' }).waitFor()
  await lookAt('group')
  await page.keyboard.press('Escape')
  await lookAt('groups')
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a cohort by rule is made with keys, counted, edited and taken back', async () => {
  await room('people/cohorts')
  await page.getByText('No cohorts yet').waitFor()
  await lookAt('cohorts-none')
  await page.keyboard.press('n')
  await page.getByLabel('Name', { exact: true }).fill('Frequent buyers')
  await page.getByText('Finish every criterion').waitFor()
  await page.getByLabel('Criterion 1 of group 1, did or did not').selectOption('performed_event_multiple')
  await page.getByRole('button', { name: 'Criterion 1 of group 1, what' }).press('Enter')
  await page.keyboard.type('order')
  await page.getByRole('option', { name: 'order paid' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Criterion 1 of group 1, how many times').fill('2')
  await page.getByText('People who did order paid at least 2 times in the last 30 days').waitFor()
  await page.getByRole('button', { name: 'Count them' }).click()
  await page.getByText('2 people now').waitFor()
  await lookAt('cohort-new')
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await page.waitForURL(/cohorts\/\d+/)
  await expect
    .poll(namesShown)
    .toEqual(['ana@acme.test', 'fay.with.a.rather.long.name.before.the.sign@a-company-with-a-long-name.test'])
  await page.locator('.person-facts').getByText('2 people').waitFor()
  await page.getByRole('button', { name: 'Add a criterion to group 1' }).click()
  await choosePlanPro()
  await page.getByText('in the last 30 days and whose plan is pro').waitFor()
  await lookAt('cohort-changed')
  await page.getByRole('button', { name: 'Save the rule' }).click()
  await toastOf('Saved the rule').waitFor()
  await soon(namesShown).toEqual(['ana@acme.test'])
  await page.locator('.person-facts').getByText('1 person').waitFor()
  await toastOf('Saved the rule').getByRole('button', { name: 'Undo' }).click()
  await page.locator('.person-facts').getByText('2 people').waitFor()
  await soon(() => rows().count()).toBe(2)
  await page.getByLabel('Name', { exact: true }).fill('Buyers')
  await page.keyboard.press('Enter')
  await toastOf('Saved the name').waitFor()
  await page.getByLabel('Description').fill('They come back.')
  await page.getByLabel('Description').blur()
  await toastOf('Saved the description').waitFor()
  await lookAt('cohort')
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await file).suggestedFilename()).toMatch(/^cohort-\d+\.csv$/)
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('a rule on properties alone is counted before it is saved', async () => {
  await room('people')
  await page.getByRole('heading', { name: 'Persons' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('new cohort')
  await page.keyboard.press('Enter')
  await page.waitForURL(/cohorts\/new/)
  await page.getByLabel('Name', { exact: true }).fill('Pro')
  await page.getByRole('button', { name: 'Remove criterion 1 of group 1' }).click()
  await page.getByRole('button', { name: 'Add a criterion to group 1' }).click()
  await page.getByRole('menuitem', { name: 'A property of theirs' }).click()
  await page.getByRole('button', { name: 'Property: Choose a property' }).click()
  await page.keyboard.type('plan')
  await page.getByRole('option', { name: 'plan String' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Choose a value' }).click()
  await page.keyboard.type('pro')
  await page.keyboard.press('Enter')
  await page.getByText('3 people now').waitFor()
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await page.waitForURL(/cohorts\/\d+/)
  await page.locator('.person-facts').getByText('3 people').waitFor()
  await rows().getByRole('link', { name: 'ana@acme.test' }).click()
  const side = page.getByRole('complementary', { name: 'About the person' })
  await side.getByRole('link', { name: 'Buyers' }).waitFor()
  await side.getByRole('link', { name: 'Pro' }).click()
  await page.getByRole('button', { name: 'More about this cohort' }).click()
  await page.getByRole('menuitem', { name: 'Keep who is in it now as a list' }).click()
  await page.locator('.person-facts').getByText('A list').waitFor()
  await soon(() => rows().count()).toBe(3)
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('what the editor has no fields for is shown and kept', async () => {
  const since = { type: 'behavioral', key: 'order paid', value: 'performed_event', event_type: 'events' }
  const values = [
    { ...since, explicit_datetime: '-20d', negation: false },
    { type: 'AND', values: [{ type: 'person', key: 'plan', operator: 'exact', value: ['free'] }] },
  ]
  const filters = { properties: { type: 'OR', values: [{ type: 'AND', values }] } }
  const { id } = await api('POST', 'cohorts/', { name: 'Made elsewhere', filters })
  await room(`people/cohorts/${id}`)
  await soon(() => page.getByText('Made elsewhere, kept as it is').count()).toBe(2)
  await page.getByText('People who did order paid since 20 days ago and (whose plan is free)').waitFor()
  await soon(() => rows().count()).toBe(2) // ben and fay
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('button', { name: 'Add a criterion to group 2' }).click()
  await page.getByRole('menuitem', { name: 'Another cohort' }).click()
  await page.getByRole('button', { name: 'Cohort: Choose a cohort' }).click()
  await page.getByRole('option', { name: 'Buyers' }).click()
  await page.waitForTimeout(200)
  await lookAt('cohort-elsewhere')
  await page.getByRole('button', { name: 'Save the rule' }).click()
  await toastOf('Saved the rule').waitFor()
  await soon(() => rows().count()).toBe(3) // and ana
  const saved = objectOr(objectOr((await api('GET', `cohorts/${id}/`))['filters'])['properties'])
  expect(objectsOf(saved['values'])[0]).toEqual({ type: 'AND', values })
  await api('PATCH', `cohorts/${id}/`, { deleted: true })
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('every way of doing has its fields, and a rule that cannot be calculated says why', async () => {
  const deed = { type: 'behavioral', key: 'order paid', event_type: 'events', time_value: 60, time_interval: 'day' }
  const orders = { ...deed, event_filters: [{ type: 'event', key: 'amount', operator: 'gte', value: '10' }] }
  const values = [
    { ...deed, value: 'performed_event_first_time', time_value: 30 },
    { ...deed, key: '$identify', value: 'performed_event_sequence', seq_event: 'order paid', seq_event_type: 'events' },
    { ...orders, value: 'performed_event_regularly', time_value: 1, operator: 'gte', operator_value: 1 },
    { ...deed, value: 'stopped_performing_event', seq_time_value: 2, seq_time_interval: 'day', negation: true },
  ]
  Object.assign(values[1] ?? {}, { seq_time_value: 50, seq_time_interval: 'day' })
  Object.assign(values[2] ?? {}, { min_periods: 2, total_periods: 4 })
  const rule = (leaves: object[]) => ({ properties: { type: 'OR', values: [{ type: 'AND', values: leaves }] } })
  const { id } = await api('POST', 'cohorts/', { name: 'Devoted', filters: rule(values) })
  await api('POST', 'cohorts/', {
    name: 'Broken',
    filters: rule([{ ...deed, value: 'performed_event', time_value: 0 }]),
  })
  await room('people/cohorts')
  await page.getByText('Failed: Criterion 1 (order paid): time_value must be greater than 0').last().waitFor()
  await lookAt('cohorts-failed')
  await page.getByRole('link', { name: 'Broken' }).click()
  await page.locator('.person-facts').getByText('Failed: Criterion 1').waitFor()
  await page.getByText('Say how many.').waitFor()
  const failures = page.getByRole('complementary').getByText('time_value must be greater than 0')
  await soon(() => failures.count()).toBe(1)
  await page.getByRole('button', { name: 'Calculate again' }).click()
  await soon(() => failures.count()).toBe(2)
  await lookAt('cohort-failed')
  await room(`people/cohorts/${id}`)
  await soon(namesShown).toEqual(['ana@acme.test'])
  await page.getByText('and who did not stop doing order paid').waitFor()
  await page.getByLabel('Criterion 3 of group 1, of how many periods').fill('1')
  await page.getByText('There are fewer periods than that.').waitFor()
  expect(await page.getByRole('button', { name: 'Save the rule' }).isDisabled()).toBe(true)
  await lookAt('cohort-deeds')
  await page.getByRole('link', { name: 'ana@acme.test' }).click()
  await page.getByRole('heading', { name: 'ana@acme.test' }).waitFor()
  await page.goBack()
  await page.getByText('There are fewer periods than that.').waitFor()
  await page.getByRole('button', { name: 'Throw away' }).click()
  await page.getByText('There are fewer periods than that.').waitFor({ state: 'detached' })
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a rule of two groups, on an action and on a property, is counted before it is saved', async () => {
  // Of the orders only the one of 30, ana's, is that big.
  const properties = [{ type: 'event', key: 'amount', operator: 'gt', value: 25 }]
  await api('POST', 'actions/', { name: 'Big order', steps: [{ event: 'order paid', properties }] })
  await room('people/cohorts/new')
  await page.getByLabel('Name', { exact: true }).fill('Big or pro')
  await page.getByRole('button', { name: 'Criterion 1 of group 1, what' }).press('Enter')
  await page.keyboard.type('big')
  await page.getByRole('option', { name: 'Big order' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('People who did Big order in the last 30 days').waitFor()
  await page.getByRole('button', { name: 'Count them' }).click()
  await page.getByText('1 person now').waitFor()
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('button', { name: 'Add a criterion to group 2' }).click()
  await choosePlanPro()
  await page.getByLabel('All or any of the groups').selectOption('AND')
  await page.getByRole('button', { name: 'Count them' }).click()
  await page.getByText('1 person now').waitFor()
  await page.getByLabel('All or any of the groups').selectOption('OR')
  await page.getByRole('button', { name: 'Count them' }).click()
  await page.getByText('3 people now').waitFor()
  await lookAt('cohort-groups')
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await soon(namesShown).toEqual(['ana@acme.test', 'cem@shop.test', 'dia@acme.test'])
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a list of people from a file', async () => {
  await room('people/cohorts/new?list=true')
  await page.getByLabel('Name', { exact: true }).fill('From a file')
  const file = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel('Or a CSV file').setInputFiles(file('first,last\nAna,Acme'))
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await page.getByRole('alert').getByText('Found columns: first, last').waitFor()
  complaints.splice(0) // the refusal is what was asked for
  await page
    .getByLabel('Or a CSV file')
    .setInputFiles(file('first,email\nAna,ana@acme.test\nCem,cem@shop.test\nNobody,nobody@x.test'))
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await page.waitForURL(/cohorts\/\d+/)
  await soon(namesShown).toEqual(['ana@acme.test', 'cem@shop.test'])
  await page.locator('.person-facts').getByText('2 people').waitFor()
  await page.getByRole('button', { name: 'Add many' }).click()
  await page.getByLabel('Or a CSV file').setInputFiles(file('ben\nana'))
  await page.getByRole('button', { name: 'Add them' }).click()
  await toastOf('Added 1 person').waitFor()
  await soon(() => rows().count()).toBe(3)
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a list of people from pasted ids, changed one by one', async () => {
  await room('people/cohorts/new')
  await page.getByRole('button', { name: 'As a list' }).click()
  expect(page.url()).toContain('list=true')
  await page.getByLabel('Name', { exact: true }).fill('Testers')
  await page.getByLabel('Ids', { exact: true }).fill('ana\nben\nnobody-by-that-id')
  await page.getByText('3 named').waitFor()
  await lookAt('cohort-new-list')
  await page.getByRole('button', { name: 'Create cohort' }).click()
  await toastOf('2 people of 3 ids').waitFor()
  await soon(namesShown).toEqual(['ana@acme.test', 'ben@shop.test'])
  await page.getByRole('button', { name: 'Take ben@shop.test out' }).click()
  await toastOf('Took ben@shop.test out').waitFor()
  await soon(namesShown).toEqual(['ana@acme.test'])
  await toastOf('Took ben@shop.test out').getByRole('button', { name: 'Undo' }).click()
  await soon(() => rows().count()).toBe(2)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.keyboard.type('dia')
  await page.getByRole('option', { name: 'dia@acme.test' }).waitFor()
  await page.keyboard.press('Enter')
  await toastOf('Added dia@acme.test').waitFor()
  await soon(() => rows().count()).toBe(3)
  await lookAt('cohort-list')
  await page.getByRole('button', { name: 'Add many' }).click()
  await page.getByLabel('These are').selectOption('email')
  await page.getByLabel('Ids', { exact: true }).fill('cem@shop.test, ana@acme.test')
  await lookAt('cohort-add-many')
  await page.getByRole('button', { name: 'Add them' }).click()
  await toastOf('Added 1 person').waitFor()
  await soon(() => rows().count()).toBe(4)
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a cohort that is used stays; another is deleted and brought back', async () => {
  await room('people/cohorts?q=Testers')
  await page.getByRole('link', { name: 'Testers' }).waitFor()
  const id = Number(objectsOf((await api('GET', 'cohorts/?search=Testers'))['results'])[0]?.['id'])
  const values = [{ type: 'cohort', key: 'id', value: id, negation: true }]
  const other = await api('POST', 'cohorts/', {
    name: 'Everybody else',
    filters: { properties: { type: 'OR', values: [{ type: 'AND', values }] } },
  })
  await room('people/cohorts')
  await page.getByRole('link', { name: 'Everybody else' }).waitFor()
  await lookAt('cohorts')
  await page.getByRole('link', { name: 'Testers' }).click()
  const remove = async () => {
    await page.getByRole('button', { name: 'More about this cohort' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
  }
  await remove()
  await page.getByRole('alert').getByText('This cohort is used as criteria in 1 cohort(s): Everybody else').waitFor()
  expect(complaints.splice(0).filter((line) => !line.includes('400'))).toEqual([])
  await api('PATCH', `cohorts/${other['id']}/`, { deleted: true })
  await remove()
  await toastOf('Deleted Testers').waitFor()
  await soon(() => page.getByRole('link', { name: 'Testers' }).count()).toBe(0)
  await toastOf('Deleted Testers').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Testers' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

test('a person is deleted for good, and says what goes with them', async () => {
  await room('people?q=ben')
  await page.getByRole('link', { name: 'ben@shop.test' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('This cannot be undone.').waitFor()
  await lookAt('person-delete')
  await page.getByRole('button', { name: 'Delete' }).last().click()
  await toastOf('Deleted ben@shop.test').waitFor()
  await soon(() => page.locator('tbody tr').count()).toBe(5)
  expect(complaints.splice(0)).toEqual([])
}, 90_000)

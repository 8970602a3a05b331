import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, lookAt as look, openBrowser } from '../support/browser.ts'
import { PASSWORD, Server } from '../support/server.ts'

const server = new Server()
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  await server.start()
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  complaints = complaintsOf(page)
  await page.goto(server.url)
  await page.getByLabel('Email').fill('admin@localhost')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('Listening for your first event').waitFor()
  complaints.splice(0) // who is asked without a session
  await sendVisits()
  await page.waitForTimeout(1500) // names are known within a second
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

const lookAt = (name: string) => look(page, name)

/** Within three days: 20 visits of /pricing by 10 people, 10 of /docs by 5 others; 4 clicks on “Buy now” by 2 of them. */
async function sendVisits(): Promise<void> {
  const at = (i: number) => new Date(Date.now() - (i + 1) * 2 * 3_600_000).toISOString()
  const visits = Array.from({ length: 30 }, (_, i) => ({
    event: '$pageview',
    distinct_id: i < 20 ? `buyer-${i % 10}` : `reader-${i % 5}`,
    uuid: randomUUID(),
    timestamp: at(i),
    properties: { $current_url: `https://example.com/${i < 20 ? 'pricing' : 'docs'}`, plan: i % 2 ? 'pro' : 'free' },
  }))
  const clicks = Array.from({ length: 4 }, (_, i) => ({
    event: '$autocapture',
    distinct_id: `buyer-${i % 2}`,
    uuid: randomUUID(),
    timestamp: at(i),
    properties: {
      $event_type: 'click',
      $current_url: 'https://example.com/pricing',
      $elements: [{ tag_name: 'button', $el_text: 'Buy now', attr__class: 'primary', nth_child: 1, nth_of_type: 1 }],
    },
  }))
  expect((await server.batch([...visits, ...clicks])).status).toBe(200)
}

const sheet = () => page.getByRole('dialog')

test('no actions yet: what they are, and the first one', async () => {
  await page.goto(`${server.url}/project/1/events/actions`)
  await page.getByText('No actions yet').waitFor()
  await lookAt('actions-empty')
  await page.keyboard.press('n')
  await sheet().getByText('New action').waitFor()
  // Nothing is asked of events yet: all 34 fit, of the 15 people.
  await sheet().getByText('34 events match, sent by 15 people.').waitFor()
  await sheet().getByLabel('Name').fill('Looked at prices')
  await sheet().getByLabel('Description').fill('Somebody weighs whether to buy')
  await sheet().getByLabel('Tags').fill('Sales, web')
  await sheet().getByRole('button', { name: 'Event of step 1: Any event' }).click()
  await page.getByPlaceholder('Search events').fill('page')
  await page.getByRole('option', { name: /\$pageview/ }).click()
  await sheet().getByRole('button', { name: 'Add a condition to step 1' }).click()
  await page.getByRole('menuitem', { name: 'URL of the page' }).click()
  await sheet().getByLabel('URL of the page of step 1', { exact: true }).fill('/pricing')
  await sheet().getByText('20 events match, sent by 10 people.').waitFor()
  await sheet().getByRole('button', { name: 'Or another step' }).click()
  await sheet().getByRole('button', { name: 'Add a condition to step 2' }).click()
  await page.getByRole('menuitem', { name: 'Text of the element' }).click()
  await sheet().getByLabel('Text of the element of step 2', { exact: true }).fill('Buy now')
  await sheet().getByText('24 events match, sent by 10 people.').waitFor()
  await lookAt('action-new')
  await sheet().getByRole('button', { name: 'Create action' }).click()
  await page.getByText('Looked at prices is there').waitFor()
  await page.getByRole('cell', { name: '$pageview where the URL contains “/pricing”' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('an action is changed, tried and put away, and what was typed comes back', async () => {
  await server.api('POST', '/projects/1/actions/', {
    name: 'ストア'.repeat(40),
    description: 'A name as long as names get',
    steps: [
      { event: '$autocapture', selector: 'button.primary', tag_name: 'button' },
      { event: 'a', url: '^https://[a-z]+', url_matching: 'regex' },
      { event: 'b', properties: [{ type: 'person', key: 'email', operator: 'icontains', value: '@example.com' }] },
    ],
    tags: ['one', 'two'],
  })
  const insight = await server.api('POST', '/projects/1/insights/', {
    name: 'Prices looked at',
    query: { kind: 'TrendsQuery', series: [{ kind: 'ActionsNode', id: 1 }] },
  })
  expect(insight.status).toBe(201)
  await page.goto(`${server.url}/project/1/events/actions`)
  await page.getByText('or 1 more').waitFor()
  await lookAt('actions')
  await page.getByLabel('Search actions').fill('pricing prices')
  await page.getByRole('button', { name: 'Looked at prices' }).click()
  await sheet().getByRole('link', { name: 'Prices looked at' }).waitFor()
  await sheet().getByText('24 events match, sent by 10 people.').waitFor()
  await lookAt('action')
  // 4 of the 24 are clicks; of the 20 visits every second one is on the plan pro.
  await sheet().getByRole('button', { name: 'Remove step 2' }).click()
  await sheet().getByRole('button', { name: 'Filter by property' }).click()
  await page.getByPlaceholder('Search properties').fill('plan')
  await page.getByRole('option', { name: /^plan/ }).click()
  await sheet().getByRole('button', { name: 'Choose a value' }).click()
  await page.getByRole('option', { name: 'pro', exact: true }).click()
  await sheet().getByText('10 events match, sent by 5 people.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Closed without saving').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await sheet().getByText('10 events match, sent by 5 people.').waitFor()
  await sheet().getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved Looked at prices').waitFor()
  await page.getByRole('cell', { name: '$pageview where the URL contains “/pricing” and plan is pro' }).waitFor()
  await page.getByRole('button', { name: 'Looked at prices' }).click()
  await sheet()
    .getByText(/changed by Admin just now/)
    .waitFor()
  await sheet().getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Looked at prices deleted').waitFor()
  await page.getByText('No action matches “pricing prices”').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Looked at prices is back').waitFor()
  await page.getByRole('button', { name: 'Looked at prices' }).click()
  await sheet().getByRole('link', { name: 'Draw a chart of it' }).click()
  await page.waitForURL(/insights\/new/)
  await page.getByText('As of').first().waitFor({ timeout: 15_000 })
  await page.getByText('Looked at prices').first().waitFor()
  // An event takes the place of the action, and actions are offered beside events.
  const counted = () => page.locator('.series-event').first().textContent()
  expect(await counted()).toBe('Looked at prices')
  await page.locator('.series-event').first().click()
  await page.getByPlaceholder('Search events').fill('$pageview')
  await page.getByRole('option', { name: /^\$pageview/ }).click()
  await page.getByText('Count of $pageview, last 30 days').waitFor()
  await page.getByRole('button', { name: 'Add series' }).click()
  await page.getByRole('group', { name: 'Actions' }).getByRole('option', { name: 'Looked at prices' }).waitFor()
  await lookAt('series-picker')
  await page.getByPlaceholder('Search events').fill('at prices')
  await page.getByRole('option', { name: /^Looked at prices/ }).click()
  await page.getByText('Count of $pageview and count of Looked at prices, last 30 days').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('what cannot be saved says why beside the field', async () => {
  await page.goto(`${server.url}/project/1/events/actions?id=new`)
  await sheet().getByLabel('Name').fill('Looked at prices')
  await sheet().getByRole('button', { name: 'Create action' }).click()
  await sheet().getByText('This project already has an action with this name, ID 1').waitFor()
  await sheet().getByLabel('Name').fill('Hovered')
  await sheet().getByRole('button', { name: 'Add a condition to step 1' }).click()
  await page.getByRole('menuitem', { name: 'CSS selector' }).click()
  await sheet().getByLabel('CSS selector of step 1', { exact: true }).fill('a:hover')
  await sheet().getByText('Unsupported selector: a:hover').waitFor()
  await sheet().getByRole('button', { name: 'Create action' }).click()
  await sheet().getByText('steps[0].selector: Unsupported selector: a:hover').waitFor()
  await lookAt('action-refused')
  complaints.splice(0) // the refusals are what was asked for
  expect((await server.api('PATCH', '/projects/1/actions/2/', { deleted: true })).status).toBe(200)
  await page.goto(`${server.url}/project/1/events/actions?id=2`)
  await sheet().getByText('This action was deleted.').waitFor()
  await sheet().getByRole('button', { name: 'Restore' }).click()
  await page.getByText(/is back/).waitFor()
  await sheet().getByRole('button', { name: 'Delete' }).waitFor()
  expect(complaints.splice(0)).toEqual([])
  await page.goto(`${server.url}/project/1/events/actions?id=999`)
  await page.getByText('This action could not be read').waitFor()
  complaints.splice(0)
}, 120_000)

test('nothing was refused: what enforcement and quarantine are', async () => {
  await page.goto(`${server.url}/project/1/events/warnings`)
  await page.getByText('Nothing in quarantine').waitFor()
  await page.getByText('No warnings', { exact: true }).waitFor()
  await lookAt('warnings-empty')
  await page.getByRole('link', { name: 'Choose an event to enforce' }).click()
  await page.waitForURL(/project\/1\/events$/)
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

/** Both events need an amount that is a number and a currency; what is sent has neither as it should be. */
async function refuseSome(): Promise<number> {
  const properties = (amount: string) => [
    { name: 'amount', property_type: amount, is_required: true },
    { name: 'currency', property_type: 'String', is_required: true },
  ]
  const group = await server.api('POST', '/projects/1/schema_property_groups/', {
    name: 'Money',
    properties: properties('Numeric'),
  })
  for (const name of ['order paid', 'refunded']) {
    const definition = await server.api('POST', '/projects/1/event_definitions/', { name, enforcement_mode: 'reject' })
    const link = { event_definition: definition.body.id, property_group_id: group.body.id }
    expect((await server.api('POST', '/projects/1/event_schemas/', link)).status).toBe(201)
  }
  const sent = [
    ['order paid', { amount: 'abc', currency: 'EUR' }],
    ['order paid', { amount: '12 EUR', currency: 'EUR', cart: { items: 3 } }],
    ['order paid', {}],
    ['refunded', { amount: 12 }],
  ] as const
  const events = sent.map(([event, properties], i) => ({
    event,
    properties,
    distinct_id: `shop-${i}`,
    uuid: randomUUID(),
  }))
  expect((await server.batch(events)).status).toBe(200)
  const identify = (distinct_id: string, anonymous: string) => ({
    event: '$identify',
    distinct_id,
    properties: { $anon_distinct_id: anonymous },
  })
  await server.batch([
    identify('ann', 'null'),
    { event: 'lost' },
    { event: 'large', distinct_id: 'ann', properties: { text: 'x'.repeat(1_100_000) } },
  ])
  await page.waitForTimeout(600) // warnings are written every 300 ms
  return group.body.id
}

test('many refused events are read in pages, and all of a name replayed at once', async () => {
  // Nothing is required any more once they are in: 130 of two names, a page holds 100.
  const group = await server.api('POST', '/projects/1/schema_property_groups/', {
    name: 'Counted',
    properties: [{ name: 'count', property_type: 'Numeric', is_required: true }],
  })
  for (const name of ['tick', 'tock']) {
    const definition = await server.api('POST', '/projects/1/event_definitions/', { name, enforcement_mode: 'reject' })
    const link = { event_definition: definition.body.id, property_group_id: group.body.id }
    expect((await server.api('POST', '/projects/1/event_schemas/', link)).status).toBe(201)
  }
  const events = Array.from({ length: 130 }, (_, i) => ({
    ...{ event: i % 10 === 0 ? 'tock' : 'tick', distinct_id: `clock-${i}`, uuid: randomUUID() },
    properties: { count: i % 2 ? 'many' : true },
  }))
  expect((await server.batch(events)).status).toBe(200)
  await page.goto(`${server.url}/project/1/events/warnings`)
  const tick = page.getByRole('article', { name: 'tick' })
  await tick.getByText('117 events', { exact: true }).waitFor()
  await page.getByText('130 events', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Show older events' }).click()
  await tick.getByRole('button', { name: 'Show 109 more' }).click()
  expect(await tick.getByRole('listitem').locator('summary').count()).toBe(117)
  await tick.getByLabel('Choose all of tick that are shown').check()
  await page.getByRole('button', { name: 'Replay 117 chosen' }).click()
  await page.getByText('117 events still do not fit the schema').waitFor()
  await server.api('PATCH', `/projects/1/schema_property_groups/${group.body.id}/`, { properties: [] })
  await page.getByRole('button', { name: 'Replay all of tick' }).click()
  await page.getByText('117 events replayed, each under its own time').waitFor()
  await page.getByRole('button', { name: 'Replay all of tock' }).click()
  await page.getByText('13 events replayed, each under its own time').waitFor()
  await page.getByText('Nothing in quarantine').waitFor()
  expect(await server.sql("SELECT count() FROM events WHERE event IN ('tick', 'tock')")).toEqual([[130]])
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

test('refused events say why, and are replayed once they fit', async () => {
  const group = await refuseSome()
  await page.goto(`${server.url}/project/1/events/warnings`)
  const paid = page.getByRole('article', { name: 'order paid' })
  await paid.getByText('amount: expected a number, got “abc”').waitFor()
  await paid.getByText('amount: expected a number (2)').waitFor()
  await paid.getByText('amount is missing; currency is missing').waitFor()
  await page.getByText('4 events', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'Warnings' }).getByText('Events that do not fit their schema').click()
  await page.getByText('The newest 10').waitFor()
  await paid.getByText('amount: expected a number, got “12 EUR”').click()
  await paid.getByText('{"items":3}').waitFor()
  await lookAt('warnings')
  expect(new URL(page.url()).searchParams.get('type')).toBe('schema_validation_failed')

  await paid.getByRole('checkbox', { name: /shop-0/ }).check()
  await page.getByRole('button', { name: 'Replay 1 chosen' }).click()
  await page.getByText('1 event still does not fit the schema').waitFor()

  // Any amount is text: two of the three fit now, and the third still has no currency.
  await server.api('PATCH', `/projects/1/schema_property_groups/${group}/`, {
    properties: [
      { name: 'amount', property_type: 'String', is_required: true },
      { name: 'currency', property_type: 'String', is_required: true },
    ],
  })
  await page.getByRole('button', { name: 'Replay all of order paid' }).click()
  await page.getByText('2 events replayed, 1 still does not fit the schema').waitFor()
  await paid.getByText('1 event', { exact: true }).waitFor()
  expect(await server.sql("SELECT count() FROM events WHERE event = 'order paid'")).toEqual([[2]])

  await page.getByRole('button', { name: 'Show only refunded' }).click()
  await page.getByRole('article', { name: 'refunded' }).getByText('currency is missing').waitFor()
  expect(await page.getByRole('article').count()).toBe(1)
  await lookAt('warnings-of-one')
  await page.getByRole('button', { name: /show all events again/ }).click()
  await paid.waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 120_000)

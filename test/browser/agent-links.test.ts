import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBoardPage } from '../support/board-page.ts'
import { lookAt as look } from '../support/browser.ts'
import { KEY, type Server } from '../support/server.ts'

let server: Server
let page: Page
let board: number
let complaints: string[]
let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ server, page, board, complaints, close } = await openBoardPage())
}, 120_000)
afterAll(() => close?.())

/** The address that a tool gives, as its answer ends with. */
async function addressOf(name: string, args: object): Promise<string> {
  const client = new Client({ name: 'test', version: '1' })
  const headers = { authorization: `Bearer ${KEY}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit: { headers } }))
  const { content } = await client.callTool({ name, arguments: { ...args } })
  await client.close()
  const text = JSON.stringify(content)
  const address = /_posthogUrl: ([^\s"\\]+)/.exec(text)?.[1]
  if (address === undefined) throw new Error(text)
  return address
}

test('whoever follows the link of an agent sees the numbers that it saw', async () => {
  const [{ id, short_id }] = (await server.api('GET', '/projects/1/insights/')).body.results
  const lately = { filters_override: { date_from: '-3d' } }
  await page.goto(await addressOf('insight-query', { insightId: id, ...lately }))
  await page.getByText('Count of order paid, last 3 days').waitFor()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByText('Count of order paid, last 7 days').waitFor()
  expect(page.url()).toBe(`${server.url}/project/1/insights/${short_id}`)

  await page.goto(await addressOf('dashboard-insights-run', { id: board, ...lately }))
  await page.getByText('Last 3 days').first().waitFor()
  await expect.poll(() => page.url()).not.toContain('override')
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('so it is with the values of variables in SQL, which can be taken away', async () => {
  const { body: plan } = await server.api('POST', '/projects/1/insight_variables/', {
    name: 'Plan',
    type: 'String',
    default_value: 'free',
  })
  const variable = { variableId: plan.id, code_name: plan.code_name }
  const source = {
    kind: 'HogQLQuery',
    query: "select concat({variables.plan}, ' plan') as asked",
    variables: { [plan.id]: variable },
  }
  const { body: made } = await server.api('POST', '/projects/1/insights/', {
    name: 'By plan',
    saved: true,
    query: { kind: 'DataVisualizationNode', source },
  })
  const variables_override = { [plan.id]: { ...variable, value: 'team' } }
  await page.goto(await addressOf('insight-query', { insightId: made.id, variables_override }))
  await page.getByText('team plan').waitFor()
  await look(page, 'agent-link-sql')
  await page.getByRole('link', { name: 'Show it as it is saved' }).click()
  await page.getByText('free plan').waitFor()
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

test('an event is found by its id, and by its name', async () => {
  const [{ id }] = (await server.api('GET', '/projects/1/event_definitions/')).body.results
  for (const part of [id, 'order%20paid']) {
    await page.goto(`${server.url}/project/1/data-management/events/${part}`)
    await page.waitForURL(`${server.url}/project/1/events/named/order%20paid`)
    await page.getByRole('heading', { name: 'order paid', level: 1 }).waitFor()
  }
  expect(complaints.splice(0)).toEqual([])
}, 60_000)

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, openBrowser, openSite } from '../support/browser.ts'
import { Server, TOKEN } from '../support/server.ts'

const server = new Server()
let browser: Browser
beforeAll(async () => {
  await server.start()
  browser = await openBrowser()
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await server.remove()
})

/** The page of a customer: the published stub's contract (a queue until array.js is there), a button, a heading. */
const shop = (options: string) => `<!doctype html><html><head><title>Shop</title><script>
  var posthog = (window.posthog = window.posthog || []);
  posthog._i = []; posthog.__SV = 1;
  posthog.init = (token, config) => posthog._i.push([token, config, 'posthog']);
  for (const name of ['capture', 'identify', 'group', 'register']) posthog[name] = (...args) => posthog.push([name, ...args]);
  posthog.people = [];
  posthog.init('${TOKEN}', { api_host: '${server.url}', opt_out_useragent_filter: true, ${options} });
  </script><script src="${server.url}/static/array.js" crossorigin="anonymous"></script></head>
  <body><h1>Shop</h1><button id="buy" class="btn primary">Buy now</button></body></html>`

async function visit(options: string, act: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<void>) {
  const site = await openSite(shop(options))
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(server.url)) requests.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
  await page.goto(site.url)
  await page.waitForFunction('window.posthog && window.posthog.__loaded === true')
  await act(page)
  await context.close()
  site.close()
  return { complaints, requests }
}

const stored = (event: string) => server.sql(`select count() from events where event = '${event}'`)

test('the loader build runs quietly, and everything it sends is there', async () => {
  const { complaints, requests } = await visit("defaults: '2026-06-25'", async (page) => {
    await page.click('#buy')
    await page.evaluate(`
      posthog.capture('bought', { amount: 12.5, tags: ['a', 'b'] })
      posthog.identify('shopper-1', { email: 'shopper@example.com' })
      posthog.group('company', 'acme', { seats: 7 })`)
    // Longer than the first retry of posthog-js (3 s and its jitter): what is sent once must not be sent again.
    await page.waitForTimeout(7000)
    await page.goto('about:blank')
    await page.waitForTimeout(500)
  })
  expect(complaints).toEqual([])
  expect(requests.filter((line) => line.startsWith('OPTIONS'))).toEqual([])
  expect(requests.filter((line) => line === 'GET /array/' + TOKEN + '/config.js')).toHaveLength(1)
  for (const event of ['$pageview', '$autocapture', 'bought', '$identify', '$groupidentify', '$pageleave'])
    expect([event, await stored(event)]).toEqual([event, [[1]]])

  const bought = "from events where event = 'bought'"
  expect(
    await server.sql(
      `select properties.amount, toString(properties.tags), properties.$browser, elements_chain ${bought}`,
    ),
  ).toEqual([[12.5, expect.stringMatching(/a.*b/), 'Chrome', '']])
  // Events sent before `identify` belong to the person who was identified afterwards.
  expect(await server.sql('select count(distinct person_id) from events')).toEqual([[1]])
  expect(await server.sql("select person.properties.email from events where event = '$pageleave'")).toEqual([
    ['shopper@example.com'],
  ])
  const click = await server.sql("select elements_chain, properties.$el_text from events where event = '$autocapture'")
  expect(click[0]?.[0]).toMatch(/^button\.btn\.primary:/)
  expect(click[0]?.[1]).toBe('Buy now')
}, 60_000)

test('with everything switched on it still makes no noise', async () => {
  const options = `capture_performance: true, enable_heatmaps: true, capture_exceptions: true, capture_dead_clicks: true,
    advanced_disable_feature_flags: false, session_recording: {}`
  const { complaints, requests } = await visit(options, async (page) => {
    await page.evaluate("posthog.capture('loud'); posthog.reloadFeatureFlags()")
    await page.waitForTimeout(7000)
  })
  expect(complaints).toEqual([])
  expect(requests.filter((line) => line.endsWith('/flags/')).length).toBeLessThanOrEqual(3)
  expect(await stored('loud')).toEqual([[1]])
}, 60_000)

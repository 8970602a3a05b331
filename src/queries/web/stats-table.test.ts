import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

const DAY = '2024-03-05'
const on =
  (name: string) =>
  (time: string, who: string, session: string, properties: JsonObject = {}) =>
    event(`${DAY} ${time}`, name, who, { $session_id: session, ...properties })
const view = on('$pageview')
const page = (time: string, who: string, session: string, $pathname: string, more: JsonObject = {}) =>
  view(time, who, session, { $pathname, ...more })

/** What the next event says of the page before: how far it was scrolled and seen, and for how long. */
const before = (path: string, scroll: number, content: number, seconds: number) => ({
  $prev_pageview_pathname: path,
  $prev_pageview_max_scroll_percentage: scroll,
  $prev_pageview_max_content_percentage: content,
  $prev_pageview_duration: seconds,
})

const PLACES = [
  { $geoip_country_code: 'US', $geoip_subdivision_1_code: 'NY', $geoip_subdivision_1_name: 'New York' },
  { $geoip_country_code: 'US', $geoip_city_name: 'Portland', $timezone_offset: 480 },
  { $geoip_country_code: 'IN', $timezone_offset: -330, $browser_language: 'en-IN' },
]

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const worlds = [
    // 2: three sessions of two persons, a click, and one that began before the range.
    [
      page('10:00:00', 'p1', 'a', '/', { utm_source: 'x', $viewport_width: 800, $viewport_height: 600 }),
      page('10:01:00', 'p1', 'a', '/login'),
      page('12:00:00', 'p2', 'b', '/'),
      on('$autocapture')('12:00:05', 'p2', 'b', { $external_click_url: 'https://away.test/' }),
      event('2024-03-03 23:59:00', '$pageview', 'p3', { $session_id: 'c', $pathname: '/' }),
      event('2024-03-04 00:01:00', '$pageview', 'p3', { $session_id: 'c', $pathname: '/' }),
    ],
    // 3: pages with how far they were read. p1 reads /a to a tenth and /b to its end; p2 reads /a twice, to nine tenths.
    [
      page('10:00:00', 'p1', 'a', '/a'),
      page('10:00:01', 'p1', 'a', '/b', before('/a', 0.1, 0.1, 10)),
      on('$pageleave')('10:00:02', 'p1', 'a', { $pathname: '/b', ...before('/b', 0.5, 0.9, 20) }),
      page('11:00:00', 'p2', 'b', '/a'),
      page('11:00:01', 'p2', 'b', '/a', before('/a', 0.9, 0.9, 30)),
      on('$pageleave')('11:00:02', 'p2', 'b', { $pathname: '/a', ...before('/a', 0.8, 0.8, 20) }),
      page('12:00:00', 'p3', 'c', '/c'),
      // Leaves a page that nobody saw in the range; and a person who only leaves.
      on('$pageleave')('13:00:00', 'p4', 'd', before('/only-left', 1, 1, 5)),
    ],
    // 4: clicks and errors.
    [
      page('10:00:00', 'p1', 'a', '/users/1'),
      ...['10:00:01', '10:00:02', '10:00:03'].map((time) =>
        on('$rageclick')(time, 'p1', 'a', { $pathname: '/users/1' }),
      ),
      on('$dead_click')('10:00:04', 'p1', 'a', { $pathname: '/users/2' }),
      on('$exception')('10:00:05', 'p1', 'a', { $pathname: '/pay' }),
      on('$exception')('11:00:00', 'p2', 'b', { $pathname: '/pay' }),
      page('11:00:01', 'p2', 'b', '/calm'),
    ],
    // 5: places, languages, clocks and hosts.
    [
      view('10:00:00', 'p1', 'a', { ...PLACES[0], $host: 'a.test', $pathname: '/', $browser_language: 'en-US' }),
      view('10:01:00', 'p1', 'a', { ...PLACES[1], $host: 'a.test', $pathname: '/x', $browser_language: 'en-US' }),
      view('11:00:00', 'p2', 'b', { ...PLACES[2], $host: 'b.test', $pathname: '/' }),
      view('12:00:00', 'p3', 'c', { $browser_language: 'nl', $host: 'b.test' }),
    ],
    // 6: where views came from.
    [
      page('10:00:00', 'p1', 'a', '/1', { $current_url: 'https://a.test/1', $referrer: 'https://b.test/post?q=1' }),
      page('10:01:00', 'p1', 'a', '/2', { $current_url: 'https://a.test/2', $referrer: 'https://a.test/1?x=2' }),
      page('10:02:00', 'p1', 'a', '/3', { $current_url: 'https://a.test/3', $prev_pageview_pathname: '/2' }),
      page('10:03:00', 'p1', 'a', '/4', { $current_url: 'https://a.test/4' }),
      on('bought')('10:04:00', 'p1', 'a', { $pathname: '/4' }),
      on('bought')('10:05:00', 'p1', 'a', { $pathname: '/4' }),
      page('11:00:00', 'p2', 'b', '/1', { $referring_domain: 'www.google.com' }),
      page('12:00:00', 'p3', 'c', '/1', { utm_source: 'mail', utm_medium: 'email', utm_campaign: 'spring' }),
      on('bought')('13:00:00', 'p4', 'd'),
    ],
  ]
  for (const [i, events] of worlds.entries()) await insertEvents(clickhouse, i + 2, events, {})
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }

async function table(breakdownBy: string, more: JsonObject = {}, team_id = 1, world: Partial<TeamContext> = {}) {
  const query = { kind: 'WebStatsTableQuery', dateRange: WEEK, breakdownBy, ...more }
  return testRunner(clickhouse, world).ask(query, { team_id })
}
const rows = async (...args: Parameters<typeof table>) => (await table(...args))['results']
/** Rows without the figures of a period before. */
const now = async (...args: Parameters<typeof table>) =>
  ((await rows(...args)) as [unknown, ...unknown[][]][]).map(([value, ...pairs]) => [value, ...pairs.map(([n]) => n)])
const names = async (...args: Parameters<typeof table>) =>
  ((await table(...args))['columns'] as string[]).map((name) => name.replace('context.columns.', ''))

test('W2: browsers', async () => {
  const answer = await table('Browser')
  expect(answer['results']).toEqual([
    ['Chrome', [1, null], [4, null]],
    ['Safari', [1, null], [1, null]],
    [null, [1, null], [1, null]],
  ])
  expect(answer['columns']).toEqual([
    'context.columns.breakdown_value',
    'context.columns.visitors',
    'context.columns.views',
  ])
  expect(answer).toMatchObject({ hasMore: false, limit: 100, offset: 0, samplingRate: null })
})

test('pages are told whatever types the definitions of addresses have', async () => {
  const properties = ['$current_url', '$referrer', '$pathname'].map((key) => ({
    type: 'event',
    key,
    operator: 'is_not_set',
  }))
  const event = { $current_url: 'Boolean', $referrer: 'Numeric', $pathname: 'DateTime' } as const
  const world = { property_types: { event, person: {}, group: {} } }
  for (const breakdownBy of ['Page', 'InitialPage', 'ExitPage', 'PreviousPage', 'FrustrationMetrics'])
    expect(await rows(breakdownBy, { properties }, 1, world)).toEqual(expect.any(Array))
})

describe('pages', () => {
  test('seen, entered and left', async () => {
    expect(await now('Page', {}, 2)).toEqual([
      ['/', 2, 2],
      ['/login', 1, 1],
    ])
    expect(await now('ExitPage', {}, 2)).toEqual([
      ['/login', 1, 2],
      ['/', 1, 1],
    ])
    expect(await now('InitialPage', { includeBounceRate: true }, 2)).toEqual([['/', 2, 3, 0]])
  })
  test('a session was entered where it began, whatever the filters show of it', async () => {
    const properties = [{ key: '$pathname', value: '/login', operator: 'exact', type: 'event' }]
    expect(await now('InitialPage', { properties }, 2)).toEqual([['/', 1, 1]])
    // It was not entered by /login, so nobody bounced there.
    expect(await now('Page', { properties, includeBounceRate: true }, 2)).toEqual([['/login', 1, 1, null]])
  })
  test('a page bounces those who came in by it', async () => {
    // S1, S2, S6 and S7 came in by /, S3 by /pricing; S2 and S6 bounced there, S3 here.
    expect(await now('Page', { includeBounceRate: true })).toEqual([
      ['/', 3, 4, 0.5],
      ['/pricing', 1, 2, 1],
    ])
    const clicks = (mode: string) => ({ includeBounceRate: true, modifiers: { bounceRatePageViewMode: mode } })
    // Each of the sessions has one address, but alice's last has two.
    expect(await now('InitialPage', clicks('uniq_urls'))).toEqual([
      ['/', 3, 5, 0.5],
      ['/pricing', 1, 1, 1],
    ])
    // A view and a click are two, and so is what came before the clicks of the other.
    expect(await now('InitialPage', clicks('uniq_page_screen_autocaptures'), 2)).toEqual([['/', 2, 3, 0]])
  })
  test('from where views came', async () => {
    expect(await now('PreviousPage', {}, 6)).toEqual([
      [null, 3, 3],
      ['/1', 1, 1],
      ['/2', 1, 1],
      ['https://b.test/post?q=1', 1, 1],
    ])
  })
})

describe('how far pages were read', () => {
  test('by the events that leave them', async () => {
    const asked = { includeScrollDepth: true, includeBounceRate: true }
    // /a: 0.1, 0.9 and 0.8 scrolled; one of three saw more than four fifths, for 0.8 is not more. /c tells nothing.
    const found = await now('Page', asked, 3)
    expect(found).toEqual([
      ['/a', 2, 3, 0, expect.closeTo(0.6), expect.closeTo(1 / 3)],
      ['/b', 1, 1, null, 0.5, 1],
      ['/c', 1, 1, 1, null, null],
    ])
    expect(await names('Page', asked, 3)).toEqual([
      ...['breakdown_value', 'visitors', 'views', 'bounce_rate'],
      ...['average_scroll_percentage', 'scroll_gt80_percentage'],
    ])
  })
  test('a filter of the page is asked of the page that is left', async () => {
    const properties = [{ key: '$pathname', value: '/a', operator: 'exact', type: 'event' }]
    const group = { type: 'AND', values: [{ type: 'OR', values: properties }] }
    for (const filter of [properties, group])
      expect(await now('Page', { includeScrollDepth: true, properties: filter }, 3)).toEqual([
        ['/a', 2, 3, expect.closeTo(0.6), expect.closeTo(1 / 3)],
      ])
  })
  test('for how long: nine of ten stayed shorter', async () => {
    // /a: 10, 20 and 30 seconds; nine tenths of the way is 20 + 0.8 × 10.
    const found = await now('Page', { includeAvgTimeOnPage: true }, 3)
    expect(found).toEqual([
      ['/a', 2, 3, 28],
      ['/b', 1, 1, 20],
      ['/c', 1, 1, null],
    ])
  })
  test('in order, compared, and only of pages', async () => {
    const orderBy = ['AverageScrollPercentage', 'ASC']
    expect((await now('Page', { includeScrollDepth: true, orderBy }, 3)).map(([value]) => value)).toEqual([
      '/b',
      '/a',
      '/c',
    ])
    const compareFilter = { compare: true, compare_to: '-7d' }
    expect((await table('Page', { includeScrollDepth: true, compareFilter }, 3))['results']).toContainEqual([
      '/b',
      [1, 0],
      [1, 0],
      [0.5, null],
      [1, null],
    ])
    expect(await names('Browser', { includeScrollDepth: true }, 3)).toEqual(['breakdown_value', 'visitors', 'views'])
  })
})

test('anger, clicks in vain and errors, by page', async () => {
  const answer = await table('FrustrationMetrics', {}, 4)
  expect(answer['results']).toEqual([
    ['/pay', [0, null], [0, null], [2, null]],
    ['/users/1', [3, null], [0, null], [0, null]],
    ['/users/2', [0, null], [1, null], [0, null]],
  ])
  expect(answer['columns']).toEqual(
    ['breakdown_value', 'rage_clicks', 'dead_clicks', 'errors'].map((name) => `context.columns.${name}`),
  )
  expect((await now('FrustrationMetrics', { orderBy: ['DeadClicks', 'DESC'] }, 4))[0]).toEqual(['/users/2', 0, 1, 0])
  const path_cleaning_filters = [{ alias: '/users/:id', regex: '^/users/\\d+$' }]
  expect(await now('FrustrationMetrics', { doPathCleaning: true }, 4, { path_cleaning_filters })).toEqual([
    ['/pay', 0, 0, 2],
    ['/users/:id', 3, 1, 0],
  ])
})

describe('sources', () => {
  test('first tags and referrers', async () => {
    expect(await now('InitialUTMSource', {}, 2)).toEqual([
      ['x', 1, 2],
      [null, 1, 1],
    ])
    expect(await now('InitialReferringDomain', {}, 6)).toEqual([
      [null, 2, 5],
      ['www.google.com', 1, 1],
    ])
    expect(await now('InitialUTMSourceMediumCampaign', {}, 6)).toEqual([
      ['(none) / (none) / (none)', 1, 4],
      ['mail / email / spring', 1, 1],
      ['referrer:www.google.com / (none) / (none)', 1, 1],
    ])
  })
  test('channels', async () => {
    expect(await now('InitialChannelType', {}, 6)).toEqual([
      ['Unknown', 1, 4],
      ['Email', 1, 1],
      ['Organic Search', 1, 1],
    ])
  })
  test('the last click that led away', async () => {
    expect(await now('ExitClick', {}, 2)).toEqual([
      [null, 1, 2],
      ['https://away.test/', 1, 1],
    ])
  })
})

test('sizes, places and clocks', async () => {
  const answer = await table('Viewport', {}, 2)
  expect([answer['results'], (answer['types'] as string[])[0]]).toEqual([
    [
      [
        [null, null],
        [2, null],
        [2, null],
      ],
      [
        [800, 600],
        [1, null],
        [1, null],
      ],
    ],
    'Tuple(Nullable(Float64), Nullable(Float64))',
  ])
  expect(await now('Country', {}, 5)).toEqual([
    ['US', 1, 2],
    ['IN', 1, 1],
    [null, 1, 1],
  ])
  expect((await now('Region', {}, 5)).map(([place]) => place)).toContainEqual(['US', 'NY', 'New York'])
  expect((await now('City', {}, 5)).map(([place]) => place)).toContainEqual(['US', 'Portland'])
  // Eight hours behind, five and a half ahead; two did not say.
  expect(await now('Timezone', {}, 5)).toEqual([
    [null, 2, 2],
    [-8, 1, 1],
    [5.5, 1, 1],
  ])
})

test('languages are one whatever the region, and show the commonest', async () => {
  expect(await now('Language', {}, 5)).toEqual([
    ['en-IN', 2, 3],
    ['nl-', 1, 1],
  ])
})

test('hosts stand before paths where that is asked for', async () => {
  expect(await now('Page', { includeHost: true }, 5)).toEqual([
    ['a.test/', 1, 1],
    ['a.test/x', 1, 1],
    ['b.test/', 1, 1],
    [null, 1, 1],
  ])
  expect((await now('InitialPage', { includeHost: true }, 5)).map(([value]) => value)).toEqual([
    'a.test/',
    'b.test/',
    null,
  ])
  const path_cleaning_filters = [{ alias: '/any', regex: '^/.*$' }]
  const cleaned = { includeHost: true, doPathCleaning: true, includeBounceRate: true }
  expect(await now('Page', cleaned, 5, { path_cleaning_filters })).toEqual([
    ['a.test/any', 1, 2, 0],
    ['b.test/any', 1, 1, 1],
  ])
  expect((await now('Page', { includeHost: true }, 5, { path_cleaning_filters }))[0]).toEqual(['a.test/', 1, 1])
})

test('conversions stand in place of views', async () => {
  const conversionGoal = { customEventName: 'bought' }
  expect(await names('Page', { conversionGoal }, 6)).toEqual([
    ...['breakdown_value', 'visitors', 'total_conversions', 'unique_conversions', 'conversion_rate'],
  ])
  // On /4 one person bought twice; who bought nowhere has no page.
  expect(await now('Page', { conversionGoal, includeScrollDepth: true }, 6)).toEqual([
    ['/4', 1, 2, 1, 1],
    [null, 1, 1, 1, 1],
    ['/1', 3, 0, 0, 0],
    ['/2', 1, 0, 0, 0],
    ['/3', 1, 0, 0, 0],
  ])
  expect(await now('InitialChannelType', { conversionGoal }, 6)).toEqual([
    // Of two persons each bought.
    ['Unknown', 2, 3, 2, 1],
    ['Email', 1, 0, 0, 0],
    ['Organic Search', 1, 0, 0, 0],
  ])
  const orderBy = ['ConversionRate', 'ASC']
  expect((await now('InitialChannelType', { conversionGoal, orderBy }, 6)).at(-1)?.[0]).toBe('Unknown')
})

test('compared, ordered, paged', async () => {
  const compareFilter = { compare: true, compare_to: '-7d' }
  expect(await rows('Browser', { compareFilter })).toEqual([
    // Of as many visitors now, those come first of whom there were more before.
    [null, [1, 1], [1, 1]],
    ['Chrome', [1, 0], [4, 0]],
    ['Safari', [1, 0], [1, 0]],
  ])
  const pages = async (more: JsonObject) => {
    const { results, hasMore } = await table('Page', more, 2)
    return [(results as unknown[][]).map(([value]) => value), hasMore]
  }
  expect(await pages({ orderBy: ['Views', 'ASC'] })).toEqual([['/login', '/'], false])
  // A column that this table has not.
  expect(await pages({ orderBy: ['Errors', 'DESC'] })).toEqual([['/', '/login'], false])
  expect(await pages({ limit: 1, offset: 1 })).toEqual([['/login'], false])
  expect(await pages({ limit: 1 })).toEqual([['/'], true])
})

test('refused', async () => {
  for (const more of [
    { orderBy: ['x', 'ASC'] },
    { nope: 1 },
    { samplingFactor: 2 },
    { sampling: { enabled: true, forceSamplingRate: { numerator: 3, denominator: 2 } } },
    { sampling: { nope: true } },
    { interval: 'fortnight' },
  ])
    await expect(table('Page', more)).rejects.toMatchObject({ status: 400 })
  await expect(table('Nothing')).rejects.toMatchObject({ status: 400 })
})

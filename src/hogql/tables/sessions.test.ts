import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'

/** How a session began, and the channel that this is. */
const CHANNELS: [entry: JsonObject, channel: string][] = [
  [{}, 'Unknown'],
  [{ $referring_domain: '$direct' }, 'Direct'],
  [{ $referring_domain: '$direct', utm_source: 'direct' }, 'Direct'],
  [{ $referring_domain: '$direct', utm_medium: 'qr' }, 'Direct'],
  [{ $referring_domain: '$direct', fbclid: 'x' }, 'Organic Social'],
  [{ $referring_domain: 'www.google.co.uk' }, 'Organic Search'],
  [{ $referring_domain: 'duckduckgo.com' }, 'Organic Search'],
  [{ $referring_domain: 'google.example.com' }, 'Referral'],
  [{ $referring_domain: 'mail.google.com' }, 'Email'],
  [{ $referring_domain: 'l.facebook.com' }, 'Organic Social'],
  [{ $referring_domain: 't.co' }, 'Organic Social'],
  [{ $referring_domain: 'netflix.com' }, 'Organic Video'],
  [{ $referring_domain: 'm.youtube.com' }, 'Organic Video'],
  [{ $referring_domain: 'www.amazon.de' }, 'Organic Shopping'],
  [{ $referring_domain: 'blog.example.org' }, 'Referral'],
  [{ $referring_domain: 'null' }, 'Unknown'],
  [{ utm_source: 'Google', utm_medium: 'CPC' }, 'Paid Search'],
  [{ utm_source: 'facebook', utm_medium: 'paid_social' }, 'Paid Social'],
  [{ utm_source: 'partner', utm_medium: 'cpc' }, 'Paid Unknown'],
  [{ utm_source: 'amazon', utm_medium: 'cpc' }, 'Paid Shopping'],
  [{ utm_source: 'newsletter', utm_medium: 'cpc' }, 'Email'],
  [{ utm_source: 'partner', utm_medium: 'paidsocial', $referring_domain: 'vimeo.com' }, 'Paid Video'],
  [{ utm_source: 'partner', utm_medium: 'cpc', utm_campaign: 'summer shop' }, 'Paid Shopping'],
  [{ utm_source: 'partner', utm_medium: 'cpc', utm_campaign: 'video of the year' }, 'Paid Video'],
  [{ gclid: 'x', $referring_domain: 'google.com' }, 'Paid Search'],
  [{ gad_source: '1' }, 'Paid Search'],
  [{ gad_source: '2', utm_source: 'youtube' }, 'Paid Video'],
  [{ utm_campaign: 'Cross-network 2024', utm_medium: 'cpc' }, 'Cross Network'],
  [{ utm_source: 'newsletter' }, 'Email'],
  [{ utm_medium: 'e-mail' }, 'Email'],
  [{ utm_medium: 'affiliate' }, 'Affiliate'],
  [{ utm_medium: 'web-push' }, 'Push'],
  [{ utm_source: 'sms' }, 'SMS'],
  [{ utm_medium: 'audio' }, 'Audio'],
  [{ utm_medium: 'referral', $referring_domain: 'news.ycombinator.com' }, 'Referral'],
  [{ utm_medium: 'banner' }, 'Display'],
  [{ utm_medium: 'CPM', utm_source: 'partner' }, 'Display'],
  [{ utm_medium: 'cpm', utm_source: 'facebook' }, 'Paid Social'],
  [{ utm_medium: 'partnership' }, 'Affiliate'],
  [{ utm_source: 'firebase' }, 'Push'],
  [{ $referring_domain: 'disneyplus.com' }, 'Organic Video'],
  [{ $referring_domain: 'www.ebay.co.uk' }, 'Organic Shopping'],
  [{ $referring_domain: 'medium.com' }, 'Organic Social'],
  [{ utm_source: 'medium', $referring_domain: 'example.org' }, 'Referral'],
  [{ $referring_domain: 'search.brave.com' }, 'Organic Search'],
  [{ $referring_domain: 'so.360.cn' }, 'Organic Search'],
  [{ $referring_domain: 'com.linkedin.android' }, 'Organic Social'],
  [{ $referring_domain: 'com.google.android.gm' }, 'Email'],
  [{ $referring_domain: 'com.google.android.googlequicksearchbox' }, 'Organic Search'],
  [{ $referring_domain: 'com.google.android.youtube' }, 'Organic Video'],
  [{ $referring_domain: 'mail.proton.me' }, 'Email'],
  [{ $referring_domain: 'com.example.reader' }, 'Referral'],
]

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  const named = (i: number) => `s${String(i).padStart(2, '0')}`
  await insertEvents(
    clickhouse,
    1,
    CHANNELS.map(([entry], i) => event('2024-03-05 10:00:00', '$pageview', 'u', { $session_id: named(i), ...entry })),
    {},
  )
  const click = (time: string, url: string) =>
    event(`2024-03-05 ${time}`, '$autocapture', 'u', { $session_id: 'a', $external_click_url: url })
  await insertEvents(
    clickhouse,
    2,
    [
      event('2024-03-05 10:00:00', '$pageview', 'u', { $session_id: 'a', utm_source: 'null', ttclid: '' }),
      event('2024-03-05 10:01:00', '$pageview', 'u', { $session_id: 'a', utm_source: 'x', ttclid: 'ad' }),
      click('10:02:00', 'https://one.test/'),
      click('10:03:00', 'https://two.test/'),
      event('2024-03-05 10:04:00', '$web_vitals', 'u', { $session_id: 'a', $web_vitals_LCP_value: 812.5 }),
      event('2024-03-05 11:00:00', '$screen', 'u', { $session_id: 'b' }),
    ],
    {},
  )
  const seen = (time: string, session: string, properties: JsonObject) =>
    event(`2024-03-05 ${time}`, '$pageview', 'u', { $session_id: session, ...properties })
  await insertEvents(
    clickhouse,
    3,
    [
      // Of an SDK that sends addresses only.
      seen('10:00:00', 'a', { $current_url: 'https://shop.test:8443/cart/2?step=1#top' }),
      seen('10:01:00', 'a', { $current_url: 'https://pay.test/done' }),
      // What an event says of itself goes before its address; what says nothing is passed over.
      seen('11:00:00', 'b', { $current_url: '' }),
      seen('11:01:00', 'b', {
        $current_url: 'https://app.test/v1/#/inbox',
        $pathname: '/inbox',
        $host: 'app.test:3000',
      }),
      seen('11:02:00', 'b', { $pathname: '/outbox', $host: 'null' }),
      seen('11:03:00', 'b', { $pathname: '', $current_url: 'null' }),
      // No address of the web.
      seen('12:00:00', 'c', { $screen_name: 'Home' }),
    ],
    {},
  )
})
afterAll(() => clickhouse.close())

const ask = async (query: string, team_id: number) =>
  (await testRunner(clickhouse).ask({ kind: 'HogQLQuery', query }, { team_id }))['results']

test('the channel of a session', async () => {
  const found = await ask('select session_id, $channel_type from sessions order by session_id', 1)
  expect((found as unknown[][]).map(([, channel], i) => [CHANNELS[i]?.[0], channel])).toEqual(CHANNELS)
  expect(await ask("select count() from events where session.$channel_type = 'Direct'", 1)).toEqual([[3]])
})

test('clicks that lead away, ids of advertisers, what was seen, and no texts that say null', async () => {
  const columns = ['$entry_utm_source', '$entry_ttclid', '$last_external_click_url', '$vitals_lcp', 'team_id']
  const counted = '$page_screen_autocapture_count_up_to'
  expect(await ask(`select ${columns.join(', ')}, ${counted} from sessions order by session_id`, 2)).toEqual([
    ['x', 'ad', 'https://two.test/', 812.5, 2, 2],
    [null, null, null, null, 2, 1],
  ])
})

test('a bounce is told as the modifiers say', async () => {
  const bounces = async (modifiers: JsonObject) => {
    const query = 'select $is_bounce from sessions order by session_id'
    return (
      (await testRunner(clickhouse).ask({ kind: 'HogQLQuery', query, modifiers }, { team_id: 2 }))[
        'results'
      ] as unknown[][]
    ).flat()
  }
  // The first has two pageviews and clicks; the second a screen and no pageview.
  expect(await bounces({})).toEqual([0, null])
  expect(await bounces({ bounceRatePageViewMode: 'uniq_page_screen_autocaptures' })).toEqual([0, 1])
  expect(await bounces({ bounceRatePageViewMode: 'uniq_urls' })).toEqual([null, null])
  // Four minutes, and longer is asked for; but there were clicks.
  expect(await bounces({ bounceRateDurationSeconds: 1000 })).toEqual([0, null])
  await expect(bounces({ bounceRatePageViewMode: 'x' })).rejects.toMatchObject({ status: 400 })
})

test('paths and hosts are those of the addresses where events do not carry them', async () => {
  const columns = ['$entry_pathname', '$entry_hostname', '$end_pathname', '$end_hostname', '$exit_pathname']
  expect(await ask(`select ${columns.join(', ')} from sessions order by session_id`, 3)).toEqual([
    ['/cart/2', 'shop.test', '/done', 'pay.test', '/done'],
    ['/inbox', 'app.test:3000', '/outbox', 'app.test:3000', '/outbox'],
    [null, null, null, null, null],
  ])
  expect(await ask("select count() from events where session.$entry_hostname = 'shop.test'", 3)).toEqual([[2]])
})

test('an address has no parts where its definition says that it is no text', async () => {
  const event = { $current_url: 'Boolean', $host: 'Numeric' } as const
  const runner = testRunner(clickhouse, { property_types: { event, person: {}, group: {} } })
  const query =
    'select max(properties.$current_url), max(session.$entry_pathname), max(session.$entry_hostname) from events'
  const { results } = await runner.ask({ kind: 'HogQLQuery', query }, { team_id: 3 })
  expect(results).toEqual([[null, '/inbox', 'app.test:3000']])
})

test('an event without a session has no duration, not one of zero', async () => {
  const at = (time: string, properties: JsonObject) => event(`2024-03-05 10:00:${time}`, 'call', 'u', properties)
  const events = [
    at('00', { $session_id: 's' }),
    at('20', { $session_id: 's' }),
    at('30', {}),
    at('40', { $session_id: '' }),
  ]
  await insertEvents(clickhouse, 4, events, {})
  const columns = 'session.$session_duration, session.$pageview_count, session.$start_timestamp is null'
  expect(await ask(`select ${columns} from events order by timestamp`, 4)).toEqual([
    [20, 0, 0],
    [20, 0, 0],
    [null, null, 1],
    [null, null, 1],
  ])
  expect(await ask('select count() from events where session.$session_duration < 60', 4)).toEqual([[2]])
})

test('events are joined with sessions by hand, and an event without a session with none', async () => {
  const joined = (join: string) =>
    ask(`select count(), countIf(s.$session_duration = 20) from events e ${join} sessions s on e.$session_id = s.id`, 4)
  expect(await joined('join')).toEqual([[2, 2]])
  expect(await joined('left join')).toEqual([[4, 2]])
  const twins = 'events a join events b on a.$session_id = b.$session_id'
  expect(await ask(`select count() from ${twins} where a.$session_id is null`, 4)).toEqual([[0]])
})

test('of a session the events are told that lie within three days of what is asked for', async () => {
  const at = (day: string) => event(`2024-03-${day} 10:00:00`, 'call', 'u', { $session_id: 'long' })
  await insertEvents(clickhouse, 5, ['01', '09', '10', '14'].map(at), {})
  const day = 24 * 60 * 60
  const seconds = async (where: string) =>
    ask(`select distinct session.$session_duration / ${day} from events where ${where}`, 5)
  expect(await seconds('true')).toEqual([[13]])
  expect(await seconds("timestamp >= '2024-03-09'")).toEqual([[5]])
  expect(await seconds("'2024-03-11' > timestamp and event = 'call' and timestamp > '2024-03-10'")).toEqual([[1]])
  expect(await seconds("timestamp > '2024-03-10' or event = 'call'")).toEqual([[13]])
  // By themselves they are asked for by when they began.
  const began = (where: string) => ask(`select toDayOfMonth($start_timestamp) from sessions where ${where}`, 5)
  expect(await began('true')).toEqual([[1]])
  expect(await began("$start_timestamp >= '2024-03-08'")).toEqual([[9]])
  expect(await began("$start_timestamp < '2024-03-02'")).toEqual([[1]])
  // The first day and second there are, and the last.
  expect(await seconds("timestamp >= toDate('1970-01-01')")).toEqual([[13]])
  expect(await seconds('timestamp > fromUnixTimestamp(0)')).toEqual([[13]])
  expect(await began("$start_timestamp <= toDate('2149-06-06')")).toEqual([[1]])
})

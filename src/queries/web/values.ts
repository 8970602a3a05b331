import type { Expr } from '../../hogql/ast.ts'
import { call, constant, divided, equals, field, tuple } from '../../hogql/build.ts'
import { sessionColumn } from '../../hogql/tables/sessions.ts'
import type { WebBreakdown, WebStatsTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import { cleanedPath } from '../path-cleaning.ts'

/** What a table of a site is broken down by: a value that each event has for itself, or one of the whole session. */
export interface WebValue {
  of: 'event' | 'session'
  value: Expr
  /** Its ClickHouse type, as clients read it. */
  type: string
}

const TEXT = 'Nullable(String)'
const property = (name: string) => field('properties', name)

/** A text; an empty one is none. */
const text = (value: Expr) => call('nullIf', call('toString', value), constant(''))

type Make = (paths: Paths) => WebValue

const ofEvent =
  (name: string): Make =>
  () => ({ of: 'event', value: text(property(name)), type: TEXT })

const ofSession =
  (column: string): Make =>
  () => ({ of: 'session', value: text(sessionColumn(column)), type: TEXT })

/** Places and sizes are tuples: a city's name alone is not the city. */
const parts = (values: Expr[], type = TEXT): WebValue => ({
  of: 'event',
  value: tuple(...values),
  type: `Tuple(${values.map(() => type).join(', ')})`,
})

const VALUES: Record<WebBreakdown, Make> = {
  Page: ({ page }) => ({ of: 'event', value: page, type: TEXT }),
  FrustrationMetrics: ({ plain }) => ({ of: 'event', value: plain, type: TEXT }),
  InitialPage: ({ entry }) => ({ of: 'session', value: entry, type: TEXT }),
  ExitPage: ({ exit }) => ({ of: 'session', value: exit, type: TEXT }),
  PreviousPage: ({ previous }) => ({ of: 'event', value: previous, type: TEXT }),
  ExitClick: ofSession('$last_external_click_url'),
  ScreenName: ofEvent('$screen_name'),
  InitialChannelType: ofSession('$channel_type'),
  InitialReferringDomain: ofSession('$entry_referring_domain'),
  InitialUTMSource: ofSession('$entry_utm_source'),
  InitialUTMCampaign: ofSession('$entry_utm_campaign'),
  InitialUTMMedium: ofSession('$entry_utm_medium'),
  InitialUTMTerm: ofSession('$entry_utm_term'),
  InitialUTMContent: ofSession('$entry_utm_content'),
  InitialUTMSourceMediumCampaign: () => ({ of: 'session', value: sourceMediumCampaign(), type: 'String' }),
  Browser: ofEvent('$browser'),
  OS: ofEvent('$os'),
  DeviceType: ofEvent('$device_type'),
  Country: ofEvent('$geoip_country_code'),
  Region: () =>
    parts(
      ['$geoip_country_code', '$geoip_subdivision_1_code', '$geoip_subdivision_1_name'].map((n) => text(property(n))),
    ),
  City: () => parts(['$geoip_country_code', '$geoip_city_name'].map((name) => text(property(name)))),
  Viewport: () =>
    parts(
      ['$viewport_width', '$viewport_height'].map((name) => call('toFloat', property(name))),
      'Nullable(Float64)',
    ),
  // Browsers give minutes that are to be added to reach UTC; shown are the hours of the clock ahead of it.
  Timezone: () => ({
    of: 'event',
    value: divided(call('negate', call('toFloat', property('$timezone_offset'))), constant(60)),
    type: 'Nullable(Float64)',
  }),
  Language: ofEvent('$browser_language'),
}

export const valueOf = (node: WebStatsTableQuery, ctx: QueryContext): WebValue =>
  VALUES[node.breakdownBy](pathsOf(node, ctx))

/** The paths of a site, cleaned and with their host where that is asked for. */
export interface Paths {
  /** Of an event, as a row of the table. */
  page: Expr
  /** The same, never with the host. */
  plain: Expr
  /** Of the first and the last event of a session that have one. */
  entry: Expr
  exit: Expr
  /** Where the view came from. */
  previous: Expr
  /** The page that an event leaves, as a row of the table. */
  left: Expr
}

const asText = (name: string) => call('toString', property(name))

export function pathsOf(node: WebStatsTableQuery, ctx: QueryContext): Paths {
  const rules = node.doPathCleaning ? ctx.path_cleaning_filters : []
  // As texts, whichever types their definitions give them.
  const [address, referrer] = [asText('$current_url'), asText('$referrer')]
  const pathOf = (url: Expr) => call('path', url)
  const domain = (url: Expr) => call('domain', url)
  const own = call('coalesce', text(property('$pathname')), text(pathOf(address)))
  const leaves = text(property('$prev_pageview_pathname'))
  const hosted = (path: Expr) =>
    node.includeHost ? call('concat', call('ifNull', text(property('$host')), constant('')), path) : path
  /** A concatenation has a text for nothing; so what is missing stays so. */
  const row = (path: Expr) => {
    const cleaned = cleanedPath(path, rules)
    return node.includeHost ? call('if', call('isNull', path), constant(null), hosted(cleaned)) : cleaned
  }
  const page = row(own)
  const ofSessionWith = (pick: string) => call(pick, page, field('timestamp'), call('isNotNull', own))
  return {
    page,
    plain: cleanedPath(own, rules),
    entry: ofSessionWith('argMinIf'),
    exit: ofSessionWith('argMaxIf'),
    previous: call(
      'multiIf',
      call('isNotNull', leaves),
      cleanedPath(leaves, rules),
      // Within the site, but with a page load between.
      equals(domain(address), domain(referrer)),
      cleanedPath(text(pathOf(referrer)), rules),
      text(referrer),
    ),
    left: row(leaves),
  }
}

const NONE = '(none)'

/** Where no source is tagged, the referrer stands for it, and says so. */
function sourceMediumCampaign(): Expr {
  const [source, medium, campaign, domain] = ['utm_source', 'utm_medium', 'utm_campaign', 'referring_domain'].map(
    (name) => text(sessionColumn(`$entry_${name}`)),
  )
  const orNone = (value: Expr = constant(null)) => call('ifNull', value, constant(NONE))
  const referrer = (value: Expr = constant(null)) =>
    call('if', call('isNull', value), constant(NONE), call('concat', constant('referrer:'), value))
  const from = call('ifNull', source ?? constant(null), referrer(domain))
  const between = constant(' / ')
  return call('concat', from, between, orNone(medium), between, orNone(campaign))
}

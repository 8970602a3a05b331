import type { Expr, SelectQuery } from '../ast.ts'
import { alias, and, array, call, compare, constant, equals, field, not, or, select } from '../build.ts'
import { CompilerBug } from '../errors.ts'
import { channelType } from './channel-type.ts'

/**
 * Sessions are not stored: they are events gathered by `$session_id`, and only the columns a query names are computed.
 */
const property = (name: string) => field('properties', name)

/** Whether an event has a value for a property. Empty texts and the text `null`, which some trackers send, are none. */
const filled = (name: string) => compare('not in', textOf(name), array(constant(''), constant('null')))
const textOf = (name: string) => call('ifNull', call('toString', property(name)), constant(''))

const first = (name: string) => call('argMinIf', property(name), field('timestamp'), filled(name))
const last = (name: string) => call('argMaxIf', property(name), field('timestamp'), filled(name))

/** A part of the address as a property gives it, else taken from `$current_url`: not every SDK sends the parts. */
function ofAddress(name: string, part: 'path' | 'domain'): { value: Expr; has: Expr } {
  const address = call(part, call('toString', property('$current_url')))
  return {
    value: call('if', filled(name), call('toString', property(name)), call('nullIf', address, constant(''))),
    has: or(filled(name), and(filled('$current_url'), compare('!=', address, constant('')))),
  }
}

const pathname = ofAddress('$pathname', 'path')
const hostname = ofAddress('$host', 'domain')
const firstOf = ({ value, has }: typeof pathname) => call('argMinIf', value, field('timestamp'), has)
const lastOf = ({ value, has }: typeof pathname) => call('argMaxIf', value, field('timestamp'), has)

const counted = (name: string) => call('countIf', equals(field('event'), constant(name)))
const start = call('min', field('timestamp'))
const end = call('max', field('timestamp'))
const duration = call('dateDiff', constant('second'), start, end)
const viewsAndClicks = call(
  'countIf',
  compare('in', field('event'), array(constant('$pageview'), constant('$screen'), constant('$autocapture'))),
)
const urls = call('groupUniqArrayIf', property('$current_url'), filled('$current_url'))

/** What a bounce is: PostHog's modifiers `bounceRateDurationSeconds` and `bounceRatePageViewMode`. */
export interface BounceRules {
  /** Whoever stayed at least so long did not bounce. */
  seconds: number
  /** What may happen once: a pageview, an address, or a view or click of any kind. */
  counts: 'count_pageviews' | 'uniq_urls' | 'uniq_page_screen_autocaptures'
}

const USUAL_BOUNCE: BounceRules = { seconds: 10, counts: 'count_pageviews' }

/** Whether somebody saw one thing, clicked nothing and was gone within seconds. NULL where nothing was seen. */
function bounced({ seconds, counts }: BounceRules): Expr {
  const [views, clicks] = {
    count_pageviews: [counted('$pageview'), counted('$autocapture')] as const,
    uniq_urls: [call('length', urls), counted('$autocapture')] as const,
    uniq_page_screen_autocaptures: [viewsAndClicks, constant(0)] as const,
  }[counts]
  const left = call(
    'and',
    call('lessOrEquals', views, constant(1)),
    call('equals', clicks, constant(0)),
    call('less', duration, constant(seconds)),
  )
  return call('if', call('equals', views, constant(0)), constant(null), left)
}

const lower = (value: Expr) => call('lower', call('toString', value))

/** Properties of the event that began a session, shown as `$entry_…`. */
const ENTRY_PROPERTIES = [
  ...['utm_source', 'utm_campaign', 'utm_medium', 'utm_term', 'utm_content', 'gclid', 'gad_source', 'fbclid'],
  ...['msclkid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'twclid', 'li_fat_id', 'mc_cid', 'igshid', 'ttclid', 'epik'],
  ...['qclid', 'sccid', '_kx', 'irclid'],
]

const COLUMNS: Record<string, Expr> = {
  session_id: field('$session_id'),
  id: field('$session_id'),
  team_id: field('team_id'),
  session_id_v7: call('toUUID', field('$session_id')),
  distinct_id: call('argMin', field('distinct_id'), field('timestamp')),
  person_id: call('argMin', field('person_id'), field('timestamp')),
  $start_timestamp: start,
  $end_timestamp: end,
  max_inserted_at: call('max', field('inserted_at')),
  $urls: urls,
  $num_uniq_urls: call('length', urls),
  $entry_current_url: first('$current_url'),
  $entry_pathname: firstOf(pathname),
  $entry_hostname: firstOf(hostname),
  $entry_referring_domain: first('$referring_domain'),
  ...Object.fromEntries(ENTRY_PROPERTIES.map((name) => [`$entry_${name}`, first(name)])),
  $end_current_url: last('$current_url'),
  $end_pathname: lastOf(pathname),
  $end_hostname: lastOf(hostname),
  $exit_current_url: last('$current_url'),
  $exit_pathname: lastOf(pathname),
  $channel_type: channelType({
    campaign: lower(first('utm_campaign')),
    medium: lower(first('utm_medium')),
    source: lower(first('utm_source')),
    referring_domain: lower(first('$referring_domain')),
    gclid: first('gclid'),
    fbclid: first('fbclid'),
    gad_source: call('toString', first('gad_source')),
  }),
  $last_external_click_url: last('$external_click_url'),
  $pageview_count: counted('$pageview'),
  $autocapture_count: counted('$autocapture'),
  $screen_count: counted('$screen'),
  // It tells none, one and several apart, and no more.
  $page_screen_autocapture_count_up_to: call('least', viewsAndClicks, constant(2)),
  $vitals_lcp: call('toFloat', first('$web_vitals_LCP_value')),
  $session_duration: duration,
  duration,
  $is_bounce: bounced(USUAL_BOUNCE),
}

export const SESSION_COLUMNS: readonly string[] = Object.keys(COLUMNS)

/** A column of a session as it is gathered from the session's events. */
export function sessionColumn(name: string, bounce?: BounceRules): Expr {
  const expr = columnOf(name, bounce)
  if (!expr) throw new CompilerBug(`Sessions have no column ${name}`)
  return expr
}

const columnOf = (name: string, bounce: BounceRules | undefined): Expr | undefined =>
  name === '$is_bounce' && bounce ? bounced(bounce) : COLUMNS[name]

/** The sessions with these columns, as a query over events. */
export function sessionsQuery(columns: Iterable<string>, bounce?: BounceRules): SelectQuery {
  const wanted = [...new Set(['session_id', ...columns])]
  return select({
    select: wanted.flatMap((name) => {
      const expr = columnOf(name, bounce)
      if (!expr) return []
      // No alias may be called team_id, so the column stands under its own name.
      return [name === 'team_id' ? expr : alias(name, expr)]
    }),
    from: 'events',
    where: and(call('isNotNull', field('$session_id')), not(equals(field('$session_id'), constant('')))),
    group_by: [field('$session_id'), ...(wanted.includes('team_id') ? [field('team_id')] : [])],
  })
}

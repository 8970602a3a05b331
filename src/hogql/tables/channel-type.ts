import type { Expr } from '../ast.ts'
import { and, array, call, compare, constant, equals, field, given, or } from '../build.ts'
import { MAIL, SEARCH, SHOP, SOCIAL, VIDEO } from './known-sites.ts'

/** What brought a session here: the tags and the referrer of its entry, NULL where there are none. */
type Entry = Record<'campaign' | 'medium' | 'source' | 'referring_domain' | 'gclid' | 'fbclid' | 'gad_source', Expr>

/**
 * The channel of a session, by the rules that PostHog documents (posthog.com/docs/data/channel-type): first what was paid
 * for, then what came directly, then who sent it. A source counts before the campaign, the medium and the referrer.
 */
export const channelType = (entry: Entry): Expr => given({ ...entry }, channel())

/** The rules, over the names of an {@link Entry}. */
function channel(): Expr {
  const [campaign, medium, source] = [field('campaign'), field('medium'), field('source')]
  const [gclid, fbclid, gad_source] = [field('gclid'), field('fbclid'), field('gad_source')]
  const referring_domain = field('referring_domain')
  const isPaid = or(
    compare('in', medium, texts('cpc', 'cpm', 'cpv', 'cpa', 'ppc', 'retargeting')),
    matches(medium, '^paid'),
    isThere(gclid),
    isThere(gad_source),
  )
  const isShopping = matches(campaign, '(?:^|[^a-df-z])shop|shopping')
  const isVideo = matches(campaign, 'video')
  const isDirect = equals(referring_domain, constant('$direct'))
  const hasNoTags = and(
    isMissing(medium),
    or(isMissing(source), compare('in', source, texts('direct', '(direct)', '$direct'))),
    isMissing(fbclid),
  )
  const named = firstOf(
    bySource(source, 'Organic'),
    when([[isShopping, 'Organic Shopping']]),
    byMedium(medium, 'Organic'),
    bySource(referring_domain, 'Organic'),
  )
  const paid = when(
    [
      [equals(gad_source, constant('1')), 'Paid Search'],
      [isVideo, 'Paid Video'],
      [isThere(fbclid), 'Paid Social'],
    ],
    'Paid Unknown',
  )
  const unpaid = when(
    [
      [isVideo, 'Organic Video'],
      [matches(medium, 'push$'), 'Push'],
      [isThere(fbclid), 'Organic Social'],
      [isDirect, 'Direct'],
      [isThere(referring_domain), 'Referral'],
    ],
    'Unknown',
  )
  const known = field('known')
  const rules: [Expr, Expr][] = [
    [matches(campaign, 'cross-network'), constant('Cross Network')],
    [isPaid, firstOf(call('replaceOne', known, constant('Organic'), constant('Paid')), paid)],
    [and(isDirect, hasNoTags), constant('Direct')],
  ]
  return given({ known: named }, call('multiIf', ...rules.flat(), firstOf(known, unpaid)))
}

type Payment = 'Paid' | 'Organic'

/** The channel behind a tag or a domain; NULL for one that nobody knows. The narrower names come first. */
export function bySource(source: Expr, payment: Payment): Expr {
  return when([
    [matches(source, MAIL), 'Email'],
    [equals(source, constant('sms')), 'SMS'],
    [equals(source, constant('firebase')), 'Push'],
    [matches(source, SHOP), `${payment} Shopping`],
    [matches(source, VIDEO), `${payment} Video`],
    [matches(source, SOCIAL), `${payment} Social`],
    [matches(source, SEARCH), `${payment} Search`],
  ])
}

/** What kind of place a domain is. */
export function domainType(domain: Expr): Expr {
  return when([
    [equals(domain, constant('$direct')), 'Direct'],
    [matches(domain, MAIL), 'Email'],
    [matches(domain, SHOP), 'Shopping'],
    [matches(domain, VIDEO), 'Video'],
    [matches(domain, SOCIAL), 'Social'],
    [matches(domain, SEARCH), 'Search'],
  ])
}

export function byMedium(medium: Expr, payment: Payment): Expr {
  return when([
    [matches(medium, '^(?:social(?:[-_ ]?(?:network|media))?|sm)$'), `${payment} Social`],
    [matches(medium, '^e[-_ ]?mail$'), 'Email'],
    [matches(medium, '^(?:affiliates?|partnerships?)$'), 'Affiliate'],
    [compare('in', medium, texts('banner', 'cpm', 'display', 'expandable', 'interstitial')), 'Display'],
    [equals(medium, constant('audio')), 'Audio'],
    [equals(medium, constant('sms')), 'SMS'],
    [equals(medium, constant('video')), `${payment} Video`],
    [equals(medium, constant('organic')), `${payment} Search`],
    [compare('in', medium, texts('push', 'mobile', 'notification')), 'Push'],
    [compare('in', medium, texts('referral', 'app', 'link')), 'Referral'],
  ])
}

const matches = (text: Expr, pattern: string) => compare('=~', text, constant(pattern))
const isThere = (value: Expr) => call('isNotNull', value)
const isMissing = (value: Expr) => call('isNull', value)
const firstOf = (...exprs: Expr[]) => call('coalesce', ...exprs)
const texts = (...values: string[]) => array(...values.map(constant))

function when(cases: [condition: Expr, result: string][], otherwise: string | null = null): Expr {
  return call('multiIf', ...cases.flatMap(([condition, result]) => [condition, constant(result)]), constant(otherwise))
}

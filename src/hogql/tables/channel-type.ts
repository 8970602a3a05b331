import type { Expr } from '../ast.ts'
import { and, array, call, compare, constant, equals, field, given, or } from '../build.ts'
import { type Kind, SITES } from './known-sites.ts'

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
    like(medium, 'paid%'),
    isThere(gclid),
    isThere(gad_source),
  )
  const isShopping = compare('=~', campaign, constant('(?:^|[^a-df-z])shop|shopping'))
  const isVideo = like(campaign, '%video%')
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
      [like(medium, '%push'), 'Push'],
      [isThere(fbclid), 'Organic Social'],
      [isDirect, 'Direct'],
      [isThere(referring_domain), 'Referral'],
    ],
    'Unknown',
  )
  const known = field('known')
  const rules: [Expr, Expr][] = [
    [like(campaign, '%cross-network%'), constant('Cross Network')],
    [isPaid, firstOf(call('replaceOne', known, constant('Organic'), constant('Paid')), paid)],
    [and(isDirect, hasNoTags), constant('Direct')],
  ]
  return given({ known: named }, call('multiIf', ...rules.flat(), firstOf(known, unpaid)))
}

type Payment = 'Paid' | 'Organic'

/** The channel behind a tag or a domain of whatever type; NULL for one that nobody knows. It holds the tag once. */
export function bySource(source: Expr, payment: Payment): Expr {
  return firstKind(source, (kind) => {
    if (kind === 'Direct') return ''
    return kind === 'Email' || kind === 'SMS' || kind === 'Push' ? kind : `${payment} ${kind}`
  })
}

/** What kind of place a domain is; NULL for one that nobody knows. */
export const domainType = (domain: Expr): Expr =>
  firstKind(domain, (kind) => (kind === 'SMS' || kind === 'Push' ? '' : kind))

export function byMedium(medium: Expr, payment: Payment): Expr {
  const words: [channel: string, words: string[]][] = [
    [`${payment} Social`, ['social', 'sm', ...spellings('social', 'network'), ...spellings('social', 'media')]],
    ['Email', spellings('e', 'mail')],
    ['Affiliate', ['affiliate', 'affiliates', 'partnership', 'partnerships']],
    ['Display', ['banner', 'cpm', 'display', 'expandable', 'interstitial']],
    ['Audio', ['audio']],
    ['SMS', ['sms']],
    [`${payment} Video`, ['video']],
    [`${payment} Search`, ['organic']],
    ['Push', ['push', 'mobile', 'notification']],
    ['Referral', ['referral', 'app', 'link']],
  ]
  const channels = words.flatMap(([channel, names]) => names.map(() => channel))
  const all = words.flatMap(([, names]) => names)
  return call('nullIf', call('transform', text(medium), texts(...all), texts(...channels), NOTHING), NOTHING)
}

const spellings = (first: string, second: string) => ['', '-', '_', ' '].map((between) => `${first}${between}${second}`)

/** The name of the first kind of site that a text is of; NULL where it is of none, or of one without a name. */
function firstKind(value: Expr, nameOf: (kind: Kind) => string): Expr {
  // All are looked for at once, by an automaton that the engine keeps: it would compile each `match` anew for every block of
  // rows, and of sessions there are hundreds.
  const matching = call('multiMatchAllIndices', text(value), texts(...SITES.map(([, pattern]) => pattern)))
  const names = texts(...SITES.map(([kind]) => nameOf(kind)))
  return call('nullIf', call('arrayElement', names, call('arrayMin', matching)), NOTHING)
}

const NOTHING = constant('')
const text = (value: Expr) => call('ifNull', call('toString', value), NOTHING)
const like = (value: Expr, pattern: string) => compare('like', value, constant(pattern))
const isThere = (value: Expr) => call('isNotNull', value)
const isMissing = (value: Expr) => call('isNull', value)
const firstOf = (...exprs: Expr[]) => call('coalesce', ...exprs)
const texts = (...values: string[]) => array(...values.map(constant))

function when(cases: [condition: Expr, result: string][], otherwise: string | null = null): Expr {
  return call('multiIf', ...cases.flatMap(([condition, result]) => [condition, constant(result)]), constant(otherwise))
}

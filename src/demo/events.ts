import type { Json, JsonObject } from '../lib/json.ts'
import { BUTTONS, HOST, PRICE, SITE_PAGES, TEMPLATES, WORK } from './company.ts'
import type { Customer, Visitor } from './people.ts'
import { Random } from './random.ts'
import type { Visit } from './visits.ts'

/** An event as an SDK sends it. */
export interface SentEvent extends JsonObject {
  event: string
  uuid: string
  distinct_id: string
  timestamp: string
  properties: JsonObject
}

/** The events of one stay, in order of time. The same visit always gives the same events. */
export function eventsOfVisit(visit: Visit): SentEvent[] {
  const random = new Random(visit.seed)
  switch (visit.kind) {
    case 'browse':
      return browse(new Browser(random, visit.at, visit.visitor))
    case 'sign up':
      return signUp(new Browser(random, visit.at, visit.customer), visit.customer)
    case 'work':
      return work(
        new Browser(random, visit.at, visit.customer, visit.customer.distinct_id),
        visit.customer,
        visit.introduces,
      )
    case 'second account':
      return work(new Browser(random, visit.at, visit.customer, visit.id), visit.customer, true)
    case 'merge':
      return merge(new Browser(random, visit.at, visit.customer, visit.customer.distinct_id), visit.customer)
  }
}

/** One session of a browser, or of the server on somebody's behalf. */
class Browser {
  readonly random: Random
  readonly sent: SentEvent[] = []
  private at: number
  private readonly visitor: Visitor
  private readonly common: JsonObject
  private distinctId: string
  private known: boolean
  private page = '/'
  private groups: JsonObject | undefined

  constructor(random: Random, at: number, visitor: Visitor, distinctId?: string) {
    this.random = random
    this.at = at
    this.visitor = visitor
    this.common = browserProperties(visitor, random.uuid(at), random.uuid(at))
    this.known = distinctId !== undefined
    this.distinctId = distinctId ?? visitor.anonymous_id
  }

  /** From here on the browser sends under this id and asks for a person profile. */
  become(customer: Customer): void {
    this.distinctId = customer.distinct_id
    this.known = true
  }

  belongTo(company: string): void {
    this.groups = { company }
  }

  /** An event of posthog-js. */
  web(event: string, properties: JsonObject = {}, more: JsonObject = {}): void {
    const { arrival } = this.visitor
    const isFirst = this.sent.length === 0
    const own: JsonObject = { ...this.common }
    own['$current_url'] = `https://${HOST}${this.page}`
    own['$pathname'] = this.page
    own['$referrer'] = isFirst ? arrival.referrer : `https://${HOST}/`
    own['$referring_domain'] = isFirst ? domainOf(arrival.referrer) : HOST
    own['$is_identified'] = this.known
    if (isFirst && !this.page.startsWith('/app')) Object.assign(own, arrival.utm)
    if (!this.known) own['$process_person_profile'] = false
    if (this.groups) own['$groups'] = this.groups
    this.add(event, Object.assign(own, properties), more)
  }

  /** An event of posthog-node, which knows no browser. */
  server(event: string, properties: JsonObject = {}): void {
    const own = { $lib: 'posthog-node', $lib_version: '5.70.0', $geoip_disable: true, $is_server: true }
    this.add(event, { ...own, ...(this.groups ? { $groups: this.groups } : {}), ...properties })
  }

  open(page: string): void {
    this.page = page
    this.web('$pageview')
  }

  leave(): SentEvent[] {
    this.web('$pageleave', { $prev_pageview_duration: this.random.between(2, 240) })
    return this.sent
  }

  private add(event: string, properties: JsonObject, more: JsonObject = {}): void {
    const uuid = this.random.uuid(this.at)
    const timestamp = new Date(this.at).toISOString()
    this.sent.push({ event, uuid, distinct_id: this.distinctId, timestamp, properties, ...more })
    this.at += this.random.between(900, 45_000)
  }
}

/** What every event of one session carries. */
function browserProperties({ device, place, ip, anonymous_id }: Visitor, session: string, window: string): JsonObject {
  return {
    $lib: 'web',
    $lib_version: '1.449.2',
    $browser: device.browser,
    $browser_version: device.version,
    $os: device.os,
    $device_type: device.type,
    $screen_width: device.width,
    $screen_height: device.height,
    $host: HOST,
    $device_id: anonymous_id,
    $session_id: session,
    $window_id: window,
    $timezone: place.zone,
    $ip: ip,
    $geoip_country_code: place.code,
    $geoip_country_name: place.country,
    $geoip_city_name: place.city,
    $geoip_continent_code: place.continent,
  }
}

const domainOf = (referrer: string): Json => (referrer.startsWith('$') ? '$direct' : new URL(referrer).host)

function browse(browser: Browser): SentEvent[] {
  const { random } = browser
  browser.open(random.chance(0.7) ? '/' : random.weighted(SITE_PAGES))
  for (let more = random.between(0, 3); more > 0; more--) browser.open(random.weighted(SITE_PAGES))
  if (random.chance(0.24)) browser.open('/signup')
  return browser.leave()
}

function signUp(browser: Browser, customer: Customer): SentEvent[] {
  const { random } = browser
  browser.open('/')
  if (random.chance(0.7)) browser.open('/pricing')
  browser.open('/signup')
  browser.become(customer)
  const { plan } = customer.company
  browser.web('$identify', { $anon_distinct_id: customer.anonymous_id }, { $set: profileOf(customer) })
  if (random.chance(0.5) || customer.invites) introduce(browser, customer)
  browser.belongTo(customer.company.key)
  browser.web('signed up', { plan, method: random.chance(0.6) ? 'email' : 'single sign-on' })
  browser.open('/app')
  if (customer.activates) {
    browser.open('/app/notebook')
    browser.web('notebook created', { template: random.pick(TEMPLATES) })
    browser.web('note created', { words: random.between(10, 300) })
  }
  if (customer.invites) browser.web('teammate invited', { invitations: random.between(1, 6) })
  if (customer.subscribes) {
    const paid = plan === 'free' ? 'team' : plan
    const amount = PRICE[paid] * random.between(1, 3)
    browser.web('subscription started', { plan: paid, amount, currency: 'USD' })
    browser.server('invoice paid', { plan: paid, amount, currency: 'USD' })
  }
  return browser.leave()
}

const profileOf = (customer: Customer): JsonObject => ({
  email: customer.email,
  role: customer.role,
  plan: customer.company.plan,
  company: customer.company.name,
})

function introduce(browser: Browser, { company }: Customer): void {
  const { key, name, industry, employees, plan } = company
  browser.web('$groupidentify', {
    $group_type: 'company',
    $group_key: key,
    $group_set: { name, industry, employees, plan },
  })
}

function work(browser: Browser, customer: Customer, introduces: boolean): SentEvent[] {
  const { random } = browser
  if (introduces) {
    browser.web('$set', {}, { $set: profileOf(customer) })
    introduce(browser, customer)
  }
  browser.belongTo(customer.company.key)
  browser.open('/app')
  for (let acts = random.between(1, 7); acts > 0; acts--) {
    const { event, page } = random.weighted(WORK)
    if (random.chance(0.35)) browser.open(page)
    if (random.chance(0.25)) click(browser)
    browser.web(event, detailsOf(random, event))
    if (event === 'export requested')
      browser.server('export finished', { pages: random.between(1, 80), duration_ms: random.between(300, 9_000) })
  }
  if (customer.company.plan !== 'free' && random.chance(0.03)) {
    const { plan } = customer.company
    browser.server('invoice paid', { plan, amount: PRICE[plan] * random.between(1, 4), currency: 'USD' })
  }
  return browser.leave()
}

function detailsOf(random: Random, event: string): JsonObject {
  switch (event) {
    case 'note created':
    case 'note edited':
      return { words: random.between(5, 900) }
    case 'note shared':
      return { audience: random.pick(['team', 'company', 'link']) }
    case 'search':
      return { results: random.chance(0.12) ? 0 : random.between(1, 40) }
    case 'template used':
      return { template: random.pick(TEMPLATES) }
    default:
      return {}
  }
}

function click(browser: Browser): void {
  const text = browser.random.pick(BUTTONS)
  browser.web('$autocapture', {
    $event_type: 'click',
    $el_text: text,
    $elements_chain: `button.primary:attr__class="primary"nth-child="1"nth-of-type="1"text="${text}";body:nth-child="2"nth-of-type="1"`,
  })
}

/** Two accounts turn out to belong to one person: from now on, all that was stored under either is that person's. */
function merge(browser: Browser, customer: Customer): SentEvent[] {
  browser.web('$merge_dangerously', { alias: customer.second_id ?? '' })
  return browser.sent
}

// Events of a size and variety as browsers send them: about 1 kB of properties, 5,000 people, 20 names.
import { randomUUID } from 'node:crypto'

const BROWSERS = ['Chrome', 'Safari', 'Firefox', 'Microsoft Edge']
const SYSTEMS = ['Mac OS X', 'Windows', 'Linux', 'iOS', 'Android']
const COUNTRIES = ['US', 'DE', 'GB', 'FR', 'IN', 'BR', 'CA', 'AU']

/** The n-th event. The same n gives the same event but for its uuid. */
export function benchEvent(n) {
  const who = (n * 7919) % 5000
  const page = `/section-${n % 40}/page-${n % 700}`
  const session = `01890000-0000-7000-8000-${String(who * 100 + (n % 100)).padStart(12, '0')}`
  return {
    event: n % 3 === 0 ? '$pageview' : `action ${n % 20}`,
    uuid: randomUUID(),
    distinct_id: `person-${who}`,
    properties: {
      $lib: 'web',
      $lib_version: '1.449.2',
      $browser: BROWSERS[who % 4],
      $browser_version: 100 + (who % 40),
      $os: SYSTEMS[who % 5],
      $device_type: who % 3 === 0 ? 'Mobile' : 'Desktop',
      $screen_width: 1280 + (who % 8) * 80,
      $screen_height: 720 + (who % 6) * 90,
      $current_url: `https://shop.example${page}?ref=${n % 1000}`,
      $host: 'shop.example',
      $pathname: page,
      $referrer: 'https://search.example/',
      $referring_domain: 'search.example',
      $session_id: session,
      $window_id: session,
      $device_id: session,
      $timezone: 'Europe/Berlin',
      $geoip_country_code: COUNTRIES[who % 8],
      $is_identified: true,
      $insert_id: `k${n % 100000}`,
      utm_source: who % 5 === 0 ? 'newsletter' : 'search',
      plan: who % 4 === 0 ? 'pro' : 'free',
      price: (n % 900) / 10,
      items: n % 12,
    },
  }
}

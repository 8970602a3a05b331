import type { Weighted } from './random.ts'

/**
 * What is fixed about the made-up company of the demo project: it sells shared notebooks to small teams. The numbers
 * are its design; what chance makes of them is within a few percent.
 */

export const PROJECT_NAME = 'Brightfold (demo)'
export const HOST = 'brightfold.example'
export const DAYS = 60
/** The last day (the one before today) on which somebody may sign up: today is not over. */
export const LAST_SIGN_UP_DAY = DAYS - 2

/** Looked around and left: no person profile. */
export const VISITORS = 3_200
/** Signed up during the sixty days. */
export const SIGN_UPS = 1_080
/** Were customers before; together with the sign-ups they are all persons. */
export const ESTABLISHED = 420
/** Second accounts of established customers, merged into their first. */
export const SECOND_ACCOUNTS = 2
export const COMPANIES = 180

/** How many of those who sign up make a notebook, of these invite somebody, of these start a subscription. */
export const ACTIVATION = 0.7
export const INVITATION = 0.48
export const SUBSCRIPTION = 0.5

/** The chance to come back in the n-th week after signing up. */
export const RETENTION = {
  active: [1, 0.74, 0.62, 0.55, 0.51, 0.48, 0.46, 0.45, 0.44],
  passive: [1, 0.24, 0.12, 0.08, 0.05, 0.04, 0.03, 0.03, 0.03],
  established: [1, 0.86, 0.86, 0.86, 0.86, 0.86, 0.86, 0.86, 0.86],
} as const

export type Plan = 'free' | 'team' | 'business'
export const PRICE: Record<Plan, number> = { free: 0, team: 29, business: 119 }

/** Where people come from. A campaign brings visitors only between its two days. */
export interface Arrival {
  referrer: string
  utm?: { utm_source: string; utm_medium: string; utm_campaign: string }
  days?: readonly [number, number]
}

const utm = (utm_source: string, utm_medium: string, utm_campaign: string) => ({ utm_source, utm_medium, utm_campaign })

export const ARRIVALS: Weighted<Arrival> = [
  [{ referrer: '$direct' }, 30],
  [{ referrer: 'https://www.google.com/' }, 28],
  [{ referrer: 'https://www.google.com/', utm: utm('google', 'cpc', 'notebook-search') }, 14],
  [{ referrer: 'https://www.bing.com/' }, 4],
  [{ referrer: 'https://www.linkedin.com/', utm: utm('linkedin', 'paid-social', 'team-leads') }, 8],
  [{ referrer: '$direct', utm: utm('newsletter', 'email', 'monthly-digest') }, 7],
  [{ referrer: 'https://news.ycombinator.com/' }, 5],
  [
    { referrer: 'https://launchpad.example/', utm: utm('launchpad', 'referral', 'templates-launch'), days: [24, 33] },
    40,
  ],
]

export interface Device {
  browser: string
  version: number
  os: string
  type: string
  width: number
  height: number
}

export const DEVICES: Weighted<Device> = [
  [{ browser: 'Chrome', version: 141, os: 'Mac OS X', type: 'Desktop', width: 1512, height: 982 }, 30],
  [{ browser: 'Chrome', version: 142, os: 'Windows', type: 'Desktop', width: 1920, height: 1080 }, 28],
  [{ browser: 'Safari', version: 26, os: 'Mac OS X', type: 'Desktop', width: 1440, height: 900 }, 12],
  [{ browser: 'Mobile Safari', version: 26, os: 'iOS', type: 'Mobile', width: 390, height: 844 }, 12],
  [{ browser: 'Firefox', version: 144, os: 'Linux', type: 'Desktop', width: 1920, height: 1200 }, 7],
  [{ browser: 'Microsoft Edge', version: 141, os: 'Windows', type: 'Desktop', width: 1680, height: 1050 }, 6],
  [{ browser: 'Chrome', version: 141, os: 'Android', type: 'Mobile', width: 412, height: 915 }, 5],
]

export interface Place {
  code: string
  country: string
  city: string
  continent: string
  zone: string
  /** Hours ahead of UTC, near enough for when people work. */
  utc: number
}

export const PLACES: Weighted<Place> = [
  [{ code: 'US', country: 'United States', city: 'Chicago', continent: 'NA', zone: 'America/Chicago', utc: -6 }, 30],
  [{ code: 'DE', country: 'Germany', city: 'Berlin', continent: 'EU', zone: 'Europe/Berlin', utc: 1 }, 16],
  [{ code: 'GB', country: 'United Kingdom', city: 'Leeds', continent: 'EU', zone: 'Europe/London', utc: 0 }, 14],
  [{ code: 'FR', country: 'France', city: 'Lyon', continent: 'EU', zone: 'Europe/Paris', utc: 1 }, 9],
  [{ code: 'IN', country: 'India', city: 'Pune', continent: 'AS', zone: 'Asia/Kolkata', utc: 5 }, 9],
  [{ code: 'BR', country: 'Brazil', city: 'Curitiba', continent: 'SA', zone: 'America/Sao_Paulo', utc: -3 }, 8],
  [{ code: 'CA', country: 'Canada', city: 'Toronto', continent: 'NA', zone: 'America/Toronto', utc: -5 }, 7],
  [{ code: 'AU', country: 'Australia', city: 'Perth', continent: 'OC', zone: 'Australia/Perth', utc: 8 }, 7],
]

export const SITE_PAGES: Weighted<string> = [
  ['/features', 24],
  ['/pricing', 26],
  ['/templates', 16],
  ['/blog/meeting-notes-that-get-read', 14],
  ['/blog/one-notebook-per-project', 9],
  ['/customers', 8],
  ['/docs/getting-started', 6],
]

/** What people do inside: the event, its page and how often. */
export const WORK: Weighted<{ event: string; page: string }> = [
  [{ event: 'note created', page: '/app/notebook' }, 26],
  [{ event: 'note edited', page: '/app/notebook' }, 34],
  [{ event: 'comment added', page: '/app/notebook' }, 12],
  [{ event: 'note shared', page: '/app/share' }, 8],
  [{ event: 'search', page: '/app/search' }, 11],
  [{ event: 'template used', page: '/app/templates' }, 6],
  [{ event: 'export requested', page: '/app/export' }, 3],
]

export const BUTTONS = ['New note', 'Share', 'Add comment', 'Pin', 'Archive', 'Copy link'] as const
export const TEMPLATES = ['Meeting', 'Project plan', 'Interview', 'Retrospective', 'Weekly update'] as const
export const ROLES = [
  'founder',
  'design',
  'operations',
  'finance',
  'support',
  'sales',
  'research',
  'marketing',
] as const
export const INDUSTRIES = ['Software', 'Design', 'Consulting', 'Education', 'Health', 'Retail', 'Architecture'] as const
const FIRST = [
  'Amber',
  'Birch',
  'Cedar',
  'Delta',
  'Ember',
  'Fjord',
  'Grove',
  'Harbor',
  'Indigo',
  'Juniper',
  'Kestrel',
  'Linden',
]
const SECOND = ['Works', 'Labs', 'Studio', 'Partners', 'Supply', 'Collective', 'Systems', 'Foundry', 'Press', 'Union']
const THIRD = ['', ' North', ' West']

/** The customer companies: names of a word each, so that nobody real is meant. */
export function companyName(index: number): string {
  const first = FIRST[index % FIRST.length] ?? ''
  const second = SECOND[(index + Math.floor(index / FIRST.length)) % SECOND.length] ?? ''
  return `${first} ${second}${THIRD[Math.floor(index / (FIRST.length * SECOND.length)) % THIRD.length] ?? ''}`
}

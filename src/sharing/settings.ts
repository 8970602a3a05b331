import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { isObject, type JsonObject } from '../lib/json.ts'

/** How the public page looks: PostHog's keys. */
const Look = z.object({
  whitelabel: z.boolean().nullish(),
  noHeader: z.boolean().nullish(),
  showInspector: z.boolean().nullish(),
  legend: z.boolean().nullish(),
  detailed: z.boolean().nullish(),
  hideExtraDetails: z.boolean().nullish(),
  theme: z.enum(['light', 'dark', 'system']).nullish(),
})

const Origin = z
  .string()
  .refine((text) => /^https:\/\/[a-z0-9.-]+(:\d+)?$/i.test(text) && URL.canParse(text))
  .transform((text) => new URL(text).origin)

/** What the link may do beyond PostHog's: each off until it is set, and cleared by null. */
const Limits = z.object({
  expires_at: z.iso.datetime({ offset: true }).nullish(),
  allowed_domains: z.array(Origin).max(50).nullish(),
  viewer_date_range: z.boolean().nullish(),
  view_log: z.boolean().nullish(),
})

/** The limits of a link as they are kept. */
export interface ShareLimits {
  /** ISO date-time after which the link answers like an unknown one. */
  expires_at?: string
  /** Origins that may embed the page; anybody when absent. */
  allowed_domains?: string[]
  /** The viewer may choose the date range. */
  viewer_date_range?: boolean
  /** Every view is noted. */
  view_log?: boolean
}

export interface SettingsChange {
  settings: JsonObject | null
  /** Only what was named; null clears. */
  limits: z.infer<typeof Limits>
}

/**
 * The body's `settings`: PostHog's keys are replaced as a whole, ours change only where they are named. Unknown keys
 * and null values are dropped. An end that is past may be said again by who sends back what was read, but not be set.
 * Throws 400 on `settings`.
 */
export function readSettings(value: unknown, now: Date, before: ShareLimits): SettingsChange {
  if (value === null) return { settings: null, limits: {} }
  const [look, limits] = [Look.safeParse(value), Limits.safeParse(value)]
  if (!isObject(value) || !look.success) throw invalid('Invalid settings format', 'settings')
  if (!limits.success) throw invalid(limitsFault(limits.error), 'settings')
  const { expires_at } = limits.data
  const isKept = before.expires_at !== undefined && Date.parse(before.expires_at) === Date.parse(expires_at ?? '')
  if (typeof expires_at === 'string' && new Date(expires_at) <= now && !isKept)
    throw invalid('expires_at must be in the future. To end sharing now, switch it off.', 'settings')
  const kept = Object.entries(look.data).filter(([, one]) => one !== null && one !== undefined)
  return { settings: Object.fromEntries(kept), limits: limits.data }
}

const FAULTS: Record<string, string> = {
  expires_at: 'expires_at must be an ISO date-time, such as 2030-01-31T12:00:00Z.',
  allowed_domains: 'allowed_domains must be at most 50 origins, such as https://example.com.',
  viewer_date_range: 'viewer_date_range must be a boolean.',
  view_log: 'view_log must be a boolean.',
}

const limitsFault = (error: z.ZodError) => FAULTS[String(error.issues[0]?.path[0])] ?? 'Invalid settings format'

/** The limits after a change. */
export function changedLimits(before: ShareLimits, change: SettingsChange['limits']): ShareLimits {
  const all = Object.entries({ ...before, ...change })
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined))
}

/** The settings that are said in the page's data: flags only when they are on. */
export function shownSettings(settings: JsonObject | null): JsonObject {
  const flags = ['whitelabel', 'noHeader', 'showInspector', 'legend', 'detailed', 'hideExtraDetails']
  const on = flags.filter((key) => settings?.[key] === true).map((key) => [key, true])
  const theme = typeof settings?.['theme'] === 'string' ? { theme: settings['theme'] } : {}
  return { ...Object.fromEntries(on), ...theme }
}

import { HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import type { Interval } from '../schema/date-range.ts'

/** What the caller asks of the cache: the API's `refresh`. */
const EXECUTION_MODES = [
  'force_cache',
  'blocking',
  'async',
  'lazy_async',
  'async_except_on_cache_miss',
  'force_blocking',
  'force_async',
] as const
export type ExecutionMode = (typeof EXECUTION_MODES)[number]

/** What is done about it. `empty` answers that nothing is cached; `enqueue` has the query computed behind the answer. */
type Decision = 'cached' | 'compute' | 'empty' | 'enqueue' | 'stale_and_enqueue'

const TRUE_WORDS: unknown[] = [true, 'true', '1', 'yes', '']

/** The mode that a `refresh` parameter means. Unknown words mean `force_cache`. */
export function executionMode(refresh: unknown): ExecutionMode {
  if (TRUE_WORDS.includes(refresh)) return 'force_blocking'
  return EXECUTION_MODES.find((mode) => mode === refresh) ?? 'force_cache'
}

type CacheState = 'fresh' | 'stale' | 'missing'

export function decide(mode: ExecutionMode, state: CacheState): Decision {
  if (mode === 'force_blocking') return 'compute'
  if (mode === 'force_async') return 'enqueue'
  if (state === 'fresh') return 'cached'
  if (mode === 'force_cache') return state === 'stale' ? 'cached' : 'empty'
  if (mode === 'blocking') return 'compute'
  if (state === 'stale') return 'stale_and_enqueue'
  return mode === 'async_except_on_cache_miss' ? 'compute' : 'enqueue'
}

/** A range that ended so long before its answer was computed gets no more events. */
const CLOSED_RANGE_MS = 10_000
const WEEK_MS = 7 * 24 * HOUR_MS

const STALE_AFTER: Record<Interval, { usual: number; lazy: number }> = {
  second: { usual: Number.POSITIVE_INFINITY, lazy: Number.POSITIVE_INFINITY },
  minute: { usual: 5 * MINUTE_MS, lazy: 15 * MINUTE_MS },
  hour: { usual: HOUR_MS, lazy: 2 * HOUR_MS },
  day: { usual: 6 * HOUR_MS, lazy: 12 * HOUR_MS },
  week: { usual: 24 * HOUR_MS, lazy: 24 * HOUR_MS },
  month: { usual: 24 * HOUR_MS, lazy: 24 * HOUR_MS },
  quarter: { usual: 24 * HOUR_MS, lazy: 24 * HOUR_MS },
  year: { usual: 24 * HOUR_MS, lazy: 24 * HOUR_MS },
}

/** What freshness depends on. */
export interface Freshness {
  interval: Interval
  /** The upper end of the query's range, if it has one. */
  date_to?: Date
}

/** When an answer goes stale; undefined where its range lies wholly in the past, so that it never does. */
export function staleAt(computed_at: Date, { interval, date_to }: Freshness, lazy: boolean): Date | undefined {
  if (date_to && computed_at.getTime() - date_to.getTime() > CLOSED_RANGE_MS) return undefined
  const threshold = STALE_AFTER[interval][lazy ? 'lazy' : 'usual']
  return Number.isFinite(threshold) ? new Date(computed_at.getTime() + threshold) : undefined
}

export function cacheState(
  now: Date,
  computed_at: Date | undefined,
  freshness: Freshness,
  mode: ExecutionMode,
): CacheState {
  if (!computed_at) return 'missing'
  const stale = staleAt(computed_at, freshness, mode === 'lazy_async')
  return stale && now > stale ? 'stale' : 'fresh'
}

/** How long after an answer was computed a client has to wait before it may refresh it. */
export function refreshDelayMs(
  interval: Interval,
  range: { from: Date; to: Date } | undefined,
  insight: boolean,
): number {
  if (!insight || interval === 'minute' || interval === 'second') return MINUTE_MS
  const short = range !== undefined && range.to.getTime() - range.from.getTime() <= WEEK_MS
  return interval === 'hour' || short ? 3 * MINUTE_MS : 15 * MINUTE_MS
}

import { ApiError, invalid } from '../http/errors.ts'
import { HOUR_MS } from '../lib/durations.ts'
import type { JsonObject } from '../lib/json.ts'
import { isDateText, noDate } from '../schema/date-range.ts'
import type { Share } from './access.ts'

const MOST = 20
/** Finer ones would let a stranger ask for millions of points. */
const INTERVALS = ['day', 'week', 'month']
const KEYS = ['date_from', 'date_to', 'interval'] as const

/** The ranges that viewers of a link choose, where its owner lets them: at most 20 different ones an hour and link. */
export class ViewerRanges {
  private readonly clock: () => Date
  private hour = 0
  private seen = new Map<number, Set<string>>()

  constructor(deps: { clock: () => Date }) {
    this.clock = deps.clock
  }

  /** The filters of a viewer; none where the link does not let them choose. Throws 429 beyond the limit. */
  filtersOf({ configuration }: Share, query: JsonObject): JsonObject {
    if (!configuration.limits.viewer_date_range) return {}
    const { interval } = query
    if (interval !== undefined && !INTERVALS.includes(String(interval)))
      throw invalid(`"${String(interval)}" is not a valid choice.`, 'interval', 'invalid_choice')
    const asked = KEYS.flatMap((key) =>
      typeof query[key] === 'string' && query[key] !== '' ? [[key, query[key]]] : [],
    )
    for (const [key, value] of asked)
      if (key !== 'interval' && !isDateText(String(value))) throw invalid(noDate(value), String(key))
    if (asked.length > 0) this.count(configuration.id, JSON.stringify(asked))
    return Object.fromEntries(asked)
  }

  private count(id: number, range: string): void {
    const hour = Math.floor(this.clock().getTime() / HOUR_MS)
    if (hour !== this.hour) this.seen.clear()
    this.hour = hour
    const ranges = this.seen.get(id) ?? new Set()
    if (!ranges.has(range) && ranges.size >= MOST)
      throw new ApiError(429, 'throttled_error', 'throttled', 'Too many different ranges were asked of this page.', {
        headers: { 'retry-after': String(Math.ceil(((hour + 1) * HOUR_MS - this.clock().getTime()) / 1000)) },
      })
    this.seen.set(id, ranges.add(range))
  }
}

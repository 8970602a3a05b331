import { HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import { throttled } from './errors.ts'

/** How many requests of a kind a key may send in any minute and in any hour: PostHog's numbers. */
const LIMITS = {
  query: { minute: 240, hour: 2400 },
  analytics: { minute: 240, hour: 1200 },
  values: { minute: 60, hour: 300 },
  other: { minute: 480, hour: 4800 },
}

type Kind = keyof typeof LIMITS

/** What a request is counted as, by its route: whether it asks the event store, and how. */
function kindOf(method: string, path: string): Kind {
  const below = path.replace(/^\/api\/projects\/:project_id/, '')
  if (below === '/query') return method === 'POST' ? 'query' : 'other'
  if (below === '/events/values') return 'values'
  return /^\/(insights|events|persons|persons\.csv|cohorts|groups)(\/|$)/.test(below) ? 'analytics' : 'other'
}

/** Counts the requests of keys, in this process. Those that are refused do not count. */
export class RateLimits {
  private readonly clock: () => Date
  /** Moments of the requests of the last hour, the oldest first, by key and kind. */
  private readonly taken = new Map<string, number[]>()
  private sweptAt = 0

  constructor(clock: () => Date) {
    this.clock = clock
  }

  /** Counts one request. Throws 429 with the seconds to wait where it is one too many. */
  take(key: string, method: string, path: string): void {
    const kind = kindOf(method, path)
    const { minute, hour } = LIMITS[kind]
    const name = `${kind}:${key}`
    const now = this.clock().getTime()
    if (Math.abs(now - this.sweptAt) > HOUR_MS) this.sweep(now)
    const times = this.taken.get(name) ?? []
    const gone = times.findIndex((at) => at > now - HOUR_MS)
    times.splice(0, gone === -1 ? times.length : gone)
    // A clock that was set back leaves requests in the future: nobody is to wait until then.
    while ((times.at(-1) ?? now) > now) times.pop()
    const wait = Math.max(untilFree(times, minute, MINUTE_MS, now), untilFree(times, hour, HOUR_MS, now))
    if (wait > 0) throw throttled(Math.ceil(wait / 1000))
    times.push(now)
    this.taken.set(name, times)
  }

  /** Forgets the keys that have been silent for an hour: scripts make keys and throw them away. */
  private sweep(now: number): void {
    this.sweptAt = now
    for (const [name, times] of this.taken) if (Math.abs(now - (times.at(-1) ?? 0)) > HOUR_MS) this.taken.delete(name)
  }
}

/** How long until another request is within `limit` per window. */
function untilFree(times: readonly number[], limit: number, windowMs: number, now: number): number {
  const oldest = times[times.length - limit]
  return oldest === undefined ? 0 : oldest + windowMs - now
}

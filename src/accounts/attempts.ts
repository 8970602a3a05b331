import { throttled } from '../http/errors.ts'
import { MINUTE_MS } from '../lib/durations.ts'

const MAX_KEYS = 50_000

/** Counts tries per key within a sliding minute, so that passwords cannot be guessed. */
export class Attempts {
  private readonly clock: () => Date
  private readonly limit: number
  private readonly tries = new Map<string, number[]>()

  constructor(options: { clock: () => Date; limit: number }) {
    this.clock = options.clock
    this.limit = options.limit
  }

  /** Counts one try. Throws 429 when it is not allowed. */
  require(key: string): void {
    const wait = this.take(key)
    if (wait > 0) throw throttled(wait)
  }

  /** Counts one try. Returns 0 when it is allowed, else the seconds to wait. */
  take(key: string): number {
    const now = this.clock().getTime()
    // A clock that was set back leaves tries in the future: nobody is to wait until then.
    const recent = (this.tries.get(key) ?? []).filter((at) => Math.abs(now - at) < MINUTE_MS)
    const first = recent[0]
    if (recent.length >= this.limit && first !== undefined) return Math.ceil((first + MINUTE_MS - now) / 1000)
    if (this.tries.size >= MAX_KEYS) this.tries.clear()
    this.tries.set(key, [...recent, now])
    return 0
  }
}

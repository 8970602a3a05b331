import { sql } from 'kysely'
import { DAY_MS } from '../lib/durations.ts'
import type { Log } from '../lib/log.ts'
import { isShort, type Postgres } from '../postgres/postgres.ts'

const FLUSH_MS = 2_000
const MONTH_DAYS = 30
/** Of how many events of a project counts are kept while the store takes none. */
const MOST_EVENTS = 10_000

/** How often the answers of queries were about an event, by day. Counted in memory and written every other second. */
export class QueryUsage {
  private readonly deps: { postgres: Postgres; clock: () => Date; log: Log }
  private counts = new Map<number, Map<string, number>>()
  private timer: NodeJS.Timeout | undefined

  constructor(deps: QueryUsage['deps']) {
    this.deps = deps
  }

  /** Notes one answer about these events. Returns at once. No event has a NUL in its name, and Postgres takes none. */
  note(teamId: number, events: readonly string[]): void {
    for (const event of events) if (!event.includes('\0')) this.add(teamId, event, 1)
  }

  private add(teamId: number, event: string, count: number): void {
    const team = this.counts.get(teamId) ?? new Map<string, number>()
    if (team.size >= MOST_EVENTS && !team.has(event)) return
    this.counts.set(teamId, team.set(event, (team.get(event) ?? 0) + count))
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Answers about an event in the last thirty days. */
  async lastMonth(teamId: number, event: string): Promise<number> {
    await this.flush()
    const since = new Date(this.deps.clock().getTime() - MONTH_DAYS * DAY_MS)
    const { rows } = await sql<{ count: number }>`
      SELECT coalesce(sum(count), 0)::int AS count FROM event_usage
      WHERE team_id = ${teamId} AND event = ${event} AND day >= ${since}::date`.execute(this.deps.postgres)
    return rows[0]?.count ?? 0
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const counts = this.counts
    this.counts = new Map()
    const rows = [...counts].flatMap(([team, events]) => [...events].map(([event, count]) => ({ team, event, count })))
    if (rows.length === 0) return
    try {
      await sql`
        INSERT INTO event_usage (team_id, event, day, count)
        SELECT team, event, ${this.deps.clock()}::date, count
        FROM unnest(${rows.map(({ team }) => team)}::int[], ${rows.map(({ event }) => event)}::text[],
          ${rows.map(({ count }) => count)}::int[]) AS r (team, event, count)
        JOIN team ON team.id = r.team
        ON CONFLICT (team_id, event, day) DO UPDATE SET count = event_usage.count + excluded.count
      `.execute(this.deps.postgres)
    } catch (error) {
      this.deps.log.error('how often events are asked about could not be written', error)
      if (isShort(error)) for (const { team, event, count } of rows) this.add(team, event, count)
    }
  }
}

import type { ClickHouse } from './clickhouse.ts'

const POLL_MS = 50
const LONGEST_MS = 30 * 60_000

/**
 * Waits until no mutation of a table is under way, so that one part of an erasure ends before the next begins. A mutation
 * that failed is withdrawn, because all later ones would wait for it. Throws when one failed, and after half an hour.
 */
export async function mutationsDone(clickhouse: ClickHouse, table: string): Promise<void> {
  const until = performance.now() + LONGEST_MS
  for (;;) {
    const { rows } = await clickhouse.rows(
      `SELECT mutation_id, latest_fail_reason FROM system.mutations
      WHERE database = currentDatabase() AND table = {table:String} AND NOT is_done`,
      { table },
      { pool: 'background' },
    )
    const [first] = rows
    if (!first) return
    const [mutation, reason] = first.map(String)
    if (reason) {
      await clickhouse.command(
        'KILL MUTATION WHERE database = currentDatabase() AND table = {table:String} AND mutation_id = {mutation:String}',
        { table, mutation },
      )
      throw new Error(`the engine could not erase: ${reason}`)
    }
    if (performance.now() > until) throw new Error('erasing takes too long')
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

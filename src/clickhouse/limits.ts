import { availableParallelism, totalmem } from 'node:os'
import type { Pool } from './clickhouse.ts'

const MB = 1024 * 1024

/** How many readers each pool has and what each of their queries may use. */
export interface Limits {
  server_memory_bytes: number
  readers: Record<Pool, number>
  query_memory_bytes: number
  execution_seconds: Record<Pool, number>
}

/** In a container less than the machine has: who takes more is killed by the system. */
const machineMemory = () => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)

/**
 * Limits that keep all readers at their worst beside a writing capture: the server's limit minus what the writer needs,
 * shared by the readers. Throughput saturates at the cores, so more readers than twice the cores only cost memory.
 */
export function limitsFor(options: { memory_bytes?: number; execution_seconds?: number } = {}): Limits {
  const server = options.memory_bytes ?? Math.min(4096 * MB, Math.floor(machineMemory() / 2))
  const affordable = Math.max(2, Math.floor((server - 512 * MB) / (200 * MB)))
  const total = Math.max(3, Math.min(2 * availableParallelism() + 2, 16, affordable))
  const seconds = options.execution_seconds ?? 60
  return {
    server_memory_bytes: server,
    readers: { interactive: total - 2, background: 1, export: 1 },
    query_memory_bytes: Math.max(200 * MB, Math.min(800 * MB, Math.floor((server - 512 * MB) / total))),
    execution_seconds: { interactive: seconds, background: 600, export: 600 },
  }
}

/** Texts that look like dates stay the texts that were sent; a reader casts JSON too, where it wants an object as text. */
const NO_GUESSED_DATES = { input_format_try_infer_dates: 0, input_format_try_infer_datetimes: 0 } as const

/** The engine's settings of a reader of this pool, given once when its connection is opened, `readonly` last. */
export function readerSettings(limits: Limits, pool: Pool): Record<string, string | number> {
  const bounded: Record<string, number> =
    pool === 'export' ? {} : { max_result_rows: 300_000, max_result_bytes: 512 * MB }
  return {
    max_memory_usage: limits.query_memory_bytes,
    max_bytes_before_external_group_by: Math.floor(limits.query_memory_bytes / 2),
    max_bytes_before_external_sort: Math.floor(limits.query_memory_bytes / 2),
    // Large groups leave in 256 blocks: what is computed of their arrays then never exists for all of them at once. Sooner
    // than this, the blocks are so small that a funnel takes half as long again.
    group_by_two_level_threshold_bytes: 32 * MB,
    max_execution_time: limits.execution_seconds[pool],
    max_ast_elements: 500_000,
    max_expanded_ast_elements: 500_000,
    transform_null_in: 1,
    optimize_min_equality_disjunction_chain_length: 4294967295,
    // Written as `%2E`, read back as the dot it was.
    json_type_escape_dots_in_keys: 1,
    ...NO_GUESSED_DATES,
    ...bounded,
  }
}

/** Settings of whoever writes: JSON is kept as sent, dates are never guessed, one bad path never fails a batch. */
export const WRITER_SETTINGS = {
  max_partitions_per_insert_block: 0,
  // No group holds an event twice, so looking for such rows to replace would cost a quarter of the insert for nothing.
  optimize_on_insert: 0,
  ...NO_GUESSED_DATES,
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  type_json_skip_invalid_typed_paths: 1,
} as const

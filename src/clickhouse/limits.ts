import { availableParallelism } from 'node:os'
import { machineMemory } from '../lib/machine-memory.ts'
import type { Pool } from './clickhouse.ts'

const MB = 1024 * 1024

/** How many readers each pool has and what each of their queries may use. */
export interface Limits {
  server_memory_bytes: number
  readers: Record<Pool, number>
  query_memory_bytes: number
  execution_seconds: Record<Pool, number>
}

/** What the writer needs beside the readers. */
const WRITER_MEMORY = 512 * MB
/** What each query may use, within these bounds. */
const LEAST_QUERY_MEMORY = 200 * MB
const MOST_QUERY_MEMORY = 800 * MB
const MOST_READERS = 16

/**
 * Limits under which all readers may use the most that they are allowed while capture writes: the memory of the engine, minus
 * what the writer needs, is shared among the readers. More readers than twice the cores answer no more questions in the same
 * time, and only cost memory.
 */
export function limitsFor(options: { memory_bytes?: number; execution_seconds?: number } = {}): Limits {
  const server = options.memory_bytes ?? Math.min(4096 * MB, Math.floor(machineMemory() / 2))
  const shared = server - WRITER_MEMORY
  const affordable = Math.max(2, Math.floor(shared / LEAST_QUERY_MEMORY))
  const total = Math.max(3, Math.min(2 * availableParallelism() + 2, MOST_READERS, affordable))
  const seconds = options.execution_seconds ?? 60
  return {
    server_memory_bytes: server,
    readers: { interactive: total - 2, background: 1, export: 1 },
    query_memory_bytes: Math.max(LEAST_QUERY_MEMORY, Math.min(MOST_QUERY_MEMORY, Math.floor(shared / total))),
    execution_seconds: { interactive: seconds, background: 600, export: 600 },
  }
}

/** Texts that look like dates stay the texts that were sent. Readers need this too, where they cast an object to JSON. */
const NO_GUESSED_DATES = { input_format_try_infer_dates: 0, input_format_try_infer_datetimes: 0 } as const

/** The engine's settings of a reader of this pool, given once when its connection is opened, `readonly` last. */
export function readerSettings(limits: Limits, pool: Pool): Record<string, string | number> {
  const bounded: Record<string, number> =
    pool === 'export' ? {} : { max_result_rows: 300_000, max_result_bytes: 512 * MB }
  return {
    max_memory_usage: limits.query_memory_bytes,
    max_bytes_before_external_group_by: Math.floor(limits.query_memory_bytes / 2),
    max_bytes_before_external_sort: Math.floor(limits.query_memory_bytes / 2),
    // Beyond this size groups are handed on in 256 blocks, so that what is computed of their arrays never exists for all of
    // them at once. With a lower threshold the blocks are so small that a funnel takes half as long again.
    group_by_two_level_threshold_bytes: 32 * MB,
    max_execution_time: limits.execution_seconds[pool],
    max_ast_elements: 500_000,
    max_expanded_ast_elements: 500_000,
    transform_null_in: 1,
    optimize_min_equality_disjunction_chain_length: 4294967295,
    // A dot within a key is stored as `%2E`, and read back as the dot that it was.
    json_type_escape_dots_in_keys: 1,
    ...NO_GUESSED_DATES,
    ...bounded,
  }
}

/** Settings of the writer: JSON is kept as it was sent, dates are never guessed, and one bad path never fails a batch. */
export const WRITER_SETTINGS = {
  max_partitions_per_insert_block: 0,
  // No group of events holds one twice, so looking for rows to replace would cost a quarter of the insert for nothing.
  optimize_on_insert: 0,
  ...NO_GUESSED_DATES,
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  type_json_skip_invalid_typed_paths: 1,
} as const

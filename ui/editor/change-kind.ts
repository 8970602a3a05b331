/** From one kind of question to another and back: what the other has no place for is there again on the way back. */
import type { InsightQuery } from '../api/types.ts'
import { setRange } from './edit.ts'
import { asKind, isInsightQuery } from './kinds.ts'

type InsightKind = InsightQuery['kind']

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What was asked `before`, with what has been changed since: `then` is what the way there and back alone would have left of
 * it, `now` is what it left after the change.
 */
function withChanges(before: unknown, then: unknown, now: unknown): unknown {
  if (same(then, now)) return before
  if (Array.isArray(before) && Array.isArray(then) && Array.isArray(now)) return listWithChanges(before, then, now)
  if (!isObject(before) || !isObject(now)) return now
  const old = isObject(then) ? then : {}
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = withChanges(before[name], old[name], now[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The same of a list, each entry of which may have been moved, changed in its place, taken away or added. */
function listWithChanges(before: unknown[], then: unknown[], now: unknown[]): unknown[] {
  const free = new Set(then.keys())
  const take = (at: number | undefined) => (at !== undefined && free.delete(at) ? at : undefined)
  // Two entries may look the same there, as the total and the unique users of an event: each is one of those before.
  const untouched = now.map((one) => take([...free].find((at) => same(one, then[at]))))
  const kept = now.map((one, i) => {
    const at = untouched[i] ?? (isOfSame(one, then[i]) ? take(i) : undefined)
    return at === undefined ? one : withChanges(before[at], then[at], one)
  })
  // The other kind had no place for the rest.
  return [...kept, ...before.slice(then.length)]
}

/** Whether what an entry is about is the same, whatever is asked of it. */
function isOfSame(one: unknown, other: unknown): boolean {
  return isObject(one) && isObject(other) && ['kind', 'event', 'id'].every((name) => same(one[name], other[name]))
}

function backTo(before: InsightQuery, query: InsightQuery): InsightQuery {
  const then = asKind(asKind(before, query.kind), before.kind)
  const now = asKind(query, before.kind)
  const reached = withChanges(before, then, now)
  if (!isInsightQuery(reached)) return now
  // A new range has come from there: the interval of the old one need not fit it.
  return same(reached.dateRange, before.dateRange) ? reached : setRange(reached, reached.dateRange)
}

/** A question asked another way. `left` are the questions of other kinds that it was on the way here, the last one last. */
export function changeKind(
  query: InsightQuery,
  kind: InsightKind,
  left: readonly InsightQuery[],
): { query: InsightQuery; left: readonly InsightQuery[] } {
  if (query.kind === kind) return { query, left }
  const at = left.findIndex((one) => one.kind === kind)
  if (at < 0) return { query: asKind(query, kind), left: [...left, query] }
  let reached = query
  const passed: InsightQuery[] = []
  for (const before of left.slice(at).toReversed()) {
    passed.push(reached)
    reached = backTo(before, reached)
  }
  return { query: reached, left: [...left.slice(0, at), ...passed] }
}

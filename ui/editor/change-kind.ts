/** From one kind of question to another and back: what the other has no place for is there again on the way back. */
import type { InsightQuery } from '../api/types.ts'
import { isObject } from '../kit/is-object.ts'
import { setRange } from './edit.ts'
import { asKind, isInsightQuery } from './kinds.ts'

type InsightKind = InsightQuery['kind']

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const isRecord = (value: unknown): value is Record<string, unknown> => isObject(value) && !Array.isArray(value)

/**
 * What was asked `before`, with what has been changed since: `then` is what the way there and back alone would have left of
 * it, `now` is what it left after the change.
 */
function withChanges(before: unknown, then: unknown, now: unknown): unknown {
  if (same(then, now)) return before
  if (Array.isArray(before) && Array.isArray(then) && Array.isArray(now)) return listWithChanges(before, then, now)
  if (!isRecord(before) || !isRecord(now)) return now
  const old = isRecord(then) ? then : {}
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
  return isRecord(one) && isRecord(other) && ['kind', 'event', 'id'].every((name) => same(one[name], other[name]))
}

function backTo(before: InsightQuery, query: InsightQuery): InsightQuery {
  const then = asKind(asKind(before, query.kind), before.kind)
  const now = asKind(query, before.kind)
  const reached = withChanges(before, then, now)
  if (!isInsightQuery(reached)) return now
  // A new range has come from there: the interval of the old one need not fit it.
  return same(reached.dateRange, before.dateRange) ? reached : setRange(reached, reached.dateRange)
}

/** A question that the one asked now was before, and of which kind it became. */
export interface Left {
  query: InsightQuery
  next: InsightKind
}

/** From the question asked now to the one of this kind that it was: what lies on the way back, the nearest first. */
function wayBack(kind: InsightKind, left: readonly Left[]): Left[] {
  const found = left.find(({ query }) => query.kind === kind)
  return found ? [...wayBack(found.next, left), found] : []
}

/** A question asked another way, and what it has been. Back to a kind it goes over those that lay on the way from there. */
export function changeKind(
  query: InsightQuery,
  kind: InsightKind,
  left: readonly Left[],
): { query: InsightQuery; left: readonly Left[] } {
  if (query.kind === kind) return { query, left }
  const way = wayBack(kind, left)
  if (way.length === 0) return { query: asKind(query, kind), left: [...left, { query, next: kind }] }
  let reached = query
  const turned: Left[] = []
  for (const { query: before } of way) {
    turned.push({ query: reached, next: before.kind })
    reached = backTo(before, reached)
  }
  return { query: reached, left: [...left.filter((one) => !way.includes(one)), ...turned] }
}

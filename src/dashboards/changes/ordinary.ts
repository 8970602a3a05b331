import type { Verdict } from './finding.ts'

/** A bucket that changed, with what is usual for its series. */
export interface Judged {
  verdict: Verdict
  /** The bucket whose change stands out most, when one does. */
  at?: { day: string; was: number; is: number; low: number; high: number }
}

/** Buckets by their day, in order. */
export type Points = ReadonlyMap<string, number>

/** The wall clock when a question was answered whose range was not over, as buckets are written; else undefined. */
export type Now = string | undefined

/** How many of these buckets were over: those before the one that was running. */
export function finishedOf(days: readonly string[], now: Now): number {
  if (now === undefined) return days.length
  return Math.max(0, days.filter((day) => day <= now).length - 1)
}

const FEWEST = 5
const WIDTH = 3

/**
 * Whether the change of a bucket lies outside the ordinary variation of its series. Usual is what lies within three spreads
 * of the median of the other finished buckets, as they were before where they were there: a series that changed
 * everywhere is no measure for its own change. The spread is their median distance from the median, scaled (by 1.4826) to
 * mean what a standard deviation means; one odd day, or a weekend, hardly moves it. Counts vary by their square root even
 * when every day is alike, other numbers are given a twentieth, so that a quiet series does not cry at every step. With
 * fewer than five other buckets nothing is said.
 *
 * A bucket stands out that left the usual, or that was odd and moved by more than three spreads: what was odd already
 * and moved a little is no news. A bucket that is not over, now or when it was looked at before, is no measure for others
 * and has time left to grow: that it is high already counts, that it is low does not.
 */
export function judge(before: Points, after: Points, about: { now: Now; isCount: boolean }): Judged {
  const days = [...after.keys()]
  const open = new Set(days.slice(finishedOf(days, about.now)))
  const changed = [...after].filter(([day, value]) => before.get(day) !== value)
  let judged = false
  let most: { distance: number; at?: Judged['at'] } = { distance: 0 }
  for (const [day, is] of changed) {
    const others = [...after].flatMap(([other, of]) =>
      other === day || open.has(other) ? [] : [before.get(other) ?? of],
    )
    if (others.length < FEWEST) continue
    judged = true
    const was = before.get(day) ?? 0
    const { low, high, distance } = usual(others, { was, is }, about.isCount)
    const isFar = Math.abs(distance(is) - distance(was)) > WIDTH
    const isHigh = (is > high && is > was && (was <= high || isFar)) || (was > high && is < was && isFar)
    const isLow = is < low && is < was && (was >= low || isFar)
    const stands = Math.max(Math.abs(distance(is)), Math.abs(distance(was)))
    if ((open.has(day) ? isHigh && is > was : isHigh || isLow) && stands > most.distance)
      most = { distance: stands, at: { day, was, is, low, high } }
  }
  if (most.at) return { verdict: 'outside', at: most.at }
  return { verdict: judged ? 'ordinary' : 'unjudged' }
}

/** The bounds of what is usual, and how many spreads a value is above the middle. */
function usual(others: readonly number[], { was, is }: { was: number; is: number }, isCount: boolean) {
  const middle = median(others)
  const scattered = 1.4826 * median(others.map((other) => Math.abs(other - middle)))
  const least = isCount ? Math.max(1, Math.sqrt(Math.abs(middle))) : Math.abs(middle) / 20
  const spread = Math.max(scattered, least)
  const all = [...others, was, is]
  // Lifecycle counts the people who left below zero; where no bucket is on a side of zero, that side is not usual.
  const low = all.every((value) => value >= 0) ? Math.max(0, middle - WIDTH * spread) : middle - WIDTH * spread
  const high = all.every((value) => value <= 0) ? Math.min(0, middle + WIDTH * spread) : middle + WIDTH * spread
  const distance = (value: number) =>
    spread > 0 || value === middle ? (value - middle) / (spread || 1) : Math.sign(value - middle) * Number.MAX_VALUE
  return isCount ? { low: Math.ceil(low), high: Math.floor(high), distance } : { low, high, distance }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

/** So many of so many. */
export interface Share {
  part: number
  whole: number
}

export const rateOf = ({ part, whole }: Share): number => (whole > 0 ? part / whole : 0)

/**
 * Whether a rate moved further than chance moves it: three standard errors of the rate before among as many people as
 * there are now, and always more than one of them.
 */
export function judgeRate(before: Share, after: Share): Verdict {
  if (before.whole === 0 || after.whole === 0) return 'unjudged'
  const p = rateOf(before)
  const error = Math.max(Math.sqrt((p * (1 - p)) / after.whole), 1 / after.whole)
  return Math.abs(rateOf(after) - p) > WIDTH * error ? 'outside' : 'ordinary'
}

import { HOUR_MS, MINUTE_MS } from '../../lib/durations.ts'
import { fromWall, toWall } from '../../lib/time-zone.ts'
import type { BehavioralLeaf } from '../../schema/cohort.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { QueryContext } from '../context.ts'
import { parseMoment, resolveRange, startOf, step } from '../date-range.ts'

/** Moments in microseconds since 1970, as events carry them. Both ends belong to the window. */
export interface Window {
  from: number
  to: number
}

/** Thrown where a leaf's numbers mean nothing: the calculation fails and says why. */
export class CriteriaError extends Error {}

const ELAPSED: Partial<Record<Interval, number>> = { minute: MINUTE_MS, hour: HOUR_MS }
const micros = (instant: Date) => instant.getTime() * 1000

/** A count of a leaf, sent as number or text. */
export function amountOf(
  leaf: BehavioralLeaf,
  name: 'time_value' | 'seq_time_value' | 'operator_value' | 'total_periods' | 'min_periods',
): number {
  const value = leaf[name]
  if (value === null || value === undefined || value === '') throw new CriteriaError(`${name} cannot be None`)
  const number = Number(value)
  if (!Number.isInteger(number) || number <= 0)
    throw new CriteriaError(`${name} must be greater than 0, got ${String(value)}`)
  return number
}

export function unitOf(leaf: BehavioralLeaf, name: 'time_interval' | 'seq_time_interval'): Interval {
  const unit = leaf[name]
  if (!unit) throw new CriteriaError(`${name} cannot be None`)
  return unit
}

/** So long ago: minutes and hours as time that passed, longer units on the project's calendar. */
export function back(count: number, unit: Interval, ctx: QueryContext, from = ctx.now): Date {
  const elapsed = ELAPSED[unit]
  if (elapsed) return new Date(from.getTime() - count * elapsed)
  return fromWall(step(toWall(from, ctx.timezone), unit, -count), ctx.timezone)
}

function startOfUnit(instant: Date, unit: Interval, ctx: QueryContext): Date {
  if (unit === 'minute') return instant
  const start = startOf(toWall(instant, ctx.timezone), unit === 'hour' ? 'hour' : 'day', ctx.week_start_day)
  return fromWall(start, ctx.timezone)
}

/** The last microsecond of the day of this moment. */
export function endOfDay(instant: Date, ctx: QueryContext): number {
  const start = startOf(toWall(instant, ctx.timezone), 'day', ctx.week_start_day)
  return micros(fromWall(step(start, 'day', 1), ctx.timezone)) - 1
}

/** From the start of the day (or hour) so long ago to the end of today; explicit dates replace both. */
export function windowOf(leaf: BehavioralLeaf, ctx: QueryContext): Window {
  const { explicit_datetime, explicit_datetime_to } = leaf
  if (explicit_datetime) {
    const range = resolveRange({ date_from: explicit_datetime, date_to: explicit_datetime_to ?? null }, 'day', ctx)
    return { from: micros(range.from), to: micros(range.to) + range.to_microseconds }
  }
  return since(amountOf(leaf, 'time_value'), unitOf(leaf, 'time_interval'), ctx)
}

/** The recent part of a leaf's window. */
export const recentWindow = (leaf: BehavioralLeaf, ctx: QueryContext): Window =>
  since(amountOf(leaf, 'seq_time_value'), unitOf(leaf, 'seq_time_interval'), ctx)

const since = (count: number, unit: Interval, ctx: QueryContext): Window => ({
  from: micros(startOfUnit(back(count, unit, ctx), unit, ctx)),
  to: endOfDay(ctx.now, ctx),
})

const AHEAD_MS = 5_000

/** The window in which occurrences are counted: to the moment, and neither end belongs to it. */
export function countedWindow(leaf: BehavioralLeaf, ctx: QueryContext): Window {
  const { explicit_datetime, explicit_datetime_to } = leaf
  const wall = toWall(ctx.now, ctx.timezone)
  const at = (text: string) => fromWall(parseMoment(text, wall, ctx).wall, ctx.timezone)
  const from = explicit_datetime
    ? at(explicit_datetime)
    : back(amountOf(leaf, 'time_value'), unitOf(leaf, 'time_interval'), ctx)
  const to = explicit_datetime_to ? at(explicit_datetime_to) : new Date(ctx.now.getTime() + AHEAD_MS)
  return { from: micros(from) + 1, to: micros(to) - 1 }
}

/** The periods of `regularly`, the newest first. Today (or the running hour) is none of them. */
export function periodsOf(leaf: BehavioralLeaf, ctx: QueryContext): Window[] {
  const unit = unitOf(leaf, 'time_interval')
  const length = amountOf(leaf, 'time_value')
  const total = amountOf(leaf, 'total_periods')
  if (total > MAX_PERIODS) throw new CriteriaError(`total_periods must not be greater than ${MAX_PERIODS}`)
  const elapsed = ELAPSED[unit]
  const start = startOf(toWall(ctx.now, ctx.timezone), elapsed ? unit : 'day', ctx.week_start_day)
  const first = fromWall(start, ctx.timezone)
  const edge = (i: number) => micros(back(i * length, unit, ctx, first))
  return Array.from({ length: total }, (_, i) => ({ from: edge(i + 1), to: edge(i) - 1 }))
}

const MAX_PERIODS = 1_000

const SECONDS: Partial<Record<Interval, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
}

/** How long a sequence may take, in microseconds. */
export const sequenceMicros = (leaf: BehavioralLeaf): number =>
  amountOf(leaf, 'seq_time_value') * (SECONDS[unitOf(leaf, 'seq_time_interval')] ?? 0) * 1_000_000

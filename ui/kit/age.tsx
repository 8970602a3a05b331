import { useSyncExternalStore } from 'react'
import { threeLetters } from './date-range.ts'

const TICK_MS = 15_000
const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, TICK_MS)
  return () => clearInterval(timer)
}

/** The time of day, stepping every quarter of a minute, so that ages grow without a reload. */
export const useNow = () => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / TICK_MS) * TICK_MS)

const STEPS = [
  [60, 'minute'],
  [3_600, 'hour'],
  [86_400, 'day'],
  [86_400 * 30, 'month'],
  [86_400 * 365, 'year'],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `3 minutes ago`, `just now`, `in 2 days`. */
export function ageWords(moment: string, now: number): string {
  const seconds = (Date.parse(moment) - now) / 1000
  if (Math.abs(seconds) < 45) return 'just now'
  const [size, unit] = STEPS.findLast(([step]) => Math.abs(seconds) >= step) ?? STEPS[0]
  return relative.format(Math.round(seconds / size), unit)
}

export function fullTime(moment: string, timezone?: string): string {
  const form = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timezone ? { timeZone: timezone } : {}),
  })
  return threeLetters(form.format(new Date(moment)))
}

/** How long ago, with the exact moment on hover. */
export function Age({ at, never = 'Never' }: { at: string | null | undefined; never?: string }) {
  const now = useNow()
  if (!at) return <span className="muted">{never}</span>
  return (
    <time dateTime={at} title={fullTime(at)}>
      {ageWords(at, now)}
    </time>
  )
}

import { z } from 'zod'
import { parseIso } from '../lib/time-zone.ts'

/** `-7d`, `7d`, `mStart`, `-1dEnd`. Units in the wrong case mean nothing, but are written. */
const TOKEN = /^-?(?:\d+[smhdwqy]|\d*[smhdwqy](?:Start|End))$/i

/** True for a date, a relative date, `all` or nothing; anything else nobody can read. */
export const isDateText = (text: string) =>
  text === '' || text === 'all' || TOKEN.test(text) || parseIso(text, 'UTC') !== undefined

export const noDate = (text: unknown) =>
  `${JSON.stringify(text)} is neither a date nor a relative date such as -7d or mStart.`

/** A moment as people write it. What nobody can read is refused: taken for now, it would be a wrong answer. */
export const DateText = z
  .string()
  .refine(isDateText, { error: ({ input }) => noDate(input) })
  .nullish()

/** `date_from` and `date_to` as people write them: ISO, a token such as `-7d` or `mStart`, or `all`. */
export const DateRange = z.strictObject({
  date_from: DateText,
  date_to: DateText,
  /** Neither end is rounded. */
  explicitDate: z.boolean().nullish(),
  excludeIncompletePeriods: z.boolean().nullish(),
})
export type DateRange = z.infer<typeof DateRange>

export const Interval = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])
export type Interval = z.infer<typeof Interval>

export const CompareFilter = z.strictObject({
  compare: z.boolean().nullish(),
  /** A relative token: `-1w`. Without it, the period before. */
  compare_to: z
    .string()
    .refine((text) => text === '' || TOKEN.test(text), {
      error: ({ input }) => `${JSON.stringify(input)} is not a relative date such as -1w.`,
    })
    .nullish(),
})
export type CompareFilter = z.infer<typeof CompareFilter>

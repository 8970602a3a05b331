import { z } from 'zod'

/** `date_from` and `date_to` as people write them: ISO, a token such as `-7d` or `mStart`, or `all`. */
export const DateRange = z.strictObject({
  date_from: z.string().nullish(),
  date_to: z.string().nullish(),
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
  compare_to: z.string().nullish(),
})
export type CompareFilter = z.infer<typeof CompareFilter>

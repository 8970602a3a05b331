import { z } from 'zod'
import { Interval } from './date-range.ts'
import { PropertyItem } from './filters.ts'
import { issueOf } from './issue.ts'
import { BreakdownFilter } from './query/common.ts'

/** A dashboard's, a tile's or a request's filters over the queries below. Null and absent both mean: leave it alone. */
export const DashboardFilter = z.looseObject({
  date_from: z.string().nullish(),
  date_to: z.string().nullish(),
  explicitDate: z.boolean().nullish(),
  properties: z.array(PropertyItem).nullish(),
  breakdown_filter: BreakdownFilter.nullish(),
  interval: Interval.nullish(),
  filterTestAccounts: z.boolean().nullish(),
})
export type DashboardFilter = z.infer<typeof DashboardFilter>

/** The same as it is stored: kept as it was sent, but none that no query could be asked under. */
export const StoredFilter = z.record(z.string(), z.json()).superRefine((filters, context) => {
  const { error } = DashboardFilter.safeParse(filters)
  if (error) context.addIssue(issueOf(error).detail)
})

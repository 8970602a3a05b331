import { z } from 'zod'

/** What matches `regex` (RE2) is shown as `alias`. */
export const PathCleaningFilter = z.object({
  alias: z.string().max(1_000),
  regex: z.string().min(1).max(1_000),
  order: z.number().nullish(),
})
export type PathCleaningFilter = z.infer<typeof PathCleaningFilter>

/** Rules of a project, applied one after the other. */
export const PathCleaningFilters = z.array(PathCleaningFilter).max(100)

import { z } from 'zod'
import { DateRange } from '../date-range.ts'
import { Properties } from '../filters.ts'
import { everyKind } from './common.ts'

/** A saved variable's value for one query. */
export const QueryVariable = z.looseObject({
  variableId: z.string().nullish(),
  code_name: z.string(),
  value: z.unknown().optional(),
  isNull: z.boolean().nullish(),
})
export type QueryVariable = z.infer<typeof QueryVariable>

export const HogQLFilters = z.strictObject({
  dateRange: DateRange.nullish(),
  properties: Properties.nullish(),
  filterTestAccounts: z.boolean().nullish(),
})
export type HogQLFilters = z.infer<typeof HogQLFilters>

export const HogQLQuery = z.strictObject({
  kind: z.literal('HogQLQuery'),
  ...everyKind,
  query: z.string(),
  values: z.record(z.string(), z.unknown()).nullish(),
  variables: z.record(z.string(), QueryVariable).nullish(),
  filters: HogQLFilters.nullish(),
  explain: z.boolean().nullish(),
  name: z.string().nullish(),
  useLegacyRunner: z.boolean().nullish(),
  sendRawQuery: z.boolean().nullish(),
  connectionId: z.string().nullish(),
})
export type HogQLQuery = z.infer<typeof HogQLQuery>

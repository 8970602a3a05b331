import { z } from 'zod'
import { everyKind } from './common.ts'
import { HogQLFilters, QueryVariable } from './hogql.ts'

/** `hogQL` is a statement, `hogQLExpr` an expression of one; the others are not spoken here. */
const HogLanguage = z.enum(['hog', 'hogTemplate', 'hogQL', 'hogQLExpr', 'hogJson', 'liquid'])

/** Is this text right, and if not, where is it wrong? */
export const HogQLMetadata = z.strictObject({
  kind: z.literal('HogQLMetadata'),
  ...everyKind,
  language: HogLanguage,
  query: z.string(),
  filters: HogQLFilters.nullish(),
  variables: z.record(z.string(), QueryVariable).nullish(),
  globals: z.record(z.string(), z.unknown()).nullish(),
  sourceQuery: z.looseObject({}).nullish(),
  debug: z.boolean().nullish(),
  connectionId: z.string().nullish(),
})
export type HogQLMetadata = z.infer<typeof HogQLMetadata>

export const DatabaseSchemaQuery = z.strictObject({
  kind: z.literal('DatabaseSchemaQuery'),
  ...everyKind,
  connectionId: z.string().nullish(),
})
export type DatabaseSchemaQuery = z.infer<typeof DatabaseSchemaQuery>

/** What could be written where the cursor is. */
export const HogQLAutocomplete = z.strictObject({
  kind: z.literal('HogQLAutocomplete'),
  ...everyKind,
  language: HogLanguage,
  query: z.string(),
  startPosition: z.number().int().min(0),
  endPosition: z.number().int().min(0),
  globals: z.record(z.string(), z.unknown()).nullish(),
  filters: HogQLFilters.nullish(),
  sourceQuery: z.looseObject({}).nullish(),
  connectionId: z.string().nullish(),
})
export type HogQLAutocomplete = z.infer<typeof HogQLAutocomplete>

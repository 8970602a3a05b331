import { z } from 'zod'
import { Properties } from '../filters.ts'
import { everyKind } from './common.ts'

/** Which events a project has. */
export const TeamTaxonomyQuery = z.strictObject({ kind: z.literal('TeamTaxonomyQuery'), ...everyKind })
export type TeamTaxonomyQuery = z.infer<typeof TeamTaxonomyQuery>

const maxPropertyValues = z.number().int().min(1).max(100).nullish()

/** Which properties an event has, with samples of their values. */
export const EventTaxonomyQuery = z.strictObject({
  kind: z.literal('EventTaxonomyQuery'),
  ...everyKind,
  event: z.string().nullish(),
  actionId: z.number().int().nullish(),
  properties: z.array(z.string()).max(100).nullish(),
  maxPropertyValues,
})
export type EventTaxonomyQuery = z.infer<typeof EventTaxonomyQuery>

/** Samples of the values that properties of persons or groups have. */
export const ActorsPropertyTaxonomyQuery = z.strictObject({
  kind: z.literal('ActorsPropertyTaxonomyQuery'),
  ...everyKind,
  properties: z.array(z.string()).min(1).max(100).nullish(),
  /** One property: one object comes back and not a list. */
  property: z.string().nullish(),
  groupTypeIndex: z.number().int().min(0).max(4).nullish(),
  maxPropertyValues,
})
export type ActorsPropertyTaxonomyQuery = z.infer<typeof ActorsPropertyTaxonomyQuery>

export const GroupsQuery = z.strictObject({
  kind: z.literal('GroupsQuery'),
  ...everyKind,
  group_type_index: z.number().int().min(0).max(4),
  select: z.array(z.string()).nullish(),
  search: z.string().nullish(),
  properties: Properties.nullish(),
  orderBy: z.array(z.string()).nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type GroupsQuery = z.infer<typeof GroupsQuery>

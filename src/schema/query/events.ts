import { z } from 'zod'
import { DateText } from '../date-range.ts'
import { ActionStep, Properties, PropertyItem } from '../filters.ts'
import { PointActorsQuery } from './actors.ts'
import { EventsNode, Expressions, everyKind } from './common.ts'

export const EventsQuery = z.strictObject({
  kind: z.literal('EventsQuery'),
  ...everyKind,
  select: Expressions,
  where: Expressions.nullish(),
  properties: Properties.nullish(),
  fixedProperties: z.array(PropertyItem).nullish(),
  event: z.string().nullish(),
  events: z.array(z.string()).nullish(),
  actionId: z.number().int().nullish(),
  actionSteps: z.array(ActionStep).nullish(),
  personId: z.guid().nullish(),
  filterTestAccounts: z.boolean().nullish(),
  after: DateText,
  before: DateText,
  orderBy: Expressions.nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
  /** Only events of these actors. */
  source: PointActorsQuery.nullish(),
})
export type EventsQuery = z.infer<typeof EventsQuery>

/** A series that is asked as a whole query. */
export const WholeEventsNode = EventsNode.extend(everyKind)
export type WholeEventsNode = z.infer<typeof WholeEventsNode>

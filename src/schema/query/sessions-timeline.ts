import { z } from 'zod'
import { DateText } from '../date-range.ts'
import { everyKind } from './common.ts'

/** What a person did, session by session. */
export const SessionsTimelineQuery = z.strictObject({
  kind: z.literal('SessionsTimelineQuery'),
  ...everyKind,
  personId: z.guid().nullish(),
  after: DateText,
  before: DateText,
})
export type SessionsTimelineQuery = z.infer<typeof SessionsTimelineQuery>

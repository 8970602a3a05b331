import { z } from 'zod'
import { everyKind } from './common.ts'

/** What a person did, session by session. */
export const SessionsTimelineQuery = z.strictObject({
  kind: z.literal('SessionsTimelineQuery'),
  ...everyKind,
  personId: z.guid().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
})
export type SessionsTimelineQuery = z.infer<typeof SessionsTimelineQuery>

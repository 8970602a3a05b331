import { uuidV5 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'

const NAMESPACE = '932979b4-65c3-4424-8467-0b66ec27bc22'

/** A person as the identity step holds it; the pair of team and uuid names it in both stores. */
export interface Person {
  team_id: number
  uuid: string
  /** Never changed in place: a change makes a new object, so that what was serialised once stays valid. */
  properties: JsonObject
  created_at: Date
  is_identified: boolean
  /** The hour of the newest event; null where none came since this is noted. */
  last_seen_at: Date | null
  version: number
}

/** The uuid of the person that a distinct id creates: always the same, and the same as PostHog's. */
export function personUuid(teamId: number, distinctId: string): string {
  return uuidV5(NAMESPACE, `${teamId}:${distinctId}`)
}

/** `team:id`, the key in maps of several teams; the id is a distinct id or the uuid of a person. */
export const keyOf = (teamId: number, id: string) => `${teamId}:${id}`

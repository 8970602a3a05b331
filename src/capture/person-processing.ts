import type { JsonObject } from '../lib/json.ts'
import type { IdentityRequest } from '../persons/identities.ts'

/** The groups of an event, which come of its `$groups` and of nothing else. */
const GROUP_KEYS = ['$group_0', '$group_1', '$group_2', '$group_3', '$group_4']
const NEEDS_PERSON = new Set(['$identify', '$create_alias', '$merge_dangerously', '$groupidentify'])

/** How an event wants to be connected with a person, or why it cannot be. */
type PersonProcessing =
  | { mode: IdentityRequest['mode']; warning?: string }
  | { dropped: 'invalid_event_when_process_person_profile_is_false' }

/**
 * Settles `$process_person_profile` and removes what it forbids from `properties`. An event of an id that anybody may have
 * is kept, even where it is one that makes no sense without a person.
 */
export function settlePersonProcessing(
  event: string,
  properties: JsonObject,
  optOut: boolean,
  isAnybody = false,
): PersonProcessing {
  const asked = optOut ? false : properties['$process_person_profile']
  if (asked === false) {
    if (NEEDS_PERSON.has(event) && !isAnybody) return { dropped: 'invalid_event_when_process_person_profile_is_false' }
    properties['$process_person_profile'] = false
    removePersonKeys(properties)
    for (const key of GROUP_KEYS) delete properties[key]
    return { mode: 'personless' }
  }
  // What is so for every event needs not be said of each: the column `person_mode` tells it.
  delete properties['$process_person_profile']
  const warning = asked === undefined || asked === true ? {} : { warning: 'invalid_process_person_profile' }
  if (event !== '$groupidentify') return { mode: 'full', ...warning }
  removePersonKeys(properties)
  return { mode: 'no_person', ...warning }
}

function removePersonKeys(properties: JsonObject): void {
  for (const key of ['$set', '$set_once', '$unset']) delete properties[key]
}

/** How the person of an event is found, and where its properties are read: PostHog's modifier `personsOnEventsMode`. */
export const PERSON_MODES = [
  'disabled',
  'person_id_no_override_properties_on_events',
  'person_id_override_properties_on_events',
  'person_id_override_properties_joined',
] as const
export type PersonMode = (typeof PERSON_MODES)[number]

/** The tables of the event store in which a project has rows, beside `events`. */
export const OTHER_TABLES = [
  'person',
  'person_distinct_id2',
  'person_distinct_id_overrides',
  'groups',
  'cohort_people',
  'static_cohort_people',
  'deleted_uuid',
] as const

/** All of them. */
export const PROJECT_TABLES = ['events', ...OTHER_TABLES] as const

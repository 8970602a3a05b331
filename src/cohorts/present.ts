import { userPresenter } from '../accounts/present.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { SearchMatch } from '../postgres/similar.ts'
import type { Cohort } from './store.ts'

/** Cohorts as the API shows them; `basic` leaves the criteria out. */
export async function presentCohorts(
  db: Postgres,
  cohorts: readonly Cohort[],
  options: { basic?: boolean; matches?: Map<number, SearchMatch> | undefined } = {},
) {
  const userOf = await userPresenter(
    { postgres: db },
    cohorts.map(({ created_by }) => created_by),
  )
  return cohorts.map((cohort) => ({
    id: cohort.id,
    name: cohort.name,
    description: cohort.description,
    ...(options.basic ? {} : { groups: [], filters: cohort.filters ?? { properties: {} }, query: cohort.query }),
    deleted: cohort.deleted,
    is_static: cohort.is_static,
    cohort_type: cohort.cohort_type,
    version: cohort.version,
    pending_version: cohort.pending_version,
    is_calculating: cohort.is_calculating,
    created_by: userOf(cohort.created_by),
    created_at: cohort.created_at,
    last_calculation: cohort.last_calculation,
    last_backfill_person_properties_at: null,
    errors_calculating: cohort.errors_calculating,
    last_error_message: cohort.last_error_message,
    count: cohort.count,
    experiment_set: [],
    search_match_type: options.matches?.get(cohort.id) ?? null,
  }))
}

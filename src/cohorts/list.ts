import { sql } from 'kysely'
import { invalid } from '../http/errors.ts'
import type { Page } from '../http/pagination.ts'
import { characters } from '../lib/characters.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { isAlike, likeness, type SearchMatch } from '../postgres/similar.ts'
import { leavesOf } from '../schema/cohort.ts'
import { isYes } from '../schema/form.ts'
import { graphOf, reachableFrom } from './graph.ts'
import { type Cohort, cohortsOf, criteriaOf } from './store.ts'

const MAX_SEARCH = 200

/**
 * A page of cohorts, the newest first or the best match of a search, and how many there are in all. All are read, because a
 * project has some hundreds at most.
 */
export async function listCohorts(
  db: Postgres,
  teamId: number,
  query: Page & JsonObject,
): Promise<{ count: number; cohorts: Cohort[]; matches: Map<number, SearchMatch> | undefined }> {
  const search = typeof query['search'] === 'string' ? query['search'].trim().toLowerCase() : ''
  if (characters(search) > MAX_SEARCH)
    throw invalid(`Search query must be ${MAX_SEARCH} characters or fewer.`, 'search')
  const all = await cohortsOf(db, teamId)
  const { type, created_by_id, hide_behavioral_cohorts } = query
  const behavioural = isYes(hide_behavioral_cohorts) ? behaviouralIds(all) : new Set<number>()
  const matches = await matchesOf(db, teamId, search)
  const candidates = matches ? [...matches.keys()].flatMap((id) => all.find((cohort) => cohort.id === id) ?? []) : all
  const found = candidates.filter(
    (cohort) =>
      (type === undefined || cohort.is_static === (type === 'static')) &&
      (created_by_id === undefined || String(cohort.created_by) === String(created_by_id)) &&
      !behavioural.has(cohort.id),
  )
  const cohorts = found.slice(query.offset, query.offset + query.limit)
  return { count: found.length, cohorts, matches }
}

/** The cohorts that a search finds by name, and how, the best match first; undefined without a search. */
async function matchesOf(db: Postgres, teamId: number, search: string): Promise<Map<number, SearchMatch> | undefined> {
  if (search === '') return undefined
  const name = sql.ref('name')
  const holds = sql<boolean>`strpos(lower(coalesce(name, '')), ${search}) > 0`
  const rows = await db
    .selectFrom('cohort')
    .select(['id', holds.as('holds')])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .where(sql<boolean>`(${holds} OR ${isAlike(search, name)})`)
    .orderBy(sql`${holds} DESC, ${likeness(search, name)} DESC, created_at DESC, id DESC`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.holds ? 'exact' : 'similar']))
}

/** The dynamic cohorts whose criteria ask for behaviour, themselves or through cohorts that they name. */
function behaviouralIds(cohorts: readonly Cohort[]): Set<number> {
  const graph = graphOf(cohorts)
  const own = new Set(cohorts.filter(isBehavioural).map(({ id }) => id))
  const reaches = (id: number) => [...reachableFrom([id], graph)].some((other) => own.has(other))
  return new Set(cohorts.filter(({ id, is_static }) => !is_static && reaches(id)).map(({ id }) => id))
}

function isBehavioural(cohort: Cohort): boolean {
  const criteria = cohort.is_static ? undefined : criteriaOf(cohort)
  return criteria !== undefined && leavesOf(criteria).some(({ type }) => type === 'behavioral')
}

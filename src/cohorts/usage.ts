import { sql } from 'kysely'
import { invalid } from '../http/errors.ts'
import { isObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { cohortsIn } from './criteria.ts'
import { type Cohort, cohortsOf, criteriaOf } from './store.ts'

const SHOWN = 5

const listed = (names: readonly string[]) =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`

/** Throws 400 while insights, cohorts or the project's test filters still name the cohort. */
export async function requireUnused(db: PostgresOrTransaction, team: Team, cohort: Cohort): Promise<void> {
  if (names(team.test_account_filters, cohort))
    throw invalid(
      `This cohort is used in 'Filter out internal and test users' for ${team.name}. Please remove the cohort from these filters before deleting it.`,
    )
  const insights = (await insightsNaming(db, cohort)).map(titleOf)
  if (insights.length > 0)
    throw invalid(
      `This cohort is used in ${insights.length} insight(s): ${listed(insights)}. Please remove the cohort from these insights before deleting it.`,
    )
  const others = await cohortsNaming(db, cohort)
  if (others.length > 0)
    throw invalid(
      `This cohort is used as criteria in ${others.length} cohort(s): ${listed(others.map(({ id, name }) => name || `Cohort ${id}`))}. Please remove the cohort from these cohorts before deleting it.`,
    )
}

const TOLD = 100

/** What names the cohort, at most a hundred of each kind. */
export async function usesOf(db: PostgresOrTransaction, cohort: Cohort) {
  const told = <Item>(all: Item[]) => ({ results: all.slice(0, TOLD), total: all.length, has_more: all.length > TOLD })
  const [insights, cohorts] = await Promise.all([insightsNaming(db, cohort), cohortsNaming(db, cohort)])
  return {
    feature_flags: told([]),
    insights: told(insights.map(({ id, short_id, ...names }) => ({ id, short_id, name: titleOf({ id, ...names }) }))),
    cohorts: told(cohorts.map(({ id, name }) => ({ id, name }))),
  }
}

interface NamingInsight {
  id: number
  short_id: string
  name: string | null
  derived_name: string | null
}

const titleOf = ({ id, name, derived_name }: Omit<NamingInsight, 'short_id'>) => name || derived_name || `Insight ${id}`

async function insightsNaming(db: PostgresOrTransaction, cohort: Cohort): Promise<NamingInsight[]> {
  const { rows } = await sql<NamingInsight & { query: unknown }>`
    SELECT id, short_id, name, derived_name, query FROM insight
    WHERE team_id = ${cohort.team_id} AND NOT deleted AND query::text ILIKE '%cohort%' ORDER BY id`.execute(db)
  return rows.filter(({ query }) => names(query, cohort))
}

async function cohortsNaming(db: PostgresOrTransaction, cohort: Cohort): Promise<Cohort[]> {
  return (await cohortsOf(db, cohort.team_id)).filter((other) => {
    const criteria = other.is_static ? undefined : criteriaOf(other)
    return criteria !== undefined && other.id !== cohort.id && cohortsIn(criteria).includes(cohort.id)
  })
}

/** Whether a filter, a breakdown, a list of persons or SQL anywhere in this value names the cohort. */
function names(value: unknown, cohort: Cohort): boolean {
  if (typeof value === 'string') return isNamedInSql(value, cohort)
  if (Array.isArray(value)) return value.some((item) => names(item, cohort))
  if (!isObject(value)) return false
  const has = (what: unknown) =>
    (Array.isArray(what) ? what : [what]).some((item) => String(item) === String(cohort.id))
  if (value['type'] === 'cohort' && (has(value['value']) || has(value['property']))) return true
  if (value['breakdown_type'] === 'cohort' && has(value['breakdown'])) return true
  if (value['kind'] === 'PersonsNode' && has(value['cohort'])) return true
  return Object.values(value).some((item) => names(item, cohort))
}

const IN_COHORT = /\bin\s+cohort\s+(?:(\d+)|'((?:[^'\\]|\\.|'')*)')/gi

/** `in cohort 5`, or by its name. */
const isNamedInSql = (text: string, { id, name }: Cohort) =>
  [...text.matchAll(IN_COHORT)].some(([, number, called]) =>
    number === undefined ? called?.replace(/[\\'](.)/gs, '$1') === name : Number(number) === id,
  )

import { sql } from 'kysely'
import type { Teams } from '../accounts/teams.ts'
import { invalid, notFound } from '../http/errors.ts'
import type { Erasure } from '../persons/erase.ts'
import type { Identify } from '../persons/identify.ts'
import { untilThrough } from '../postgres/deadlock.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'

export interface DeleteProjectDeps {
  postgres: Postgres
  clock: () => Date
  teams: Pick<Teams, 'forget'>
  identify: Pick<Identify, 'forget'>
  erasure: Pick<Erasure, 'wake'>
}

/**
 * Deletes a project at once: all that people made in it and all that is known of its persons, in one transaction, with a
 * row that has the event store erased later. No event of it can be stored from then on, because whose an event is cannot be
 * written down for a project that is gone.
 */
export async function deleteProject(deps: DeleteProjectDeps, team: Team, userId: number): Promise<void> {
  // Capture writes persons while a project goes, and each may hold what the other waits for.
  await untilThrough(deps.postgres, (tx) => remove(tx, team, userId, deps.clock()))
  deps.identify.forget()
  await deps.teams.forget(team)
  deps.erasure.wake()
}

async function remove(tx: PostgresOrTransaction, team: Team, userId: number, now: Date): Promise<void> {
  // Two requests that delete the last two projects of an organization take turns.
  await sql`SELECT 1 FROM organization WHERE id = ${team.organization_id} FOR UPDATE`.execute(tx)
  const { rows: all } = await sql<{ id: number }>`
    SELECT id FROM team WHERE organization_id = ${team.organization_id} ORDER BY id`.execute(tx)
  const [next] = all.filter(({ id }) => id !== team.id)
  if (!all.some(({ id }) => id === team.id)) throw notFound()
  if (!next) throw invalid(LAST, null, 'last_project')
  await tx.insertInto('project_deletion').values({ team_id: team.id, created_at: now, created_by: userId }).execute()
  await sql`UPDATE app_user SET current_team_id = ${next.id} WHERE current_team_id = ${team.id}`.execute(tx)
  await narrowKeys(tx, team.id)
  await removePersons(tx, team.id)
  await tx.deleteFrom('team').where('id', '=', team.id).execute()
}

const LAST = 'This is the only project of its organization, and an organization keeps at least one.'

/** A key for this project alone ends with it: without its last project it would open all of them. */
async function narrowKeys(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`DELETE FROM personal_api_key WHERE scoped_teams <@ ARRAY[${teamId}::int] AND scoped_teams <> '{}'`.execute(
    tx,
  )
  await sql`
    UPDATE personal_api_key SET scoped_teams = array_remove(scoped_teams, ${teamId}::int)
    WHERE ${teamId}::int = ANY(scoped_teams)`.execute(tx)
}

/**
 * They would go with the project too, but one by one: of these there may be millions, and embedded Postgres does nothing
 * else meanwhile. For each person the store looks whether something still refers to them, which is nearly all of the work;
 * whoever may tell it not to does, because what does refer to persons is deleted before, and by its own project or cohort.
 */
async function removePersons(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`
    DELETE FROM static_cohort_person s USING cohort c WHERE c.id = s.cohort_id AND c.team_id = ${teamId}`.execute(tx)
  await sql`DELETE FROM person_distinct_id WHERE team_id = ${teamId}`.execute(tx)
  const { rows } = await sql<{ may: boolean }>`SELECT current_setting('is_superuser') = 'on' AS may`.execute(tx)
  const may = rows[0]?.may === true
  if (may) await sql`SET LOCAL session_replication_role = replica`.execute(tx)
  await sql`DELETE FROM person WHERE team_id = ${teamId}`.execute(tx)
  if (may) await sql`SET LOCAL session_replication_role = origin`.execute(tx)
}

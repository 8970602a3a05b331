import { invalid } from '../http/errors.ts'
import { type AskedPage, paginated } from '../http/pagination.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'

const STATES = ['pending', 'completed', 'all']

/** How far the erasure of events is, the newest request first. */
export async function deletionStatus(db: Postgres, team: Team, asked: AskedPage & { query: JsonObject }) {
  const { query } = asked
  const { status = 'all', person_uuid } = query
  if (!STATES.includes(String(status)))
    throw invalid(`Invalid status '${String(status)}'. Use pending, completed or all.`, 'status')
  if (person_uuid !== undefined && !isUuid(String(person_uuid))) throw invalid('Invalid person_uuid.', 'person_uuid')
  let rows = db.selectFrom('person_deletion').where('team_id', '=', team.id)
  if (status === 'pending') rows = rows.where('delete_verified_at', 'is', null)
  if (status === 'completed') rows = rows.where('delete_verified_at', 'is not', null)
  if (person_uuid !== undefined) rows = rows.where('person_uuid', '=', String(person_uuid))
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const found = await rows.selectAll().orderBy('id', 'desc').limit(query.limit).offset(query.offset).execute()
  const results = found.map((row) => ({
    person_uuid: row.person_uuid,
    created_at: row.created_at,
    status: row.delete_verified_at ? 'completed' : 'pending',
    delete_verified_at: row.delete_verified_at,
    events_deleted: Number(row.events_deleted),
    months_done: row.months_done,
    months_total: row.months_total,
    last_error: row.last_error,
  }))
  return paginated(asked, Number(count), results)
}

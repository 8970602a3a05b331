import { invalid } from '../http/errors.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** Holds the dashboard that a field names against being deleted until the transaction ends. Throws 400 where there is none. */
export async function holdDashboard(
  tx: PostgresOrTransaction,
  teamId: number,
  id: number,
  field: string,
): Promise<void> {
  const found = await tx
    .selectFrom('dashboard')
    .select('id')
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('deleted', '=', false)
    .forShare()
    .executeTakeFirst()
  if (!found) throw invalid(`Invalid pk "${id}" - object does not exist.`, field, 'does_not_exist')
}

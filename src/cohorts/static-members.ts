import { type RawBuilder, sql } from 'kysely'
import { storableText } from '../lib/json.ts'
import { type Membership, membershipLine } from '../persons/outbox.ts'
import { untilThrough } from '../postgres/deadlock.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { CohortDeps } from './deps.ts'
import type { Cohort } from './store.ts'

/** How persons are named in a list: by uuid, by a distinct id, or by the value of a property. */
export type MembersBy = { by: 'uuid' } | { by: 'distinct_id' } | { by: 'property'; name: string }

/** Persons who are to be members. */
export interface NamedMembers {
  named: MembersBy
  ids: readonly string[]
}

/** How many persons are looked up and sent at once: by a property all persons are read, so of those more. */
const BATCH = { uuid: 2_000, distinct_id: 2_000, property: 20_000 }

/** Adds persons to a static cohort. Ids that match nobody are dropped; persons who are members already stay so. */
export async function addMembers(deps: CohortDeps, cohort: Cohort, { named, ids }: NamedMembers): Promise<void> {
  const size = BATCH[named.by]
  for (let at = 0; at < Math.max(1, ids.length); at += size) {
    const batch = ids.slice(at, at + size)
    const isLast = at + size >= ids.length
    await change(deps, cohort, { isRemoval: false, isLast }, (tx) => {
      const who = matching(cohort.team_id, named, batch)
      // Persons that another request deletes are waited for, in the order in which it locks them, and left out.
      return sql`INSERT INTO static_cohort_person (cohort_id, person_id)
        SELECT DISTINCT ${cohort.id}::int, id
        FROM (SELECT p.id FROM person p ${who} ORDER BY p.id FOR KEY SHARE OF p) AS there
        ON CONFLICT DO NOTHING RETURNING person_id`.execute(tx)
    })
  }
}

/** Takes one person out of a static cohort. Returns whether it was a member. */
export async function removeMember(deps: CohortDeps, cohort: Cohort, personId: number): Promise<boolean> {
  const removed = await change(deps, cohort, { isRemoval: true, isLast: true }, (tx) =>
    sql`DELETE FROM static_cohort_person WHERE cohort_id = ${cohort.id} AND person_id = ${personId}
      RETURNING person_id`.execute(tx),
  )
  return removed > 0
}

function matching(teamId: number, named: MembersBy, ids: readonly string[]): RawBuilder<unknown> {
  const wanted = ids.map(storableText)
  if (named.by === 'uuid') return sql`WHERE p.team_id = ${teamId} AND p.uuid = ANY(${wanted}::uuid[])`
  if (named.by === 'distinct_id')
    return sql`JOIN person_distinct_id d ON d.person_id = p.id
      WHERE d.team_id = ${teamId} AND d.distinct_id = ANY(${wanted}::text[])`
  return sql`WHERE p.team_id = ${teamId} AND p.properties ->> ${named.name} IN (SELECT unnest(${wanted}::text[]))`
}

/**
 * Changes the list, its count and its version in one transaction, and sends the change to the event store. The whole list is
 * counted after the last of several changes; until then what was added is added. Returns how many were added or removed.
 */
async function change(
  deps: CohortDeps,
  cohort: Cohort,
  { isRemoval, isLast }: { isRemoval: boolean; isLast: boolean },
  write: (tx: PostgresOrTransaction) => Promise<{ rows: unknown[] }>,
): Promise<number> {
  const { posted, persons } = await untilThrough(deps.postgres, async (tx) => {
    const { rows } = await sql<{ version: number }>`
      UPDATE cohort SET version = coalesce(version, 0) + 1, last_calculation = ${deps.clock()}
      WHERE id = ${cohort.id} RETURNING version`.execute(tx)
    const version = Number(rows[0]?.version ?? 1)
    const changed = await write(tx)
    const count = isLast
      ? sql`(SELECT count(*) FROM static_cohort_person WHERE cohort_id = ${cohort.id})`
      : sql`coalesce(count, 0) + ${changed.rows.length}`
    await sql`UPDATE cohort SET count = ${count} WHERE id = ${cohort.id}`.execute(tx)
    const { rows: members } = await sql<{ uuid: string }>`
      SELECT uuid FROM person WHERE id = ANY(${changed.rows.map(personIdOf)}::bigint[])`.execute(tx)
    const lines = members.map(
      ({ uuid }): Membership => ({
        team_id: cohort.team_id,
        cohort_id: cohort.id,
        uuid,
        version,
      }),
    )
    const posted = await deps.outbox.post(
      tx,
      new Map([['static_cohort_people', lines.map((line) => membershipLine(line, isRemoval))]]),
    )
    return { posted, persons: changed.rows.length }
  })
  await deps.outbox.sendNow(posted)
  return persons
}

const personIdOf = (row: unknown): number =>
  typeof row === 'object' && row !== null && 'person_id' in row ? Number(row.person_id) : -1

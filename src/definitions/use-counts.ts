import { sql } from 'kysely'
import { objectsOf } from '../lib/json.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { isNamed, type Named, namedIn, type Wanted } from './named-events.ts'
import { criteriaOf, isNamedInCriteria } from './where-used.ts'

/** How many saved objects of each kind ask for an event. */
export interface UseCounts {
  insights: number
  dashboards: number
  actions: number
  cohorts: number
}

/** For each event of a page, how many saved objects ask for it. These are read once, however many events there are. */
export async function useCounts(
  db: Postgres,
  teamId: number,
  events: readonly string[],
): Promise<Record<string, UseCounts>> {
  const [actions, insights, cohorts, tiles] = await Promise.all([
    db
      .selectFrom('action')
      .select(['id', 'steps'])
      .where('team_id', '=', teamId)
      .where('deleted', '=', false)
      .execute(),
    db
      .selectFrom('insight')
      .select(['id', 'query'])
      .where('team_id', '=', teamId)
      .where('deleted', '=', false)
      .execute(),
    db
      .selectFrom('cohort')
      .select(['filters', 'query'])
      .where('team_id', '=', teamId)
      .where('deleted', '=', false)
      .execute(),
    boardsOfInsights(db, teamId),
  ])
  const named: { id: number; named: Named }[] = []
  const turn = takingTurns()
  for (const { id, query } of insights) {
    named.push({ id, named: namedIn(query) })
    await turn()
  }
  const counts: [string, UseCounts][] = []
  const asking = askingFor(named)
  const asked = cohorts.map(({ filters, query }) => ({ criteria: criteriaOf(filters), named: namedIn(query) }))
  for (const event of new Set(events)) {
    await turn()
    const matching = actions.filter(({ steps }) => objectsOf(steps).some((step) => step['event'] === event))
    const wanted = { event, actions: new Set(matching.map(({ id }) => id)) }
    const found = asking(wanted)
    const boards = new Set([...found].flatMap((id) => tiles.get(id) ?? []))
    const grouped = asked.filter(({ criteria, named }) => isNamed(named, wanted) || isNamedInCriteria(criteria, wanted))
    counts.push([
      event,
      { insights: found.size, dashboards: boards.size, actions: matching.length, cohorts: grouped.length },
    ])
  }
  return Object.fromEntries(counts)
}

/**
 * Finds the insights that ask for an event, by the names in them. Only the texts of those with HogQL are searched for each
 * event.
 */
function askingFor(insights: readonly { id: number; named: Named }[]): (wanted: Wanted) => Set<number> {
  const byEvent = listsByKey(
    insights.flatMap(({ id, named }) => [...named.events].map((event) => [event, id] as const)),
  )
  const byAction = listsByKey(
    insights.flatMap(({ id, named }) => [...named.actions].map((action) => [action, id] as const)),
  )
  const withText = insights.filter(({ named }) => named.hogql.length > 0)
  return (wanted) =>
    new Set([
      ...(byEvent.get(wanted.event) ?? []),
      ...[...wanted.actions].flatMap((action) => byAction.get(action) ?? []),
      ...withText.filter(({ named }) => isNamed(named, wanted)).map(({ id }) => id),
    ])
}

async function boardsOfInsights(db: Postgres, teamId: number): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ insight_id: number; boards: number[] }>`
    SELECT t.insight_id, array_agg(DISTINCT d.id) AS boards
    FROM dashboard d JOIN dashboard_tile t ON t.dashboard_id = d.id
    WHERE d.team_id = ${teamId} AND NOT d.deleted AND t.deleted IS NOT TRUE AND t.insight_id IS NOT NULL
    GROUP BY t.insight_id`.execute(db)
  return new Map(rows.map(({ insight_id, boards }) => [insight_id, boards]))
}

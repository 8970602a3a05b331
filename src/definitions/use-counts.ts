import { sql } from 'kysely'
import { objectsOf } from '../lib/json.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { isNamed, type Named, namedIn } from './named-events.ts'
import { criteriaName } from './where-used.ts'

/** How many saved objects of each kind ask for an event. */
export interface UseCounts {
  insights: number
  dashboards: number
  actions: number
  cohorts: number
}

/** For a page of events: how much is saved that asks for each. All of it is read once, whatever the number of events. */
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
  for (const event of new Set(events)) {
    await turn()
    const matching = actions.filter(({ steps }) => objectsOf(steps).some((step) => step['event'] === event))
    const wanted = { event, actions: new Set(matching.map(({ id }) => id)) }
    const asking = named.filter((insight) => isNamed(insight.named, wanted))
    const boards = new Set(asking.flatMap(({ id }) => tiles.get(id) ?? []))
    const grouped = cohorts.filter(
      ({ filters, query }) => isNamed(namedIn(query), wanted) || criteriaName(filters, wanted),
    )
    counts.push([
      event,
      { insights: asking.length, dashboards: boards.size, actions: matching.length, cohorts: grouped.length },
    ])
  }
  return Object.fromEntries(counts)
}

async function boardsOfInsights(db: Postgres, teamId: number): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ insight_id: number; boards: number[] }>`
    SELECT t.insight_id, array_agg(DISTINCT d.id) AS boards
    FROM dashboard d JOIN dashboard_tile t ON t.dashboard_id = d.id
    WHERE d.team_id = ${teamId} AND NOT d.deleted AND t.deleted IS NOT TRUE AND t.insight_id IS NOT NULL
    GROUP BY t.insight_id`.execute(db)
  return new Map(rows.map(({ insight_id, boards }) => [insight_id, boards]))
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, compileText } from '../../test/support/compile.ts'
import { event, insert, insertEvents, uuidOf } from '../../test/support/f1.ts'
import { openTestClickHouse } from '../../test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { printClickHouse } from './print/clickhouse.ts'
import { sql } from './sql.ts'
import { EVENTS } from './tables/events.ts'

/**
 * Two teams with one event each, of persons that share their ids and names. Team 1 must never see more than its own, and
 * nothing of somebody who was deleted and whose event is not erased yet.
 */
let clickhouse: ClickHouse
const person = { created_at: '2024-03-01 00:00:00', properties: { plan: 'own' } }

beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  for (const team of [1, 2]) {
    const secret = { secret: `team ${team}`, $session_id: 's', $group_0: 'g', numbers: [1] }
    await insertEvents(clickhouse, team, [event('2024-03-04 00:00:00', 'seen', 'someone', secret)], { someone: person })
    await insertEvents(clickhouse, team, [event('2024-03-04 00:00:01', 'seen', 'gone', { ...secret, gone: 1 })], {})
    await insert(clickhouse, 'groups', [
      {
        team_id: team,
        group_type_index: 0,
        group_key: 'g',
        created_at: '2024-03-01 00:00:00',
        updated_at: '2024-03-01 00:00:00',
        group_properties: { secret: `team ${team}` },
        version: 1,
      },
    ])
    await insert(clickhouse, 'cohort_people', [
      { team_id: team, cohort_id: 5, version: 1, person_id: uuidOf(`${team} someone`) },
      { team_id: team, cohort_id: 5, version: 0, person_id: uuidOf(`${team} a former member`) },
    ])
  }
})
afterAll(() => clickhouse.close())

const COUNTS: [string, unknown[][]][] = [
  ['select count() from events', [[1]]],
  ['select count() from events where 1 or 1', [[1]]],
  ['select count() from events where team_id = 2', [[0]]],
  ['select count() from events where team_id = 2 or 1 = 1', [[1]]],
  ['select count() from (select * from events) e', [[1]]],
  ['select count() from events a join events b on 1 = 1', [[1]]],
  ['select count() from events a left join events b on a.event = b.event', [[1]]],
  ['select count() from events a right join events b on a.event = b.event', [[1]]],
  ['select count() from events a full outer join events b on a.uuid = b.uuid', [[1]]],
  ['select count() from events a cross join events b', [[1]]],
  ['select count() from events a, events b', [[1]]],
  ['select count() from events a any inner join events b on a.event = b.event', [[1]]],
  ['select count() from events a left semi join events b on a.event = b.event', [[1]]],
  ['select count() from events a left anti join events b on a.event = b.event', [[0]]],
  ['select count() from events a asof inner join events b on a.event = b.event and a.timestamp >= b.timestamp', [[1]]],
  ['select count() from events a join events b using (event)', [[1]]],
  ['select count() from events union all select count() from events', [[1], [1]]],
  ['select count() from events union distinct select count() from events', [[1]]],
  ['select event from events except select event from events where 1 = 1', []],
  ['select event from events intersect select event from events', [['seen']]],
  ['with x as (select * from events) select count() from x', [[1]]],
  ['with x as (select * from events), y as (select * from x) select count() from y a join y b on 1 = 1', [[1]]],
  ['with (select count() from events) as n select n', [[1]]],
  ['select count() from persons where id in (select person_id from events)', [[1]]],
  ['select count() from persons', [[1]]],
  ['select (select count() from events)', [[1]]],
  ['select arrayMap(x -> x + (select count() from events), [0])', [[[1]]]],
  ['select if(1, (select max(properties.secret) from events), 0)', [['team 1']]],
  ['select distinct properties.secret from events', [['team 1']]],
  ['select groupArray(properties.secret) from events', [[['team 1']]]],
  ['select n from events array join [1, 2] as n order by n', [[1], [2]]],
  ['select count() over () from events', [[1]]],
  ['select row_number() over (order by timestamp) from events', [[1]]],
  ['select person.properties.plan from events', [['own']]],
  ['select events.session.$pageview_count from events', [[0]]],
  ['select count() from sessions', [[1]]],
  ['select group_0.properties.secret from events', [['team 1']]],
  ['select properties.secret from groups', [['team 1']]],
  ['select count() from person_distinct_ids', [[1]]],
  ['select pdi.person_id = person_id from events', [[1]]],
  ['select count() from events prewhere 1 or 1', [[1]]],
  ['select count() from events having 1 or count() > 100', [[1]]],
  ['select count() from events group by team_id having team_id = 2', []],
  ['select event from events order by (select count() from events) limit 1 by event', [['seen']]],
  ['select count() from events sample 1', [[1]]],
  ['select count() from cohort_people', [[1]]],
  ['select count() from cohort_people sample 1', [[1]]],
  ['select count() from cohort_people a cross join cohort_people b', [[1]]],
  ['select count() from events e left join cohort_people c on c.cohort_id = 6 and c.person_id = e.person_id', [[1]]],
  ['select count() from cohort_people c right join events e on c.cohort_id = 6 and c.person_id = e.person_id', [[1]]],
  ['select count() from events where person_id in cohort 5', [[1]]],
  ['select count() from posthog.events', [[1]]],
  ['select count() from posthog.sessions', [[1]]],
  ['select count() from raw_persons', [[1]]],
  ['select event, count() from events group by all', [['seen', 1]]],
  ["select count() from events where uniqueSurveySubmissionsFilter('x') or 1", [[1]]],
  ['select count() from numbers(3) n cross join events e', [[3]]],
]

const world = {
  cohorts: [{ id: 5, name: 'five', members: { kind: 'published' as const, version: 1 } }],
  hidden_events: [{ distinct_ids: ['gone', 'nobody'], cutoff: new Date('2100-01-01T00:00:00Z') }],
}

test.each(COUNTS)('%s', async (text, expected) => {
  expect(await ask(clickhouse, text, { ...world, team_id: 1 })).toEqual(expected)
})

test.each(COUNTS.filter(([text]) => text.includes('cohort')))('among many cohorts: %s', async (text, expected) => {
  const others = Array.from({ length: 2_000 }, (_, i) => i + 6)
  const cohorts = others.map((id) => ({ id, name: `${id}`, members: { kind: 'published' as const, version: 0 } }))
  const many = { ...world, cohorts: [...world.cohorts, ...cohorts] }
  expect(await ask(clickhouse, text, many)).toEqual(expected)
  expect(compileText(text, many).sql.length).toBeLessThan(2_000)
})

test.each(['person_id_override_properties_joined', 'disabled'] as const)(
  'lazy joins in mode %s',
  async (person_mode) => {
    const text = 'select count(), max(person.properties.plan), count(distinct person_id) from events'
    expect(await ask(clickhouse, text, { ...world, person_mode, has_overrides: true })).toEqual([[1, 'own', 1]])
  },
)

test('what arrived after the cut-off is seen', async () => {
  const hidden_events = [{ distinct_ids: ['gone'], cutoff: new Date('2024-01-01T00:00:00Z') }]
  expect(await ask(clickhouse, 'select count() from events', { hidden_events })).toEqual([[2]])
})

describe('the printer', () => {
  test('refuses a table that no guard has seen', () => {
    const from = [{ source: { node: 'TableRead', table: EVENTS } as const, alias: 'e' }]
    expect(() => printClickHouse(sql.select({ select: [sql.integer(1)], from }))).toThrow('Table events has no guard')
  })

  test('guards as many reads as there are tables, whatever the shape', () => {
    for (const [text] of COUNTS) {
      const { sql: printed } = compileText(text, world)
      const reads = printed.match(/(FROM|JOIN) (events|person|person_distinct_id2|groups|cohort_people) AS/g) ?? []
      const guards = printed.match(/`team_id` = \{p\d+:Int64\}/g) ?? []
      expect(guards.length, text).toBeGreaterThanOrEqual(reads.length)
    }
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OracleEvent, oracleMembers } from '../../../test/support/cohort-oracle.ts'
import { insert, insertEvents, uuidOf } from '../../../test/support/f1.ts'
import { queryContext } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import { compile } from '../../hogql/compile.ts'
import { CohortGroup } from '../../schema/cohort.ts'
import { compileContext } from '../compile-context.ts'
import { cohortMembers } from './members.ts'

/** Random trees over random events, in zones whose clocks were just changed, against an independent computation. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const RUNS = Number(process.env['COHORT_RUNS'] ?? 2)
const TREES = 12
const PEOPLE = ['ana', 'ben', 'cem', 'dia']
const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
const KINDS = [
  ...['performed_event', 'performed_event_multiple', 'performed_event_first_time', 'performed_event_regularly'],
  ...['performed_event_sequence', 'stopped_performing_event', 'restarted_performing_event'],
]
const LISTED = 77

const name = fc.constantFrom('login', 'buy')
const amountOf = { minute: 90, hour: 80, day: 40, week: 8, month: 4, year: 1 }
const span = fc
  .constantFrom(...UNITS)
  .chain((unit) => fc.record({ count: fc.integer({ min: 1, max: amountOf[unit] }), unit: fc.constant(unit) }))

const behaviour = fc
  .record({
    value: fc.constantFrom(...KINDS),
    key: name,
    seq_event: name,
    time: span,
    recent: span,
    operator: fc.constantFrom('gte', 'lte', 'gt', 'lt', 'eq', 'exact'),
    operator_value: fc.integer({ min: 1, max: 3 }),
    total: fc.integer({ min: 1, max: 5 }),
    least: fc.integer({ min: 1, max: 5 }),
    big: fc.boolean(),
    negation: fc.boolean(),
  })
  .map(({ time, recent, total, least, big, ...leaf }) => ({
    type: 'behavioral',
    event_type: 'events',
    ...leaf,
    seq_event_type: 'events',
    ...{
      time_value: time.count,
      time_interval: time.unit,
      seq_time_value: recent.count,
      seq_time_interval: recent.unit,
    },
    ...{ total_periods: Math.max(total, least), min_periods: Math.min(total, least) },
    ...(big ? { event_filters: [{ type: 'event', key: 'amount', operator: 'gt', value: 10 }] } : {}),
  }))
const person = fc.record({
  type: fc.constant('person'),
  key: fc.constant('plan'),
  operator: fc.constantFrom('exact', 'is_not', 'is_set'),
  value: fc.constantFrom('pro', 'free'),
  negation: fc.boolean(),
})
const listed = fc.record({ type: fc.constant('cohort'), value: fc.constant(LISTED), negation: fc.boolean() })
const leaf = fc.oneof({ weight: 6, arbitrary: behaviour }, { weight: 2, arbitrary: person }, listed)
const tree = fc.letrec<{ node: object; group: object }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, leaf, tie('group')),
  group: fc.record({
    type: fc.constantFrom('AND', 'OR'),
    values: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
  }),
})).group

const DAY = 86_400_000
/** Moments that lie on the edges of windows as often as between them. */
const event = (now: number) =>
  fc.record({
    who: fc.constantFrom(...PEOPLE),
    event: name,
    at: fc.oneof(
      fc.integer({ min: 0, max: 400 * DAY }).map((before) => now - before),
      fc.integer({ min: 0, max: 60 }).map((days) => now - days * DAY),
      fc.integer({ min: 0, max: 100 }).map((hours) => now - hours * 3_600_000),
      fc.integer({ min: 0, max: 3 * DAY }).map((before) => now - before),
      fc.integer({ min: 0, max: DAY }).map((ahead) => now + ahead),
    ),
    amount: fc.option(fc.constantFrom(5, 10, 11, 50), { nil: undefined }),
  })
const world = fc
  .record({
    now: fc.constantFrom('2024-03-08T12:00:00Z', '2024-03-31T12:30:15Z', '2024-11-03T18:00:00Z').map(Date.parse),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    plans: fc.array(fc.constantFrom('pro', 'free', undefined), { minLength: 4, maxLength: 4 }),
    list: fc.subarray(PEOPLE),
  })
  .chain((base) => fc.record({ base: fc.constant(base), events: fc.array(event(base.now), { maxLength: 40 }) }))

let team = 100
async function store(events: readonly OracleEvent[], plans: readonly (string | undefined)[], list: readonly string[]) {
  const team_id = ++team
  const persons = Object.fromEntries(
    PEOPLE.map((who, i) => [
      who,
      { created_at: '2023-01-01 00:00:00', properties: plans[i] ? { plan: plans[i] } : {} },
    ]),
  )
  const rows = events.map(({ who, event: named, at, amount }) => ({
    timestamp: new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
    event: named,
    who,
    properties: amount === undefined ? {} : { amount },
  }))
  await insertEvents(clickhouse, team_id, rows, persons)
  const members = list.map((who) => ({ team_id, cohort_id: LISTED, person_id: uuidOf(`${team_id} ${who}`) }))
  await insert(
    clickhouse,
    'static_cohort_people',
    members.map((row) => ({ ...row, is_deleted: 0, version: 1 })),
  )
  return team_id
}

test('random criteria name whom the definitions name', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.array(tree, { minLength: TREES, maxLength: TREES }), async (random, trees) => {
      const { base, events } = random
      const team_id = await store(events, base.plans, base.list)
      const names = new Map(PEOPLE.map((who) => [uuidOf(`${team_id} ${who}`), who]))
      const ctx = queryContext({
        team_id,
        now: new Date(base.now),
        timezone: base.timezone,
        property_types: { event: { amount: 'Numeric' }, person: {}, group: {} },
        cohorts: [{ id: LISTED, name: 'L', members: { kind: 'static' } }],
      })
      const oracle = {
        ...{ now: base.now, timezone: base.timezone, events },
        persons: new Map(PEOPLE.map((who, i) => [who, base.plans[i]])),
        cohorts: new Map([[LISTED, new Set(base.list)]]),
      }
      for (const criteria of trees) {
        const { sql, params } = compile(cohortMembers(CohortGroup.parse(criteria), ctx), compileContext(ctx))
        const { rows } = await clickhouse.rows(sql, params)
        const members = rows.map(([id]) => names.get(String(id)) ?? String(id)).sort()
        expect(members, JSON.stringify(criteria)).toEqual(oracleMembers({ ...criteria }, oracle))
      }
    }),
    { numRuns: RUNS, ...(process.env['COHORT_SEED'] ? { seed: Number(process.env['COHORT_SEED']) } : {}) },
  )
}, 120_000)

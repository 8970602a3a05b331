import { afterAll, beforeAll, expect, test } from 'vitest'
import { insert, insertEvents, uuidOf } from '../../../test/support/f1.ts'
import { D, EXAMPLES, FC_EVENTS, FC_NOW, FC_PERSONS, S } from '../../../test/support/fc.ts'
import { queryContext } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import { compile } from '../../hogql/compile.ts'
import { CohortGroup } from '../../schema/cohort.ts'
import { compileContext } from '../compile-context.ts'
import { cohortMembers } from './members.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1, FC_EVENTS, FC_PERSONS)
  const merged = { team_id: 1, distinct_id: 'fay-phone', person_id: uuidOf('1 fay'), is_deleted: 0, version: 1 }
  await insert(clickhouse, 'person_distinct_id_overrides', [merged])
  const members = ['ana', 'eli'].map((who) => ({ person_id: uuidOf(`1 ${who}`), is_deleted: 0, version: 1 }))
  await insert(
    clickhouse,
    'static_cohort_people',
    members.map((row) => ({ team_id: 1, cohort_id: S, ...row })),
  )
})
afterAll(() => clickhouse.close())

const pro = CohortGroup.parse({
  type: 'AND',
  values: [{ type: 'person', key: 'plan', operator: 'exact', value: 'pro' }],
})
const context = () =>
  queryContext({
    now: FC_NOW,
    overrides: 1,
    property_types: { event: { amount: 'Numeric' }, person: { seats: 'Numeric' }, group: {} },
    actions: [
      {
        id: 7,
        name: 'Big buy',
        steps: [{ event: 'buy', properties: [{ type: 'event', key: 'amount', operator: 'gt', value: 10 }] }],
      },
    ],
    cohorts: [
      { id: S, name: 'S', members: { kind: 'static' } },
      { id: D, name: 'D', members: { kind: 'criteria', criteria: pro } },
    ],
  })
const NAMES = new Map(Object.keys(FC_PERSONS).map((name) => [uuidOf(`1 ${name}`), name]))

async function membersOf(tree: unknown): Promise<string> {
  const criteria = CohortGroup.parse({ type: 'OR', values: [tree] })
  const ctx = context()
  const { sql, params } = compile(cohortMembers(criteria, ctx), compileContext(ctx))
  const { rows } = await clickhouse.rows(sql, params)
  return rows
    .map(([id]) => NAMES.get(String(id)) ?? String(id))
    .sort()
    .join(' ')
}

test.each(EXAMPLES)('%s', async (_, tree, members) => {
  expect(await membersOf(tree)).toBe(members)
})

test('an action in the place of an event', async () => {
  const bought = { type: 'behavioral', value: 'performed_event', event_type: 'actions', key: 7 }
  expect(await membersOf({ ...bought, time_value: 7, time_interval: 'day' })).toBe('ana ben cem dia')
})

test('numbers may be texts, and what is no number names its criterion', async () => {
  const did = { type: 'behavioral', value: 'performed_event', event_type: 'events', key: 'login', time_interval: 'day' }
  expect(await membersOf({ ...did, time_value: '3' })).toBe('ana dia fay')
  await expect(membersOf({ ...did, time_value: 0 })).rejects.toThrow(
    'Criterion 1 (login): time_value must be greater than 0, got 0',
  )
  await expect(membersOf(did)).rejects.toThrow('Criterion 1 (login): time_value cannot be None')
})

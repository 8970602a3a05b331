import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import type { PropertyTypes } from '../../src/hogql/context.ts'
import { isObject, type Json, type JsonObject } from '../../src/lib/json.ts'
import { insert, uuidOf } from '../support/f1.ts'
import { testRunner } from '../support/queries.ts'
import { toLocal } from './calendar.ts'
import type { World } from './world.ts'

/** How often each question is asked, and where chance begins: the same cases for everybody, others on demand. */
const CASES = Number(process.env['ORACLE_CASES'] ?? 2)
const SEED = Number(process.env['ORACLE_SEED'] ?? (process.env['ORACLE_CASES'] ? Date.now() % 2 ** 31 : 1))
const AT_ONCE = 4

export interface Case<Node> {
  world: World
  node: Node
}

/** What is compared: the oracle's answer as JSON, and the same part of the engine's. */
export interface Question<Node> {
  cases: fc.Arbitrary<Case<Node>>
  oracle(node: Node, world: World): unknown
  engine(results: Json): unknown
}

let teams = 0

/** Throws the same random cases at both and shrinks the first one on which they differ. */
export async function prove<Node extends object>(clickhouse: ClickHouse, question: Question<Node>): Promise<void> {
  const cases = fc.sample(question.cases, { numRuns: CASES, seed: SEED })
  const first = teams + 1
  teams += cases.length
  await insertWorlds(
    clickhouse,
    cases.map(({ world }, index) => ({ team_id: first + index, world })),
  )
  const wrong: number[] = []
  const queue = [...cases.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, one] = next
      const { same } = await compare(clickhouse, question, one, first + index)
      if (!same) wrong.push(index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const where = `ORACLE_SEED=${SEED} ORACLE_CASES=${CASES}`
  console.info(`${cases.length} cases, ${wrong.length} differ, ${where}`)
  const [path] = wrong.sort((a, b) => a - b)
  if (path !== undefined) await shrink(clickhouse, question, path, `${wrong.length} cases differ: ${wrong}; ${where}`)
}

async function shrink<Node extends object>(
  clickhouse: ClickHouse,
  question: Question<Node>,
  path: number,
  about: string,
) {
  const property = fc.asyncProperty(question.cases, async (one) => {
    teams += 1
    await insertWorlds(clickhouse, [{ team_id: teams, world: one.world }])
    return (await compare(clickhouse, question, one, teams)).same
  })
  const { counterexample } = await fc.check(property, {
    seed: SEED,
    path: `${path}`,
    numRuns: 1,
    interruptAfterTimeLimit: 10_000,
  })
  const smallest = counterexample?.[0]
  if (!smallest) throw new Error(`A difference that did not come again; ${about}`)
  teams += 1
  await insertWorlds(clickhouse, [{ team_id: teams, world: smallest.world }])
  const { actual, expected } = await compare(clickhouse, question, smallest, teams)
  expect(actual, `${about}\n${describe(smallest)}`).toEqual(expected)
  throw new Error(`A difference that did not come again; ${about}`)
}

async function compare<Node extends object>(
  clickhouse: ClickHouse,
  question: Question<Node>,
  { world, node }: Case<Node>,
  team_id: number,
) {
  const expected = rounded(question.oracle(node, world))
  const { timezone, week_start_day, person_mode, actions, types } = world
  const overrides = Object.keys(world.merges).length
  const cohorts = Object.keys(world.cohorts).map((id) => ({
    id: Number(id),
    name: `Cohort ${id}`,
    members: { kind: 'static' as const },
  }))
  const { plan, ...event } = types
  const property_types: PropertyTypes = { event, person: plan === undefined ? {} : { plan }, group: {} }
  const project = { timezone, week_start_day, person_mode, actions, cohorts, overrides, property_types }
  const { ask } = testRunner(clickhouse, project, () => new Date(world.now))
  const asked: JsonObject = JSON.parse(JSON.stringify(node))
  const actual = await ask(asked, { team_id }).then(
    ({ results = null }) => rounded(question.engine(results)),
    (error: unknown) => String(error),
  )
  return { expected, actual, same: isDeepStrictEqual(actual, expected) }
}

/** Nine digits are enough: sums of floats depend on their order. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_, one: unknown) =>
    typeof one === 'number' ? Number(one.toPrecision(9)) + 0 : one,
  )

/** The part of each item that the oracle speaks about. */
export const parts =
  (...keys: string[]) =>
  (results: Json) =>
    Array.isArray(results)
      ? results
          .filter(isObject)
          .map((item) =>
            Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])),
          )
      : results

function describe<Node>({ world, node }: Case<Node>): string {
  const clock = (at: number) =>
    `${new Date(at).toISOString()} = ${new Date(toLocal(at, world)).toISOString().slice(0, -1)} here`
  const events = [...world.events]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${clock(at)} ${JSON.stringify(rest)}`)
  return [
    JSON.stringify(node),
    JSON.stringify({ ...world, now: clock(world.now), events: world.events.length }),
    ...events,
  ].join('\n')
}

async function insertWorlds(clickhouse: ClickHouse, worlds: readonly { team_id: number; world: World }[]) {
  const stamp = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, -1)
  const events = worlds.flatMap(({ team_id, world }) =>
    world.events.map(({ at, event, distinct_id, properties, person_properties }, index) => ({
      uuid: uuidOf(`${team_id} event ${index}`),
      event,
      properties,
      timestamp: stamp(at),
      created_at: stamp(at),
      team_id,
      distinct_id,
      person_id: uuidOf(`${team_id} ${distinct_id}`),
      person_created_at: stamp(world.created_at[distinct_id] ?? 0),
      person_properties,
      person_mode: 'full',
    })),
  )
  const overrides = worlds.flatMap(({ team_id, world }) =>
    Object.entries(world.merges).map(([distinct_id, into]) => ({
      team_id,
      distinct_id,
      person_id: uuidOf(`${team_id} ${into}`),
      is_deleted: 0,
      version: 1,
    })),
  )
  const persons = worlds.flatMap(({ team_id, world }) =>
    Object.entries(world.created_at).map(([distinct_id, at]) => ({
      id: uuidOf(`${team_id} ${distinct_id}`),
      team_id,
      created_at: stamp(at),
      properties: world.persons[distinct_id],
      is_identified: 1,
      is_deleted: 0,
      version: 0,
    })),
  )
  const ids = worlds.flatMap(({ team_id, world }) =>
    Object.keys(world.created_at).map((distinct_id) => ({
      team_id,
      distinct_id,
      person_id: uuidOf(`${team_id} ${world.merges[distinct_id] ?? distinct_id}`),
      is_deleted: 0,
      version: 0,
    })),
  )
  const groups = worlds.flatMap(({ team_id, world }) =>
    Object.entries(world.groups).map(([group_key, group_properties]) => ({
      team_id,
      group_type_index: 0,
      group_key,
      created_at: stamp(world.now),
      updated_at: stamp(world.now),
      group_properties,
      version: 0,
    })),
  )
  const listed = worlds.flatMap(({ team_id, world }) =>
    Object.entries(world.cohorts).flatMap(([id, people]) =>
      people.map((who) => ({
        team_id,
        cohort_id: Number(id),
        person_id: uuidOf(`${team_id} ${who}`),
        is_deleted: 0,
        version: 1,
      })),
    ),
  )
  await insert(clickhouse, 'events', events)
  await insert(clickhouse, 'person', persons)
  await insert(clickhouse, 'person_distinct_id_overrides', overrides)
  await insert(clickhouse, 'person_distinct_id2', ids)
  await insert(clickhouse, 'groups', groups)
  await insert(clickhouse, 'static_cohort_people', listed)
}

import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openParser } from '../../src/hogql/parse.ts'
import type { JsonObject } from '../../src/lib/json.ts'
import type { CacheEntry, ResultCache } from '../../src/queries/cache.ts'
import type { QueryContext, TeamContext } from '../../src/queries/context.ts'
import { type QueryRequest, queryRunner } from '../../src/queries/run.ts'
import { F1_NOW } from './f1.ts'

const parser = await openParser()

/** A team with nothing special in it. */
export const teamContext = (overrides: Partial<TeamContext> = {}): TeamContext => ({
  team_id: 1,
  timezone: 'UTC',
  week_start_day: 0,
  person_mode: 'person_id_override_properties_on_events',
  counts_distinct_ids: false,
  modifiers: {},
  test_account_filters: [],
  path_cleaning_filters: [],
  person_display_names: null,
  property_types: { event: {}, person: {}, group: {} },
  hidden_events: [],
  deleted_at: 0,
  has_events: true,
  overrides: 0,
  actions: [],
  cohorts: [],
  variables: [],
  ...overrides,
})

export const queryContext = (overrides: Partial<QueryContext> = {}): QueryContext => ({
  ...teamContext(),
  now: F1_NOW,
  parser,
  ...overrides,
})

/** A cache that forgets nothing. */
function memoryCache(): ResultCache {
  const entries = new Map<string, CacheEntry>()
  return {
    get: async (key) => entries.get(key),
    set: async (key, entry) => void entries.set(key, entry),
  }
}

/** A runner over a real engine and a clock that stands at the one of F1 (or is moved by the test). */
export function testRunner(
  clickhouse: Pick<ClickHouse, 'rows'>,
  world: Partial<TeamContext> = {},
  clock = () => F1_NOW,
  saved: Record<string, JsonObject> = {},
) {
  const run = queryRunner({
    clickhouse,
    cache: memoryCache(),
    clock,
    parser,
    loadContext: async (team_id) => teamContext({ ...world, team_id }),
    loadSavedInsight: async (_team_id, short_id) => saved[short_id],
    loadSystemTables: async () => ({}),
    sendPersons: async () => undefined,
  })
  const ask = async (query: JsonObject, request: Partial<QueryRequest> = {}): Promise<JsonObject> => {
    const outcome = await run({ team_id: 1, mode: 'force_blocking', ...request, query })
    return outcome.response ?? {}
  }
  return { run, ask }
}

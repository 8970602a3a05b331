import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { compile } from '../../src/hogql/compile.ts'
import type { CompileContext } from '../../src/hogql/context.ts'
import { afterParsing, openParser } from '../../src/hogql/parse.ts'
import { F1_NOW } from './f1.ts'

/** A compiler's context with nothing special in it. */
export const compileContext = (overrides: Partial<CompileContext> = {}): CompileContext => ({
  team_id: 1,
  now: F1_NOW,
  timezone: 'UTC',
  week_start_day: 0,
  person_mode: 'person_id_override_properties_on_events',
  has_overrides: false,
  property_types: { event: {}, person: {}, group: {} },
  hidden_events: [],
  cohorts: [],
  actions: [],
  ...overrides,
})

export const parser = await openParser()

export const compileText = (text: string, overrides: Partial<CompileContext> = {}) =>
  compile(parser.query(text), compileContext(overrides))

/** Runs HogQL for a team and gives its rows. */
export async function ask(clickhouse: ClickHouse, text: string, overrides: Partial<CompileContext> = {}) {
  const { sql, params } = await afterParsing(parser, () => compileText(text, overrides))
  const { rows } = await clickhouse.rows(sql, params)
  return rows
}

import { createHash } from 'node:crypto'
import { canonicalJson, isObject } from '../lib/json.ts'
import type { QueryContext } from './context.ts'
import type { PreparedQuery } from './kind.ts'

/** Raise this when the same question is answered differently than before, in its values or in its shape. */
const FORMAT_VERSION = 3

/** Parts of a node that never change a result: presentation, labels, bookkeeping. */
const IGNORED = ['tags', 'response', 'version', 'custom_name', 'name', 'dataColorTheme']

const WITHOUT_TESTS = '"filterTestAccounts":true'

/** The hash under which an answer is cached: of the question, and of every fact about the team that may change the answer. */
export function cacheKey(prepared: PreparedQuery, ctx: QueryContext): string {
  const question = withoutIgnored(prepared.canonical)
  const text = canonicalJson(question)
  const tests = text.includes(WITHOUT_TESTS) ? ctx.test_account_filters : []
  // HogQL names cohorts and actions in any case (`IN COHORT`, `matchesAction`). Both may also be reached through the test
  // account filters, and an action through the criteria of a cohort alone.
  const asked = `${text}${canonicalJson(tests)}`.toLowerCase()
  const cohorts = asked.includes('cohort') ? ctx.cohorts.map(({ id, members }) => [id, members]) : []
  const facts = {
    team: ctx.team_id,
    timezone: ctx.timezone,
    week_start_day: ctx.week_start_day,
    person_mode: ctx.person_mode,
    counts_distinct_ids: ctx.counts_distinct_ids,
    modifiers: ctx.modifiers,
    property_types: ctx.property_types,
    actions: `${asked}${canonicalJson(cohorts)}`.toLowerCase().includes('action') ? ctx.actions : [],
    ...(ctx.system ? { system: ctx.system } : {}),
    variables: text.includes('"variables"') ? ctx.variables : [],
    cohorts,
    tests: canonicalJson(cohorts).includes(WITHOUT_TESTS) ? ctx.test_account_filters : tests,
    // These change so rarely that it is not looked for whether the query needs them.
    path_cleaning_filters: ctx.path_cleaning_filters,
    person_display_names: ctx.person_display_names,
    deleted_at: ctx.deleted_at,
    has_events: ctx.has_events,
    format: FORMAT_VERSION,
  }
  return `query_${createHash('sha256').update(text).update(canonicalJson(facts)).digest('hex').slice(0, 40)}`
}

/** What filters, variables and placeholders hold: data, whatever its keys are called. */
const DATA = ['value', 'values']

/** Null and absent fields of a node mean the same. */
function withoutIgnored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIgnored)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(
    ([key, item]) => !IGNORED.includes(key) && item !== null && item !== undefined,
  )
  return Object.fromEntries(kept.map(([key, item]) => [key, DATA.includes(key) ? item : withoutIgnored(item)]))
}

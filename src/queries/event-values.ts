import {
  alias,
  and,
  ascending,
  call,
  compare,
  constant,
  descending,
  field,
  moment,
  or,
  select,
} from '../hogql/build.ts'
import { invalid } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import type { JsonObject } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import type { Team } from '../schema/team.ts'
import { type AskDeps, ask } from './ask.ts'
import { eventIs } from './filters.ts'

interface ValueDeps {
  asking: AskDeps
  clock: () => Date
}

const WEEK_MS = 7 * DAY_MS
const MOST_VALUES = 20
/** So many events are looked at, which may be fewer than the week has. */
const EVENTS_READ = 200_000

/** The commonest values of a property in the last week, to complete a filter. */
export async function eventValues({ asking, clock }: ValueDeps, team: Team, query: JsonObject, signal: AbortSignal) {
  const { key, value, event_name } = query
  if (typeof key !== 'string' || key === '') throw invalid('You must provide a key', 'key', 'required')
  const since = compare('>=', field('timestamp'), moment(new Date(clock().getTime() - WEEK_MS)))
  const events = (Array.isArray(event_name) ? event_name : event_name === undefined ? [] : [event_name]).map(String)
  const isNames = key === 'custom_event'
  const text = isNames ? field('event') : call('toString', field('properties', key))
  const search = typeof value === 'string' ? value : ''
  const read = select({
    select: [alias('v', text)],
    from: 'events',
    where: and(
      since,
      ...(events.length > 0 ? [or(...events.map(eventIs))] : []),
      compare('!=', call('ifNull', text, constant('')), constant('')),
      ...(search === '' ? [] : [compare('ilike', text, constant(containing(search)))]),
      ...(isNames ? [compare('not like', text, constant('$%'))] : []),
    ),
    limit: constant(EVENTS_READ),
  })
  const counted = select({
    select: [field('v'), alias('n', call('count'))],
    from: read,
    as: 'found',
    group_by: [field('v')],
    order_by: [descending(field('n')), ascending(field('v'))],
    limit: constant(MOST_VALUES),
  })
  const rows = await ask(asking, team.id, () => counted, { signal })
  return rows.map(([name]) => ({ name }))
}

import fc from 'fast-check'
import { DAY, HOUR, type Interval, MINUTE, toInstant, toLocal, type Zone } from './calendar.ts'
import type { Filter, Happening, Properties, Value, World } from './world.ts'

/** Random worlds: small ones, where everything that can collide does. */

/** A day on which each of these zones turns its clocks, or nothing happens. */
const PLACES: [string, string][] = [
  ['UTC', '2024-03-08'],
  ['America/New_York', '2024-03-10'],
  ['America/New_York', '2024-11-03'],
  ['Europe/Berlin', '2024-03-31'],
  ['Europe/Berlin', '2024-10-27'],
  ['Asia/Kolkata', '2024-02-29'],
  ['America/Santiago', '2024-09-08'],
  ['America/Santiago', '2024-04-07'],
  ['Pacific/Auckland', '2024-04-07'],
]

export interface Place extends Zone {
  /** The middle of all events: a local midnight. */
  middle: number
}

export const places: fc.Arbitrary<Place> = fc
  .tuple(fc.constantFrom(...PLACES), fc.constantFrom<(0 | 1)[]>(0, 1))
  .map(([[timezone, day], week_start_day]) => ({ timezone, week_start_day, middle: Date.parse(`${day}T00:00:00Z`) }))

export const EVENTS = ['open', 'click', 'pay']
export const PEOPLE = ['ann', 'ben', 'cas', 'dan']

export const values: fc.Arbitrary<Value> = fc.constantFrom<Value[]>('a', 'A', 'b', '', '5', 5, 12, 2.5, true, null)
export const numbers: fc.Arbitrary<Value> = fc.constantFrom<Value[]>(1, 2, 2.5, 10, -3, '7', '7.25', 'x', null)

export const properties: fc.Arbitrary<Properties> = fc
  .record({ k: values, n: numbers, $session_id: fc.constantFrom('s1', 's2', 's3') }, { requiredKeys: [] })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))

export const personProperties: fc.Arbitrary<Properties> = fc.record(
  { plan: fc.constantFrom('pro', 'free', ''), age: fc.constantFrom<Value[]>(20, 31.5, '40', 'x') },
  { requiredKeys: [] },
)

/** Moments of the wall clock around a day: midnights and their neighbours, the hours that clocks skip or repeat. */
function moments({ middle, ...zone }: Place, days: number): fc.Arbitrary<number> {
  const clock = fc.oneof(
    fc.constantFrom(0, 1, DAY - 1, 90 * MINUTE, 150 * MINUTE, 12 * HOUR),
    fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => minutes * MINUTE),
  )
  return fc
    .tuple(fc.integer({ min: -days, max: days }), clock, fc.constantFrom(0, 0, 0, HOUR))
    .map(([day, time, later]) => toInstant(middle + day * DAY + time, zone) + later)
}

export interface Scale {
  days: number
  most: number
  /** Moments of events, where a kind wants its own. */
  moments?: (place: Place) => fc.Arbitrary<number>
  properties?: fc.Arbitrary<Properties>
  events?: readonly string[]
  /** No two events of the project at the same moment. */
  apart?: boolean
  surroundings?: fc.Arbitrary<Surroundings>
}

export function worldsAt(place: Place, scale: Scale): fc.Arbitrary<World> {
  const happening: fc.Arbitrary<Happening> = fc.record({
    at: scale.moments ? scale.moments(place) : moments(place, scale.days),
    event: fc.constantFrom(...(scale.events ?? EVENTS)),
    distinct_id: fc.constantFrom(...PEOPLE),
    properties: scale.properties ?? properties,
    person_properties: personProperties,
  })
  return fc
    .record({
      events: fc.array(happening, { maxLength: scale.most, size: 'max' }),
      merged: fc.subarray(['cas', 'dan'], { minLength: 0 }),
      created: fc.tuple(...PEOPLE.map(() => moments(place, scale.days))),
      around: scale.surroundings ?? fc.constant(NOTHING),
    })
    .map(({ events, merged, created, around }) => ({
      ...around,
      timezone: place.timezone,
      week_start_day: place.week_start_day,
      now: toInstant(place.middle + 12 * HOUR, place),
      events: (scale.apart ? unique(events) : events).map(inSessions),
      merges: Object.fromEntries(merged.map((id) => [id, 'ann'])),
      created_at: Object.fromEntries(PEOPLE.map((id, index) => [id, created[index] ?? 0])),
    }))
}

/** What stands around the events. */
export type Surroundings = Pick<World, 'persons' | 'person_mode' | 'groups' | 'cohorts' | 'actions' | 'types'>

const NOTHING: Surroundings = {
  persons: {},
  person_mode: 'person_id_override_properties_on_events',
  groups: {},
  cohorts: {},
  actions: [],
  types: {},
}

/** Sessions last a while, not for weeks. */
const inSessions = ({ at, properties, ...rest }: Happening): Happening => {
  const id = properties['$session_id']
  const span = Math.floor(at / (2 * DAY))
  return { at, ...rest, properties: { ...properties, ...(id && { $session_id: `${id} ${span}` }) } }
}

const unique = (events: readonly Happening[]) => [...new Map(events.map((event) => [event.at, event])).values()]

const text = (local: number, interval: Interval) => {
  const written = new Date(local).toISOString()
  return interval === 'hour' ? written.slice(0, 19) : written.slice(0, 10)
}

/** Ranges around the middle: dates, or so many days back until now. */
export function ranges({ middle, ...zone }: Place, interval: Interval, days: number) {
  const reach = interval === 'hour' ? 20 : days
  const unit = interval === 'hour' ? HOUR : DAY
  // Nobody asks for an hour that the clock does not show.
  const shown = (local: number) => (interval === 'hour' ? toLocal(toInstant(local, zone), zone) : local)
  const absolute = fc
    .tuple(fc.integer({ min: -reach, max: reach }), fc.integer({ min: 0, max: reach }))
    .map(([start, length]) => ({
      date_from: text(shown(middle + start * unit), interval),
      date_to: text(shown(middle + (start + length) * unit), interval),
    }))
  const relative = fc.constantFrom(0, 1, 6, 7, 14).map((back) => ({ date_from: `-${back}d`, date_to: null }))
  return interval === 'hour'
    ? absolute
    : fc.oneof({ weight: 3, arbitrary: absolute }, { weight: 1, arbitrary: relative })
}

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('k'),
    operator: fc.constantFrom('exact', 'is_not', 'icontains', 'not_icontains', 'regex', 'not_regex'),
    value: fc.constantFrom<(Value | Value[])[]>('a', '5', 5, 'true', ['a', '5'], ['b']),
  }),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('k'),
    operator: fc.constantFrom('is_set', 'is_not_set'),
    value: fc.constant(''),
  }),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('n'),
    operator: fc.constantFrom('gt', 'gte', 'lt', 'lte'),
    value: fc.constantFrom<Value[]>(2, '7', 2.5),
  }),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('n'),
    operator: fc.constant('between'),
    value: fc.constant<Value[]>([2, 7]),
  }),
  fc.record<Filter>({
    type: fc.constant('person'),
    key: fc.constant('plan'),
    operator: fc.constantFrom('exact', 'is_not'),
    value: fc.constant<Value[]>(['pro', 'free']),
  }),
)

/** Mostly none: a filter that hides everything proves little. */
export const filters: fc.Arbitrary<Filter[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Filter[]>([]) },
  { weight: 1, arbitrary: fc.array(filter, { minLength: 1, maxLength: 2 }) },
)

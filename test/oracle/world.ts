/**
 * The oracle answers a question of product analytics from the raw list of events, by the published definitions alone.
 * It shares no code with the engine: a mistake would have to be made twice, in two ways of thinking, to stay hidden.
 */

export type Value = string | number | boolean | null
export type Properties = Record<string, Value>

/** An event as an SDK sent it, with what was known of its person at that moment. */
export interface Happening {
  /** Milliseconds since 1970. */
  at: number
  event: string
  distinct_id: string
  properties: Properties
  person_properties: Properties
}

/** All that a project knows. */
export interface World {
  timezone: string
  week_start_day: 0 | 1
  /** The clock, in milliseconds since 1970. */
  now: number
  events: Happening[]
  /** Distinct id → the distinct id whose person it was merged into, after its events were stored. */
  merges: Record<string, string>
  /** Distinct id → when its person was created. */
  created_at: Record<string, number>
  /** Distinct id → what is known of its person now. */
  persons: Record<string, Properties>
  person_mode: PersonMode
  /** Key → what is known of a group of the first type. */
  groups: Record<string, Properties>
  /** Id → the persons that are listed in a cohort. */
  cohorts: Record<number, readonly string[]>
  actions: readonly Action[]
  /** What the project says of properties of events; the others are texts. */
  types: Record<string, 'Numeric' | 'Boolean' | 'DateTime' | 'String'>
}

export type PersonMode =
  | 'disabled'
  | 'person_id_no_override_properties_on_events'
  | 'person_id_override_properties_on_events'
  | 'person_id_override_properties_joined'

/** An event is the deed when it fits one of the steps. */
export interface Action {
  id: number
  name: string
  steps: { event?: string; properties?: Filter[] }[]
}

/** An event of somebody: the person of a distinct id is named by the distinct id that the person began with. */
export interface Deed extends Happening {
  actor: string
  /** When its person was created, as the events know it: a merge leaves what was stored with them. */
  created_at: number
  /** What the session says that it belongs to, and the properties of its group. */
  session: Properties
  group: Properties
  cohorts: readonly number[]
  actions: readonly number[]
}

/** The actor of an event: its person, after all merges; a group's key where groups are counted; '' is nobody. */
export function deeds(world: World, group_type_index?: number): Deed[] {
  const { person_mode, merges, persons } = world
  const sessions = sessionsOf(world.events)
  const isMerged = person_mode !== 'person_id_no_override_properties_on_events'
  const isNow = person_mode === 'disabled' || person_mode === 'person_id_override_properties_joined'
  const known = world.events.map((happening): Deed => {
    const { distinct_id, properties } = happening
    const person = (isMerged && merges[distinct_id]) || distinct_id
    const key = textOf(properties[`$group_${group_type_index ?? 0}`]) ?? ''
    const deed = {
      ...happening,
      properties: typed(properties, world.types),
      ...(isNow && { person_properties: persons[person] ?? {} }),
      created_at: world.created_at[isNow ? person : distinct_id] ?? 0,
      actor: group_type_index === undefined ? person : key,
      session: sessions.get(textOf(properties['$session_id']) ?? '') ?? {},
      group: world.groups[key] ?? {},
      cohorts: Object.keys(world.cohorts)
        .map(Number)
        .filter((id) => world.cohorts[id]?.includes(person)),
      actions: [],
    }
    const fits = ({ event, properties = [] }: Action['steps'][number]) =>
      (event === undefined || event === deed.event) && passes(deed, properties)
    return { ...deed, actions: world.actions.filter(({ steps }) => steps.some(fits)).map(({ id }) => id) }
  })
  return known.filter(({ actor }) => actor !== '').sort((a, b) => a.at - b.at)
}

/** What a property says that is not of its type is nothing. */
const typed = (properties: Properties, types: World['types']): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const text = textOf(value)
      if (types[key] === 'Numeric') return [key, numberOf(value) ?? null]
      if (types[key] === 'Boolean') return [key, text === 'true' || text === 'false' ? text : null]
      return [key, value]
    }),
  )

/** What the events of each session say of it. */
function sessionsOf(events: readonly Happening[]): Map<string, Properties> {
  const own = groupBy(events, ({ properties }) => textOf(properties['$session_id']) ?? '')
  own.delete('')
  return new Map(
    [...own].map(([id, happenings]) => {
      const inOrder = [...happenings].sort((a, b) => a.at - b.at)
      const seconds = inOrder.map(({ at }) => Math.floor(at / 1000))
      const sources = inOrder.flatMap(({ properties }) => textOf(properties['utm_source']) || [])
      const session = {
        $session_duration: (seconds.at(-1) ?? 0) - (seconds[0] ?? 0),
        $pageview_count: inOrder.filter(({ event }) => event === '$pageview').length,
        $entry_utm_source: sources[0] ?? null,
      }
      return [id, session]
    }),
  )
}

/** A property as text; undefined when it is missing or null. */
export function textOf(value: Value | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}

/** A property as a number: float or nothing. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value)
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

type Operator =
  | ('exact' | 'is_not' | 'icontains' | 'not_icontains' | 'regex' | 'not_regex' | 'is_set' | 'is_not_set')
  | ('is_date_exact' | 'is_date_before' | 'is_date_after')
  | ('gt' | 'gte' | 'lt' | 'lte' | 'min' | 'max' | 'between' | 'not_between' | 'in' | 'not_in')

/** A type, not an interface: the program takes it as JSON of any keys. */
export type Filter = {
  type: 'event' | 'person' | 'session' | 'group' | 'cohort' | 'event_metadata' | 'hogql'
  key: string
  operator: Operator
  value?: Value | Value[]
  group_type_index?: number
}

export interface FilterGroup {
  type: 'AND' | 'OR'
  values: (Filter | FilterGroup)[]
}

export type Filters = readonly Filter[] | FilterGroup

/** The truth tables of property filters: what is negative is true of a missing value. A list of them asks for all. */
export function passes(deed: Deed, filters: Filters): boolean {
  if (!('type' in filters)) return filters.every((filter) => passesOne(deed, filter))
  const { type, values } = filters
  if (values.length === 0) return true
  const holds = (one: Filter | FilterGroup) => ('values' in one ? passes(deed, one) : passesOne(deed, one))
  return type === 'AND' ? values.every(holds) : values.some(holds)
}

/** Conditions in HogQL, and what each says. */
export const CONDITIONS: Record<string, (deed: Deed) => boolean> = {
  "properties.k = 'a'": ({ properties }) => textOf(properties['k']) === 'a',
  "properties.k != 'a'": ({ properties }) => textOf(properties['k']) !== 'a',
  'properties.k is null': ({ properties }) => textOf(properties['k']) === undefined,
  'toFloat(properties.n) > 2': ({ properties }) => (numberOf(properties['n']) ?? 0) > 2,
  "person.properties.plan = 'pro' or event = 'open'": ({ event, person_properties }) =>
    event === 'open' || textOf(person_properties['plan']) === 'pro',
  'session.$session_duration > 60': ({ session }) => (numberOf(session['$session_duration']) ?? 0) > 60,
  "group_0.properties.size = 'big'": ({ group }) => textOf(group['size']) === 'big',
  "not (properties.k = 'a' and distinct_id = 'ann')": ({ properties, distinct_id }) =>
    textOf(properties['k']) !== 'a' || distinct_id !== 'ann',
}

/** Expressions in HogQL, and their values. */
export const EXPRESSIONS: Record<string, (deed: Deed) => string | undefined> = {
  // Nothing is an empty text in what is put together.
  "concat(event, ' ', properties.k)": ({ event, properties }) => `${event} ${textOf(properties['k']) ?? ''}`,
  "if(toFloat(properties.n) > 2, 'many', 'few')": ({ properties }) =>
    (numberOf(properties['n']) ?? 0) > 2 ? 'many' : 'few',
  'person.properties.plan': ({ person_properties }) => textOf(person_properties['plan']),
}

export type BreakdownType = Exclude<Filter['type'], 'cohort'>

/** What a filter or a breakdown looks at. */
export function lookedAt(deed: Deed, type: BreakdownType, key: string): Value | undefined {
  if (type === 'hogql') return EXPRESSIONS[key]?.(deed)
  if (type === 'person') return deed.person_properties[key]
  if (type === 'session') return deed.session[key]
  if (type === 'group') return deed.group[key]
  if (type === 'event_metadata') return key === 'event' ? deed.event : deed.distinct_id
  return deed.properties[key]
}

const NEGATIONS: Partial<Record<Operator, Operator>> = {
  is_not: 'exact',
  not_icontains: 'icontains',
  not_regex: 'regex',
  is_not_set: 'is_set',
  not_in: 'in',
}

function passesOne(deed: Deed, { type, key, operator, value }: Filter): boolean {
  const positive = NEGATIONS[operator]
  if (type === 'hogql') return CONDITIONS[key]?.(deed) ?? false
  if (Array.isArray(value) && value.length === 0) return true
  if (positive) return !passesOne(deed, { type, key, operator: positive, value })
  if (type === 'cohort') return deed.cohorts.includes(Number(value))
  const property = lookedAt(deed, type, key)
  const text = textOf(property)
  const number = numberOf(property)
  const wanted = (Array.isArray(value) ? value : [value]).map((one) => textOf(one) ?? '')
  const bound = Number(wanted[0])
  if (text === undefined) return false
  switch (operator) {
    case 'is_set':
      return true
    case 'exact':
    case 'in':
      return wanted.includes(text)
    case 'icontains':
      return wanted.some((one) => text.toLowerCase().includes(one.toLowerCase()))
    case 'regex':
      return wanted.some((one) => new RegExp(one).test(text))
    case 'gt':
      return number !== undefined && number > bound
    case 'gte':
    case 'min':
      return number !== undefined && number >= bound
    case 'lt':
      return number !== undefined && number < bound
    case 'lte':
    case 'max':
      return number !== undefined && number <= bound
    case 'between':
      return number !== undefined && number >= bound && number <= Number(wanted[1])
    case 'is_date_exact':
      return momentOf(property) === momentOf(wanted[0])
    case 'is_date_before':
      return (momentOf(property) ?? Number.POSITIVE_INFINITY) < (momentOf(wanted[0]) ?? 0)
    case 'is_date_after':
      return (momentOf(property) ?? 0) > (momentOf(wanted[0]) ?? 0)
    case 'not_between':
      return number !== undefined && (number < bound || number > Number(wanted[1]))
    default:
      throw new Error(`${operator} is not read here`)
  }
}

/** ISO 8601 with an offset, or seconds since 1970; in milliseconds. */
function momentOf(value: Value | undefined): number | undefined {
  const seconds = numberOf(value)
  const at = seconds === undefined ? Date.parse(textOf(value) ?? '') : seconds * 1000
  return Number.isNaN(at) ? undefined : at
}

/** An event, all events or an action, with filters. */
export interface Entity {
  kind: 'EventsNode' | 'ActionsNode'
  /** Of events; null for all. */
  event?: string | null
  /** Of an action. */
  id?: number
  properties?: Filter[]
}

/** Whether an event is the one that is named. */
export const isNamed = (deed: Deed, { event, id }: Omit<Entity, 'kind'>): boolean =>
  id === undefined ? !event || deed.event === event : deed.actions.includes(id)

export const matches = (deed: Deed, entity: Omit<Entity, 'kind'>): boolean =>
  isNamed(deed, entity) && passes(deed, entity.properties ?? [])

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The quantile of few values: linear between the two nearest. */
export function quantile(values: readonly number[], level: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = level * (sorted.length - 1)
  const [below = 0, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place - Math.floor(place))
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

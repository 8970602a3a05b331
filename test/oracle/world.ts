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
}

/** An event of somebody: the person of a distinct id is named by the distinct id that the person began with. */
export interface Deed extends Happening {
  actor: string
}

/** The actor of an event: its person, after all merges; a group's key where groups are counted; '' is nobody. */
export function deeds(world: World, group_type_index?: number): Deed[] {
  const key = `$group_${group_type_index}`
  const actorOf = (happening: Happening) =>
    group_type_index === undefined
      ? (world.merges[happening.distinct_id] ?? happening.distinct_id)
      : textOf(happening.properties[key])
  return world.events
    .map((happening) => ({ ...happening, actor: actorOf(happening) ?? '' }))
    .filter(({ actor }) => actor !== '')
    .sort((a, b) => a.at - b.at)
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

export interface Filter {
  type: 'event' | 'person'
  key: string
  operator: string
  value?: Value | Value[]
}

/** The truth tables of property filters: what is negative is true of a missing value. */
export function passes(happening: Happening, filters: readonly Filter[]): boolean {
  return filters.every((filter) => passesOne(happening, filter))
}

const NEGATIONS: Record<string, string> = {
  is_not: 'exact',
  not_icontains: 'icontains',
  not_regex: 'regex',
  is_not_set: 'is_set',
}

function passesOne(happening: Happening, { type, key, operator, value }: Filter): boolean {
  const positive = NEGATIONS[operator]
  if (Array.isArray(value) && value.length === 0) return true
  if (positive) return !passesOne(happening, { type, key, operator: positive, value })
  const property = (type === 'event' ? happening.properties : happening.person_properties)[key]
  const text = textOf(property)
  const number = numberOf(property)
  const wanted = (Array.isArray(value) ? value : [value]).map((one) => textOf(one) ?? '')
  const bound = Number(wanted[0])
  if (text === undefined) return false
  switch (operator) {
    case 'is_set':
      return true
    case 'exact':
      return wanted.includes(text)
    case 'icontains':
      return wanted.some((one) => text.toLowerCase().includes(one.toLowerCase()))
    case 'regex':
      return wanted.some((one) => new RegExp(one).test(text))
    case 'gt':
      return number !== undefined && number > bound
    case 'gte':
      return number !== undefined && number >= bound
    case 'lt':
      return number !== undefined && number < bound
    case 'lte':
      return number !== undefined && number <= bound
    case 'between':
      return number !== undefined && number >= bound && number <= Number(wanted[1])
    default:
      throw new Error(`The oracle does not know ${operator}`)
  }
}

/** An event or all events, with filters. */
export interface Entity {
  kind: 'EventsNode'
  event: string | null
  properties?: Filter[]
}

export function matches(happening: Happening, { event, properties = [] }: Entity): boolean {
  return (event === null || happening.event === event) && passes(happening, properties)
}

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

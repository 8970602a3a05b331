import { sql } from 'kysely'
import { HOUR_MS } from '../lib/durations.ts'
import { uuidV7 } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, storableJson, storableText } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { isLossless } from '../lib/lossless.ts'
import { Lru } from '../lib/lru.ts'
import { takingTurns } from '../lib/turns.ts'
import type { GroupTypes } from '../persons/groups.ts'
import type { PersonChange } from '../persons/person-change.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { PROPERTY_TYPES } from './property-definitions.ts'
import { detectType, type PropertyType } from './property-type.ts'

/** An event as observation reads it: after processing, with what it changed of its person. */
export interface ObservedEvent {
  team_id: number
  event: string
  properties: JsonObject
  change?: Pick<PersonChange, 'set' | 'set_once'>
}

/** What an event tells that is not known yet: the properties of these names and such values. */
export interface News {
  team_id: number
  /** None of an event that makes no definitions. */
  event?: string
  own: [string, Json][]
  person: [string, Json][]
  /** Of the group's type, whose index may have to be looked up. */
  group?: { type: string; properties: [string, Json][] }
  /** Lists and objects of properties that get no definition by it, but may have one, or get one later. */
  apart?: Property[]
}

interface Property {
  team_id: number
  name: string
  type: number
  group_type_index: number
}

interface PropertySeen extends Property {
  property_type: PropertyType | null
  only_scalars: boolean
}

const FLUSH_MS = 200
const RETRY_MS = 1_000
const LAST_SEEN_MS = HOUR_MS
const MAX_NAME_BYTES = 200
const MAX_UPDATES = 10_000
/** Names of one event, and of all, about which nothing is left to learn. Beyond that it is learnt again. */
const MAX_SETTLED = 5_000
const MAX_SETTLED_IN_ALL = 1_000_000
const NOT_EVENT_PROPERTIES = new Set([
  '$set',
  '$set_once',
  '$unset',
  '$groups',
  '$group_0',
  '$group_1',
  '$group_2',
  '$group_3',
  '$group_4',
])

/** Names about which nothing is left to learn, so that the thousandth event of a kind costs one look per property. */
interface Settled {
  /** Of texts, numbers and booleans under these names. */
  typed: Set<string>
  /** Of nulls. */
  untyped: Set<string>
  /** Of lists and objects. */
  nested: Set<string>
}

/**
 * Notes which events and properties exist, from the stream of stored events. Off the path to the answer: it gathers for
 * a fifth of a second and writes in bulk, and what was noted lately is not written again.
 */
export class Observe {
  private readonly deps: { postgres: Postgres; group_types: GroupTypes; clock: () => Date; log: Log }
  private readonly known = new Lru<string, number>(200_000)
  private readonly settled = new Lru<string, Settled>(20_000)
  /** How many names came to `settled` since it was empty. */
  private settledNames = 0
  private events = new Map<string, { team_id: number; name: string }>()
  private properties = new Map<string, PropertySeen>()
  private links = new Map<string, { team_id: number; event: string; property: string }>()
  private apart = new Map<string, Property>()
  private noting: Promise<void> = Promise.resolve()
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<void> = Promise.resolve()

  constructor(deps: Observe['deps']) {
    this.deps = deps
  }

  /** What there is to learn from an event; of nearly all nothing. */
  look({ team_id, event, properties, change }: ObservedEvent): News | undefined {
    if (event === '$$plugin_metrics' || !isName(event)) return this.lookApart(team_id, properties, change)
    if (event === '$groupidentify') {
      const { $group_type: type, $group_set } = properties
      const all = typeof type === 'string' ? keysOf($group_set) : []
      const group = 1 + all.length > MAX_UPDATES ? all.filter(([, value]) => isNested(value)) : all
      const apart = this.lookApart(team_id, properties, undefined)
      return { team_id, event, own: [], person: [], group: { type: String(type), properties: group }, ...apart }
    }
    const person = [change?.set, change?.set_once].flatMap((part) => this.unsettled(`${team_id}`, part))
    const own = this.unsettled(`${team_id}:${event}`, properties)
    if (1 + 2 * own.length + person.length > MAX_UPDATES) return this.lookApart(team_id, properties, change)
    const isNew = own.length + person.length > 0 || this.isUnseen(team_id, event, this.deps.clock().getTime())
    return isNew ? { team_id, event, own, person } : undefined
  }

  /** The same of an event that makes no definitions: which properties hold lists and objects in it. */
  private lookApart(team_id: number, own: JsonObject, change: ObservedEvent['change']): News | undefined {
    const nested = (type: number, value: Json | undefined) =>
      keysOf(value).flatMap(([name, item]): Property[] =>
        isNested(item) && !NOT_EVENT_PROPERTIES.has(name) && this.known.get(apartKey(team_id, type, name)) === undefined
          ? [{ team_id, name, type, group_type_index: -1 }]
          : [],
      )
    const person = [change?.set, change?.set_once].flatMap((part) => nested(PROPERTY_TYPES.person, part))
    const apart = [...nested(PROPERTY_TYPES.event, own), ...person]
    return apart.length > 0 ? { team_id, own: [], person: [], apart } : undefined
  }

  /** Takes what there is to learn. Returns at once. */
  take(news: readonly News[]): void {
    if (news.length === 0) return
    this.noting = this.noting.then(() => this.noteAll(news))
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Forgets a deleted definition, so that the next event makes it anew. */
  forget(teamId: number, event: string): void {
    this.known.delete(eventKey(teamId, event))
  }

  /** Forgets all that is known, so that a property that was deleted, or what another process deleted, is made anew by the next event. */
  forgetAll(): void {
    this.known.clear()
    this.forgetSettled()
  }

  private forgetSettled(): void {
    this.settled.clear()
    this.settledNames = 0
  }

  /** Writes what was seen. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.flushing = this.flushing.then(() => this.write())
    return this.flushing
  }

  private async noteAll(news: readonly News[]): Promise<void> {
    const nowMs = this.deps.clock().getTime()
    const turn = takingTurns()
    for (const one of news) {
      try {
        await this.note(one, nowMs)
      } catch (error) {
        this.deps.log.error('what an event says of a group could not be noted', error)
      }
      const others = turn()
      if (others) await others
    }
  }

  private async write(): Promise<void> {
    await this.noting
    const now = this.deps.clock()
    const [events, properties, links] = [[...this.events], [...this.properties], [...this.links]]
    const apart = [...this.apart]
    this.events.clear()
    this.properties.clear()
    this.links.clear()
    this.apart.clear()
    try {
      await this.upsertApart(apart.map(([, row]) => row))
      await this.upsert(
        events.map(([, row]) => row),
        properties.map(([, row]) => row),
        links.map(([, row]) => row),
        now,
      )
      for (const [key] of [...events, ...properties, ...links, ...apart]) this.known.set(key, now.getTime())
    } catch (error) {
      this.deps.log.error('definitions could not be written; trying again', error)
      for (const [key, row] of events) this.events.set(key, row)
      for (const [key, row] of properties) this.properties.set(key, row)
      for (const [key, row] of links) this.links.set(key, row)
      for (const [key, row] of apart) this.apart.set(key, row)
      this.timer ??= setTimeout(() => void this.flush(), RETRY_MS)
    }
  }

  /** Something to wait for where the event speaks of a group. */
  private note({ team_id, event, own, person, group, apart }: News, nowMs: number): Promise<void> | undefined {
    for (const { name, type, ...row } of apart ?? [])
      this.apart.set(apartKey(team_id, type, name), { ...row, type, name: storableText(name) })
    if (event === undefined) return undefined
    if (this.isUnseen(team_id, event, nowMs)) this.events.set(eventKey(team_id, event), { team_id, name: event })
    for (const [name, value] of own) this.noteEventProperty(team_id, event, name, value, nowMs)
    for (const [name, value] of person) {
      if (this.noteProperty(team_id, name, PROPERTY_TYPES.person, -1, value, nowMs))
        this.settle(`${team_id}`, name, value)
    }
    if (!group || group.properties.length === 0) return undefined
    return this.noteGroup(team_id, group.type, group.properties, nowMs)
  }

  private async noteGroup(team_id: number, type: string, properties: [string, Json][], nowMs: number): Promise<void> {
    const index = await this.deps.group_types.find(team_id, type)
    if (index === undefined) return
    for (const [name, value] of properties) this.noteProperty(team_id, name, PROPERTY_TYPES.group, index, value, nowMs)
  }

  /** Also of an event that was not seen for an hour. */
  private isUnseen(team_id: number, event: string, nowMs: number): boolean {
    return nowMs - (this.known.get(eventKey(team_id, event)) ?? 0) >= LAST_SEEN_MS
  }

  private noteEventProperty(team_id: number, event: string, name: string, value: Json, nowMs: number): void {
    const isNone = NOT_EVENT_PROPERTIES.has(name)
    const isKnown = isNone || this.noteProperty(team_id, name, PROPERTY_TYPES.event, -1, value, nowMs)
    const isLinked = !isNone && !name.startsWith('$feature/') && !name.startsWith('$feature_enrollment/')
    const key = `l:${team_id}:${event.length}:${event}:${name}`
    if (isLinked && this.known.get(key) === undefined) this.links.set(key, { team_id, event, property: name })
    else if (isKnown) this.settle(`${team_id}:${event}`, name, value)
  }

  /** Notes a property; true when there is nothing more to learn from such a value. */
  private noteProperty(
    team_id: number,
    name: string,
    type: number,
    index: number,
    value: Json,
    nowMs: number,
  ): boolean {
    const key = `p:${team_id}:${type}:${index}:${name}`
    const typed = `t:${key}`
    const nested = isNested(value)
    const settled = nested ? `n:${key}` : typed
    if (this.known.get(settled) !== undefined) return true
    // The first type stays, as it does in the table.
    if (this.properties.has(settled)) return false
    const plain = isLossless(value) ? Number(String(value)) : value
    const property_type = detectType(name, plain, nowMs / 1000) ?? null
    const where = { team_id, name: storableText(name), type, group_type_index: index }
    const seen = { ...where, property_type, only_scalars: !nested }
    if (nested || property_type !== null) this.properties.set(settled, seen)
    else if (this.known.get(key) !== undefined) return true
    else this.properties.set(key, seen)
    return false
  }

  private unsettled(scope: string, value: Json | undefined): [string, Json][] {
    if (!isObject(value)) return []
    const settled = this.settled.get(scope)
    const entries: [string, Json][] = []
    for (const key in value) {
      const item = value[key]
      if (item === undefined || settled?.[kindOf(item)].has(key)) continue
      if (!isName(key)) continue
      entries.push([key, item])
    }
    return entries
  }

  private settle(scope: string, name: string, value: Json): void {
    if (this.settledNames >= MAX_SETTLED_IN_ALL) this.forgetSettled()
    let settled = this.settled.get(scope)
    if (!settled) {
      settled = { typed: new Set(), untyped: new Set(), nested: new Set() }
      this.settled.set(scope, settled)
    }
    if (settled.typed.size + settled.untyped.size + settled.nested.size > MAX_SETTLED) return
    settled[kindOf(value)].add(name)
    this.settledNames++
  }

  /** Properties that are not only scalars, and will not be once they have a definition. */
  private async upsertApart(properties: Property[]): Promise<void> {
    if (properties.length === 0) return
    await sql`
      WITH held AS (
        INSERT INTO forgotten_property (team_id, name, type, group_type_index)
        SELECT DISTINCT r.team_id, r.name, r.type, r.group_type_index
        FROM jsonb_to_recordset(${rows(properties)}::jsonb)
          AS r (team_id int, name text, type smallint, group_type_index smallint)
        JOIN team ON team.id = r.team_id
        ON CONFLICT (team_id, name, type, group_type_index) DO UPDATE SET name = excluded.name
        RETURNING *
      )
      UPDATE property_definition AS known SET only_scalars = false FROM held
      WHERE known.only_scalars AND (known.team_id, known.name, known.type, known.group_type_index)
        = (held.team_id, held.name, held.type, held.group_type_index)`.execute(this.deps.postgres)
  }

  /**
   * A project may have been deleted meanwhile: its names must not keep those of the others from being written. When an event
   * was seen last is written once an hour, also by a process that has forgotten when it wrote that.
   */
  private async upsert(
    events: { team_id: number; name: string }[],
    properties: PropertySeen[],
    links: { team_id: number; event: string; property: string }[],
    now: Date,
  ): Promise<void> {
    const { postgres } = this.deps
    const withId = <T extends object>(list: T[]) => list.map((row) => ({ id: uuidV7(now.getTime()), ...row }))
    if (events.length > 0)
      await sql`
        INSERT INTO event_definition (id, team_id, name, created_at, last_seen_at)
        SELECT r.id, r.team_id, r.name, ${now}, ${now}
        FROM jsonb_to_recordset(${rows(withId(events))}::jsonb) AS r (id uuid, team_id int, name text)
        JOIN team ON team.id = r.team_id
        ON CONFLICT (team_id, name) DO UPDATE SET
          created_at = coalesce(event_definition.created_at, excluded.created_at),
          last_seen_at = greatest(event_definition.last_seen_at, excluded.last_seen_at)
        WHERE event_definition.created_at IS NULL OR event_definition.last_seen_at IS NULL
          OR event_definition.last_seen_at <= ${new Date(now.getTime() - LAST_SEEN_MS)}`.execute(postgres)
    if (properties.length > 0)
      await sql`
        INSERT INTO property_definition AS known
          (id, team_id, name, type, group_type_index, property_type, is_numerical, only_scalars)
        SELECT (array_agg(r.id))[1], r.team_id, r.name, r.type, r.group_type_index, min(r.property_type),
          coalesce(min(r.property_type) = 'Numeric', false),
          bool_and(r.only_scalars) AND NOT EXISTS (SELECT FROM forgotten_property AS f
            WHERE (f.team_id, f.name, f.type, f.group_type_index) = (r.team_id, r.name, r.type, r.group_type_index))
        FROM jsonb_to_recordset(${rows(withId(properties))}::jsonb) AS r (id uuid, team_id int, name text, type smallint,
          group_type_index smallint, property_type text, only_scalars boolean)
        JOIN team ON team.id = r.team_id
        GROUP BY r.team_id, r.name, r.type, r.group_type_index
        ON CONFLICT (team_id, name, type, group_type_index) DO UPDATE SET
          property_type = coalesce(known.property_type, excluded.property_type),
          is_numerical = CASE WHEN known.property_type IS NULL THEN excluded.is_numerical ELSE known.is_numerical END,
          only_scalars = known.only_scalars AND excluded.only_scalars
        WHERE (known.property_type IS NULL AND excluded.property_type IS NOT NULL)
          OR (known.only_scalars AND NOT excluded.only_scalars)`.execute(postgres)
    if (links.length > 0)
      await sql`
        INSERT INTO event_property (team_id, event, property)
        SELECT r.team_id, r.event, r.property
        FROM jsonb_to_recordset(${rows(links)}::jsonb) AS r (team_id int, event text, property text)
        JOIN team ON team.id = r.team_id
        ON CONFLICT DO NOTHING`.execute(postgres)
  }
}

const rows = (list: object[]) => storableJson(JSON.stringify(list))

/** Longer names than this are left out: the tables' indexes do not take names of any length, and one failure would keep all others out. */
const isName = (name: string) => name !== '' && Buffer.byteLength(name) <= MAX_NAME_BYTES

const isNested = (value: Json) => typeof value === 'object' && value !== null && !isLossless(value)

/** What there is to learn from a value is learnt once for each of these. */
const kindOf = (value: Json) => (value === null ? 'untyped' : isNested(value) ? 'nested' : 'typed')

const apartKey = (team_id: number, type: number, name: string) => `a:${team_id}:${type}:${name}`

const eventKey = (team_id: number, event: string) => `e:${team_id}:${event}`

function keysOf(value: Json | undefined): [string, Json][] {
  if (!isObject(value)) return []
  const entries: [string, Json][] = []
  for (const [key, item] of Object.entries(value)) if (item !== undefined && isName(key)) entries.push([key, item])
  return entries
}

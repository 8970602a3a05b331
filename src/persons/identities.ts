import { HOUR_MS } from '../lib/durations.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import { cleanDistinctId, isIllegalForMerge } from './distinct-id.ts'
import { keyOf, type Person, personUuid } from './person.ts'
import { changeOf, NO_CHANGE, observedChangeOf, type PersonChange } from './person-change.ts'
import { areTooLarge, updatedProperties } from './updated-properties.ts'

/** An event as far as identity is concerned. */
export interface IdentityRequest {
  team_id: number
  distinct_id: string
  event: string
  uuid: string
  /** Microseconds. */
  timestamp: number
  properties: JsonObject
  /**
   * `full`: the event may make and change a person. `personless`: its `$process_person_profile` is false. `no_person`: it
   * belongs to a person where there is one, and makes none.
   */
  mode: 'full' | 'personless' | 'no_person'
  /** The project takes no person data at all: personless events are never upgraded. */
  opt_out: boolean
}

export interface IdentityResult {
  person_id: string
  person_created_at: Date
  person_mode: 'full' | 'propertyless' | 'force_upgrade'
  /** The person's properties after the event: one object for all events until the person changes. */
  person_properties: JsonObject
  /**
   * What the event asks to change. Its `set` shows on the event's own row, even where the person was not worth writing
   * again.
   */
  change: PersonChange
}

export interface Warning {
  team_id: number
  type: string
  details: JsonObject
}

/** Where a distinct id points. `moved` and `new` ones have to be written. */
export interface Mapping {
  team_id: number
  distinct_id: string
  person: Draft
  version: number
  state: 'stored' | 'new' | 'moved'
}

/** A person within one group of events, with what has to be written of it. */
export interface Draft extends Person {
  state: 'stored' | 'new' | 'changed' | 'deleted'
  /** The version found in the store, which an update must still find there. */
  stored_version: number
  /** The hour of the newest event is later than the store has it. */
  seen: boolean
}

export interface Personless {
  team_id: number
  distinct_id: string
  is_merged: boolean
  state: 'stored' | 'new' | 'changed'
}

const NO_PERSON_CREATED_AT = new Date('1970-01-01T00:00:05Z')
/** Anonymous events of the first minute after a person was made stay personless: a browser sends some late. */
const GRACE_MS = 60_000

/** The two ids of an event that merges; undefined for all others. */
export function mergeOf(request: Pick<IdentityRequest, 'event' | 'properties' | 'distinct_id'>) {
  const { event, properties, distinct_id } = request
  let other: JsonObject[string]
  if (event === '$identify') other = properties['$anon_distinct_id']
  else if (event === '$create_alias' || event === '$merge_dangerously') other = properties['alias'] || undefined
  if (other === undefined || other === null || other === '') return undefined
  return { other: cleanDistinctId(other), into: distinct_id }
}

/**
 * The identities that a group of events touches, as they were in the store, and the rules by which events change them. It
 * reads and writes no store: events are processed in order of arrival, and all that came of it is written together
 * afterwards.
 */
export class Identities {
  readonly mappings = new Map<string, Mapping>()
  readonly personless = new Map<string, Personless>()
  readonly drafts = new Set<Draft>()
  private readonly found = new Map<string, Draft>()
  readonly warnings: Warning[] = []
  /** Persons that became part of another one that was stored before, in order. */
  readonly merges: { team_id: number; from: string; into: string }[] = []
  /** Versions of deleted persons and mappings, by `team:key`. What is made anew under such a key needs a higher version. */
  tombstones: ReadonlyMap<string, number> = new Map()
  /** Persons that live under the uuid of an id which was split off from them, as `team:uuid`. */
  taken: ReadonlySet<string> = new Set()

  /** Puts in what the store knows, before the first event. */
  know(person: Person, { distinct_id, version }: { distinct_id: string; version: number }): void {
    const name = keyOf(person.team_id, person.uuid)
    let draft = this.found.get(name)
    if (!draft) {
      draft = { ...person, state: 'stored', stored_version: person.version, seen: false }
      this.found.set(name, draft)
      this.drafts.add(draft)
    }
    const key = keyOf(person.team_id, distinct_id)
    this.mappings.set(key, { team_id: person.team_id, distinct_id, person: draft, version, state: 'stored' })
  }

  knowPersonless(teamId: number, distinctId: string, isMerged: boolean): void {
    const key = keyOf(teamId, distinctId)
    this.personless.set(key, { team_id: teamId, distinct_id: distinctId, is_merged: isMerged, state: 'stored' })
  }

  process(request: IdentityRequest): IdentityResult {
    if (request.mode !== 'full') return this.processPersonless(request)
    const change = observedChangeOf(request.properties)
    return this.result(this.full(request, change), change, 'full')
  }

  private processPersonless(request: IdentityRequest): IdentityResult {
    const mapping = this.mappings.get(keyOf(request.team_id, request.distinct_id))
    if (!mapping) return this.withoutPerson(request)
    const { person } = mapping
    see(person, timeOf(request))
    const late = timeOf(request) > person.created_at.getTime() + GRACE_MS
    const change = changeOf(request.properties)
    if (request.mode === 'personless' && late && !request.opt_out)
      return this.result(this.full(request, change), change, 'force_upgrade')
    if (request.mode === 'no_person') return this.result(person, change, 'full')
    return {
      person_id: person.uuid,
      person_created_at: person.created_at,
      person_mode: 'propertyless',
      person_properties: {},
      change: NO_CHANGE,
    }
  }

  private withoutPerson({ team_id, distinct_id, mode }: IdentityRequest): IdentityResult {
    const key = keyOf(team_id, distinct_id)
    if (mode === 'personless' && !this.personless.has(key))
      this.personless.set(key, { team_id, distinct_id, is_merged: false, state: 'new' })
    return {
      person_id: personUuid(team_id, distinct_id),
      person_created_at: NO_PERSON_CREATED_AT,
      person_mode: 'propertyless',
      person_properties: {},
      change: NO_CHANGE,
    }
  }

  private full(request: IdentityRequest, change: PersonChange): Draft {
    const merge = mergeOf(request)
    if (merge && merge.other !== merge.into) {
      if (isIllegalForMerge(merge.other) || isIllegalForMerge(merge.into)) this.warnIllegal(request, merge)
      else this.merge(request, merge.other, change)
    }
    const mapping = this.mappings.get(keyOf(request.team_id, request.distinct_id))
    if (!mapping) return this.create(request, request.distinct_id, change)
    see(mapping.person, timeOf(request))
    this.change(mapping.person, request, change)
    return mapping.person
  }

  private change(person: Draft, request: IdentityRequest, change: PersonChange): void {
    const next = updatedProperties(person.properties, change, request.event)
    if (!next || this.isTooLarge(request, person, next)) return
    person.properties = next
    touch(person)
  }

  /** A person made by this event, under the uuid of `primary` unless another person has that. */
  private create(request: IdentityRequest, primary: string, { set, set_once }: PersonChange): Draft {
    const own = personUuid(request.team_id, primary)
    const uuid = this.taken.has(keyOf(request.team_id, own)) ? uuidV7(timeOf(request)) : own
    const creator = { $creator_event_uuid: request.uuid }
    const person: Draft = {
      team_id: request.team_id,
      uuid,
      properties: creator,
      created_at: new Date(timeOf(request)),
      is_identified: false,
      last_seen_at: null,
      version: this.above(request.team_id, uuid, 0),
      stored_version: -1,
      state: 'new',
      seen: false,
    }
    const properties = { ...set_once, ...set, ...creator }
    if (!this.isTooLarge(request, person, properties)) person.properties = properties
    see(person, timeOf(request))
    this.drafts.add(person)
    this.attach(person, primary, 0)
    return person
  }

  private above(teamId: number, key: string, version: number): number {
    return Math.max(version, (this.tombstones.get(keyOf(teamId, key)) ?? -1) + 1)
  }

  private attach(person: Draft, distinctId: string, least: number): void {
    const key = keyOf(person.team_id, distinctId)
    const version = this.above(person.team_id, distinctId, least)
    this.mappings.set(key, { team_id: person.team_id, distinct_id: distinctId, person, version, state: 'new' })
    this.setMerged(key)
  }

  private setMerged(key: string): void {
    const personless = this.personless.get(key)
    if (!personless || personless.is_merged) return
    personless.is_merged = true
    if (personless.state === 'stored') personless.state = 'changed'
  }

  private merge(request: IdentityRequest, other: string, change: PersonChange): void {
    const { team_id, distinct_id: into } = request
    const intoMapping = this.mappings.get(keyOf(team_id, into))
    const otherMapping = this.mappings.get(keyOf(team_id, other))
    if (intoMapping && otherMapping) {
      this.mergePersons(request, intoMapping.person, otherMapping.person)
      return
    }
    const known = intoMapping ?? otherMapping
    if (known) {
      const missing = intoMapping ? other : into
      this.attach(known.person, missing, this.wasPersonless(team_id, missing) ? 1 : 0)
      identify(known.person)
      return
    }
    const swap = this.wasPersonless(team_id, other) && !this.wasPersonless(team_id, into)
    const [primary, second] = swap ? [other, into] : [into, other]
    const person = this.create(request, primary, change)
    person.is_identified = true
    this.attach(person, second, this.wasPersonless(team_id, second) ? 1 : 0)
  }

  private wasPersonless(teamId: number, distinctId: string): boolean {
    return this.personless.has(keyOf(teamId, distinctId))
  }

  private mergePersons(request: IdentityRequest, survivor: Draft, other: Draft): void {
    if (survivor === other) {
      identify(survivor)
      return
    }
    if (other.is_identified && request.event !== '$merge_dangerously') {
      this.warn(request, 'cannot_merge_already_identified', { sourcePerson: other.uuid, targetPerson: survivor.uuid })
      return
    }
    const properties = { ...other.properties, ...survivor.properties }
    if (!this.isTooLarge(request, survivor, properties)) survivor.properties = properties
    survivor.created_at = new Date(Math.min(+other.created_at, +survivor.created_at))
    survivor.is_identified = true
    if (other.last_seen_at) see(survivor, other.last_seen_at.getTime())
    touch(survivor)
    survivor.version = Math.max(survivor.version, other.version + 1)
    for (const mapping of this.mappings.values()) {
      if (mapping.person !== other) continue
      mapping.person = survivor
      mapping.version += 1
      mapping.state = mapping.state === 'new' ? 'new' : 'moved'
    }
    // Whoever became part of the other one in this group goes on with it: what is theirs moves in one step.
    for (const merge of this.merges)
      if (merge.team_id === other.team_id && merge.into === other.uuid) merge.into = survivor.uuid
    if (other.state === 'new') this.drafts.delete(other)
    else this.merges.push({ team_id: other.team_id, from: other.uuid, into: survivor.uuid })
    other.state = 'deleted'
  }

  /**
   * Whether properties are more than a person may have. Then a warning is noted, and the caller leaves the person as it
   * was.
   */
  private isTooLarge(request: IdentityRequest, person: Draft, next: JsonObject): boolean {
    if (!areTooLarge(next, person.properties)) return false
    this.warn(request, 'person_properties_size_violation', { personId: person.uuid, distinctId: request.distinct_id })
    return true
  }

  private warnIllegal(request: IdentityRequest, merge: { other: string; into: string }): void {
    const illegal = isIllegalForMerge(merge.other) ? merge.other : merge.into
    this.warn(request, 'cannot_merge_with_illegal_distinct_id', {
      illegalDistinctId: illegal,
      otherDistinctId: illegal === merge.other ? merge.into : merge.other,
    })
  }

  private warn(request: IdentityRequest, type: string, details: JsonObject): void {
    this.warnings.push({ team_id: request.team_id, type, details: { eventUuid: request.uuid, ...details } })
  }

  private result(person: Draft, change: PersonChange, mode: IdentityResult['person_mode']): IdentityResult {
    return {
      person_id: person.uuid,
      person_created_at: person.created_at,
      person_mode: mode,
      person_properties: person.properties,
      change,
    }
  }
}

/** In milliseconds. */
const timeOf = ({ timestamp }: IdentityRequest) => Math.floor(timestamp / 1000)

function touch(person: Draft): void {
  if (person.state === 'stored') person.state = 'changed'
  if (person.state === 'changed' && person.version === person.stored_version) person.version += 1
}

/**
 * Notes that an event of a person came, by the hour, so that it is written once for all events of an hour. The person gets
 * no new version, because neither its events nor queries show the hour.
 */
function see(person: Draft, at: number): void {
  if (person.last_seen_at && at < person.last_seen_at.getTime() + HOUR_MS) return
  person.last_seen_at = new Date(Math.floor(at / HOUR_MS) * HOUR_MS)
  person.seen = true
}

function identify(person: Draft): void {
  if (person.is_identified) return
  person.is_identified = true
  touch(person)
}

import type { Log } from '../lib/log.ts'
import { Lru } from '../lib/lru.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { type Group, type GroupChange, updateGroups } from './groups.ts'
import {
  type Draft,
  Identities,
  type IdentityRequest,
  type IdentityResult,
  type Mapping,
  mergeOf,
  type Warning,
} from './identities.ts'
import * as store from './identity-store.ts'
import {
  groupLine,
  type Membership,
  mappingLine,
  membershipLine,
  type Outbox,
  type Posted,
  personLine,
  type Target,
} from './outbox.ts'
import { keyOf, type Person, personUuid } from './person.ts'

interface IdentifyDeps {
  postgres: Postgres
  outbox: Outbox
  clock: () => Date
  log: Log
  /** Other processes may write persons too, so what is remembered of them is held against the store first. */
  shared: boolean
}

interface Identified {
  results: IdentityResult[]
  warnings: Warning[]
  /** Rows that must be in ClickHouse before the events are acknowledged, and those that may follow. */
  urgent: Posted[]
  later: Posted[]
}

const MAX_ATTEMPTS = 6

/** Persons that are remembered: so many, or fewer where much is told of them. */
const MOST_PERSONS = 20_000
const MOST_CHARACTERS = 64_000_000

/**
 * The identity step of a whole group of events: one look-up for what is not remembered, the rules applied in memory, and one
 * transaction of a few statements over many rows. What is remembered changes only after the commit.
 */
export class Identify {
  private readonly deps: IdentifyDeps
  private readonly mappings = new Lru<string, { uuid: string; version: number }>(100_000)
  private readonly persons = new Lru<string, Person>(MOST_CHARACTERS, weightOf)
  private readonly personless = new Lru<string, { is_merged: boolean }>(100_000)

  /** Grows whenever everything is forgotten, so that a group that had read before does not remember what it read. */
  private epoch = 0

  constructor(deps: IdentifyDeps) {
    this.deps = deps
  }

  /** Decides whose the events are and writes what follows from it: all of it, or nothing when it throws. */
  async group(requests: readonly IdentityRequest[], groups: readonly GroupChange[]): Promise<Identified> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(requests, groups, attempt > 1)
      } catch (error) {
        if (!store.isConflict(error) || attempt === MAX_ATTEMPTS) throw error
        this.forget()
      }
    }
  }

  /** Drops what is remembered: another process, or a person's deletion, changed the store. */
  forget(): void {
    this.epoch++
    this.mappings.clear()
    this.persons.clear()
    this.personless.clear()
  }

  private async attempt(
    requests: readonly IdentityRequest[],
    groups: readonly GroupChange[],
    afterConflict: boolean,
  ): Promise<Identified> {
    const { epoch } = this
    const identities = await this.load(requests, afterConflict)
    const results: IdentityResult[] = []
    const turn = takingTurns()
    for (const request of requests) {
      results.push(identities.process(request))
      const others = turn()
      if (others) await others
    }
    const changed = await this.write(identities, groups)
    if (epoch === this.epoch) this.remember(identities)
    return { results, warnings: identities.warnings, ...changed }
  }

  private async load(requests: readonly IdentityRequest[], afterConflict: boolean): Promise<Identities> {
    const identities = new Identities()
    const unknown: store.DistinctId[] = []
    const ids = idsOf(requests)
    if (this.deps.shared) await this.forgetOutdated(ids)
    for (const [key, id] of ids) {
      const mapping = this.mappings.get(key)
      const person = mapping && this.persons.get(keyOf(id.team_id, mapping.uuid))
      const personless = this.personless.get(key)
      if (person) identities.know(person, { distinct_id: id.distinct_id, version: mapping.version })
      if (personless) identities.knowPersonless(id.team_id, id.distinct_id, personless.is_merged)
      // Should another process have given this id a person, an override corrects what is stored for it here.
      const surelyNobody = id.anonymous && personless?.is_merged === false
      if (!person && !surelyNobody) unknown.push(id)
    }
    const merging = requests.flatMap((request) => {
      const merge = request.mode === 'full' ? mergeOf(request) : undefined
      return merge ? [merge.into, merge.other].map((distinct_id) => ({ team_id: request.team_id, distinct_id })) : []
    })
    await this.loadFromStore(identities, unknown, merging)
    if (afterConflict) identities.taken = await this.takenUuids(identities, unknown)
    return identities
  }

  /**
   * Forgets those of these ids whose person another process has merged, deleted or changed. Otherwise a deleted person would
   * go on getting events, and a property that was changed elsewhere could not be set back to what is remembered here.
   */
  private async forgetOutdated(ids: ReadonlyMap<string, store.DistinctId>): Promise<void> {
    const known = [...ids].flatMap(([key, { team_id, distinct_id }]) => {
      const mapping = this.mappings.get(key)
      const person = mapping && this.persons.get(keyOf(team_id, mapping.uuid))
      return person ? [{ team_id, distinct_id, mapping_version: mapping.version, person }] : []
    })
    for (const { team_id, distinct_id, uuid } of await store.findOutdated(this.deps.postgres, known)) {
      this.mappings.delete(keyOf(team_id, distinct_id))
      this.persons.delete(keyOf(team_id, uuid))
    }
  }

  private async loadFromStore(
    identities: Identities,
    unknown: store.DistinctId[],
    merging: store.DistinctId[],
  ): Promise<void> {
    const { postgres } = this.deps
    const siblings = merging.length > 0 ? await store.findSiblings(postgres, merging) : []
    const missing = siblings.filter((id) => !identities.mappings.has(keyOf(id.team_id, id.distinct_id)))
    const ids = unique([...unknown, ...missing])
    if (ids.length === 0) return
    for (const { person, distinct_id, mapping_version } of await store.findPersons(postgres, ids))
      identities.know(person, { distinct_id, version: mapping_version })
    const fresh = unknown.filter((id) => !identities.mappings.has(keyOf(id.team_id, id.distinct_id)))
    if (fresh.length > 0) {
      const keys = fresh.flatMap(({ team_id, distinct_id }) => [distinct_id, personUuid(team_id, distinct_id)])
      const named = keys.map((key, i) => ({ team_id: fresh[i >> 1]?.team_id ?? 0, key }))
      identities.tombstones = await store.findTombstones(postgres, named)
    }
    const rest = unknown.filter((id) => !identities.personless.has(keyOf(id.team_id, id.distinct_id)))
    if (rest.length === 0) return
    for (const { team_id, distinct_id, is_merged } of await store.findPersonless(postgres, rest))
      identities.knowPersonless(team_id, distinct_id, is_merged)
  }

  /**
   * The uuids of ids without a person that other persons have. It hardly ever happens, to an id that was split off the person
   * it had made and deleted since, so it is looked for only once writing has failed.
   */
  private takenUuids(identities: Identities, unknown: store.DistinctId[]): Promise<Set<string>> {
    const nobodys = unknown.filter((id) => !identities.mappings.has(keyOf(id.team_id, id.distinct_id)))
    const keys = nobodys.map(({ team_id, distinct_id }) => ({ team_id, key: personUuid(team_id, distinct_id) }))
    return store.findTaken(this.deps.postgres, keys)
  }

  private async write(identities: Identities, groupChanges: readonly GroupChange[]) {
    const drafts = [...identities.drafts]
    const mappings = [...identities.mappings.values()].filter(({ state }) => state !== 'stored')
    const personless = [...identities.personless.values()].filter(({ state }) => state !== 'stored')
    const changed = drafts.filter(({ state }) => state !== 'stored')
    const inState = <T extends { state: string }>(rows: T[], wanted: T['state']) =>
      rows.filter(({ state }) => state === wanted)
    const seen = drafts.filter((person) => person.seen && person.state === 'stored')
    if (changed.length + seen.length + mappings.length + personless.length + groupChanges.length === 0)
      return { urgent: [], later: [] }
    const now = this.deps.clock()
    return this.deps.postgres.transaction().execute(async (tx) => {
      await store.insertPersons(tx, inState(drafts, 'new'))
      await store.updatePersons(tx, inState(drafts, 'changed'))
      await store.seePersons(tx, seen)
      await store.insertMappings(tx, inState(mappings, 'new'))
      await store.moveMappings(tx, inState(mappings, 'moved'))
      const memberships = await store.moveMemberships(tx, identities.merges)
      await store.deletePersons(tx, inState(drafts, 'deleted'))
      await store.writePersonless(tx, personless, now)
      const groups = await updateGroups(tx, groupChanges)
      return this.post(tx, { changed, mappings, groups, memberships }, now)
    })
  }

  private async post(
    tx: PostgresOrTransaction,
    written: {
      changed: readonly Draft[]
      mappings: readonly Mapping[]
      groups: readonly Group[]
      memberships: { added: readonly Membership[]; removed: readonly Membership[] }
    },
    now: Date,
  ) {
    const { changed, mappings, groups, memberships } = written
    const overrides = mappings.filter(({ version }) => version > 0)
    await store.addOverrides(tx, countByTeam(overrides))
    const rows = new Map<Target, string[]>([
      ['person_distinct_id_overrides', overrides.map((mapping) => mappingLine(mapping))],
      ['person_distinct_id2', mappings.map((mapping) => mappingLine(mapping))],
      ['person', changed.map(personLine)],
      ['groups', groups.map((group) => groupLine(group, now))],
      [
        'static_cohort_people',
        [
          ...memberships.added.map((membership) => membershipLine(membership)),
          ...memberships.removed.map((membership) => membershipLine(membership, true)),
        ],
      ],
    ])
    const posted = await this.deps.outbox.post(tx, rows)
    const urgent = posted.filter(({ target }) => target === 'person_distinct_id_overrides')
    return { urgent, later: posted.filter((item) => !urgent.includes(item)) }
  }

  /**
   * Takes the group's identities into the memory. Most were there before and did not change: for those no new object is made,
   * because this happens thousands of times a second.
   */
  private remember(identities: Identities): void {
    for (const draft of identities.drafts) {
      const name = keyOf(draft.team_id, draft.uuid)
      const isKnown = draft.state === 'stored' && !draft.seen && this.persons.get(name)?.version === draft.version
      if (draft.state === 'deleted') this.persons.delete(name)
      else if (!isKnown) this.persons.set(name, personOf(draft))
    }
    for (const [key, { person, version }] of identities.mappings) {
      const known = this.mappings.get(key)
      if (known?.uuid !== person.uuid || known.version !== version)
        this.mappings.set(key, { uuid: person.uuid, version })
    }
    for (const [key, { is_merged }] of identities.personless)
      if (this.personless.get(key)?.is_merged !== is_merged) this.personless.set(key, { is_merged })
  }
}

/** The characters of a person's properties, about, and no less than an equal share of what is remembered. */
function weightOf({ properties }: Person): number {
  let characters = 0
  for (const [key, value] of Object.entries(properties)) {
    const isList = typeof value === 'object' && value !== null
    characters += key.length + (typeof value === 'string' ? value.length : isList ? JSON.stringify(value).length : 8)
  }
  return Math.max(characters, MOST_CHARACTERS / MOST_PERSONS)
}

function personOf({ state: _, stored_version: __, seen: ___, ...person }: Draft): Person {
  return person
}

/** The distinct ids of a group. An id is `anonymous` when every event that names it asks for no person profile. */
function idsOf(requests: readonly IdentityRequest[]) {
  const ids = new Map<string, store.DistinctId & { anonymous: boolean }>()
  const add = (team_id: number, distinct_id: string, anonymous: boolean) => {
    const key = keyOf(team_id, distinct_id)
    ids.set(key, { team_id, distinct_id, anonymous: anonymous && ids.get(key)?.anonymous !== false })
  }
  for (const request of requests) {
    add(request.team_id, request.distinct_id, request.mode === 'personless')
    const merge = request.mode === 'full' ? mergeOf(request) : undefined
    if (merge) add(request.team_id, merge.other, false)
  }
  return ids
}

function unique(ids: readonly store.DistinctId[]): store.DistinctId[] {
  return [...new Map(ids.map((id) => [keyOf(id.team_id, id.distinct_id), id])).values()]
}

function countByTeam(rows: readonly { team_id: number }[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { team_id } of rows) counts.set(team_id, (counts.get(team_id) ?? 0) + 1)
  return counts
}

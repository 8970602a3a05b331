import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../lib/json.ts'
import { isIllegalForMerge } from './distinct-id.ts'
import { Identities, type IdentityRequest, mergeOf } from './identities.ts'
import { type Person, personUuid } from './person.ts'
import { updatedProperties } from './updated-properties.ts'

const T0 = new Date('2024-03-04T12:00:00Z')
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000)
let count = 0

const request = (
  distinct_id: string,
  event: string,
  properties: JsonObject = {},
  more: Partial<IdentityRequest> = {},
) => ({
  team_id: 1,
  distinct_id,
  event,
  uuid: `event-${++count}`,
  timestamp: T0.getTime() * 1000,
  properties,
  mode: 'full' as const,
  opt_out: false,
  ...more,
})
const identify = (into: string, other: string, more: JsonObject = {}) =>
  request(into, '$identify', { $anon_distinct_id: other, ...more })
const anonymous = (id: string, at = T0) =>
  request(id, '$pageview', {}, { mode: 'personless', timestamp: at.getTime() * 1000 })

/** A store that holds these persons: distinct ids, properties, whether identified, when made. */
function world(
  persons: { ids: string[]; properties?: JsonObject; identified?: boolean; created_at?: Date; version?: number }[],
) {
  const identities = new Identities()
  for (const { ids, properties, identified, created_at, version } of persons) {
    const person: Person = {
      team_id: 1,
      uuid: personUuid(1, ids[0] ?? ''),
      properties: properties ?? {},
      created_at: created_at ?? T0,
      is_identified: identified ?? false,
      last_seen_at: null,
      version: version ?? 0,
    }
    for (const distinct_id of ids) identities.know(person, { distinct_id, version: 0 })
  }
  return identities
}
const personOf = (identities: Identities, id: string) => identities.mappings.get(`1:${id}`)?.person
const versionOf = (identities: Identities, id: string) => identities.mappings.get(`1:${id}`)?.version

describe('merging', () => {
  test('neither id has a person: one identified person under the uuid of the id merged into', () => {
    const identities = world([])
    identities.process(identify('ann', 'anon'))
    expect(personOf(identities, 'ann')).toBe(personOf(identities, 'anon'))
    expect(personOf(identities, 'ann')).toMatchObject({ uuid: personUuid(1, 'ann'), is_identified: true, version: 0 })
    expect([versionOf(identities, 'ann'), versionOf(identities, 'anon')]).toEqual([0, 0])
  })

  test('the anonymous id was used without a person: it gives the uuid, so that its events need no override', () => {
    const identities = world([])
    identities.process(anonymous('anon'))
    identities.process(identify('ann', 'anon'))
    expect(personOf(identities, 'ann')?.uuid).toBe(personUuid(1, 'anon'))
    expect([versionOf(identities, 'anon'), versionOf(identities, 'ann')]).toEqual([0, 0])
    expect(identities.personless.get('1:anon')?.is_merged).toBe(true)
  })

  test('both were used without a person: the second gets an override', () => {
    const identities = world([])
    identities.process(anonymous('anon'))
    identities.process(anonymous('ann'))
    identities.process(identify('ann', 'anon'))
    expect(personOf(identities, 'anon')?.uuid).toBe(personUuid(1, 'ann'))
    expect([versionOf(identities, 'ann'), versionOf(identities, 'anon')]).toEqual([0, 1])
  })

  test.each([
    ['ann', 'anon', 0, false],
    ['anon', 'ann', 0, false],
    ['ann', 'anon', 1, true],
    ['anon', 'ann', 1, true],
  ])('only %s has a person: %s joins it, at version %i when used before (%j)', (known, missing, version, used) => {
    const identities = world([{ ids: [known] }])
    if (used) identities.knowPersonless(1, missing, false)
    identities.process(identify('ann', 'anon'))
    expect(personOf(identities, missing)).toBe(personOf(identities, known))
    expect(versionOf(identities, missing)).toBe(version)
    expect(personOf(identities, known)).toMatchObject({ uuid: personUuid(1, known), is_identified: true })
  })

  test('two persons: the one merged into survives with its uuid, its properties win, the elder date stays', () => {
    const identities = world([
      { ids: ['ann', 'user2'], properties: { plan: 'pro', city: 'Lyon' }, created_at: later(60), version: 3 },
      { ids: ['anon', 'anon2'], properties: { plan: 'free', tag: 'x' }, created_at: later(-60), version: 7 },
    ])
    const other = personOf(identities, 'anon')
    const result = identities.process(
      identify('ann', 'anon', { $set: { city: 'Pune' }, $set_once: { tag: 'y', new: 1 } }),
    )
    const survivor = personOf(identities, 'ann')
    expect(survivor).toMatchObject({
      uuid: personUuid(1, 'ann'),
      properties: { plan: 'pro', city: 'Pune', tag: 'x', new: 1 },
      created_at: later(-60),
      is_identified: true,
      version: 8, // the higher of both, and one more
      state: 'changed',
    })
    expect(result.person_id).toBe(survivor?.uuid)
    for (const id of ['anon', 'anon2']) {
      expect(personOf(identities, id)).toBe(survivor)
      expect(identities.mappings.get(`1:${id}`)).toMatchObject({ version: 1, state: 'moved' })
    }
    expect(versionOf(identities, 'user2')).toBe(0)
    expect(other).toMatchObject({ state: 'deleted' })
  })

  test('an identified person is not merged by $identify or $create_alias, only by $merge_dangerously', () => {
    for (const [event, key, merges] of [
      ['$identify', '$anon_distinct_id', false],
      ['$create_alias', 'alias', false],
      ['$merge_dangerously', 'alias', true],
    ] as const) {
      const identities = world([{ ids: ['a'] }, { ids: ['b'], identified: true }])
      const result = identities.process(request('a', event, { [key]: 'b' }))
      expect(personOf(identities, 'a') === personOf(identities, 'b')).toBe(merges)
      expect(identities.warnings.map(({ type }) => type)).toEqual(merges ? [] : ['cannot_merge_already_identified'])
      expect(result.person_id).toBe(personUuid(1, 'a'))
    }
  })

  test('the same person again, or the same id: nothing moves', () => {
    const identities = world([{ ids: ['ann', 'anon'], identified: true }])
    identities.process(identify('ann', 'anon'))
    identities.process(identify('ann', 'ann'))
    expect([...identities.drafts].map(({ state }) => state)).toEqual(['stored'])
  })

  test('a chain of merges ends in one person', () => {
    const identities = world([{ ids: ['a'] }, { ids: ['b'] }, { ids: ['c'] }])
    identities.process(identify('b', 'a'))
    identities.process(request('c', '$merge_dangerously', { alias: 'b' }))
    const uuids = ['a', 'b', 'c'].map((id) => personOf(identities, id)?.uuid)
    expect(new Set(uuids)).toEqual(new Set([personUuid(1, 'c')]))
    expect(versionOf(identities, 'a')).toBe(2)
  })

  test('garbage ids never merge anything, in whatever case and quotes', () => {
    const garbage = [
      '',
      ' ',
      'anonymous',
      'GUEST',
      'undefined',
      'null',
      'NaN',
      '[object Object]',
      '"id"',
      "'none'",
      '0',
    ]
    for (const id of [...garbage, 'distinct_id', 'true', '00000000-0000-0000-0000-000000000000', 'user']) {
      expect([id, isIllegalForMerge(id)]).toEqual([id, true])
      const identities = world([{ ids: ['me'] }, ...(id === '' ? [] : [{ ids: [id] }])])
      identities.process(identify('me', id))
      if (id !== '') expect(personOf(identities, 'me')).not.toBe(personOf(identities, id))
      expect(identities.warnings).toHaveLength(id === '' ? 0 : 1) // an empty one is as good as none
    }
    for (const id of ['NONE', 'Nan', 'me@example.com', 'anonymous2']) expect(isIllegalForMerge(id)).toBe(false)
  })

  test('who is merged into whom', () => {
    expect(mergeOf(identify('ann', 'anon'))).toEqual({ into: 'ann', other: 'anon' })
    expect(mergeOf(request('ann', '$create_alias', { alias: 7 }))).toEqual({ into: 'ann', other: '7' })
    expect(mergeOf(request('ann', '$identify', {}))).toBeUndefined()
    for (const alias of [null, '', 0, false])
      expect(mergeOf(request('ann', '$create_alias', { alias }))).toBeUndefined()
    expect(mergeOf(request('ann', 'other', { alias: 'x', $anon_distinct_id: 'y' }))).toBeUndefined()
  })
})

describe('any order gives the same persons', () => {
  const permutations = <T>(items: T[]): T[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]))

  test('two browsers, both anonymous first, one user: always one person, whatever arrives when', () => {
    const story = [
      () => anonymous('phone'),
      () => identify('ann', 'phone'),
      () => request('ann', 'bought'),
      () => anonymous('laptop'),
      () => identify('ann', 'laptop'),
    ]
    for (const order of permutations(story)) {
      const identities = world([])
      const stored = order.map((make) => {
        const made = make()
        return { id: made.distinct_id, person: identities.process(made).person_id }
      })
      // As a query sees it: the stored person unless the mapping has a version above 0 and overrides it.
      const seen = stored.map(({ id, person }) => {
        const mapping = identities.mappings.get(`1:${id}`)
        return mapping && mapping.version > 0 ? mapping.person.uuid : person
      })
      expect(new Set(seen).size).toBe(1)
    }
  })
})

describe('without a person profile', () => {
  test('ids get the uuid a person of theirs would have, and no person', () => {
    const identities = world([])
    const results = ['a', 'b', 'a'].map((id) => identities.process(anonymous(id)))
    expect(results.map(({ person_id }) => person_id)).toEqual(['a', 'b', 'a'].map((id) => personUuid(1, id)))
    expect(results[0]).toMatchObject({
      person_mode: 'propertyless',
      person_created_at: new Date('1970-01-01T00:00:05Z'),
    })
    expect(identities.drafts.size).toBe(0)
  })

  test.each([
    [60, false, 'propertyless'],
    [61, false, 'force_upgrade'],
    [61, true, 'propertyless'],
  ])('an event %i s after the person was made, opted out %j, is %s', (seconds, opt_out, mode) => {
    const identities = world([{ ids: ['ann'], properties: { plan: 'pro' } }])
    const result = identities.process({ ...anonymous('ann', later(seconds)), opt_out })
    expect(result).toMatchObject({ person_mode: mode, person_id: personUuid(1, 'ann') })
    expect(result.person_properties).toEqual(mode === 'propertyless' ? {} : { plan: 'pro' })
  })

  test('$groupidentify makes no person of an unknown id', () => {
    const identities = world([])
    expect(identities.process(request('x', '$groupidentify', {}, { mode: 'no_person' })).person_mode).toBe(
      'propertyless',
    )
    expect([identities.drafts.size, identities.personless.size]).toEqual([0, 0])
  })
})

describe('a person of whom there would be more than 640 KiB', () => {
  const LARGE = 'é'.repeat(200 * 1024)
  const warned = (identities: Identities) => identities.warnings.map(({ type }) => type)
  const VIOLATION = 'person_properties_size_violation'

  test('keeps what they had, and can be made smaller', () => {
    const identities = world([{ ids: ['ann'], properties: { plan: 'pro', a: LARGE } }])
    identities.process(request('ann', 'e', { $set: { plan: 'free', b: LARGE } }))
    expect(personOf(identities, 'ann')?.properties).toEqual({ plan: 'pro', a: LARGE })
    expect(warned(identities)).toEqual([VIOLATION])
    identities.process(request('ann', 'e', { $set: { plan: 'free' } }))
    identities.process(request('ann', 'e', { $set: { b: LARGE }, $unset: ['a'] }))
    expect(personOf(identities, 'ann')?.properties).toEqual({ plan: 'free', b: LARGE })
    expect(warned(identities)).toEqual([VIOLATION])
  })

  test('is made without', () => {
    const identities = world([])
    const first = request('new', 'e', { $set: { list: [LARGE, LARGE] } })
    identities.process(first)
    expect(personOf(identities, 'new')?.properties).toEqual({ $creator_event_uuid: first.uuid })
    expect(warned(identities)).toEqual([VIOLATION])
  })

  test('takes nothing of whom they are merged with', () => {
    const identities = world([
      { ids: ['ann'], properties: { a: LARGE } },
      { ids: ['anon'], properties: { b: LARGE, c: 1 } },
    ])
    identities.process(identify('ann', 'anon'))
    expect(personOf(identities, 'anon')).toBe(personOf(identities, 'ann'))
    expect(personOf(identities, 'ann')?.properties).toEqual({ a: LARGE })
    expect(warned(identities)).toEqual([VIOLATION])
  })
})

describe('properties', () => {
  const after = (current: JsonObject, change: JsonObject, event = 'e') =>
    updatedProperties(current, { set: {}, set_once: {}, unset: [], ...change }, event)

  test.each<[string, JsonObject, JsonObject, string, JsonObject | undefined]>([
    ['$set overrides', { a: 1 }, { set: { a: 2 } }, 'e', { a: 2 }],
    ['$set_once fills only what is missing', { a: 1 }, { set_once: { a: 2, b: 3 } }, 'e', { a: 1, b: 3 }],
    ['$set before $set_once', {}, { set: { a: 1 }, set_once: { a: 2 } }, 'e', { a: 1 }],
    ['$unset comes last', { a: 1 }, { set: { b: 2 }, unset: ['a', 'b'] }, 'e', {}],
    ['equal values change nothing', { a: { x: [1] } }, { set: { a: { x: [1] } } }, 'e', undefined],
    ['null counts as present', { a: null }, { set_once: { a: 1 } }, 'e', undefined],
    ['a new page alone is not worth a write', { $current_url: '/a' }, { set: { $current_url: '/b' } }, 'e', undefined],
    [
      'but with $identify it is',
      { $current_url: '/a' },
      { set: { $current_url: '/b' } },
      '$identify',
      { $current_url: '/b' },
    ],
    ['and beside another change', { $browser: 'A' }, { set: { $browser: 'B', x: 1 } }, 'e', { $browser: 'B', x: 1 }],
    ['and when it is new', {}, { set: { $current_url: '/b' } }, 'e', { $current_url: '/b' }],
    ['exceptions change nobody', {}, { set: { a: 1 } }, '$exception', undefined],
  ])('%s', (_, current, change, event, expected) => {
    expect(after(current, change, event)).toEqual(expected)
  })
})

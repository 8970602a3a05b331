import fc from 'fast-check'
import { EVENTS, numbers, PEOPLE, personProperties, type Surroundings, values } from './chance.ts'
import type { RetentionEntity } from './retention.ts'
import {
  CONDITIONS,
  type Entity,
  EXPRESSIONS,
  type Filter,
  type FilterGroup,
  type Filters,
  type Properties,
  type Value,
} from './world.ts'

/** Worlds with everything in them, and whatever can be asked of them. */

const DATES = ['2024-03-08T10:00:00Z', '2024-03-08T11:00:00+01:00', '2024-03-09T00:30:00.000Z', '2024-04-01T00:00:00Z']

/** With everything that an event can be asked for. */
export const wideProperties: fc.Arbitrary<Properties> = fc
  .record(
    {
      k: values,
      n: numbers,
      $session_id: fc.constantFrom('s1', 's2', 's3', ''),
      $group_0: fc.constantFrom('acme', 'bolt', 'crux', ''),
      utm_source: fc.constantFrom('ads', 'mail', ''),
      yes: fc.constantFrom<Value[]>(true, false, 'true', 'false', 'maybe', null),
      due: fc.constantFrom<Value[]>(...DATES, 1_709_892_000, '1709892000', 'soon', null),
    },
    { requiredKeys: [] },
  )
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))

const sizes: fc.Arbitrary<Properties> = fc.record(
  { size: fc.constantFrom('big', 'small', ''), seats: fc.constantFrom(3, 8, '8') },
  { requiredKeys: [] },
)

/** Groups, cohorts and actions, and persons of whom something else is known now than when they did what they did. */
export const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  persons: fc.record({ ann: personProperties, ben: personProperties, cas: personProperties, dan: personProperties }),
  person_mode: fc.constantFrom(
    'person_id_override_properties_on_events' as const,
    'person_id_override_properties_joined' as const,
    'person_id_no_override_properties_on_events' as const,
    'disabled' as const,
  ),
  groups: fc.record({ acme: sizes, bolt: sizes }, { requiredKeys: [] }),
  cohorts: fc.record({ 1: fc.subarray(PEOPLE), 2: fc.subarray(['ann', 'dan']) }),
  types: fc.record(
    // That of `k` and `plan` says that they hold no lists and no objects, and changes nothing but how they are read.
    {
      ...{ n: fc.constant('Numeric'), yes: fc.constant('Boolean'), due: fc.constant('DateTime') },
      ...{ k: fc.constant('String'), plan: fc.constant('String') },
    },
    { requiredKeys: [] },
  ),
  actions: fc.constant<Surroundings['actions']>([
    { id: 5, name: 'Opened', steps: [{ event: 'open' }] },
    {
      id: 6,
      name: 'Engaged',
      steps: [
        { event: 'click', properties: [{ type: 'event', key: 'k', operator: 'is_not', value: 'a' }] },
        { properties: [{ type: 'person', key: 'plan', operator: 'exact', value: 'pro' }] },
      ],
    },
  ]),
})

const likeOperators = ['exact', 'is_not', 'icontains', 'not_icontains', 'regex', 'not_regex'] as const
const setOperators = ['is_set', 'is_not_set'] as const
const listOperators = ['in', 'not_in'] as const
const orderOperators = ['gt', 'gte', 'lt', 'lte', 'min', 'max'] as const

const texts = (type: Filter['type'], key: string, ...wanted: Value[]): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      type: fc.constant(type),
      key: fc.constant(key),
      operator: fc.constantFrom(...likeOperators, ...setOperators),
      value: fc.constantFrom<(Value | Value[])[]>(...wanted, wanted),
    }),
    fc.record({
      type: fc.constant(type),
      key: fc.constant(key),
      operator: fc.constantFrom(...listOperators),
      value: fc.constant(wanted),
    }),
  )

const orders = (type: Filter['type'], key: string, low: number, high: number): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      type: fc.constant(type),
      key: fc.constant(key),
      operator: fc.constantFrom(...orderOperators),
      value: fc.constantFrom<Value[]>(low, high, `${low}`),
    }),
    fc.record({
      type: fc.constant(type),
      key: fc.constant(key),
      operator: fc.constantFrom('between', 'not_between'),
      value: fc.constant<Value[]>([low, high]),
    }),
  )

const ofGroup = (filter: Filter): Filter => ({ ...filter, group_type_index: 0 })

/** A condition of any type that is looked up in another way. */
export const wideFilter: fc.Arbitrary<Filter> = fc.oneof(
  texts('event', 'k', 'a', '5', 5),
  orders('event', 'n', 2, 7),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('n'),
    operator: fc.constantFrom('exact', 'is_not', 'in', 'not_in'),
    value: fc.constantFrom<Value[][]>([2], ['7'], [2.5, '7']),
  }),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('yes'),
    operator: fc.constantFrom('exact', 'is_not'),
    value: fc.constantFrom<(Value | Value[])[]>('true', true, ['true'], ['true', 'false'], false),
  }),
  fc.record<Filter>({
    type: fc.constant('event'),
    key: fc.constant('due'),
    operator: fc.constantFrom('is_date_exact', 'is_date_before', 'is_date_after'),
    value: fc.constantFrom(...DATES),
  }),
  texts('person', 'plan', 'pro', 'free'),
  orders('person', 'age', 25, 40),
  orders('session', '$session_duration', 60, 86_400),
  texts('session', '$entry_utm_source', 'ads', 'mail'),
  texts('group', 'size', 'big').map(ofGroup),
  orders('group', 'seats', 3, 8).map(ofGroup),
  texts('event_metadata', 'distinct_id', 'ann', 'dan'),
  fc.record<Filter>({
    type: fc.constant('cohort'),
    key: fc.constant('id'),
    operator: fc.constantFrom('in', 'not_in'),
    value: fc.constantFrom(1, 2),
  }),
  fc.record<Filter>({
    type: fc.constant('hogql'),
    key: fc.constantFrom(...Object.keys(CONDITIONS)),
    operator: fc.constant('exact'),
    value: fc.constant(null),
  }),
)

/** Conditions that hold together, or one of which is enough, in each other. */
export const wideFilters: fc.Arbitrary<Filters> = fc.oneof(
  fc.array(wideFilter, { maxLength: 2 }),
  fc.letrec<{ group: FilterGroup; one: Filter | FilterGroup }>((tie) => ({
    one: fc.oneof({ maxDepth: 2, depthSize: 'small' }, wideFilter, tie('group')),
    group: fc.record({ type: fc.constantFrom('AND', 'OR'), values: fc.array(tie('one'), { maxLength: 3 }) }),
  })).group,
)

/** With what a world of every kind of thing is made. */
export const wide = { properties: wideProperties, surroundings }

/** Events or an action. */
export const wideEntity: fc.Arbitrary<Entity> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record<Entity>({
      kind: fc.constant('EventsNode'),
      event: fc.constantFrom<(string | null)[]>(...EVENTS, null),
      properties: fc.array(wideFilter, { maxLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Entity>({
      kind: fc.constant('ActionsNode'),
      id: fc.constantFrom(5, 6),
      properties: fc.array(wideFilter, { maxLength: 1 }),
    }),
  },
)
/** The same for retention. */
export const wideReturning = wideEntity.map(
  ({ event, id, properties }): RetentionEntity =>
    id === undefined ? { type: 'events', id: event ?? null, properties } : { type: 'actions', id, properties },
)

/** What results can be split by. */
export const wideSource = fc.constantFrom(
  { property: 'k', type: 'event' as const },
  { property: 'n', type: 'event' as const },
  { property: 'yes', type: 'event' as const },
  { property: 'plan', type: 'person' as const },
  { property: '$session_duration', type: 'session' as const },
  { property: '$entry_utm_source', type: 'session' as const },
  { property: 'size', type: 'group' as const, group_type_index: 0 },
  { property: 'distinct_id', type: 'event_metadata' as const },
  ...Object.keys(EXPRESSIONS).map((property) => ({ property, type: 'hogql' as const })),
)

import type { JsonObject } from '../../src/lib/json.ts'
import { event, type TestEvent, type TestPerson } from './f1.ts'

/** Fixture FC of the specification of people: seven persons, of whom one has two ids, and somebody without a profile. */
export const FC_NOW = new Date('2024-03-08T12:00:00Z')

const created_at = '2023-11-01 00:00:00'
export const FC_PERSONS: Record<string, TestPerson> = {
  ana: { created_at, properties: { plan: 'pro', email: 'ana@acme.test', seats: 12 } },
  ben: { created_at, properties: { plan: 'free', email: 'ben@x.test', seats: 3 } },
  cem: { created_at, properties: { plan: 'pro' } },
  dia: { created_at, properties: { plan: 'free', email: 'dia@acme.test' } },
  eli: { created_at, properties: {} },
  fay: { created_at, properties: { plan: 'trial', email: 'fay@x.test' } },
}

export const FC_EVENTS: TestEvent[] = [
  event('2023-12-01 00:00:00', 'view', 'eli'),
  event('2023-12-02 09:00:00', 'view', 'dia'),
  event('2023-12-15 10:00:00', 'login', 'ana'),
  event('2024-02-07 08:00:00', 'login', 'ben'),
  event('2024-02-20 09:00:00', 'login', 'cem'),
  event('2024-02-27 12:00:00', 'view', 'ben'),
  event('2024-03-01 09:00:00', 'login', 'ana'),
  event('2024-03-01 09:30:00', 'buy', 'ana', { amount: 30 }),
  event('2024-03-02 09:00:00', 'buy', 'ben', { amount: 5 }),
  event('2024-03-04 09:00:00', 'login', 'dia'),
  event('2024-03-05 09:00:00', 'buy', 'cem', { amount: 50 }),
  event('2024-03-05 10:00:00', 'login', 'dia'),
  event('2024-03-05 12:00:00', 'login', 'fay-phone'),
  event('2024-03-05 23:30:00', 'view', 'dia'),
  event('2024-03-06 10:00:00', 'login', 'dia'),
  event('2024-03-06 10:00:00', 'buy', 'dia', { amount: 50 }),
  event('2024-03-06 12:00:00', 'buy', 'ben', { amount: 40 }),
  event('2024-03-07 08:00:00', 'login', 'ana'),
  event('2024-03-07 09:00:00', 'view', 'ben'),
  event('2024-03-07 10:00:00', 'login', 'dia'),
  event('2024-03-08 09:00:00', 'view', 'fay'),
  event('2024-03-08 10:00:00', 'view', 'ghost'),
  event('2024-03-08 11:59:00', 'view', 'eli'),
  event('2024-03-08 18:00:00', 'view', 'cem'),
]

type Tree = JsonObject

const behavioral = (value: string, key: string, more: JsonObject = {}): Tree => ({
  type: 'behavioral',
  event_type: 'events',
  value,
  key,
  ...more,
})
const time = (time_value: number, time_interval: string) => ({ time_value, time_interval })
const recent = (seq_time_value: number, seq_time_interval: string) => ({ seq_time_value, seq_time_interval })
const big = { event_filters: [{ type: 'event', key: 'amount', operator: 'gt', value: 10 }] }
const did = (key: string, count: number, unit: string, more: JsonObject = {}) =>
  behavioral('performed_event', key, { ...time(count, unit), ...more })
const times = (
  key: string,
  operator: string,
  operator_value: number,
  count: number,
  unit: string,
  more: JsonObject = {},
) => behavioral('performed_event_multiple', key, { operator, operator_value, ...time(count, unit), ...more })
const first = (key: string, count: number, unit: string, more: JsonObject = {}) =>
  behavioral('performed_event_first_time', key, { ...time(count, unit), ...more })
const regularly = (
  key: string,
  [operator, operator_value]: [string, number],
  [count, unit]: [number, string],
  [min_periods, total_periods]: [number, number],
) =>
  behavioral('performed_event_regularly', key, {
    ...{ operator, operator_value, min_periods, total_periods },
    ...time(count, unit),
  })
const then = (key: string, seq_event: string, window: [number, string], range: [number, string] = [30, 'day']) =>
  behavioral('performed_event_sequence', key, {
    seq_event,
    seq_event_type: 'events',
    ...time(...range),
    ...recent(...window),
  })
const stopped = (key: string, whole: [number, string], part: [number, string]) =>
  behavioral('stopped_performing_event', key, { ...time(...whole), ...recent(...part) })
const restarted = (key: string, whole: [number, string], part: [number, string]) =>
  behavioral('restarted_performing_event', key, { ...time(...whole), ...recent(...part) })
const person = (key: string, operator: string, value?: JsonObject[string]): Tree => ({
  type: 'person',
  key,
  operator,
  ...(value === undefined ? {} : { value }),
})
const member = (value: number): Tree => ({ type: 'cohort', key: 'id', value })
const not = (leaf: Tree): Tree => ({ ...leaf, negation: true })
const all = (...values: Tree[]): Tree => ({ type: 'AND', values })
const any = (...values: Tree[]): Tree => ({ type: 'OR', values })

/** The static cohort of ana and eli, and the dynamic one of plan pro. */
export const [S, D] = [901, 902]

const B1 = did('login', 30, 'day')
const B2 = did('login', 3, 'day')
const R1 = regularly('login', ['gte', 1], [1, 'day'], [3, 4])
const P1 = person('plan', 'exact', 'pro')
const P3 = person('email', 'is_not_set')
const X1 = stopped('login', [30, 'day'], [7, 'day'])
const free = person('plan', 'exact', 'free')
const bought = did('buy', 30, 'day')

/** The worked examples of the specification: id, criteria and who they name. */
export const EXAMPLES: [string, Tree, string][] = [
  ['B1', B1, 'ana ben cem dia fay'],
  ['B2', B2, 'ana dia fay'],
  ['B3', did('login', 72, 'hour'), 'ana dia fay'],
  ['B4', did('login', 71, 'hour'), 'ana dia'],
  ['B5', did('view', 1, 'day'), 'ben cem eli fay'],
  ['B6', did('buy', 7, 'day', big), 'ana ben cem dia'],
  [
    'B7',
    behavioral('performed_event', 'buy', { explicit_datetime: '2024-03-01', explicit_datetime_to: '2024-03-02' }),
    'ana ben',
  ],
  ['B8', did('login', 1, 'month'), 'ana cem dia fay'],
  ['M1', times('login', 'gte', 1, 30, 'day'), 'ana cem dia fay'],
  ['M2', times('login', 'exact', 1, 30, 'day'), 'cem fay'],
  ['M3', times('login', 'lte', 2, 30, 'day'), 'ana cem fay'],
  ['M4', times('login', 'gte', 1, 3, 'day'), 'ana dia'],
  ['M5', times('view', 'gte', 1, 1, 'day'), 'eli fay'],
  ['M6', times('buy', 'gte', 2, 7, 'day'), 'ben'],
  ['M7', times('buy', 'gte', 2, 7, 'day', big), ''],
  ['F1', first('login', 7, 'day'), 'dia fay'],
  ['F2', first('buy', 7, 'day', big), 'ana cem dia'],
  ['F3', first('view', 1, 'day'), 'cem fay'],
  ['R1', R1, 'dia'],
  ['R2', regularly('login', ['gte', 1], [1, 'day'], [1, 4]), 'ana dia fay'],
  ['R3', regularly('login', ['exact', 1], [2, 'day'], [1, 2]), 'ana fay'],
  ['R4', regularly('view', ['gte', 1], [1, 'week'], [2, 2]), 'ben'],
  ['R5', regularly('view', ['gte', 1], [1, 'day'], [1, 1]), 'ben'],
  ['R6', regularly('login', ['lte', 1], [2, 'day'], [2, 2]), ''],
  ['S1', then('login', 'buy', [1, 'hour']), 'ana dia'],
  ['S2', then('login', 'buy', [30, 'minute']), 'ana dia'],
  ['S3', then('login', 'buy', [2, 'week']), 'ana cem dia'],
  ['S4', then('login', 'buy', [1, 'month']), 'ana ben cem dia'],
  ['S5', then('login', 'buy', [2, 'week'], [7, 'day']), 'ana dia'],
  ['S6', then('buy', 'buy', [1, 'week']), 'ben'],
  ['S7', then('buy', 'login', [1, 'day']), 'dia'],
  ['S8', then('login', 'login', [1, 'day']), 'dia'],
  ['X1', X1, 'ben cem'],
  ['X2', stopped('login', [30, 'day'], [3, 'day']), 'ben cem'],
  ['X3', stopped('login', [7, 'day'], [30, 'day']), ''],
  ['Z1', restarted('view', [30, 'day'], [3, 'day']), 'eli'],
  ['Z2', restarted('view', [30, 'day'], [2, 'day']), 'eli'],
  ['Z3', restarted('view', [1, 'year'], [3, 'day']), ''],
  ['Z4', restarted('login', [30, 'day'], [3, 'day']), ''],
  ['P1', P1, 'ana cem'],
  ['P2', person('email', 'icontains', 'ACME'), 'ana dia'],
  ['P3', P3, 'cem eli'],
  ['P4', person('plan', 'is_not', 'free'), 'ana cem eli fay'],
  ['P5', not(free), 'ana cem eli fay'],
  ['P6', person('seats', 'gt', 5), 'ana'],
  ['P7', not(person('seats', 'gt', 5)), 'ben cem dia eli fay'],
  ['C1', member(S), 'ana eli'],
  ['C2', not(member(S)), 'ben cem dia fay'],
  ['N1', all(P1, B2), 'ana'],
  ['N2', any(P1, X1), 'ana ben cem'],
  ['N3', all(B1, not(bought)), 'fay'],
  ['N4', all(any(free, P3), not(member(S))), 'ben cem dia'],
  ['N5', all(B1, any(not(bought), P1)), 'ana cem fay'],
  ['N6', not(bought), 'eli fay'],
  ['N7', all(B1, any(not(B2), not(free))), 'ana ben cem fay'],
  ['N8', any(not(B1), all(free, bought)), 'ben dia eli'],
  ['N9', any(all(P1, not(B2)), all(free, R1)), 'cem dia'],
  ['N10', all(member(D), member(S)), 'ana'],
]

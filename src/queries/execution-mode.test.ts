import { describe, expect, test } from 'vitest'
import { cacheState, decide, type ExecutionMode, executionMode, refreshDelayMs, staleAt } from './execution-mode.ts'

const NOW = new Date('2024-03-08T12:00:00Z')
const open = new Date('2024-03-08T23:59:59.999Z')

describe('vectors at 2024-03-08T12:00Z', () => {
  test.each<[string, 'day' | 'hour', Date | undefined, string | undefined, ExecutionMode, string]>([
    ['Trends by day, 11:00', 'day', open, '2024-03-08T11:00:00Z', 'blocking', 'cached'],
    ['Trends by day, 05:59', 'day', open, '2024-03-08T05:59:00Z', 'blocking', 'compute'],
    ['the same, lazily', 'day', open, '2024-03-08T05:59:00Z', 'lazy_async', 'cached'],
    ['the same, behind the answer', 'day', open, '2024-03-08T05:59:00Z', 'async', 'stale_and_enqueue'],
    ['a closed range', 'day', new Date('2024-02-10T23:59:59.999Z'), '2024-02-20T00:00:00Z', 'blocking', 'cached'],
    ['Trends by hour', 'hour', new Date('2024-03-08T12:59:59.999Z'), '2024-03-08T10:30:00Z', 'blocking', 'compute'],
    ['HogQL', 'day', undefined, '2024-03-08T07:00:00Z', 'blocking', 'cached'],
    ['nothing kept', 'day', open, undefined, 'force_cache', 'empty'],
    ['forced', 'day', open, '2024-03-08T11:59:00Z', 'force_blocking', 'compute'],
    ['nothing kept, except on a miss', 'day', open, undefined, 'async_except_on_cache_miss', 'compute'],
    ['nothing kept, behind', 'day', open, undefined, 'async', 'enqueue'],
    ['forced behind', 'day', open, '2024-03-08T11:59:00Z', 'force_async', 'enqueue'],
  ])('%s', (_, interval, date_to, computed, mode, expected) => {
    const freshness = { interval, ...(date_to ? { date_to } : {}) }
    const state = cacheState(NOW, computed === undefined ? undefined : new Date(computed), freshness, mode)
    expect(decide(mode, state)).toBe(expected)
  })
})

test.each([
  [true, 'force_blocking'],
  ['true', 'force_blocking'],
  ['1', 'force_blocking'],
  ['', 'force_blocking'],
  [false, 'force_cache'],
  [undefined, 'force_cache'],
  ['nonsense', 'force_cache'],
  ['lazy_async', 'lazy_async'],
])('refresh=%j means %s', (refresh, mode) => {
  expect(executionMode(refresh)).toBe(mode)
})

test('when an answer goes stale, and when a client may ask again', () => {
  expect(staleAt(NOW, { interval: 'day', date_to: open }, false)?.toISOString()).toBe('2024-03-08T18:00:00.000Z')
  expect(staleAt(NOW, { interval: 'second' }, false)).toBeUndefined()
  const range = (days: number) => ({ from: new Date(0), to: new Date(days * 86_400_000) })
  expect(refreshDelayMs('day', range(7), true)).toBe(180_000)
  expect(refreshDelayMs('day', range(30), true)).toBe(900_000)
  expect(refreshDelayMs('hour', range(30), true)).toBe(180_000)
  expect(refreshDelayMs('minute', range(1), true)).toBe(60_000)
  expect(refreshDelayMs('day', undefined, false)).toBe(60_000)
})

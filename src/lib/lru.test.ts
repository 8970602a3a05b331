import { expect, test } from 'vitest'
import { Lru } from './lru.ts'

test('what is used stays, what is not used goes, and never more than the limit is kept', () => {
  const map = new Lru<number, string>(10)
  for (let key = 0; key < 1_000; key++) {
    map.set(key, `value ${key}`)
    expect(map.get(0)).toBe('value 0')
  }
  const newestFirst = Array.from({ length: 1_000 }, (_, i) => 999 - i)
  const kept = newestFirst.filter((key) => map.get(key) !== undefined)
  expect(kept.slice(0, 4)).toEqual([999, 998, 997, 996])
  expect(kept.length).toBeLessThanOrEqual(10)
})

test('values that weigh differently are bounded by what they weigh together', () => {
  const map = new Lru<string, string>(100, (text) => text.length)
  const kept = () => ['a', 'b', 'c', 'd'].filter((key) => map.get(key) !== undefined)
  for (let i = 0; i < 1_000; i++) map.set('a', 'small')
  map.set('b', 'x'.repeat(40))
  map.delete('b')
  map.set('b', 'x'.repeat(40))
  expect(kept()).toEqual(['a', 'b'])
  map.set('c', 'x'.repeat(1_000))
  map.set('d', 'x'.repeat(1_000))
  expect(map.get('d')).toHaveLength(1_000)
  expect(kept()).toEqual(['d'])
})

test('a value that was replaced or deleted does not come back', () => {
  const map = new Lru<string, number>(4)
  map.set('a', 1)
  map.set('b', 1)
  map.set('a', 2)
  map.set('c', 1)
  expect(map.get('a')).toBe(2)
  map.delete('a')
  expect(map.get('a')).toBeUndefined()
  map.set('d', 1)
  map.clear()
  expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([undefined, undefined, undefined, undefined])
})

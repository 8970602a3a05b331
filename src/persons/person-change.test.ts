import { expect, test } from 'vitest'
import { changeOf, withObserved as derived, explicitChange } from './person-change.ts'

test('what the SDK observed goes to $set and $set_once, nulls too, explicit values win', () => {
  const properties = derived({
    $browser: 'Chrome',
    utm_source: null,
    price: 3,
    $set: { $browser: 'Mine' },
    $set_once: {},
  })
  expect(properties['$set']).toEqual({ $browser: 'Mine', utm_source: null })
  expect(properties['$set_once']).toEqual({ $initial_browser: 'Chrome', $initial_utm_source: null })
})

test('$os_name stands in for a missing $os and is itself not kept', () => {
  expect(derived({ $os_name: 'iOS' })).toMatchObject({ $set: { $os: 'iOS' }, $set_once: { $initial_os: 'iOS' } })
  expect(derived({ $os_name: 'iOS', $os: 'iPadOS' })['$set']).toEqual({ $os: 'iPadOS' })
})

test('nothing observed, nothing added; twice is once', () => {
  expect(derived({ price: 3 })).toEqual({ price: 3 })
  const properties = { $browser: 'Chrome' }
  const once = derived(properties)
  expect(derived(once)).toEqual(once)
  expect(properties).toEqual({ $browser: 'Chrome' })
})

test('malformed changes ask for nothing', () => {
  expect(changeOf({ $set: 'x', $set_once: [1], $unset: [1, 'a'] })).toEqual({
    set: {},
    set_once: {},
    unset: ['a'],
    observed: false,
  })
  expect(changeOf({ $unset: { a: 1, b: 2 } }).unset).toEqual(['a', 'b'])
})

test('the column is spared what repeats the event, and nothing else', () => {
  const properties = derived({
    $browser: 'Chrome',
    $set: { email: 'a@b.example', $os: 'Linux' },
    $set_once: { first: 1 },
  })
  expect(explicitChange(properties)).toEqual({
    $set: { email: 'a@b.example', $os: 'Linux' },
    $set_once: { first: 1 },
  })
  expect(explicitChange({ price: 1 })).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { merge } from '../api/events.ts'
import type { CapturedEvent } from '../api/types.ts'
import { matchingEvents, orderedProperties, placeOf } from './matching.ts'

const event = (uuid: string, more: Partial<CapturedEvent> = {}): CapturedEvent => ({
  uuid,
  event: '$pageview',
  distinct_id: 'anna',
  timestamp: '2024-03-04T10:00:00Z',
  properties: { $browser: 'Firefox', plan: 'pro' },
  ...more,
})

describe('live events', () => {
  it('filters by every word, in names and properties', () => {
    const events = [event('1'), event('2', { event: 'signup', properties: { plan: 'free' } })]
    expect(matchingEvents(events, 'fire ANNA').map(({ uuid }) => uuid)).toEqual(['1'])
    expect(matchingEvents(events, 'plan:free').map(({ uuid }) => uuid)).toEqual(['2'])
    expect(matchingEvents(events, 'browser:fox').map(({ uuid }) => uuid)).toEqual(['1'])
    expect(matchingEvents(events, '  ')).toHaveLength(2)
  })

  it('keeps each event once, newest first', () => {
    const known = [event('1')]
    const merged = merge(known, [event('1'), event('2', { timestamp: '2024-03-04T10:00:05Z' })])
    expect(merged.map(({ uuid }) => uuid)).toEqual(['2', '1'])
    expect(merge(known, [event('1')])).toBe(known)
  })

  it('names the place and puts one’s own properties first', () => {
    expect(placeOf(event('1', { properties: { $current_url: 'https://app.test/pricing?x=1' } }))).toBe('/pricing?x=1')
    expect(orderedProperties({ $lib: 'web', $current_url: '/', plan: 1 }).map(([name]) => name)).toEqual([
      'plan',
      '$current_url',
      '$lib',
    ])
  })
})

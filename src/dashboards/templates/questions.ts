import type { JsonObject } from '../../lib/json.ts'

/** The words in which ready-made boards ask their questions. */

export const event = (name: string | null, more: JsonObject = {}): JsonObject => ({
  kind: 'EventsNode',
  event: name,
  ...more,
})

/** How many different people, rather than how often. */
export const people = (name: string | null, more: JsonObject = {}) => event(name, { math: 'dau', ...more })

export const insight = (source: JsonObject): JsonObject => ({ kind: 'InsightVizNode', source })

export const trend = (series: JsonObject[], display: string, more: JsonObject = {}): JsonObject =>
  insight({
    kind: 'TrendsQuery',
    series,
    interval: 'day',
    dateRange: { date_from: '-30d' },
    trendsFilter: { display },
    ...more,
  })

export const by = (breakdown: string, breakdown_type = 'event', breakdown_limit = 8): JsonObject => ({
  breakdownFilter: { breakdown, breakdown_type, breakdown_limit },
})

export const since = (date_from: string): JsonObject => ({ dateRange: { date_from } })
export const compared: JsonObject = { compareFilter: { compare: true } }
export const weekly: JsonObject = { interval: 'week', dateRange: { date_from: '-8w' } }

import type { CapturedEvent } from '../api/types.ts'

/** Every typed word must occur in the name, the distinct id or a property; `key:value` looks into one property. */
export function matchingEvents(events: CapturedEvent[], text: string): CapturedEvent[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return events
  return events.filter((event) => {
    const all = `${event.event} ${event.distinct_id} ${JSON.stringify(event.properties)}`.toLowerCase()
    return words.every((word) => {
      const [, key, value] = /^([^:]+):(.+)$/.exec(word) ?? []
      if (key === undefined || value === undefined) return all.includes(word)
      const entry = Object.entries(event.properties).find(([name]) => [key, `$${key}`].includes(name.toLowerCase()))
      return entry ? JSON.stringify(entry[1]).toLowerCase().includes(value) : all.includes(word)
    })
  })
}

const LOCAL = new Set(['$current_url', '$pathname', '$screen_name', '$host'])

/** Where it happened, in a word: the page without its host, the screen, or the library. */
export function placeOf({ properties }: CapturedEvent): string {
  const url = properties.$pathname ?? properties.$screen_name ?? properties.$current_url
  if (typeof url !== 'string') return typeof properties.$lib === 'string' ? properties.$lib : ''
  return url.replace(/^https?:\/\/[^/]+/, '') || '/'
}

/** One's own properties first, then the ones libraries add. */
export function orderedProperties(properties: Record<string, unknown>): [string, unknown][] {
  const rank = (name: string) => (name.startsWith('$') ? (LOCAL.has(name) ? 1 : 2) : 0)
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
}

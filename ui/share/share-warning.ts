import type { QueryNode, Tile } from '../api/types.ts'
import { sourceOf } from '../charts/from-result.ts'

const LISTS_PEOPLE = new Set(['ActorsQuery', 'EventsQuery', 'PersonsNode', 'SessionsQuery'])

/** True where a result names people: it lists them, or is broken down by what identifies them. */
function namesPeople(query: QueryNode | null): boolean {
  const source = sourceOf(query)
  if (!source) return false
  if (LISTS_PEOPLE.has(source.kind)) return true
  const text = JSON.stringify('breakdownFilter' in source ? (source.breakdownFilter ?? null) : null)
  const sql = 'query' in source && typeof source.query === 'string' ? source.query : ''
  return /"\$?(email|name|phone|ip|distinct_id)"/i.test(text) || /\b(email|distinct_id|person_id)\b/i.test(sql)
}

/** What the owner should know before strangers see these tiles. */
export function warningFor(tiles: Pick<Tile, 'insight'>[]): string | undefined {
  const names = tiles.flatMap(({ insight }) =>
    insight && namesPeople(insight.query) ? [insight.name || insight.derived_name || 'An untitled insight'] : [],
  )
  if (names.length === 0) return undefined
  return `These may show who your users are: ${names.join(', ')}.`
}

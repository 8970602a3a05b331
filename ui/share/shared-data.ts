/** What the page of a link is given, and how it asks for more. It knows nothing but its own address. */
import { messages, request, search } from '../api/client.ts'
import type { DateRange, Insight, QueryNode, Tile } from '../api/types.ts'

/** How to draw a result: kind, chart and options, without what was asked. */
export interface Display {
  kind: string | null
  interval?: string
  chart?: string
  series: string[]
}

export type PublicInsight = Pick<
  Insight,
  'id' | 'short_id' | 'name' | 'derived_name' | 'description' | 'result' | 'columns' | 'timezone' | 'last_refresh'
> & { is_cached: boolean; display: Display; error?: { message: string } }

export type PublicTile = Omit<Tile, 'insight'> & { insight: PublicInsight | null }

export interface PublicBoard {
  id: number
  name: string | null
  description: string
  tiles: PublicTile[]
}

interface Look {
  whitelabel?: boolean
  noHeader?: boolean
  detailed?: boolean
  legend?: boolean
  viewer_date_range?: boolean
  shareToken?: string
}

export type SharedData =
  | ({ type: 'scene' | 'embed'; dashboard?: PublicBoard; insight?: PublicInsight } & Look)
  | ({ type: 'unlock' } & Look)
  | ({ type: 'missing' } & Look)

declare global {
  interface Window {
    POSTHOG_EXPORTED_DATA?: SharedData
  }
}

/** The data that came with the page. */
export function exportedData(): SharedData {
  const text = document.getElementById('posthog-exported-data')?.textContent
  const data: SharedData = text ? JSON.parse(text) : { type: 'missing' }
  window.POSTHOG_EXPORTED_DATA = data
  return data
}

const path = () => window.location.pathname.replace(/\/$/, '')
const bearer = (proof: string | undefined) => (proof ? { headers: { Authorization: `Bearer ${proof}` } } : {})

/** Gives a password; the answer is the proof that later requests carry. Throws `ApiError`. */
export async function unlock(password: string): Promise<string> {
  const { shareToken } = await request<{ shareToken: string }>('POST', path(), { body: { password } })
  return shareToken
}

export const readShared = (
  proof: string | undefined,
  range: DateRange = {},
  refresh?: 'blocking',
  signal?: AbortSignal,
) => {
  const params = search({ ...rangeParams(range), refresh })
  return request<SharedData>('GET', `${path()}.json${params}`, { ...bearer(proof), signal })
}

const rangeParams = ({ date_from, date_to }: DateRange) => ({
  date_from: date_from ?? undefined,
  date_to: date_to ?? undefined,
})

type Message =
  | { type: 'metadata'; dashboard: PublicBoard }
  | { type: 'tile'; tile: PublicTile }
  | { type: 'error'; error: string }
  | { type: 'complete' }

/** The tiles as they are ready. */
export async function* sharedTiles(proof: string | undefined, range: DateRange, signal: AbortSignal) {
  const address = `${path()}/tiles${search(rangeParams(range))}`
  for await (const message of messages<Message>(address, signal, bearer(proof))) {
    if (message.type === 'metadata') yield* message.dashboard.tiles
    if (message.type === 'tile') yield message.tile
    if (message.type === 'error') throw new Error(message.error)
  }
}

/** A query as far as drawing needs one. */
export function queryOf({ kind, chart, series, ...options }: Display): QueryNode | null {
  if (!kind) return null
  const nodes = series.map((name) => ({ kind: 'EventsNode' as const, event: name, custom_name: name }))
  const source = { ...options, kind, series: nodes }
  return chart ? { kind: 'DataVisualizationNode', display: chart, source } : source
}

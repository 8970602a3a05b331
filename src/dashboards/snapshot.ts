import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import type { InsightDeps } from '../insights/deps.ts'
import { sourceOf } from '../insights/text/result-as-text.ts'
import { isObject, type JsonObject, parseJson, storableJson, trusted } from '../lib/json.ts'
import { NO_OVERRIDES, type Overrides } from '../tiles/overrides.ts'
import { allTiles, type ReadyTile, type TileRequest } from './run-tiles.ts'
import { DashboardInput } from './save.ts'
import type { Dashboard } from './store.ts'

const KEPT_MS = 30 * 60_000

/** What a tile showed. */
interface TileSnapshot {
  insight_name: string
  data: unknown
  /** The question that was answered; unknown where the client itself says what it saw. */
  query: JsonObject | null
}

/** What a board showed, and under which overrides, so that the same can be asked again. */
interface Snapshot {
  overrides: Overrides
  tiles: Record<string, TileSnapshot>
}

const isEmpty = (data: unknown) =>
  data === null || data === '' || (typeof data === 'object' && Object.keys(data ?? {}).length === 0)

const Seen = z.object({
  insight_name: z.string().min(1),
  data: z.json().refine((data) => !isEmpty(data), 'Data cannot be empty.'),
})

/** The fields of a dashboard may stand here too: they are checked and have no effect, as other keys. */
export const SnapshotInput = DashboardInput.extend({ client_results: z.record(z.string(), Seen).nullish() })

/** Keeps what the board shows now, or what the client says it shows. Returns the key to find it by. */
export async function takeSnapshot(
  deps: InsightDeps,
  request: TileRequest & { user_id: number },
  { client_results }: z.infer<typeof SnapshotInput>,
): Promise<{ cache_key: string }> {
  const isTold = client_results && Object.keys(client_results).length > 0
  const tiles = isTold ? toldTiles(client_results) : await keptTiles(deps, request)
  const snapshot: Snapshot = { overrides: isTold ? NO_OVERRIDES : request.overrides, tiles }
  const { dashboard, user_id } = request
  const now = deps.clock().getTime()
  const key = `dashboard_refresh_before_${dashboard.id}_${user_id}_${(now / 1000).toFixed(6)}`
  const values = { snapshot: storableJson(JSON.stringify(snapshot)), expires_at: new Date(now + KEPT_MS) }
  await deps.postgres.deleteFrom('dashboard_snapshot').where('expires_at', '<=', new Date(now)).execute()
  await deps.postgres
    .insertInto('dashboard_snapshot')
    .values({ key, dashboard_id: dashboard.id, user_id, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
  return { cache_key: key }
}

/** The snapshot that this user took of this dashboard under this key, while it is kept. */
export async function findSnapshot(
  { postgres, clock }: Pick<InsightDeps, 'postgres' | 'clock'>,
  dashboard: Dashboard,
  userId: number,
  key: string,
): Promise<Snapshot | undefined> {
  const row = await postgres
    .selectFrom('dashboard_snapshot')
    .select('snapshot')
    .where('key', '=', key)
    .where('dashboard_id', '=', dashboard.id)
    .where('user_id', '=', userId)
    .where('expires_at', '>', clock())
    .executeTakeFirst()
  return row && trusted<Snapshot>(parseJson(row.snapshot))
}

function toldTiles(results: Record<string, z.infer<typeof Seen>>): Snapshot['tiles'] {
  const wrong = Object.keys(results).find((id) => !/^\d+$/.test(id))
  if (wrong !== undefined) throw invalid('A valid integer is required.', `client_results__${wrong}`)
  const tiles = Object.entries(results).map(([id, { insight_name, data }]) => {
    return [id, { insight_name, data: reduced(data), query: null }]
  })
  return Object.fromEntries(tiles)
}

async function keptTiles(deps: InsightDeps, request: TileRequest): Promise<Snapshot['tiles']> {
  const tiles: Snapshot['tiles'] = {}
  for await (const { tile, ...ready } of keptResults(deps, request)) tiles[tile.id] = snapshotOf(ready)
  return tiles
}

/** The tiles whose answer is kept; nothing is computed. */
export async function* keptResults(deps: InsightDeps, request: TileRequest) {
  for (const ready of await allTiles(deps, { ...request, refresh: 'force_cache' })) {
    const { insight, run } = ready
    if (insight?.query && run && run.result.result !== null) yield { ...ready, insight, run }
  }
}

export function snapshotOf({ insight, run }: Pick<ReadyTile, 'insight' | 'run'>): TileSnapshot & { query: JsonObject } {
  const name = insight?.name || insight?.derived_name || `Insight ${insight?.short_id}`
  return { insight_name: name, data: reduced(run?.result.result), query: sourceOf(run?.query ?? {}) }
}

/** Fields of a result that a snapshot need not keep: links to persons, and what the question says already. */
const LEFT_OUT = ['persons_urls', 'persons', 'action']

function reduced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduced)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !LEFT_OUT.includes(key))
  return Object.fromEntries(kept.map(([key, item]) => [key, reduced(item)]))
}

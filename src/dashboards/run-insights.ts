import { invalid } from '../http/errors.ts'
import type { InsightDeps } from '../insights/deps.ts'
import { resultAsText } from '../insights/text/result-as-text.ts'
import type { Json, JsonObject } from '../lib/json.ts'
import { visibleTiles } from '../tiles/store.ts'
import { allTiles, type ReadyTile, type TileRequest } from './run-tiles.ts'

/** How long one answer may go on computing; cached results are given even after that. */
const BUDGET_MS = 60_000
const CUT = '\n[cut here; max_result_chars=0 gives the whole]\n'

/** What of a dashboard is wanted, and how it is to be told. */
interface Wanted {
  format: 'optimized' | 'json'
  /** Undefined for all. */
  tiles: ReadonlySet<number> | undefined
  /** Characters per tile; 0 for as many as there are. */
  most: number
}

/** The results of a dashboard's insights and nothing else: one per tile whose insight has a query. */
export async function runInsights(deps: InsightDeps, request: TileRequest, query: JsonObject) {
  const wanted = await readWanted(deps, request, query)
  const deadline = new Date(deps.clock().getTime() + BUDGET_MS)
  const tiles = await allTiles(deps, { ...request, deadline, only: wanted.tiles })
  const asked = tiles.filter(({ insight, run }) => insight?.query && run)
  return { results: asked.map((ready) => presentResult(ready, wanted)) }
}

async function readWanted(deps: InsightDeps, { team, dashboard }: TileRequest, query: JsonObject): Promise<Wanted> {
  const most = query['max_result_chars'] === undefined ? 0 : Number(query['max_result_chars'])
  if (!Number.isInteger(most)) throw invalid('A valid integer is required.', 'max_result_chars')
  if (most < 0) throw invalid('Ensure this value is greater than or equal to 0.', 'max_result_chars', 'min_value')
  const format = (query['output_format'] ?? 'optimized') === 'optimized' ? 'optimized' : 'json'
  const ids = tileIds(query['tile_ids'])
  if (!ids) return { format, most, tiles: undefined }
  const known = new Set((await visibleTiles(deps.postgres, team.id, dashboard.id)).map(({ id }) => id))
  const foreign = ids.find((id) => !known.has(id))
  if (foreign !== undefined) throw invalid(`Tile ${foreign} is not on this dashboard.`, 'tile_ids')
  return { format, most, tiles: new Set(ids) }
}

function tileIds(value: Json | undefined): number[] | undefined {
  const words = [value ?? []].flat().flatMap((item) => String(item).split(','))
  const ids = words.map((word) => word.trim()).filter(Boolean)
  const wrong = ids.find((id) => !/^\d+$/.test(id))
  if (wrong !== undefined) throw invalid(`"${wrong}" is not the id of a tile.`, 'tile_ids')
  return ids.length === 0 ? undefined : ids.map(Number)
}

function presentResult({ tile, order, insight, run, late }: ReadyTile, wanted: Wanted) {
  const { id, short_id, name, derived_name } = insight ?? {}
  const result = run && (wanted.format === 'json' ? run.result.result : told(run, wanted.most))
  const unrun = { type: 'Timeout', message: `Not run for want of time. Ask for it alone with tile_ids=${tile.id}.` }
  const error = run?.error ?? (late ? unrun : undefined)
  return {
    id: tile.id,
    insight: { id, short_id, name, derived_name, result },
    order,
    last_refresh: run?.result.last_refresh ?? null,
    is_cached: run?.result.is_cached ?? false,
    ...(error ? { error } : {}),
  }
}

/** The result as text, cut to the budget. A result that fits no table stays JSON, unless it is too long. */
function told({ query, result }: NonNullable<ReadyTile['run']>, most: number): unknown {
  const text = query && resultAsText(query, result)
  if (most === 0 || result.result === null) return text ?? result.result
  const whole = text ?? JSON.stringify(result.result)
  if (whole.length <= most) return text ?? result.result
  return most <= CUT.length ? whole.slice(0, most) : bothEnds(whole, most - CUT.length)
}

/** The first lines and the last, which of a series are the newest. What has no lines is cut anywhere. */
function bothEnds(whole: string, room: number): string {
  const [head, tail] = [whole.slice(0, Math.ceil(room / 2)), whole.slice(whole.length - Math.floor(room / 2))]
  const [end, begin] = [head.lastIndexOf('\n'), tail.indexOf('\n')]
  if (end <= 0) return head + CUT + tail
  return head.slice(0, end) + CUT + (begin < 0 ? '' : tail.slice(begin + 1))
}

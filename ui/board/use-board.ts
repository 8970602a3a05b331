import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  type ArrivedTiles,
  boardQuery,
  changeDashboard,
  type DashboardChange,
  dashboardsQuery,
  type Override,
  tilesQuery,
} from '../api/dashboards.ts'
import { refreshInsight } from '../api/insights.ts'
import type { Dashboard, Tile } from '../api/types.ts'
import { hasResult } from '../charts/from-result.ts'
import { toast } from '../kit/toast.tsx'

export interface BoardTile extends Tile {
  /** Nothing to show yet: its place is drawn as a skeleton. */
  waiting: boolean
  /** A newer result is on its way; the old one stays. */
  refreshing: boolean
  /** Why there is no result. */
  failure: string | undefined
}

function failureOf(tile: Tile, arrived: ArrivedTiles | undefined): string | undefined {
  const { insight } = tile
  return (
    arrived?.errors[tile.id] ??
    tile.error?.message ??
    insight?.result_error ??
    (insight?.query_status?.error ? (insight.query_status.error_message ?? 'The query failed.') : undefined)
  )
}

/** Joins the stored board with what has arrived: places from the one, results from the other. */
function join(board: Dashboard | undefined, arrived: ArrivedTiles | undefined, streaming: boolean): BoardTile[] {
  return (board?.tiles ?? []).map((stored) => {
    const fresh = arrived?.tiles[stored.id]
    const tile: Tile = fresh?.insight
      ? { ...stored, insight: fresh.insight, ...(fresh.error ? { error: fresh.error } : {}) }
      : stored
    const failure = failureOf(tile, arrived)
    const pending = streaming && tile.insight !== null && !arrived?.arrived.includes(tile.id)
    const empty = tile.insight !== null && !hasResult(tile.insight)
    return { ...tile, failure, waiting: pending && empty && !failure, refreshing: pending && !empty }
  })
}

/** When the tile that waited longest was computed. */
export const oldestOf = (tiles: BoardTile[]): string | undefined =>
  tiles
    .flatMap((tile) => (tile.insight?.last_refresh ? [tile.insight.last_refresh] : []))
    .toSorted()
    .at(0)

const WALL_EVERY_MS = 5 * 60_000

/**
 * A board: its words, its tiles as they arrive, and every change one can make to it. On a wall, where nobody presses a
 * button, it is read anew and computed anew every few minutes, as long as it is seen.
 */
export function useBoard(project: number, id: number, override: Override, wall = false) {
  const cache = useQueryClient()
  const stored = boardQuery(project, id, override)
  const stream = tilesQuery(project, id, override)
  const again = wall && { refetchInterval: WALL_EVERY_MS }
  const board = useQuery({ ...stored, ...again })
  const asked = wall ? tilesQuery(project, id, override, 'force_blocking') : stream
  const arrived = useQuery({ ...asked, ...again, enabled: board.data !== undefined })
  const tiles = useMemo(
    () => join(board.data, arrived.data, arrived.isFetching),
    [board.data, arrived.data, arrived.isFetching],
  )

  /** Changes words or tiles: on the screen at once, on the server after; a refusal puts the old back. */
  const save = useMutation({
    mutationFn: ({ body }: { body: DashboardChange; preview?: (now: Dashboard) => Dashboard }) =>
      changeDashboard(project, id, body),
    // What is put back belongs to the look that it was changed in, whatever is looked at by then.
    onMutate: async ({ preview }) => {
      const { queryKey } = stored
      await cache.cancelQueries({ queryKey })
      const before = cache.getQueryData(queryKey)
      if (preview) cache.setQueryData(queryKey, (now) => now && preview(now))
      return { queryKey, before }
    },
    onError: (_error, _change, asked) => asked && cache.setQueryData(asked.queryKey, asked.before),
    onSuccess: (answer, { body }) => {
      // Every look of the board has it now. Of the answer only tiles that are new there are taken, so that results stay.
      cache.setQueriesData<Dashboard>(
        { queryKey: ['board', project, answer.id] },
        (now) => now && { ...now, ...answer, filters: now.filters, tiles: keepResults(now.tiles, answer.tiles) },
      )
      if (body.name !== undefined || body.pinned !== undefined || body.tags || body.deleted) {
        void cache.invalidateQueries({ queryKey: dashboardsQuery(project).queryKey })
      }
    },
  })

  const refreshAll = () =>
    cache.fetchQuery({ ...tilesQuery(project, id, override, 'force_blocking'), staleTime: 0 }).catch(() => undefined)

  const refreshTile = useMutation({
    mutationFn: async (tile: Tile) => (tile.insight ? refreshInsight(project, tile.insight.id, id, override) : null),
    onMutate: () => stream.queryKey,
    onSuccess: (insight, tile, queryKey) => {
      if (!insight) return
      cache.setQueryData(queryKey, (now) => {
        if (!now) return now
        const { [tile.id]: _gone, ...errors } = now.errors
        return { ...now, errors, tiles: { ...now.tiles, [tile.id]: { ...tile, insight } } }
      })
    },
  })

  const removeTile = (tile: Tile) => {
    const without = (now: Dashboard) => ({ ...now, tiles: now.tiles.filter((one) => one.id !== tile.id) })
    save.mutate({ body: { tiles: [{ id: tile.id, deleted: true }] }, preview: without })
    const undo = () =>
      save.mutate({
        body: { tiles: [{ id: tile.id, deleted: false }] },
        preview: (now) => ({ ...now, tiles: [...now.tiles.filter((one) => one.id !== tile.id), tile] }),
      })
    toast('Tile removed from this board', { undo })
  }

  /** Filters or variables for everybody: every answer known of this board was to another question. */
  const storeForAll = (body: Pick<DashboardChange, 'filters' | 'variables'>, done: () => void) =>
    save.mutate(
      { body },
      {
        onSuccess: () => {
          done()
          void cache.invalidateQueries({ queryKey: ['board', project, id] })
          void cache.invalidateQueries({ queryKey: ['tiles', project, id] })
        },
      },
    )

  return { board, arrived, tiles, save, storeForAll, refreshAll, refreshTile, removeTile }
}

function keepResults(known: Tile[], answered: Tile[]): Tile[] {
  const byId = new Map(known.map((tile) => [tile.id, tile]))
  return answered.map((tile) => {
    const old = byId.get(tile.id)
    return old?.insight && tile.insight ? { ...tile, insight: old.insight } : tile
  })
}

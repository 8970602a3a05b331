import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { messages, request, search } from './client.ts'
import type { ButtonTile, Dashboard, DashboardFilters, DashboardItem, GivenVariables, Page, Tile } from './types.ts'

const base = (project: number) => `/api/projects/${project}/dashboards`

export const dashboardsQuery = (project: number) =>
  queryOptions({
    queryKey: ['dashboards', project],
    queryFn: ({ signal }) => request<Page<DashboardItem>>('GET', `${base(project)}/?limit=500&offset=0`, { signal }),
    select: (page) => page.results,
  })

/** What the viewer asks for in the address: it wins over the board's own filters, for this look only. */
export interface Override extends Pick<DashboardFilters, 'date_from' | 'date_to' | 'interval' | 'properties'> {
  variables?: GivenVariables
}

const textOf = (part: object) => (Object.keys(part).length > 0 ? JSON.stringify(part) : undefined)

/** An override as the parameters of a request. */
export const overrideParams = ({ variables = {}, ...filters }: Override) => ({
  filters_override: textOf(filters),
  variables_override: textOf(variables),
})

const boardKey = (project: number, id: number, override: Override) => ['board', project, id, override] as const
const tilesKey = (project: number, id: number, override: Override) => ['tiles', project, id, override] as const

/** The board as stored, with whatever results are already kept: enough to draw every place at its right size. */
export const boardQuery = (project: number, id: number, override: Override) =>
  queryOptions({
    queryKey: boardKey(project, id, override),
    queryFn: ({ signal }) =>
      request<Dashboard>('GET', `${base(project)}/${id}/${search(overrideParams(override))}`, {
        signal,
      }),
    staleTime: 30_000,
  })

/** Tiles as they arrive, by id; `waiting` falls to false when the server has said that all are there. */
export interface ArrivedTiles {
  tiles: Record<number, Tile>
  errors: Record<number, string>
  arrived: number[]
  waiting: boolean
}

const NOTHING_YET: ArrivedTiles = { tiles: {}, errors: {}, arrived: [], waiting: true }

type Message =
  | { type: 'metadata'; dashboard: Dashboard }
  | { type: 'tile'; order: number; tile: Tile }
  | { type: 'error'; tile_id?: number; error: string }
  | { type: 'complete' }

const arrive = (state: ArrivedTiles, tiles: Tile[]): ArrivedTiles => ({
  ...state,
  tiles: { ...state.tiles, ...Object.fromEntries(tiles.map((tile) => [tile.id, tile])) },
  arrived: [...state.arrived, ...tiles.map((tile) => tile.id)],
})

function receive(state: ArrivedTiles, message: Message): ArrivedTiles {
  switch (message.type) {
    case 'metadata':
      return arrive(state, message.dashboard.tiles)
    case 'tile':
      return arrive(state, [message.tile])
    case 'error':
      if (message.tile_id === undefined) throw new Error(message.error)
      return {
        ...state,
        errors: { ...state.errors, [message.tile_id]: message.error },
        arrived: [...state.arrived, message.tile_id],
      }
    case 'complete':
      return { ...state, waiting: false }
  }
}

async function streamTiles(
  client: QueryClient,
  project: number,
  id: number,
  override: Override,
  refresh: 'blocking' | 'force_blocking',
  signal: AbortSignal,
): Promise<ArrivedTiles> {
  const key = tilesKey(project, id, override)
  const before = client.getQueryData<ArrivedTiles>(key) ?? NOTHING_YET
  // A refresh keeps what is on the screen until the new tile is there.
  let state: ArrivedTiles = { ...before, errors: {}, arrived: [], waiting: true }
  const params = search({ refresh, layoutSize: 'sm', ...overrideParams(override) })
  for await (const message of messages<Message>(`${base(project)}/${id}/stream_tiles/${params}`, signal)) {
    state = receive(state, message)
    client.setQueryData(key, state)
  }
  return { ...state, waiting: false }
}

export const tilesQuery = (
  project: number,
  id: number,
  override: Override,
  refresh: 'blocking' | 'force_blocking' = 'blocking',
) =>
  queryOptions({
    queryKey: tilesKey(project, id, override),
    queryFn: ({ client, signal }) => streamTiles(client, project, id, override, refresh, signal),
    staleTime: 5 * 60_000,
    retry: 1,
  })

export interface DashboardChange {
  /** Only when it is made. */
  use_template?: string
  /** Only when it is made: of which board it is a copy. It shows the same insights. */
  use_dashboard?: number
  name?: string
  description?: string
  pinned?: boolean
  deleted?: boolean
  tags?: string[]
  filters?: DashboardFilters
  variables?: GivenVariables
  tiles?: TileChange[]
}

/** A tile that is changed, or without an id a new one. */
export interface TileChange {
  id?: number
  layouts?: Tile['layouts']
  deleted?: boolean
  text?: { id?: number; body: string }
  button_tile?: Partial<ButtonTile>
}

export const createDashboard = (project: number, body: DashboardChange) =>
  request<Dashboard>('POST', `${base(project)}/`, { body })

export const changeDashboard = (project: number, id: number, body: DashboardChange) =>
  request<Dashboard>('PATCH', `${base(project)}/${id}/`, { body })

/** Shows a tile on another board too: the same insight, or a text like this one. */
export const copyTile = (project: number, tile: number, from: number, to: number) =>
  request<Dashboard>('POST', `${base(project)}/${to}/copy_tile/`, {
    body: { from_dashboard_id: from, tile_id: tile },
  })

/** Gives a tile to another board. */
export const moveTile = (project: number, tile: number, from: number, to: number) =>
  request<Dashboard>('PATCH', `${base(project)}/${from}/move_tile/`, { body: { to_dashboard: to, tile: { id: tile } } })

import { userPresenter } from '../accounts/present.ts'
import { currentVariables } from '../insights/current-variables.ts'
import type { InsightDeps } from '../insights/deps.ts'
import { loadContext, presentInsight } from '../insights/present.ts'
import { type InsightRun, runInsightSafely } from '../insights/run.ts'
import { findInsights, type Insight } from '../insights/store.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { executionMode } from '../queries/execution-mode.ts'
import type { Team } from '../schema/team.ts'
import type { Overrides } from '../tiles/overrides.ts'
import { inOrder, type Tile, tileLinks, visibleTiles } from '../tiles/store.ts'
import { type ButtonCard, findButtons, findTexts, type TextCard } from '../tiles/texts.ts'
import type { Dashboard } from './store.ts'

/** How many tiles are computed at once, and how many are looked up where nothing is computed. */
const AT_ONCE = { compute: 4, look_up: 32 }

export interface TileRequest {
  team: Team
  dashboard: Dashboard
  /** For whom; nobody in particular on a public page. */
  user_id?: number
  refresh: string
  overrides: Overrides
  size: 'sm' | 'xs'
  signal: AbortSignal
  /** The ids of the tiles that are wanted; all without it. */
  only?: ReadonlySet<number> | undefined
  /** After this moment nothing is computed any more; cached results are still given. */
  deadline?: Date
}

/** A tile that is ready, with the run of its insight when it has one. */
export interface ReadyTile {
  tile: Tile
  order: number
  insight: Insight | undefined
  run: InsightRun | undefined
  /** Its turn came after the deadline, and no result was cached. */
  late: boolean
  text: TextCard | undefined
  button: ButtonCard | undefined
  /** The object the API shows. */
  shown: object
}

/**
 * Yields the tiles of a dashboard, each when it is ready; a few are computed at once, and the next begins when any of
 * them is done. A failing tile carries its error and harms no other. Ending the generator stops the work.
 */
export async function* runTiles(deps: InsightDeps, request: TileRequest): AsyncGenerator<ReadyTile> {
  const all = inOrder(await visibleTiles(deps.postgres, request.team.id, request.dashboard.id), request.size)
  const places = new Map(all.map(({ id }, order) => [id, order]))
  const tiles = request.only ? all.filter(({ id }) => request.only?.has(id)) : all
  const [present, variables] = await Promise.all([
    presenter(deps, request.team, tiles, request.user_id),
    variablesOf(deps.postgres, request.dashboard, request.overrides),
  ])
  const atOnce = executionMode(request.refresh) === 'force_cache' ? AT_ONCE.look_up : AT_ONCE.compute
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  const unread = new Map<number, Promise<ReadyTile>>()
  const left = tiles.values()
  const startNext = () => {
    const tile = signal.aborted ? undefined : left.next().value
    if (!tile) return
    const order = places.get(tile.id) ?? 0
    const ready = runTile(deps, { ...request, variables, signal }, tile, order, present).finally(startNext)
    ready.catch(() => undefined)
    unread.set(tile.id, ready)
  }
  try {
    for (let i = 0; i < atOnce; i++) startNext()
    while (unread.size > 0) {
      const ready = await Promise.race(unread.values())
      unread.delete(ready.tile.id)
      yield ready
    }
  } finally {
    stop.abort()
  }
}

/** All tiles of a dashboard in their order, for an answer that needs them whole. */
export async function allTiles(deps: InsightDeps, request: TileRequest): Promise<ReadyTile[]> {
  const tiles: ReadyTile[] = []
  for await (const ready of runTiles(deps, request)) tiles.push(ready)
  return tiles.sort((a, b) => a.order - b.order)
}

async function runTile(
  deps: InsightDeps,
  request: TileRequest & { variables: JsonObject },
  tile: Tile,
  order: number,
  present: Awaited<ReturnType<typeof presenter>>,
): Promise<ReadyTile> {
  const insight = present.insightOf(tile)
  const { dashboard, overrides } = request
  const filters = { ...dashboard.filters, ...overrides.filters_override }
  const tile_filters = { ...tile.filters_overrides, ...overrides.tile_filters_override }
  const isOver = request.deadline !== undefined && deps.clock() >= request.deadline
  const context = { ...request, dashboard_id: dashboard.id, filters, tile_filters }
  const run =
    insight && (await runInsightSafely(deps, insight, isOver ? { ...context, refresh: 'force_cache' } : context))
  const late = isOver && run?.result.result === null && !run.error
  const [text, button] = [present.textOf(tile), present.buttonOf(tile)]
  return { tile, order, insight, run, late, text, button, shown: present.tile(tile, order, run) }
}

/** The variables of a dashboard under a request's, by the ids they have now. */
export const variablesOf = (db: Postgres, { team_id, variables }: Dashboard, { variables_override }: Overrides) =>
  currentVariables(db, team_id, variables, variables_override)

/** Loads what all tiles need at once, and gives the function that shows one. */
async function presenter(deps: InsightDeps, team: Team, tiles: Tile[], userId: number | undefined) {
  const db = deps.postgres
  const textIds = tiles.flatMap(({ text_id }) => (text_id === null ? [] : [text_id]))
  const buttonIds = tiles.flatMap(({ button_tile_id }) => (button_tile_id === null ? [] : [button_tile_id]))
  const insights = await findInsights(
    db,
    team.id,
    tiles.flatMap(({ insight_id }) => (insight_id === null ? [] : [insight_id])),
  )
  const [context, texts, buttons, ofTexts, ofButtons] = await Promise.all([
    loadContext(db, team.id, [...insights.values()], userId),
    findTexts(db, team.id, textIds),
    findButtons(db, team.id, buttonIds),
    tileLinks(db, 'text_id', textIds),
    tileLinks(db, 'button_tile_id', buttonIds),
  ])
  const links = new Map([...ofTexts, ...ofButtons])
  const cards = [...texts.values(), ...buttons.values()]
  const userOf = await userPresenter(
    deps,
    cards.flatMap((card) => [card.created_by, card.last_modified_by]),
  )
  const card = <
    C extends { id: number | string; team_id: number; created_by: number | null; last_modified_by: number | null },
  >(
    item: C | undefined,
  ) => {
    if (!item) return null
    const { team_id, created_by, last_modified_by, ...rest } = item
    return {
      ...rest,
      created_by: userOf(created_by),
      last_modified_by: userOf(last_modified_by),
      dashboard_tiles: links.get(item.id) ?? [],
      team: team_id,
    }
  }
  const insightOf = (tile: Tile) => (tile.insight_id === null ? undefined : insights.get(tile.insight_id))
  const textOf = (tile: Tile) => (tile.text_id === null ? undefined : texts.get(tile.text_id))
  const buttonOf = (tile: Tile) => (tile.button_tile_id === null ? undefined : buttons.get(tile.button_tile_id))
  return {
    insightOf,
    textOf,
    buttonOf,
    tile: (tile: Tile, order: number, run: InsightRun | undefined) => {
      const insight = insightOf(tile)
      return {
        id: tile.id,
        insight:
          insight && run
            ? { ...presentInsight(insight, context, run), ...(run.error ? { result_error: run.error.message } : {}) }
            : null,
        text: card(textOf(tile)),
        button_tile: card(buttonOf(tile)),
        widget: null,
        layouts: tile.layouts,
        color: tile.color,
        filters_overrides: tile.filters_overrides,
        show_description: tile.show_description,
        transparent_background: tile.transparent_background,
        order,
        last_refresh: run?.result.last_refresh ?? null,
        is_cached: run?.result.is_cached ?? false,
        ...(run?.error ? { error: run.error } : {}),
      }
    },
  }
}

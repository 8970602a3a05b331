import type { Editor } from '../../activity/editor.ts'
import { invalid } from '../../http/errors.ts'
import type { InsightDeps } from '../../insights/deps.ts'
import { queryOfFilters } from '../../insights/legacy-filters.ts'
import { LONGEST_NAME } from '../../insights/save.ts'
import { type InsightValues, insertInsights } from '../../insights/store.ts'
import { characters } from '../../lib/characters.ts'
import { isObject, type JsonObject, objectOr } from '../../lib/json.ts'
import type { PostgresOrTransaction } from '../../postgres/postgres.ts'
import { setTags } from '../../tags/store.ts'
import { displayOf, insertTiles } from '../../tiles/store.ts'
import { editTiles } from '../edit-tiles.ts'
import { noteMade } from '../history.ts'
import { type Dashboard, type DashboardValues, insertDashboard } from '../store.ts'
import { filledIn, type Template } from './template.ts'

/** Who makes a dashboard, when, and in which project. */
export interface Maker extends Editor {
  team_id: number
}

/** Makes a dashboard of a template with all its tiles; `own` are columns that win over the template's. */
export async function makeFromTemplate(
  deps: InsightDeps,
  tx: PostgresOrTransaction,
  template: Template,
  own: DashboardValues,
  tags: readonly string[],
  maker: Maker,
): Promise<Dashboard> {
  const { team_id, userId: created_by, now: created_at } = maker
  const dashboard = await insertDashboard(tx, {
    description: template.dashboard_description ?? '',
    filters: objectOr(template.dashboard_filters),
    ...own,
    name: own.name || template.template_name,
    team_id,
    created_by,
    created_at,
  })
  const tiles = filledIn(template.tiles, template.variables)
  await makeTiles(deps, tx, dashboard, Array.isArray(tiles) ? tiles.filter(isObject) : [], maker)
  await setTags(tx, team_id, 'dashboard', dashboard.id, [...template.tags, ...tags], created_at)
  await noteMade(tx, dashboard, maker)
  return dashboard
}

/** Makes tiles in their order, by which a board without places shows them; insights that follow each other together. */
async function makeTiles(
  deps: InsightDeps,
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tiles: readonly JsonObject[],
  editor: Editor,
): Promise<void> {
  const waiting: { insight: InsightValues; look: JsonObject }[] = []
  const makeInsights = async () => {
    const some = waiting.splice(0)
    const insights = some.map(({ insight }) => insight)
    const ids = await insertInsights(tx, dashboard.team_id, insights, editor)
    await insertTiles(
      tx,
      ids.map((insight_id, i) => ({ dashboard_id: dashboard.id, insight_id, ...displayOf(some[i]?.look ?? {}) })),
    )
  }
  for (const tile of tiles) {
    const { type, layouts, color = null, transparent_background = null, show_description = null } = tile
    const look = { layouts: layouts ?? {}, color, transparent_background, show_description }
    if (type === 'INSIGHT') waiting.push({ insight: insightOf(deps, tile), look })
    else if (type === 'TEXT' || type === 'BUTTON') {
      await makeInsights()
      await editTiles(tx, dashboard, [{ ...look, ...cardOf(type, tile) }], editor)
    } else deps.log.warn(`a template's tile of the type ${JSON.stringify(type)} is left out`)
  }
  await makeInsights()
}

function cardOf(type: 'TEXT' | 'BUTTON', tile: JsonObject): JsonObject {
  if (type === 'TEXT') return { text: { body: tile['body'] ?? null } }
  // The id is that of the button the template was made of.
  const { id: _, ...button_tile } = objectOr(tile['button_tile'])
  return { button_tile }
}

function insightOf(deps: InsightDeps, { name, description, query, filters }: JsonObject): InsightValues {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  if (characters(text(name) ?? '') > LONGEST_NAME)
    throw invalid(`Ensure this field has no more than ${LONGEST_NAME} characters.`, 'name', 'max_length')
  const isLegacy = !isObject(query) && isObject(filters) && Object.keys(filters).length > 0
  const asked = isLegacy ? queryOfFilters(filters) : isObject(query) ? query : null
  return {
    name: text(name),
    description: text(description),
    query: asked && deps.acceptQuery(asked),
    is_sample: true,
  }
}

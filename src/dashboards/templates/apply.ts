import type { Editor } from '../../activity/editor.ts'
import { invalid } from '../../http/errors.ts'
import type { InsightDeps } from '../../insights/deps.ts'
import { queryOfFilters } from '../../insights/legacy-filters.ts'
import { LONGEST_NAME } from '../../insights/save.ts'
import { insertInsight } from '../../insights/store.ts'
import { characters } from '../../lib/characters.ts'
import { isObject, type JsonObject, objectOr } from '../../lib/json.ts'
import type { PostgresOrTransaction } from '../../postgres/postgres.ts'
import { setTags } from '../../tags/store.ts'
import { displayOf, insertTile } from '../../tiles/store.ts'
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
  for (const tile of Array.isArray(tiles) ? tiles.filter(isObject) : [])
    await makeTile(deps, tx, dashboard, tile, maker)
  await setTags(tx, team_id, 'dashboard', dashboard.id, [...template.tags, ...tags], created_at)
  await noteMade(tx, dashboard, maker)
  return dashboard
}

async function makeTile(
  deps: InsightDeps,
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tile: JsonObject,
  editor: Editor,
): Promise<void> {
  const { type, layouts, color, transparent_background, show_description } = tile
  const look = { layouts: layouts ?? {}, color, transparent_background, show_description }
  if (type === 'INSIGHT') {
    const insight = await insertInsight(tx, dashboard.team_id, insightOf(deps, tile), editor)
    await insertTile(tx, { dashboard_id: dashboard.id, insight_id: insight.id, ...displayOf(look) })
  } else if (type === 'TEXT') {
    await editTiles(tx, dashboard, [{ ...look, text: { body: tile['body'] } }], editor)
  } else if (type === 'BUTTON') {
    // The id is that of the button the template was made of.
    const { id: _, ...button_tile } = objectOr(tile['button_tile'])
    await editTiles(tx, dashboard, [{ ...look, button_tile }], editor)
  } else {
    deps.log.warn(`a template's tile of the type ${JSON.stringify(type)} is left out`)
  }
}

function insightOf(deps: InsightDeps, { name, description, query, filters }: JsonObject) {
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

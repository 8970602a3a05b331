import { z } from 'zod'
import { isObject, type JsonObject, objectsOf } from '../../lib/json.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import { asDashboard, DASHBOARD_ALIASES, dashboardUrl } from './dashboards.ts'
import { asBody, DashboardId, layouts, Markdown, TileId } from './fields.ts'

const id = DashboardId
const tile_id = TileId
const body = Markdown.min(1).max(4000)
const color = z.string().nullable().optional().describe('Of its edge, e.g. blue; null: none')

/** A text tile, of a dashboard as REST answers it. */
function tileOf(dashboard: JsonObject, tileId: number): JsonObject | null {
  const found = objectsOf(dashboard['tiles']).find((tile) => tile['id'] === tileId)
  return found ? shownTile(found) : null
}

function shownTile({ id: tileId, text, layouts: boxes, color: colour }: JsonObject): JsonObject {
  return {
    id: tileId ?? null,
    layouts: boxes ?? {},
    ...(colour === undefined || colour === null ? {} : { color: colour }),
    text: { body: isObject(text) ? (text['body'] ?? null) : null },
  }
}

const patch = ({ rest, project }: ToolCall<unknown>, dashboard: number, tile: JsonObject) =>
  rest.send('PATCH', `${project.api}/dashboards/${dashboard}/`, { tiles: [tile] })

const asTile = (call: ToolCall<{ id: number }>, tile: JsonObject | null): ToolAnswer => ({
  value: tile,
  url: dashboardUrl(call, call.args.id),
})

const common = { feature: 'dashboards', scopes: ['dashboard:write'], aliases: DASHBOARD_ALIASES } as const

const ONE_IMAGE = /^!\[[^\]]*\]\([^()\s]+(?:\s+"[^"]*")?\)$/

export const tileTools: Tool[] = [
  tool({
    ...common,
    name: 'dashboard-tile-copy',
    title: 'Copy dashboard tile',
    description: 'Copies a tile of another dashboard onto this one.',
    hints: '',
    input: z.object({
      id: id.describe('Destination'),
      fromDashboardId: DashboardId.describe('Source'),
      tileId: TileId,
    }),
    run: async (call) => {
      const { id: wanted, ...copied } = call.args
      return asDashboard(
        call,
        await call.rest.send('POST', `${call.project.api}/dashboards/${wanted}/copy_tile/`, copied),
      )
    },
  }),
  tool({
    ...common,
    name: 'dashboard-transfer-tile',
    title: 'Transfer dashboard tile',
    description: 'Moves a tile to another dashboard.',
    hints: 'I',
    input: z.object({
      id: id.describe('Source'),
      to_dashboard: DashboardId.describe('Destination'),
      tile: z.object({ id: TileId }).describe('The tile to move'),
    }),
    run: async (call) => {
      const { id: wanted, ...moved } = call.args
      return asDashboard(
        call,
        await call.rest.send('PATCH', `${call.project.api}/dashboards/${wanted}/move_tile/`, moved),
      )
    },
  }),
  tool({
    ...common,
    name: 'dashboard-create-tile',
    title: 'Create dashboard tile',
    description: 'A new text tile; type image is a text of one Markdown image.',
    hints: '',
    input: z.object({
      id,
      type: z.enum(['text', 'image']).describe('What it shows'),
      body,
      layouts: layouts.optional(),
      color,
    }),
    run: async (call) => {
      const { id: wanted, type, body: text, ...rest } = call.args
      if (type === 'image' && !ONE_IMAGE.test(text.trim()))
        throw new ArgumentError('Invalid arguments: body: expected one Markdown image, ![what it shows](https://…)')
      const path = `${call.project.api}/dashboards/${wanted}/create_text_tile/`
      return asTile(call, shownTile(await call.rest.send('POST', path, asBody({ ...rest, body: text }))))
    },
  }),
  tool({
    ...common,
    name: 'dashboard-update-text-tile',
    title: 'Update dashboard text tile',
    description: 'Changes the text, place or colour of a text tile.',
    hints: 'I',
    input: z.object({ id, tile_id, body: body.optional(), layouts: layouts.optional(), color }),
    run: async (call) => {
      const { id: wanted, tile_id: tile, body: text, ...rest } = call.args
      const before = await call.rest.get(`${call.project.api}/dashboards/${wanted}/`)
      const isText = objectsOf(before['tiles']).some((one) => one['id'] === tile && isObject(one['text']))
      if (!isText) throw new ArgumentError('Invalid arguments: tile_id: no text tile of this dashboard has this id')
      const change = asBody({ id: tile, ...rest, ...(text === undefined ? {} : { text: { body: text } }) })
      return asTile(call, tileOf(await patch(call, wanted, change), tile))
    },
  }),
  tool({
    ...common,
    name: 'dashboard-delete-tile',
    title: 'Delete dashboard tile',
    description: 'Takes a tile off its dashboard; an insight on it stays.',
    hints: 'D',
    input: z.object({ id, tile_id }),
    run: async (call) => {
      const { id: wanted, tile_id: tile } = call.args
      await call.rest.send('POST', `${call.project.api}/dashboards/${wanted}/delete_tile/`, { tile_id: tile })
      return { value: { success: true }, url: dashboardUrl(call, wanted) }
    },
  }),
]

import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { validate } from '../http/validate.ts'
import { uuidV7 } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, trusted } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag, Integer } from '../schema/form.ts'
import { displayOf, findTile, insertTile, updateDisplay } from '../tiles/store.ts'
import { insertButton, insertText, updateButton, updateText } from '../tiles/texts.ts'
import type { Editor } from './history.ts'
import type { Dashboard } from './store.ts'

const Body = z.looseObject({ body: z.string().nullish() })

/**
 * An element as far as it is read. Of the rest clients send back whatever they were shown. Empty stands for no text or
 * button, and an id that is not on the board is passed over: another client may have removed the tile.
 */
const Element = z.looseObject({
  id: Integer.nullish(),
  layouts: z.record(z.string(), z.json()).nullish(),
  color: z.string().nullish(),
  filters_overrides: z.record(z.string(), z.json()).nullish(),
  show_description: Flag.nullish(),
  transparent_background: Flag.nullish(),
  deleted: Flag.nullish(),
  text: z.union([Body, z.literal([null, '', false])], { error: 'Invalid text.' }).optional(),
  button_tile: z.union([z.looseObject({}), z.literal([null, '', false])], { error: 'Invalid button.' }).optional(),
})

/** Throws 400 for the first element of another shape: passed over in silence, it would look saved. */
function readElements(tiles: readonly Json[]): JsonObject[] {
  return tiles.map((tile, i) => {
    const read = Element.safeParse(tile)
    if (read.success) return trusted<JsonObject>(read.data)
    const [issue] = read.error.issues
    throw invalid([`Tile ${i}`, issue?.path.join('.'), issue?.message].filter(Boolean).join(': '), 'tiles')
  })
}

/** Applies the `tiles` of a PATCH: text and button cards are made or changed, other tiles only shown differently. */
export async function editTiles(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tiles: readonly Json[],
  editor: Editor,
): Promise<void> {
  for (const element of readElements(tiles)) {
    const id = typeof element['id'] === 'number' ? element['id'] : undefined
    if (isObject(element['text'])) await editText(tx, dashboard, id, element, element['text'], editor)
    else if (isObject(element['button_tile']))
      await editButton(tx, dashboard, id, element, element['button_tile'], editor)
    else if (id !== undefined) await updateDisplay(tx, dashboard.id, id, displayOf(element))
  }
}

async function editText(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  id: number | undefined,
  element: JsonObject,
  text: JsonObject,
  { userId, now }: Editor,
): Promise<void> {
  const body = typeof text['body'] === 'string' ? text['body'] : null
  if (body !== null && body.length > 4000)
    throw invalid('Text body cannot exceed 4000 characters', 'text__body', 'max_length')
  const tile = id === undefined ? undefined : await findTile(tx, dashboard.id, id)
  if (tile?.text_id) {
    if (text['body'] !== undefined)
      await updateText(tx, dashboard.team_id, tile.text_id, { body, last_modified_by: userId, last_modified_at: now })
    await updateDisplay(tx, dashboard.id, tile.id, displayOf(element))
    return
  }
  if (text['id'] !== undefined) throw invalid('Text tile not found.', 'text')
  const text_id = await insertText(tx, { team_id: dashboard.team_id, body, created_by: userId, last_modified_at: now })
  await insertTile(tx, { dashboard_id: dashboard.id, text_id, ...displayOf(element) })
}

const isLink = (url: string) =>
  url.startsWith('/')
    ? /^\/(?![/\\])[\w\-./~!$&'()*+,;=:@%?#]*$/.test(url)
    : /^https?:\/\//i.test(url) && URL.canParse(url)

const Button = z.object({
  url: z.string().min(1).max(2000).refine(isLink, { message: 'Must be a valid URL or a pathname starting with /' }),
  text: z.string().min(1).max(200),
  placement: z.enum(['left', 'right']).default('left'),
  style: z.enum(['primary', 'secondary']).default('primary'),
})

async function editButton(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  id: number | undefined,
  element: JsonObject,
  sent: JsonObject,
  { userId, now }: Editor,
): Promise<void> {
  const { button_tile: button } = validate(z.object({ button_tile: Button }), { button_tile: sent })
  const tile = id === undefined ? undefined : await findTile(tx, dashboard.id, id)
  if (tile?.button_tile_id) {
    const changes = { ...button, last_modified_by: userId, last_modified_at: now }
    await updateButton(tx, dashboard.team_id, tile.button_tile_id, changes)
    await updateDisplay(tx, dashboard.id, tile.id, displayOf(element))
    return
  }
  if (sent['id'] !== undefined) throw invalid('Button tile not found.', 'button_tile')
  const button_tile_id = uuidV7(now.getTime())
  await insertButton(tx, {
    ...button,
    id: button_tile_id,
    team_id: dashboard.team_id,
    created_by: userId,
    last_modified_at: now,
  })
  await insertTile(tx, { dashboard_id: dashboard.id, button_tile_id, ...displayOf(element) })
}

import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { isObject, type Json, type JsonObject, trusted } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag, Integer } from '../schema/form.ts'
import { displayOf, updateDisplay } from '../tiles/store.ts'
import { editButton, editText } from './edit-cards.ts'
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
    const [text, button] = [element['text'], element['button_tile']]
    if (isObject(text)) await editText(tx, dashboard, { id, element, sent: text }, editor)
    else if (isObject(button)) await editButton(tx, dashboard, { id, element, sent: button }, editor)
    else if (id !== undefined) await updateDisplay(tx, dashboard.id, id, displayOf(element))
  }
}

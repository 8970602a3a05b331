import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { validate } from '../http/validate.ts'
import { isObject, type Json, type JsonObject, trusted } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { StoredFilter } from '../schema/dashboard-filter.ts'
import { Flag, Integer } from '../schema/form.ts'
import { displayOf, type TileDisplay, updateDisplays } from '../tiles/store.ts'
import { editButton, editText } from './edit-cards.ts'
import type { Dashboard } from './store.ts'

/**
 * The fields of an element that are read; clients send back all others as they were shown. Empty means no text or button.
 * An id that is not on the board is ignored, because another client may have removed the tile.
 */
const Element = z.looseObject({
  id: Integer.nullish(),
  layouts: z.record(z.string(), z.json()).nullish(),
  color: z.string().max(400).nullish(),
  filters_overrides: StoredFilter.nullish(),
  show_description: Flag.nullish(),
  transparent_background: Flag.nullish(),
  deleted: Flag.nullish(),
})
const Elements = z.object({ tiles: z.array(Element) })

const orNone = (card: z.ZodType) => z.preprocess((value) => value || undefined, card.optional())
/** The card of an element; what is wrong with it is named as PostHog does, by the card alone. */
const Cards = z.looseObject({
  text: orNone(z.looseObject({ body: z.string().nullish() })),
  button_tile: orNone(z.looseObject({})),
})

/** Throws 400 for the first element of another shape: if it were ignored, it would look saved. */
function readElements(tiles: readonly Json[]): JsonObject[] {
  return validate(Elements, { tiles }).tiles.map((tile) => trusted<JsonObject>(validate(Cards, tile)))
}

/** Applies the `tiles` of a PATCH: text and button cards are made or changed, other tiles only shown differently. */
export async function editTiles(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tiles: readonly Json[],
  editor: Editor,
): Promise<void> {
  // Displays wait for each other until a card comes, so that all is done in the order in which it stands.
  const displays = new Map<number, TileDisplay>()
  const display = async () => {
    await updateDisplays(tx, dashboard.id, displays)
    displays.clear()
  }
  for (const element of readElements(tiles)) {
    const id = typeof element['id'] === 'number' ? element['id'] : undefined
    const [text, button] = [element['text'], element['button_tile']]
    if (isObject(text)) {
      await display()
      await editText(tx, dashboard, { id, element, sent: text }, editor)
    } else if (isObject(button)) {
      await display()
      await editButton(tx, dashboard, { id, element, sent: button }, editor)
    } else if (id !== undefined) displays.set(id, { ...displays.get(id), ...displayOf(element) })
  }
  await display()
}

import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { invalid } from '../http/errors.ts'
import { characters } from '../lib/characters.ts'
import { defined } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { Integer } from '../schema/form.ts'
import { insertTile, updateDisplay } from '../tiles/store.ts'
import { insertText, updateText } from '../tiles/texts.ts'
import { recordedChange } from './history.ts'
import { ownText } from './own-cards.ts'
import { requireTile } from './requests.ts'
import type { Dashboard } from './store.ts'

/** The text may not be empty here, unlike in an element of `tiles`, which may be a card that is yet to be written. */
const Body = z
  .string()
  .refine((body) => body.trim() !== '', { message: 'Text body cannot be empty', params: { code: 'blank' } })
  .refine((body) => characters(body) <= 4000, {
    message: 'Text body cannot exceed 4000 characters',
    params: { code: 'max_length' },
  })
const look = {
  layouts: z
    .record(z.string(), z.json())
    .nullish()
    .transform((layouts) => (layouts === null ? {} : layouts)),
  color: z.string().max(400).nullish(),
}
export const NewTextTile = z.object({ body: Body, ...look })
export const ChangedTextTile = z.object({ tile_id: Integer, body: Body.optional(), ...look })

/** Puts a new text card on a dashboard. Returns the id of its tile. */
export async function createTextTile(
  db: Postgres,
  dashboard: Dashboard,
  { body, ...shown }: z.infer<typeof NewTextTile>,
  editor: Editor,
): Promise<number> {
  const { team_id, id: dashboard_id } = dashboard
  return recordedChange(db, [dashboard], editor, async (tx) => {
    const text_id = await insertText(tx, { team_id, body, created_by: editor.userId, last_modified_at: editor.now })
    return insertTile(tx, { dashboard_id, text_id, ...defined(shown) })
  })
}

/** Changes the text of a card, or how it is shown; who made it stays. Throws 404, and 400 for a tile without a text. */
export async function updateTextTile(
  db: Postgres,
  dashboard: Dashboard,
  { tile_id, body, ...shown }: z.infer<typeof ChangedTextTile>,
  { userId, now }: Editor,
): Promise<void> {
  const { team_id, id } = dashboard
  await recordedChange(db, [dashboard], { userId, now }, async (tx) => {
    const { text_id } = await requireTile(tx, dashboard, tile_id)
    if (text_id === null) throw invalid('Tile is not a text tile.', 'tile_id')
    if (body !== undefined) {
      const own = await ownText(tx, dashboard, { id: tile_id, text_id }, body, { userId, now })
      if (own !== undefined)
        await updateText(tx, team_id, own, { body, last_modified_by: userId, last_modified_at: now })
    }
    await updateDisplay(tx, id, tile_id, defined(shown))
  })
}

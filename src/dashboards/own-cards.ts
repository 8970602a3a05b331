import type { Editor } from '../activity/editor.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { mayEdit, NO_RIGHTS, rightsOn } from '../rights/boards.ts'
import { boardsShowing, giveCard } from '../tiles/store.ts'
import { type ButtonCard, findButtons, findTexts, insertButton, insertText } from '../tiles/texts.ts'
import type { Dashboard } from './store.ts'

/**
 * The text that a new body of this tile is written to. Dashboards share cards that were copied between them. Where the user may
 * not edit one of the others, the shared card stays as it is, and this dashboard gets a card of its own; undefined where the
 * body is what the card says already, as that of a client that sends back the whole board.
 */
export async function ownText(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tile: { id: number; text_id: number },
  body: string | null,
  { userId, now }: Editor,
): Promise<number | undefined> {
  const { team_id } = dashboard
  const card = (await findTexts(tx, team_id, [tile.text_id])).get(tile.text_id)
  if (!card || (await mayChange(tx, dashboard, 'text_id', tile.text_id, userId))) return tile.text_id
  if (card.body === body) return undefined
  const created_by = card.created_by ?? userId
  const text_id = await insertText(tx, { team_id, body: card.body, created_by, last_modified_at: now })
  await giveCard(tx, dashboard.id, tile.id, { text_id })
  return text_id
}

/** The same for a button. */
export async function ownButton(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  tile: { id: number; button_tile_id: string },
  change: Partial<ButtonCard>,
  { userId, now }: Editor,
): Promise<string | undefined> {
  const { team_id } = dashboard
  const card = (await findButtons(tx, team_id, [tile.button_tile_id])).get(tile.button_tile_id)
  if (!card || (await mayChange(tx, dashboard, 'button_tile_id', card.id, userId))) return tile.button_tile_id
  if (JSON.stringify({ ...card, ...change }) === JSON.stringify(card)) return undefined
  const { last_modified_by: _, ...shown } = card
  const button_tile_id = uuidV7(now.getTime())
  const created_by = card.created_by ?? userId
  await insertButton(tx, { ...shown, id: button_tile_id, created_by, last_modified_at: now })
  await giveCard(tx, dashboard.id, tile.id, { button_tile_id })
  return button_tile_id
}

/** A deleted dashboard counts too: if it is restored, it must be as it was. */
async function mayChange(
  tx: PostgresOrTransaction,
  { team_id, id }: Dashboard,
  column: 'text_id' | 'button_tile_id',
  card: number | string,
  user_id: number,
): Promise<boolean> {
  const others = (await boardsShowing(tx, column, card)).filter((board) => board !== id)
  const rights = await rightsOn(tx, { team_id, user_id }, others)
  return others.every((board) => mayEdit(rights.get(board) ?? NO_RIGHTS))
}

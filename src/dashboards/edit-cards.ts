import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { invalid } from '../http/errors.ts'
import { validate } from '../http/validate.ts'
import { characters } from '../lib/characters.ts'
import { isRowId, uuidV7 } from '../lib/ids.ts'
import { defined, type JsonObject, objectOr } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { displayOf, findTile, findTwin, insertTile, updateDisplay } from '../tiles/store.ts'
import { findButtons, findTexts, insertButton, insertText, updateButton, updateText } from '../tiles/texts.ts'
import { ownButton, ownText } from './own-cards.ts'
import type { Dashboard } from './store.ts'

/** An element of `tiles` with a card in it. */
interface Sent {
  /** Of the tile. */
  id: number | undefined
  element: JsonObject
  /** The card as the client sent it, with its own id where it has one. */
  sent: JsonObject
}

/** Makes a text card, or gives the one that is meant a new text; who made it stays. */
export async function editText(tx: PostgresOrTransaction, dashboard: Dashboard, card: Sent, editor: Editor) {
  const { element, sent } = card
  const { team_id } = dashboard
  const { userId, now } = editor
  const body = typeof sent['body'] === 'string' ? sent['body'] : null
  if (body !== null && characters(body) > 4000)
    throw invalid('Text body cannot exceed 4000 characters', 'text__body', 'max_length')
  const given = typeof sent['id'] === 'number' && isRowId(sent['id']) ? sent['id'] : undefined
  const known = (await findTexts(tx, team_id, given === undefined ? [] : [given])).get(given ?? -1)
  const tile = await tileOfCard(tx, dashboard, 'text', card, known?.id)
  await requireMaker(tx, dashboard, 'text', sent, known?.created_by)
  if (tile?.text_id) {
    const { id, text_id } = tile
    if (sent['body'] !== undefined) {
      const own = await ownText(tx, dashboard, { id, text_id }, body, editor)
      if (own !== undefined)
        await updateText(tx, team_id, own, { body, last_modified_by: userId, last_modified_at: now })
    }
    await updateDisplay(tx, dashboard.id, tile.id, displayOf(element))
    return
  }
  const text_id = await insertText(tx, { team_id, body, created_by: userId, last_modified_at: now })
  await insertTile(tx, { dashboard_id: dashboard.id, text_id, ...displayOf(element) })
}

const atMost = (most: number, message: string) =>
  z
    .string()
    .min(1)
    .refine((text) => characters(text) <= most, { message, params: { code: 'max_length' } })

const isPath = (url: string) => /^\/(?![/\\])[\w\-./~!$&'()*+,;=:@%?#]*$/.test(url)
/** Browsers accept what `URL` repairs: they drop line ends, and take a missing host from the path. */
const isAddress = (url: string) => /^https?:\/\/[^\s/\\?#][^\s\\]*$/i.test(url) && URL.canParse(url)

const Link = atMost(2000, 'Button URL cannot exceed 2000 characters')
  .refine((url) => !url.startsWith('/') || isPath(url), {
    message: 'Pathname must start with / and contain valid URL path characters',
  })
  .refine((url) => url.startsWith('/') || isAddress(url), {
    message: 'Must be a valid URL or a pathname starting with /',
  })

const Button = z.object({
  url: Link,
  text: atMost(200, 'Button text cannot exceed 200 characters'),
  placement: z.enum(['left', 'right']).optional(),
  style: z.enum(['primary', 'secondary']).optional(),
})
/** How a new button looks. An existing button keeps whatever a change does not name. */
const NEW_BUTTON = { placement: 'left', style: 'primary' }

/** Makes a button, or changes the one that is meant; who made it stays. */
export async function editButton(tx: PostgresOrTransaction, dashboard: Dashboard, card: Sent, editor: Editor) {
  const { element, sent } = card
  const { team_id } = dashboard
  const { userId, now } = editor
  const { button_tile: button } = validate(z.object({ button_tile: Button }), { button_tile: sent })
  const given = z.uuid().safeParse(sent['id']).data
  const known = (await findButtons(tx, team_id, given === undefined ? [] : [given])).get(given ?? '')
  const tile = await tileOfCard(tx, dashboard, 'button_tile', card, known?.id)
  await requireMaker(tx, dashboard, 'button_tile', sent, known?.created_by)
  if (tile?.button_tile_id) {
    const { id, button_tile_id } = tile
    const change = defined(button)
    const own = await ownButton(tx, dashboard, { id, button_tile_id }, change, editor)
    if (own !== undefined)
      await updateButton(tx, team_id, own, { ...change, last_modified_by: userId, last_modified_at: now })
    await updateDisplay(tx, dashboard.id, tile.id, displayOf(element))
    return
  }
  const button_tile_id = uuidV7(now.getTime())
  const values = { ...NEW_BUTTON, ...defined(button) }
  await insertButton(tx, { ...values, id: button_tile_id, team_id, created_by: userId, last_modified_at: now })
  await insertTile(tx, { dashboard_id: dashboard.id, button_tile_id, ...displayOf(element) })
}

const CARDS = {
  text: { column: 'text_id', name: 'Text tile' },
  button_tile: { column: 'button_tile_id', name: 'Button tile' },
} as const
type Kind = keyof typeof CARDS
const NOTHING = { insight_id: null, text_id: null, button_tile_id: null }

/**
 * The tile whose card is meant: that of the card's own id, which must be here, else that of the tile's id; none where
 * the card is new. Throws 400.
 */
async function tileOfCard(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  kind: Kind,
  { id, element, sent }: Sent,
  known: number | string | undefined,
) {
  const { column, name } = CARDS[kind]
  if (sent['id'] === undefined || sent['id'] === null)
    return id === undefined ? undefined : findTile(tx, dashboard.id, id)
  if (known === undefined) throw invalid(`${name} not found in this team.`, kind)
  const twin = await findTwin(tx, dashboard.id, { ...NOTHING, [column]: known })
  const tile = twin && (await findTile(tx, dashboard.id, twin.id))
  // A removed tile takes a new text only together with being brought back: otherwise the change would look saved.
  const isRevived = tile?.id === id && displayOf(element).deleted === false
  if (!tile || (tile.deleted === true && !isRevived)) throw invalid(`${name} not found.`, kind)
  return tile
}

/** The maker of a card must be a member of the organization, or be the one it has already, who may have left. Throws 400. */
async function requireMaker(
  tx: PostgresOrTransaction,
  { team_id }: Dashboard,
  kind: Kind,
  sent: JsonObject,
  maker: number | null | undefined,
): Promise<void> {
  const { id } = objectOr(sent['created_by'])
  if (id === undefined || id === null || id === maker) return
  const member =
    typeof id === 'number' &&
    isRowId(id) &&
    (await tx
      .selectFrom('organization_membership as m')
      .innerJoin('team as t', 't.organization_id', 'm.organization_id')
      .select('m.user_id')
      .where('t.id', '=', team_id)
      .where('m.user_id', '=', id)
      .executeTakeFirst())
  if (!member) throw invalid('User not found in this organization.', kind)
}

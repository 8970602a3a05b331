import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** A Markdown card. */
export interface TextCard {
  id: number
  team_id: number
  body: string | null
  created_by: number | null
  last_modified_by: number | null
  last_modified_at: Date
}

/** A button that links somewhere. */
export interface ButtonCard {
  id: string
  team_id: number
  url: string
  text: string
  placement: string
  style: string
  created_by: number | null
  last_modified_by: number | null
  last_modified_at: Date
}

export async function findTexts(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
): Promise<Map<number, TextCard>> {
  if (ids.length === 0) return new Map()
  const rows: TextCard[] = await db
    .selectFrom('text')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'int'))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function findButtons(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<Map<string, ButtonCard>> {
  if (ids.length === 0) return new Map()
  const rows: ButtonCard[] = await db
    .selectFrom('button_tile')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'uuid'))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** A text that is to be stored. */
interface NewText {
  team_id: number
  body: string | null
  created_by: number
  last_modified_at: Date
}

export async function insertText(db: PostgresOrTransaction, text: NewText): Promise<number> {
  const row = await db.insertInto('text').values(text).returning('id').executeTakeFirstOrThrow()
  return row.id
}

const ROWS_AT_ONCE = 500

/** Stores many texts. Returns their ids in the same order: ids grow with the order of the rows of a statement. */
export async function insertTexts(db: PostgresOrTransaction, texts: readonly NewText[]): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < texts.length; at += ROWS_AT_ONCE) {
    const rows = db.insertInto('text').values(texts.slice(at, at + ROWS_AT_ONCE))
    ids.push(...(await rows.returning('id').execute()).map(({ id }) => id))
  }
  return ids.sort((a, b) => a - b)
}

/** Replaces the body of a card; who made it stays. */
export async function updateText(
  db: PostgresOrTransaction,
  teamId: number,
  id: number,
  changes: { body: string | null; last_modified_by: number; last_modified_at: Date },
): Promise<void> {
  await db.updateTable('text').set(changes).where('team_id', '=', teamId).where('id', '=', id).execute()
}

type NewButton = Omit<ButtonCard, 'last_modified_by'>

export const insertButton = (db: PostgresOrTransaction, button: NewButton): Promise<void> => insertButtons(db, [button])

export async function insertButtons(db: PostgresOrTransaction, buttons: readonly NewButton[]): Promise<void> {
  for (let at = 0; at < buttons.length; at += ROWS_AT_ONCE)
    await db
      .insertInto('button_tile')
      .values(buttons.slice(at, at + ROWS_AT_ONCE))
      .execute()
}

export async function updateButton(
  db: PostgresOrTransaction,
  teamId: number,
  id: string,
  changes: Partial<Pick<ButtonCard, 'url' | 'text' | 'placement' | 'style'>> & {
    last_modified_by: number
    last_modified_at: Date
  },
): Promise<void> {
  await db.updateTable('button_tile').set(changes).where('team_id', '=', teamId).where('id', '=', id).execute()
}

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

export async function insertText(
  db: PostgresOrTransaction,
  text: { team_id: number; body: string | null; created_by: number; last_modified_at: Date },
): Promise<number> {
  const row = await db.insertInto('text').values(text).returning('id').executeTakeFirstOrThrow()
  return row.id
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

export async function insertButton(
  db: PostgresOrTransaction,
  button: Omit<ButtonCard, 'last_modified_by'>,
): Promise<void> {
  await db.insertInto('button_tile').values(button).execute()
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

import type { Editor } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { tagsOf } from '../tags/store.ts'
import type { EventDefinition } from './event-definitions.ts'

const SCOPE = 'EventDefinition'
const NOTED = [
  ...['name', 'description', 'owner', 'tags', 'verified', 'hidden', 'enforcement_mode', 'primary_property'],
  'default_columns',
]

/** The fields of a definition that its history tells. */
export async function notedOf(db: PostgresOrTransaction, definition: EventDefinition): Promise<JsonObject> {
  const { id, team_id, name, description, owner_id, verified, hidden, enforcement_mode } = definition
  const tags = (await tagsOf(db, team_id, 'event_definition', [id])).get(id) ?? []
  const { primary_property, default_columns } = definition
  const said = { name, description: description ?? '', owner: owner_id, tags, verified, hidden: hidden ?? false }
  return { ...said, enforcement_mode, primary_property, default_columns: default_columns ?? [] }
}

/** Notes that a definition was made with these fields. */
export async function noteCreated(
  tx: PostgresOrTransaction,
  made: EventDefinition,
  fields: readonly string[],
  editor: Editor,
): Promise<void> {
  const given = NOTED.filter((field) => field === 'name' || fields.includes(field))
  await note(tx, made, 'created', changesBetween(SCOPE, {}, await notedOf(tx, made), given), editor)
}

/** Notes how a definition differs from `before`; nothing when it does not. */
export async function noteChanged(
  tx: PostgresOrTransaction,
  changed: EventDefinition,
  before: JsonObject,
  editor: Editor,
): Promise<void> {
  const changes = changesBetween(SCOPE, before, await notedOf(tx, changed), NOTED)
  if (changes.length > 0) await note(tx, changed, 'changed', changes, editor)
}

/** Notes that the tags of a definition were changed. */
export async function noteTagged(
  tx: PostgresOrTransaction,
  definition: EventDefinition,
  before: string[],
  after: string[],
  editor: Editor,
): Promise<void> {
  const changes = changesBetween(SCOPE, { tags: before }, { tags: after }, ['tags'])
  await note(tx, definition, 'changed', changes, editor)
}

/** Notes that a definition was deleted, with its last values. */
export async function noteDeleted(
  tx: PostgresOrTransaction,
  definition: EventDefinition,
  before: JsonObject,
  editor: Editor,
): Promise<void> {
  await note(tx, definition, 'deleted', changesBetween(SCOPE, before, {}, NOTED), editor)
}

async function note(
  tx: PostgresOrTransaction,
  { id, name, team_id }: EventDefinition,
  activity: string,
  changes: JsonObject[],
  editor: Editor,
): Promise<void> {
  await noteActivity(tx, editor, { team_id, scope: SCOPE, item_id: id, activity, detail: { name, changes } })
}

import type { Editor } from '../activity/editor.ts'
import { type Activity, changesBetween, noteActivities, noteActivity } from '../activity/store.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Retagged } from '../tags/bulk-update-tags.ts'
import { tagsOf } from '../tags/store.ts'
import type { EventDefinition } from './event-definitions.ts'

const SCOPE = 'EventDefinition'
const NOTED = [
  ...['name', 'description', 'owner', 'tags', 'verified', 'hidden', 'enforcement_mode', 'primary_property'],
  'default_columns',
]

/** The fields of a definition that its history tells. */
export async function notedOf(db: PostgresOrTransaction, definition: EventDefinition): Promise<JsonObject> {
  const { id, team_id } = definition
  return noted(definition, (await tagsOf(db, team_id, 'event_definition', [id])).get(id) ?? [])
}

function noted(definition: EventDefinition, tags: string[]): JsonObject {
  const { name, description, owner_id, verified, hidden, enforcement_mode } = definition
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
  const named = ['name', ...fields.map((field) => (field === 'promoted_property' ? 'primary_property' : field))]
  const given = NOTED.filter((field) => named.includes(field))
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

/** Notes that the tags of definitions were changed. */
export async function noteTagged(
  tx: PostgresOrTransaction,
  changed: readonly Retagged<EventDefinition>[],
  editor: Editor,
): Promise<void> {
  const activities = changed.map(({ object, before, after }) =>
    activityOf(object, 'changed', changesBetween(SCOPE, { tags: before }, { tags: after }, ['tags'])),
  )
  await noteActivities(tx, editor, activities)
}

/** Notes how definitions differ from what they were, by id; their tags are the same. */
export async function noteAllChanged(
  tx: PostgresOrTransaction,
  changed: readonly EventDefinition[],
  before: ReadonlyMap<string, EventDefinition>,
  editor: Editor,
): Promise<void> {
  const activities = changed.flatMap((definition) => {
    const old = before.get(definition.id)
    const changes = old ? changesBetween(SCOPE, noted(old, []), noted(definition, []), NOTED) : []
    return changes.length > 0 ? [activityOf(definition, 'changed', changes)] : []
  })
  await noteActivities(tx, editor, activities)
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

const note = (
  tx: PostgresOrTransaction,
  definition: EventDefinition,
  activity: string,
  changes: JsonObject[],
  editor: Editor,
) => noteActivity(tx, editor, activityOf(definition, activity, changes))

const activityOf = ({ id, name, team_id }: EventDefinition, activity: string, changes: JsonObject[]): Activity => ({
  ...{ team_id, scope: SCOPE, item_id: id, activity },
  detail: { name, changes },
})

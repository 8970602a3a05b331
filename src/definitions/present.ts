import { userPresenter } from '../accounts/present.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { tagsOf } from '../tags/store.ts'
import type { EventDefinition } from './event-definitions.ts'

/** Definitions as the API shows them: every field of both reference pages, on lists and alone. */
export async function presentDefinitions(
  deps: { postgres: Postgres; clock: () => Date },
  teamId: number,
  rows: readonly EventDefinition[],
): Promise<object[]> {
  const userOf = await userPresenter(
    deps,
    rows.flatMap((row) => [row.owner_id, row.updated_by, row.verified_by, row.created_by]),
  )
  const ids = rows.map(({ id }) => id)
  const tags = await tagsOf(deps.postgres, teamId, 'event_definition', ids)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    owner: userOf(row.owner_id),
    description: row.description,
    tags: tags.get(row.id) ?? [],
    created_at: row.created_at,
    updated_at: row.updated_at,
    updated_by: userOf(row.updated_by),
    last_seen_at: row.last_seen_at,
    last_updated_at: row.updated_at,
    verified: row.verified,
    verified_at: row.verified_at,
    verified_by: userOf(row.verified_by),
    hidden: row.hidden,
    enforcement_mode: row.enforcement_mode,
    primary_property: row.primary_property,
    promoted_property: row.primary_property,
    is_action: false,
    action_id: null,
    is_calculating: false,
    last_calculated_at: null,
    created_by: userOf(row.created_by),
    post_to_slack: false,
    default_columns: row.default_columns ?? [],
    media_preview_urls: [],
  }))
}

export async function presentDefinition(
  deps: { postgres: Postgres; clock: () => Date },
  definition: EventDefinition,
): Promise<object> {
  const [shown] = await presentDefinitions(deps, definition.team_id, [definition])
  return shown ?? {}
}

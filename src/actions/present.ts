import { userPresenter } from '../accounts/present.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { tagsOf } from '../tags/store.ts'
import { presentStep } from './steps.ts'
import type { Action } from './store.ts'

/** Actions of one project as the API shows them. */
export async function presentActions(postgres: Postgres, actions: readonly Action[]) {
  const userOf = await userPresenter(
    { postgres },
    actions.map(({ created_by }) => created_by),
  )
  const [first] = actions
  const ids = actions.map(({ id }) => id)
  const tags = first ? await tagsOf(postgres, first.team_id, 'action', ids) : new Map<string, string[]>()
  return actions.map((action) => ({
    id: action.id,
    name: action.name,
    description: action.description,
    tags: tags.get(String(action.id)) ?? [],
    post_to_slack: false,
    slack_message_format: '',
    steps: Array.isArray(action.steps) ? action.steps.map(presentStep) : [],
    created_at: action.created_at,
    created_by: userOf(action.created_by),
    deleted: action.deleted,
    is_calculating: false,
    last_calculated_at: action.created_at,
    team_id: action.team_id,
    is_action: true,
    bytecode_error: null,
    pinned_at: action.pinned_at,
    creation_context: null,
    user_access_level: 'manager',
  }))
}

export async function presentAction(postgres: Postgres, action: Action) {
  const [shown] = await presentActions(postgres, [action])
  return shown
}

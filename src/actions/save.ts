import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import { invalid } from '../http/errors.ts'
import { type JsonObject, trusted } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { setTags, TagNames } from '../tags/store.ts'
import type { ActionDeps } from './deps.ts'
import { readSteps, storedSteps } from './steps.ts'
import { type Action, actionNamed, insertAction, lockActionNames, stateOfActions, updateAction } from './store.ts'

/** What a create or update may set; unknown keys are ignored. */
export const ActionInput = z.object({
  name: z.string().trim().max(400).optional(),
  description: z.string().nullish(),
  steps: z.unknown().optional(),
  post_to_slack: Flag.optional(),
  tags: TagNames.optional(),
  deleted: Flag.optional(),
  pinned_at: z.unknown().optional(),
})
type ActionInput = z.infer<typeof ActionInput>

/** Makes an action. Throws 400 where its name is taken, or no query could use its steps. */
export async function createAction(deps: ActionDeps, team: Team, editor: Editor, input: ActionInput): Promise<Action> {
  if (input.name === undefined) throw invalid('This field is required.', 'name', 'required')
  const wanted = input.name
  const steps = readSteps(input.steps ?? [])
  await deps.checkSteps(team.id, steps, undefined)
  const { userId, now } = editor
  return deps.postgres.transaction().execute(async (tx) => {
    await claimName(tx, team.id, wanted, undefined)
    const action = await insertAction(tx, {
      name: wanted,
      description: input.description ?? '',
      steps: storedSteps(steps),
      ...(input.deleted ? { deleted: true } : {}),
      ...(input.pinned_at ? { pinned_at: now } : {}),
      team_id: team.id,
      created_by: userId,
      created_at: now,
    })
    if (input.tags) await setTags(tx, team.id, 'action', action.id, input.tags, now)
    await note(tx, action, 'created', editor)
    return action
  })
}

/** Changes an action, and has the cohorts that name it calculated again where it now matches other events. */
export async function saveAction(
  deps: ActionDeps,
  action: Action,
  editor: Editor,
  input: ActionInput,
): Promise<Action> {
  const { team_id, id } = action
  const isRestored = action.deleted && input.deleted === false
  // The name of a deleted action may have been given to another one since.
  const wanted = input.name ?? (isRestored ? (action.name ?? undefined) : undefined)
  const steps = input.steps === undefined ? undefined : readSteps(input.steps)
  const { now } = editor
  const save = async (tx: PostgresOrTransaction) => {
    if (wanted !== undefined) await claimName(tx, team_id, wanted, id)
    const updated = await updateAction(tx, action, {
      ...(wanted === undefined ? {} : { name: wanted }),
      ...(input.description === undefined ? {} : { description: input.description ?? '' }),
      ...(steps === undefined ? {} : { steps: storedSteps(steps) }),
      ...(input.deleted === undefined ? {} : { deleted: input.deleted }),
      ...('pinned_at' in input ? { pinned_at: input.pinned_at ? (action.pinned_at ?? now) : null } : {}),
    })
    if (input.tags) await setTags(tx, team_id, 'action', id, input.tags, now)
    const isToggled = updated.deleted !== action.deleted
    await note(tx, updated, isToggled ? (updated.deleted ? 'deleted' : 'restored') : 'updated', editor, action)
    return updated
  }
  const saved = steps
    ? await savedAsChecked(deps, team_id, () => deps.checkSteps(team_id, steps, id), save)
    : await deps.postgres.transaction().execute(save)
  if (input.steps !== undefined || input.deleted !== undefined) await deps.calculations.requestNaming(team_id, id)
  return saved
}

/**
 * Saves steps that were checked together with the actions that they name. Where one of those was changed meanwhile they are
 * checked again: two actions that come to name each other at the same moment would both be found right.
 */
async function savedAsChecked(
  deps: ActionDeps,
  teamId: number,
  check: () => Promise<void>,
  save: (tx: PostgresOrTransaction) => Promise<Action>,
): Promise<Action> {
  for (;;) {
    const before = await stateOfActions(deps.postgres, teamId)
    await check()
    const saved = await deps.postgres.transaction().execute(async (tx) => {
      await lockActionNames(tx, teamId)
      return (await stateOfActions(tx, teamId)) === before ? save(tx) : undefined
    })
    if (saved) return saved
  }
}

/** Throws 400 unless the name is free, but for action `id` itself; nobody else can take it until the transaction ends. */
async function claimName(
  tx: PostgresOrTransaction,
  teamId: number,
  name: string,
  id: number | undefined,
): Promise<void> {
  if (name === '') throw invalid('This field may not be blank.', 'name', 'blank')
  await lockActionNames(tx, teamId)
  const taken = await actionNamed(tx, teamId, name)
  if (taken !== undefined && taken !== id)
    throw invalid(`This project already has an action with this name, ID ${taken}`, 'name', 'unique')
}

async function note(
  tx: PostgresOrTransaction,
  action: Action,
  activity: string,
  editor: Editor,
  before?: Action,
): Promise<void> {
  const fields = ['name', 'description', 'steps', 'deleted']
  const changes = before
    ? changesBetween('Action', trusted<JsonObject>(before), trusted<JsonObject>(action), fields)
    : []
  if (before && changes.length === 0) return
  const detail = { name: action.name, short_id: null, type: null, changes }
  const { team_id, id } = action
  await noteActivity(tx, editor, { team_id, scope: 'Action', item_id: id, activity, detail })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ActionList } from '../actions/action-list.tsx'
import { ActionPanel } from '../actions/action-panel.tsx'
import { stepsWords } from '../actions/step-words.ts'
import { type Action, actionsKey, actionsQuery, changeAction } from '../api/actions.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useProjectId } from '../shell/project.ts'

const route = getRouteApi('/project/$projectId/events/actions')

const wordsOf = ({ name, description, steps, tags }: Action) =>
  [name ?? '', description, stepsWords(steps), ...tags].join(' ')

/** Deletes with a way back, and brings back. */
function useDeleting(project: number, onDeleted: () => void) {
  const cache = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: ({ id, deleted }: { id: number; deleted: boolean }) => changeAction(project, id, { deleted }),
    onSuccess: async ({ id, name, deleted }) => {
      await cache.invalidateQueries({ queryKey: actionsKey(project) })
      if (!deleted) return toast(`${name} is back`)
      onDeleted()
      toast(`${name} deleted`, { undo: () => mutate({ id, deleted: false }) })
    },
  })
  return (action: Action, deleted: boolean) => mutate({ id: action.id, deleted })
}

export function ActionsPage() {
  const project = useProjectId()
  const { q = '', id } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/actions' })
  const { data: actions, error, refetch } = useQuery(actionsQuery(project))
  const open = (next: number | 'new' | undefined) =>
    void navigate({
      search: ({ id: _old, ...rest }) => (next === undefined ? rest : { ...rest, id: next }),
      replace: true,
    })
  const setDeleted = useDeleting(project, () => open(undefined))
  useShortcut('n', () => open('new'))
  const shown = (actions ?? []).filter((action) => hasWords(wordsOf(action), q))
  const newButton = (
    <Button look="primary" icon="plus" onClick={() => open('new')}>
      New action
    </Button>
  )
  return (
    <div className="page">
      <title>Actions – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Actions</h1>
        <SearchInput
          label="Search actions"
          value={q}
          onChange={(event) => void navigate({ search: { q: event.target.value }, replace: true })}
        />
        {newButton}
      </div>
      {error && !actions && <Failure what="The actions could not be read" error={error} retry={() => void refetch()} />}
      {!error && !actions && <SkeletonRows />}
      {shown.length > 0 && <ActionList project={project} shown={shown} onOpen={open} />}
      {actions && shown.length === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`No action matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all actions</Button>}
        />
      )}
      {actions?.length === 0 && q === '' && (
        <Empty icon="events" title="No actions yet" action={newButton}>
          An action gives one name to the events that mean the same: clicks on any “Sign up” button, or two spellings of
          one event. Insights and cohorts then ask for it as for an event, and what it means can be changed afterwards.
        </Empty>
      )}
      <ActionPanel
        project={project}
        id={id}
        actions={actions}
        onOpen={open}
        onDelete={(action) => setDeleted(action, true)}
        onRestore={(action) => setDeleted(action, false)}
        onClose={() => open(undefined)}
      />
    </div>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Cohort, changeCohort, duplicateAsStatic, nameOfCohort } from '../api/cohorts.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { toast } from '../kit/toast.tsx'
import { useFresh } from './use-cohort.ts'

interface WaysProps {
  project: number
  cohort: Cohort
  /** Told why the cohort cannot go. */
  onRefused: (error: unknown) => void
}

/** What can be done with a whole cohort. */
export function CohortWays({ project, cohort, onRefused }: WaysProps) {
  const navigate = useNavigate()
  const fresh = useFresh(project)
  const params = { projectId: String(project) }
  const { mutate: restore } = useMutation({
    mutationFn: () => changeCohort(project, cohort.id, { deleted: false }),
    onSuccess: (restored) => fresh(restored),
  })
  const remove = useMutation({
    mutationFn: () => changeCohort(project, cohort.id, { deleted: true }),
    meta: { quiet: true },
    onSuccess: async () => {
      await navigate({ to: '/project/$projectId/people/cohorts', params })
      toast(`Deleted ${nameOfCohort(cohort)}`, { undo: () => restore() })
      await fresh()
    },
    onError: onRefused,
  })
  const copy = useMutation({
    mutationFn: () => duplicateAsStatic(project, cohort.id),
    onSuccess: async (made) => {
      await navigate({ to: '/project/$projectId/people/cohorts/$id', params: { ...params, id: String(made.id) } })
      toast('A list of who is in it now')
      await fresh(made)
    },
  })
  if (cohort.deleted) return <Button onClick={() => restore()}>Bring it back</Button>
  return (
    <Menu trigger={<IconButton icon="more" label="More about this cohort" />}>
      {!cohort.is_static && (
        <MenuItem icon="copy" onSelect={() => copy.mutate()}>
          Keep who is in it now as a list
        </MenuItem>
      )}
      <MenuItem icon="trash" tone="danger" onSelect={() => remove.mutate()}>
        Delete
      </MenuItem>
    </Menu>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ADMINISTRATOR, projectsQuery } from '../api/account.ts'
import { type ProjectSettings, projectSettingsQuery, resetToken } from '../api/settings.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { DeleteProject } from './delete-project.tsx'

/** What cannot be undone: another token, and the end of the project. */
export function DangerSection({ project }: { project: number }) {
  const { data: settings, error, refetch } = useQuery(projectSettingsQuery(project))
  const { data: projects } = useQuery(projectsQuery)
  if (error && !settings)
    return <Failure what="The project could not be read" error={error} retry={() => void refetch()} />
  if (!settings || !projects) return <SkeletonRows count={2} height={96} />
  if (settings.effective_membership_level < ADMINISTRATOR)
    return <p className="muted">Only administrators can give the project another token, or delete it.</p>
  const others = projects.filter(({ id, organization }) => id !== project && organization === settings.organization)
  return (
    <ul className="settings-rows">
      <Way name="Reset the project token" action={<ResetToken settings={settings} />}>
        Whoever sends with the old token is refused from then on. For a token that fell into wrong hands.
      </Way>
      <Way name="Delete this project" action={<DeleteProject settings={settings} others={others} />}>
        {others.length > 0
          ? 'Its events, persons, boards and public links go for good.'
          : 'It is the only project of its organization, and an organization keeps at least one. Make another one first, from the list of projects.'}
      </Way>
    </ul>
  )
}

function Way({ name, action, children }: { name: string; action: ReactNode; children: ReactNode }) {
  return (
    <li>
      <div>
        <p>
          <strong>{name}</strong>
        </p>
        <p className="muted">{children}</p>
      </div>
      {action}
    </li>
  )
}

function ResetToken({ settings }: { settings: ProjectSettings }) {
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const reset = useMutation({
    mutationFn: () => resetToken(settings.id),
    onSuccess: async (changed) => {
      cache.setQueryData(projectSettingsQuery(settings.id).queryKey, changed)
      setAsking(false)
      toast('The project has a new token')
      await Promise.all(['me', 'projects', 'project'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        Reset token
      </Button>
      <Confirm
        title="Reset the project token?"
        note="Apps that send with the old one are refused at once, and what they send is lost until they have the new one. This cannot be undone."
        open={asking}
        onClose={() => setAsking(false)}
        act="Reset the token"
        busy={reset.isPending}
        onAct={() => reset.mutate()}
      />
    </>
  )
}

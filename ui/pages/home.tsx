import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { meQuery, projectsQuery } from '../api/account.ts'
import { eventDefinitionsQuery } from '../api/definitions.ts'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { useProjectId } from '../shell/project.ts'

/** `/` leads to the project one belongs to. */
export function HomePage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: projects } = useQuery({ ...projectsQuery, enabled: me.team === null })
  const id = me.team?.id ?? projects?.[0]?.id
  if (id === undefined) return null
  return <Navigate to="/project/$projectId" params={{ projectId: String(id) }} replace />
}

/** A project without any event begins with sending one; all others begin with their boards. */
export function ProjectHomePage() {
  const id = useProjectId()
  const { data, error, refetch } = useQuery(eventDefinitionsQuery(id, '', 0, 1))
  if (error) return <Failure what="This project cannot be opened" error={error} retry={() => void refetch()} />
  if (!data)
    return (
      <div className="page">
        <SkeletonRows />
      </div>
    )
  const to = data.count === 0 ? '/project/$projectId/start' : '/project/$projectId/dashboard'
  return <Navigate to={to} params={{ projectId: String(id) }} replace />
}

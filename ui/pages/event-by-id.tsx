import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { eventByIdQuery } from '../api/definitions.ts'
import { SkeletonRows } from '../kit/notes.tsx'

const route = getRouteApi('/project/$projectId/data-management/events/$id')

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** PostHog's address of an event, as agents know it too, has its id or its name; ours has its name. */
export function EventByIdPage() {
  const { projectId, id } = route.useParams()
  const { data: event, isLoading } = useQuery({ ...eventByIdQuery(Number(projectId), id), enabled: ID.test(id) })
  if (isLoading)
    return (
      <div className="page">
        <SkeletonRows count={6} height={72} />
      </div>
    )
  return (
    <Navigate to="/project/$projectId/events/named/$name" params={{ projectId, name: event?.name ?? id }} replace />
  )
}

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { meQuery, projectsQuery } from '../api/account.ts'

/** The project in the address: every page under `/project/…` has one. */
export function useProjectId(): number {
  const { projectId } = useParams({ strict: false })
  return Number(projectId)
}

/** The project in the address with its name, key and zone. */
export function useProject() {
  const id = useProjectId()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: projects } = useQuery(projectsQuery)
  const known = projects?.find((project) => project.id === id) ?? (me.team?.id === id ? me.team : undefined)
  return {
    id,
    name: known?.name ?? `Project ${id}`,
    api_token: known?.api_token ?? '',
    timezone: known?.timezone ?? 'UTC',
  }
}

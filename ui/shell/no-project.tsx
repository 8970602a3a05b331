import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { projectsQuery } from '../api/account.ts'
import { Empty } from '../kit/notes.tsx'

/** In place of every page of a project that was deleted meanwhile, or that is not theirs to see. */
export function NoProject() {
  const { data: projects = [] } = useQuery(projectsQuery)
  const ways = projects.map(({ id, name }) => (
    <Link key={id} className="button" data-look="plain" to="/project/$projectId" params={{ projectId: String(id) }}>
      {name}
    </Link>
  ))
  return (
    <div className="page">
      <h1>This project is not there</h1>
      <Empty icon="warning" title="It was deleted, or you may not open it" action={ways.length > 0 && ways}>
        {ways.length > 0 ? 'These are there:' : 'Ask an administrator of your organization.'}
      </Empty>
    </div>
  )
}

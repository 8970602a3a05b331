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
      <Empty icon="warning" title="This project is not there" action={ways.length > 0 && ways}>
        It was deleted, or it is not among those that you may open.
      </Empty>
    </div>
  )
}

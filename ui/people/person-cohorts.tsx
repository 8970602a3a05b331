import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cohortsOfPersonQuery } from '../api/people.ts'

/** The cohorts that a person is in now. */
export function PersonCohorts({ project, uuid }: { project: number; uuid: string }) {
  const { data: cohorts = [] } = useQuery(cohortsOfPersonQuery(project, uuid))
  if (cohorts.length === 0) return null
  return (
    <section>
      <h2>Cohorts</h2>
      <div className="tags">
        {cohorts.map(({ id, name }) => (
          <Link
            key={id}
            className="tag"
            to="/project/$projectId/people/cohorts/$id"
            params={{ projectId: String(project), id: String(id) }}
          >
            {name || `Cohort ${id}`}
          </Link>
        ))}
      </div>
    </section>
  )
}

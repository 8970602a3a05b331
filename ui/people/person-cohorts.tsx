import { useQuery } from '@tanstack/react-query'
import { cohortsOfPersonQuery } from '../api/people.ts'
import { Tag } from '../kit/notes.tsx'

/** The cohorts that a person is in now. */
export function PersonCohorts({ project, uuid }: { project: number; uuid: string }) {
  const { data: cohorts = [] } = useQuery(cohortsOfPersonQuery(project, uuid))
  if (cohorts.length === 0) return null
  return (
    <section>
      <h2>Cohorts</h2>
      <div className="tags">
        {cohorts.map(({ id, name }) => (
          <Tag key={id}>{name}</Tag>
        ))}
      </div>
    </section>
  )
}

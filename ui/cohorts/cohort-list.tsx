import { Link } from '@tanstack/react-router'
import { nameOfUser } from '../api/account.ts'
import { type Cohort, nameOfCohort } from '../api/cohorts.ts'
import '../kit/list.css'
import { CohortState } from './cohort-state.tsx'

/** Cohorts by name, with how many are in each. */
export function CohortList({ project, cohorts }: { project: number; cohorts: Cohort[] }) {
  return (
    <div className="list-box">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" style={{ width: 116 }}>
              People
            </th>
            <th scope="col" className="middle-only" style={{ width: 84 }}>
              Made by
            </th>
            <th scope="col" className="middle-only" style={{ width: 196 }}>
              State
            </th>
            <th scope="col" className="wide-only" style={{ width: '14%' }}>
              Owner
            </th>
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort.id}>
              <td>
                <div className="list-name">
                  <Link
                    to="/project/$projectId/people/cohorts/$id"
                    params={{ projectId: String(project), id: String(cohort.id) }}
                  >
                    {nameOfCohort(cohort)}
                  </Link>
                  {cohort.description && <span>{cohort.description}</span>}
                  {(cohort.is_calculating || cohort.errors_calculating > 0) && (
                    <span className="cohort-narrow">
                      <CohortState cohort={cohort} />
                    </span>
                  )}
                </div>
              </td>
              <td>{cohort.count === null ? <span className="muted">–</span> : cohort.count.toLocaleString('en')}</td>
              <td className="middle-only muted">{cohort.is_static ? 'List' : 'Rule'}</td>
              <td className="middle-only clip">
                <CohortState cohort={cohort} />
              </td>
              <td className="wide-only clip">{cohort.created_by && nameOfUser(cohort.created_by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

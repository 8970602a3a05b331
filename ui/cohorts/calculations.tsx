import { useQuery } from '@tanstack/react-query'
import { type Cohort, calculationsQuery } from '../api/cohorts.ts'
import { Age } from '../kit/age.tsx'
import { peopleWords } from './people-words.ts'

/** The last times that a cohort was calculated. */
export function Calculations({ project, cohort }: { project: number; cohort: Cohort }) {
  const { data: runs } = useQuery(calculationsQuery(project, cohort))
  if (!runs || runs.length === 0) return null
  return (
    <section>
      <h2>Calculations</h2>
      <ul className="detail-history">
        {runs.map(({ id, error, count, is_completed, started_at, duration_seconds }) => (
          <li key={id}>
            <span className={error ? 'field-error' : ''}>
              {error ?? (is_completed ? peopleWords(count) : 'Under way')}
            </span>
            <span className="muted">
              <Age at={started_at} />
              {duration_seconds !== null && `, in ${secondsWords(duration_seconds)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const secondsWords = (seconds: number) =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`

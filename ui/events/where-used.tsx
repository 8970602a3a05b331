import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { eventUsageQuery } from '../api/schemas.ts'
import { Failure } from '../kit/notes.tsx'
import './where-used.css'

/** What would notice if the event changed. */
export function WhereUsed({ project, id }: { project: number; id: string }) {
  const { data, error, refetch } = useQuery(eventUsageQuery(project, id))
  if (error && !data) return <Failure what="This could not be looked up" error={error} retry={() => void refetch()} />
  if (!data) return <div className="skeleton" style={{ height: 60 }} />
  const projectId = String(project)
  const { dashboards, insights, actions, cohorts } = data
  const nothing = dashboards.length + insights.length + actions.length + cohorts.length === 0
  if (nothing) return <p className="muted">Nothing that is saved asks for it.</p>
  return (
    <dl className="event-uses">
      <Uses words="Boards" count={dashboards.length}>
        {dashboards.map(({ id: board, name }) => (
          <Link
            key={board}
            to="/project/$projectId/dashboard/$dashboardId"
            params={{ projectId, dashboardId: String(board) }}
          >
            {name}
          </Link>
        ))}
      </Uses>
      <Uses words="Insights" count={insights.length}>
        {insights.map(({ id: insight, name, short_id: shortId = '' }) => (
          <Link key={insight} to="/project/$projectId/insights/$shortId" params={{ projectId, shortId }}>
            {name}
          </Link>
        ))}
      </Uses>
      <Uses words="Actions" count={actions.length}>
        {actions.map(({ id: action, name }) => (
          <Link key={action} to="/project/$projectId/events/actions" params={{ projectId }} search={{ id: action }}>
            {name}
          </Link>
        ))}
      </Uses>
      <Uses words="Cohorts" count={cohorts.length}>
        {cohorts.map(({ id: cohort, name }) => (
          <Link key={cohort} to="/project/$projectId/people/cohorts/$id" params={{ projectId, id: String(cohort) }}>
            {name}
          </Link>
        ))}
      </Uses>
    </dl>
  )
}

function Uses({ words, count, children }: { words: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <div>
      <dt>
        {words} <span className="muted">{count}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

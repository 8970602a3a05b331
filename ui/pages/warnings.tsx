import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SectionTabs } from '../data/section-tabs.tsx'
import { useProjectId } from '../shell/project.ts'
import { Quarantine } from '../warnings/quarantine.tsx'
import { WarningList } from '../warnings/warning-list.tsx'

const route = getRouteApi('/project/$projectId/events/warnings')

/** Everything that was not taken as it was sent: what waits, and what happened. */
export function WarningsPage() {
  const project = useProjectId()
  const { event, type } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/warnings' })
  return (
    <div className="page">
      <title>Warnings – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Warnings</h1>
      </div>
      <div className="warnings-room">
        <div className="warnings-columns">
          <Quarantine
            key={event}
            project={project}
            event={event}
            onFilter={(next) =>
              void navigate({ search: ({ event: _old, ...rest }) => (next ? { ...rest, event: next } : rest) })
            }
          />
          <WarningList
            project={project}
            type={type}
            onOpen={(next) =>
              void navigate({
                search: ({ type: _old, ...rest }) => (next ? { ...rest, type: next } : rest),
                replace: true,
              })
            }
          />
        </div>
      </div>
    </div>
  )
}

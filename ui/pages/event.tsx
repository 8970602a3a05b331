import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { eventByNameQuery } from '../api/definitions.ts'
import { examplesQuery } from '../api/schemas.ts'
import type { EventDefinition } from '../api/types.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { emptyQuery } from '../editor/edit.ts'
import { AboutEvent, Description } from '../events/about-event.tsx'
import { CodeSection } from '../events/code-section.tsx'
import { History } from '../events/history.tsx'
import { SchemaSection } from '../events/schema-section.tsx'
import { Volume } from '../events/volume.tsx'
import { WhereUsed } from '../events/where-used.tsx'
import { Icon } from '../kit/icon.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { EventList } from '../live/event-list.tsx'
import { useProject } from '../shell/project.ts'
import './detail.css'
import './event.css'

const route = getRouteApi('/project/$projectId/events/named/$name')

/** All that is known of one event, and the place to write it down. */
export function EventPage() {
  const { projectId, name } = route.useParams()
  const project = Number(projectId)
  const { data: event, error, refetch } = useQuery(eventByNameQuery(project, name))
  return (
    <div className="page">
      <title>{`${name} – Hoglet`}</title>
      <SectionTabs room="data" within="Events" />
      {error && !event && <Failure what={`There is no event “${name}”`} error={error} retry={() => void refetch()} />}
      {!error && !event && <SkeletonRows count={6} height={72} />}
      {event && <Whole key={event.id} project={project} event={event} />}
    </div>
  )
}

function Whole({ project, event }: { project: number; event: EventDefinition }) {
  const { code } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/named/$name' })
  const { name, verified } = event
  return (
    <>
      <div className="page-head">
        <h1 className="event-title">
          <span>{name}</span>
          {verified && <Icon name="verified" size={18} />}
        </h1>
        <Link
          className="button"
          data-look="plain"
          to="/project/$projectId/insights/$shortId"
          params={{ projectId: String(project), shortId: 'new' }}
          search={{ q: emptyQuery(name) }}
        >
          Draw a chart of it
        </Link>
      </div>
      <div className="detail">
        <div className="detail-main">
          <Description key={event.description} project={project} event={event} />
          <Volume project={project} id={event.id} />
          <SchemaSection project={project} event={event} />
          <Examples project={project} name={name} />
          <CodeSection
            project={project}
            name={name}
            language={code}
            onLanguage={(language) => void navigate({ search: { code: language }, replace: true })}
          />
        </div>
        <aside className="detail-side" aria-label="About the event">
          <AboutEvent project={project} event={event} />
          <section>
            <h2>Where it is used</h2>
            <WhereUsed project={project} id={event.id} />
          </section>
          <section>
            <h2>History</h2>
            <History project={project} id={event.id} />
          </section>
        </aside>
      </div>
    </>
  )
}

function Examples({ project, name }: { project: number; name: string }) {
  const { timezone } = useProject()
  const { data, error, refetch } = useQuery(examplesQuery(project, name))
  return (
    <section className="detail-section">
      <div className="section-head">
        <h2>Examples</h2>
      </div>
      {error && !data && (
        <Failure what="The last events could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !data && <SkeletonRows count={4} height={34} />}
      {data?.length === 0 && <p className="muted">None in the last 30 days.</p>}
      {data && data.length > 0 && <EventList events={data} timezone={timezone} label="Examples" dated />}
    </section>
  )
}

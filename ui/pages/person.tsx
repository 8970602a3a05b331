import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { activityQuery, type Person, personQuery } from '../api/people.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Sparkline } from '../data/sparkline.tsx'
import { Age } from '../kit/age.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { DeletePerson } from '../people/delete-person.tsx'
import { Face } from '../people/face.tsx'
import { PersonCohorts } from '../people/person-cohorts.tsx'
import { PersonIds } from '../people/person-ids.tsx'
import { PersonProperties } from '../people/person-properties.tsx'
import { Timeline } from '../people/timeline.tsx'
import { Nothing } from './not-found.tsx'
import './detail.css'
import './person.css'

const route = getRouteApi('/project/$projectId/people/person/$uuid')

/** The server takes the number of a person, too. */
const PERSON_ID = /^(\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i

/** One person: what they did, who they are, and what can be done about it. */
export function PersonPage() {
  const { projectId, uuid } = route.useParams()
  return PERSON_ID.test(uuid) ? <Known projectId={projectId} uuid={uuid} /> : <Nothing />
}

function Known({ projectId, uuid }: { projectId: string; uuid: string }) {
  const project = Number(projectId)
  const { data: person, error, refetch } = useQuery(personQuery(project, uuid))
  return (
    <div className="page">
      <title>{`${person?.name ?? 'Person'} – Hoglet`}</title>
      <SectionTabs room="people" within="Persons" />
      {error && !person && (
        <Failure
          heading="h1"
          what="This person cannot be shown"
          error={error}
          retry={() => void refetch()}
          instead={
            <Link className="button" data-look="plain" to="/project/$projectId/people" params={{ projectId }}>
              All persons
            </Link>
          }
        />
      )}
      {!error && !person && <SkeletonRows count={6} height={72} />}
      {person && <Whole key={person.uuid} project={project} person={person} />}
    </div>
  )
}

function Whole({ project, person }: { project: number; person: Person }) {
  const { data: days } = useQuery(activityQuery(project, person.uuid))
  return (
    <>
      <div className="page-head">
        <h1 className="person-title">
          <Face name={person.name} />
          <span>{person.name}</span>
        </h1>
        <DeletePerson project={project} person={person} />
      </div>
      <p className="person-facts muted">
        <span>
          First seen <Age at={person.created_at} />
        </span>
        <Sparkline values={days} label="events in 30 days" />
      </p>
      <div className="detail">
        <div className="detail-main">
          <Timeline project={project} uuid={person.uuid} />
        </div>
        <aside className="detail-side" aria-label="About the person">
          <PersonProperties project={project} person={person} />
          <PersonCohorts project={project} uuid={person.uuid} />
          <PersonIds project={project} person={person} />
        </aside>
      </div>
    </>
  )
}

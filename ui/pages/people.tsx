import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type Person, personsQuery } from '../api/people.ts'
import { Pager } from '../data/pager.tsx'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { Face } from '../people/face.tsx'
import '../kit/list.css'
import './people.css'

const route = getRouteApi('/project/$projectId/people')

/** Who sends the events. */
export function PeoplePage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0, cohort } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/people' })
  const project = Number(projectId)
  const { data, error, refetch, isPlaceholderData } = useQuery(personsQuery(project, { text: q, offset, cohort }))
  const people = data?.results ?? []
  const turn = (next: number) => void navigate({ search: (now) => ({ ...now, offset: next }) })
  const narrow = (text: string) =>
    void navigate({
      search: ({ q: _, offset: __, ...rest }) => (text === '' ? rest : { ...rest, q: text }),
      replace: true,
    })
  return (
    <div className="page">
      <title>People – Hoglet</title>
      <SectionTabs room="people" />
      <div className="page-head">
        <h1>Persons</h1>
        <SearchInput
          label="Search persons"
          placeholder="Email, name or id"
          value={q}
          onChange={({ target }) => narrow(target.value)}
        />
      </div>
      {error && !data && <Failure what="The persons could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={10} />}
      {people.length > 0 && (
        <div className="list-box" aria-busy={isPlaceholderData}>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col" className="middle-only" style={{ width: '32%' }}>
                  Id
                </th>
                <th scope="col" className="wide-only" style={{ width: '16%' }}>
                  Ids
                </th>
                <th scope="col" className="list-age">
                  First seen
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRow key={person.uuid} project={project} person={person} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && <Pager offset={offset} shown={people.length} more={data.next !== null} onTurn={turn} />}
      {data && people.length === 0 && offset === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`Nobody matches “${q}”`}
          action={<Button onClick={() => narrow('')}>Show everybody</Button>}
        >
          The search looks at email addresses, names and distinct ids.
        </Empty>
      )}
      {data && people.length === 0 && offset === 0 && q === '' && (
        <Empty
          icon="people"
          title="Nobody with a profile yet"
          action={
            <Button look="primary" onClick={() => void navigate({ to: '/project/$projectId/start' })}>
              Send the first event
            </Button>
          }
        >
          A person comes into being with their first event, unless it says <code>$process_person_profile: false</code>.
          Calling <code>identify</code> gives them a name.
        </Empty>
      )}
    </div>
  )
}

function PersonRow({ project, person }: { project: number; person: Person }) {
  const { uuid, name, distinct_ids, created_at } = person
  return (
    <tr>
      <td>
        <div className="list-name people-name">
          <Face name={name} />
          <Link to="/project/$projectId/people/person/$uuid" params={{ projectId: String(project), uuid }}>
            {name}
          </Link>
        </div>
      </td>
      <td className="middle-only clip muted">{distinct_ids[0]}</td>
      <td className="wide-only muted">{distinct_ids.length}</td>
      <td className="clip">
        <Age at={created_at} />
      </td>
    </tr>
  )
}

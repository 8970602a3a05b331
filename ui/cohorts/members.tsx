import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addMember, type Cohort, membersFile, membersQuery, removeMember } from '../api/cohorts.ts'
import type { Person } from '../api/people.ts'
import { Pager } from '../data/pager.tsx'
import { Age } from '../kit/age.tsx'
import { IconButton } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { Face } from '../people/face.tsx'
import { AddPeople } from './add-people.tsx'
import { useFresh } from './use-cohort.ts'
import '../kit/list.css'
import '../pages/people.css'

interface MembersProps {
  project: number
  cohort: Cohort
  text: string
  offset: number
  onSearch: (text: string) => void
  onTurn: (offset: number) => void
}

/** Who is in a cohort. */
export function Members({ project, cohort, text, offset, onSearch, onTurn }: MembersProps) {
  const { data, error, refetch, isPlaceholderData } = useQuery(membersQuery(project, cohort, { text, offset }))
  const people = data?.results ?? []
  const fresh = useFresh(project)
  const remove = useMutation({
    mutationFn: ({ uuid }: Person) => removeMember(project, cohort.id, uuid),
    onSuccess: async (_, { uuid, name }) => {
      toast(`Took ${name} out`, { undo: () => addMember(project, cohort.id, uuid).then(() => fresh()) })
      await fresh()
    },
  })
  return (
    <section className="detail-section" aria-label="People">
      <div className="section-head">
        <h2>Who is in it</h2>
        <SearchInput label="Search people" value={text} onChange={({ target }) => onSearch(target.value)} />
        <a
          className="button"
          data-look="plain"
          href={membersFile(project, cohort.id)}
          download={`cohort-${cohort.id}.csv`}
        >
          <Icon name="download" /> Export CSV
        </a>
        {cohort.is_static && <AddPeople project={project} cohort={cohort} />}
      </div>
      {error && !data && <Failure what="The people could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={4} />}
      {data && people.length === 0 && offset === 0 && (
        <p className="muted">{text === '' ? nobodyWords(cohort) : `Nobody in it matches “${text}”.`}</p>
      )}
      {people.length > 0 && (
        <div className="list-box" aria-busy={isPlaceholderData}>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col" className="middle-only" style={{ width: '32%' }}>
                  Id
                </th>
                <th scope="col" style={{ width: 120 }}>
                  First seen
                </th>
                {cohort.is_static && (
                  <th scope="col" style={{ width: 52 }}>
                    <span className="sr">Take out</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.uuid}>
                  <td>
                    <div className="list-name people-name">
                      <Face name={person.name} />
                      <Link
                        to="/project/$projectId/people/person/$uuid"
                        params={{ projectId: String(project), uuid: person.uuid }}
                      >
                        {person.name}
                      </Link>
                    </div>
                  </td>
                  <td className="middle-only clip muted">{person.distinct_ids[0]}</td>
                  <td className="clip">
                    <Age at={person.created_at} />
                  </td>
                  {cohort.is_static && (
                    <td>
                      <div className="list-above">
                        <IconButton
                          icon="close"
                          label={`Take ${person.name} out`}
                          busy={remove.isPending}
                          onClick={() => remove.mutate(person)}
                        />
                      </div>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && (offset > 0 || data.next) && (
        <Pager offset={offset} shown={people.length} count={data.count} more={data.next !== null} onTurn={onTurn} />
      )}
    </section>
  )
}

function nobodyWords({ is_static, is_calculating }: Cohort): string {
  if (is_calculating) return 'The people are being looked for.'
  return is_static ? 'Nobody yet. Add people one by one, or many at once.' : 'Nobody fits the rule now.'
}

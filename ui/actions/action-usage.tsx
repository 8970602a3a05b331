import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { nameOfUser } from '../api/account.ts'
import { type Action, actionReferencesQuery, lastChangesQuery } from '../api/actions.ts'
import type { UserBasic } from '../api/types.ts'
import { Age } from '../kit/age.tsx'
import { Icon } from '../kit/icon.tsx'

const nameOf = (user: UserBasic | null | undefined) => user && nameOfUser(user)

/** Where the action is used, and who made it and changed it. */
export function ActionUsage({ project, action }: { project: number; action: Action }) {
  const { data: references } = useQuery(actionReferencesQuery(project, action.id))
  const { data: changes } = useQuery(lastChangesQuery(project))
  const changed = changes?.get(action.id)
  const [maker, changer] = [nameOf(action.created_by), nameOf(changed?.by)]
  return (
    <section className="action-part">
      <h3>Used in</h3>
      {references?.length === 0 && <p className="muted">No insight and no cohort asks for it yet.</p>}
      {references && references.length > 0 && (
        <ul className="action-uses">
          {references.map(({ type, id, name }) => (
            <li key={`${type} ${id}`}>
              <Icon name={type === 'cohort' ? 'people' : 'insights'} />
              {type === 'insight' ? (
                <Link
                  className="clip"
                  to="/project/$projectId/insights/$shortId"
                  params={{ projectId: String(project), shortId: String(id) }}
                >
                  {name}
                </Link>
              ) : type === 'cohort' ? (
                <Link
                  className="clip"
                  to="/project/$projectId/people/cohorts/$id"
                  params={{ projectId: String(project), id: String(id) }}
                >
                  {name}
                </Link>
              ) : (
                <span className="clip">{name}</span>
              )}
              <span className="muted">{type}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted">
        Made {maker && `by ${maker} `}
        <Age at={action.created_at} />
        {changed && changed.at > action.created_at && (
          <>
            , changed {changer && `by ${changer} `}
            <Age at={changed.at} />
          </>
        )}
      </p>
    </section>
  )
}

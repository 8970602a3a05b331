import { useQuery } from '@tanstack/react-query'
import { nameOfUser } from '../api/account.ts'
import { type Action, lastChangesQuery } from '../api/actions.ts'
import { Tags } from '../data/marks.tsx'
import { Age } from '../kit/age.tsx'
import { stepsWords, stepWords } from './step-words.ts'
import '../kit/list.css'
import './action-list.css'

const STEPS_SHOWN = 2

function ActionRow({ action, changed, onOpen }: { action: Action; changed: string | undefined; onOpen: () => void }) {
  const shown = action.steps.slice(0, STEPS_SHOWN).map(stepWords)
  const more = action.steps.length - shown.length
  return (
    <tr>
      <td>
        <div className="list-name">
          <button type="button" onClick={onOpen}>
            {action.name || `Action ${action.id}`}
          </button>
          {action.description ? (
            <span>{action.description}</span>
          ) : (
            <span className="actions-narrow">{stepsWords(action.steps)}</span>
          )}
        </div>
      </td>
      <td className="middle-only">
        <ul className="actions-steps">
          {(shown.length > 0 ? shown : ['Any event']).map((words, index) => (
            <li key={index} className="clip" title={words}>
              {index > 0 && <span className="muted">or </span>}
              {words}
            </li>
          ))}
          {more > 0 && <li className="muted">or {more} more</li>}
        </ul>
      </td>
      <td className="wide-only">
        <Tags names={action.tags} />
      </td>
      <td className="clip wide-only">{action.created_by && nameOfUser(action.created_by)}</td>
      <td className="clip">
        <Age at={changed ?? action.created_at} />
      </td>
    </tr>
  )
}

/** Actions by name, each with its steps in words. */
export function ActionList({
  project,
  shown,
  onOpen,
}: {
  project: number
  shown: Action[]
  onOpen: (id: number) => void
}) {
  const { data: changes } = useQuery(lastChangesQuery(project))
  return (
    <div className="list-box">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="middle-only" style={{ width: '38%' }}>
              An event is it when
            </th>
            <th scope="col" className="wide-only" style={{ width: '14%' }}>
              Tags
            </th>
            <th scope="col" className="wide-only" style={{ width: '12%' }}>
              Created by
            </th>
            <th scope="col" className="actions-changed">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((action) => (
            <ActionRow
              key={action.id}
              action={action}
              changed={changes?.get(action.id)?.at}
              onOpen={() => onOpen(action.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

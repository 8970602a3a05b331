import { Link } from '@tanstack/react-router'
import { nameOfUser } from '../api/account.ts'
import type { UseCounts } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { ChooseRow } from '../data/choose.tsx'
import { StatusMarks, Tags } from '../data/marks.tsx'
import type { Selection } from '../data/selection.ts'
import { Sparkline } from '../data/sparkline.tsx'
import { Age } from '../kit/age.tsx'

interface DefinitionRowProps {
  project: number
  event: EventDefinition
  volume: readonly number[] | undefined
  uses: UseCounts | undefined
  selection: Selection
}

/** One event of the list. The row leads to its page; the box chooses it. */
export function DefinitionRow({ project, event, volume, uses, selection }: DefinitionRowProps) {
  const { id, name, description, verified, hidden, tags, owner, last_seen_at } = event
  return (
    <tr data-id={id} aria-selected={selection.chosen.has(id)}>
      <td className="list-check">
        <ChooseRow id={id} name={name} selection={selection} />
      </td>
      <td>
        <div className="list-name">
          <Link to="/project/$projectId/events/named/$name" params={{ projectId: String(project), name }}>
            {name}
          </Link>
          {description && <span>{description}</span>}
        </div>
      </td>
      <td className="event-status middle-only">
        <StatusMarks verified={verified} hidden={hidden} />
        {event.enforcement_mode === 'reject' && <span className="muted">Enforced</span>}
      </td>
      <td className="middle-only">
        <Sparkline values={volume} label="in 30 days" />
      </td>
      <td className="wide-only clip muted" title={uses && usesWords(uses).join(', ')}>
        {uses && (usesWords(uses)[0] ?? '–')}
      </td>
      <td className="wide-only">
        <Tags names={tags} />
      </td>
      <td className="wide-only clip">{owner && nameOfUser(owner)}</td>
      <td className="clip">
        <Age at={last_seen_at} never="Never seen" />
      </td>
    </tr>
  )
}

const KINDS = [
  ['dashboards', 'board'],
  ['insights', 'insight'],
  ['actions', 'action'],
  ['cohorts', 'cohort'],
] as const

/** `2 boards`, `3 insights`: what asks for the event, boards first. */
const usesWords = (uses: UseCounts) =>
  KINDS.flatMap(([kind, word]) => (uses[kind] === 0 ? [] : [`${uses[kind]} ${word}${uses[kind] === 1 ? '' : 's'}`]))

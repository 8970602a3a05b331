import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actionsQuery } from '../api/actions.ts'
import type { SeriesNode } from '../api/types.ts'
import { hasWords } from '../kit/has-words.ts'
import { useProjectId } from '../shell/project.ts'
import { EventPicker } from './event-picker.tsx'

/** What a series counts: an event, any event (null), or an action. */
export type Counted = Pick<SeriesNode, 'kind' | 'event' | 'id' | 'name'>

interface SeriesPickerProps {
  trigger: ReactNode
  /** What is chosen now. */
  value?: Counted
  /** Whether any event may be meant: it may. */
  any?: boolean
  onChoose: (what: Counted) => void
}

/** Actions shown before anything is typed: the events are below them. */
const FIRST_ACTIONS = 5
const MOST_ACTIONS = 20

const actionValue = (id: number | undefined) => `$$action:${id}`

/** Events and actions by name. */
export function SeriesPicker({ trigger, value, any = true, onChoose }: SeriesPickerProps) {
  const { data: actions = [] } = useQuery(actionsQuery(useProjectId()))
  const actionsLike = (text: string) =>
    actions
      .filter(({ name }) => hasWords(name ?? '', text))
      .slice(0, text === '' ? FIRST_ACTIONS : MOST_ACTIONS)
      .map(({ id, name, description }) => ({
        value: actionValue(id),
        label: name || `action ${id}`,
        note: description,
        group: 'Actions',
      }))
  const chosen = value?.kind === 'ActionsNode' ? actionValue(value.id) : value?.event
  return (
    <EventPicker
      trigger={trigger}
      {...(chosen ? { value: chosen } : {})}
      more={actionsLike}
      any={any}
      onChoose={(name) => {
        const action = actions.find(({ id }) => name === actionValue(id))
        onChoose(
          action
            ? { kind: 'ActionsNode', id: action.id, name: action.name || `action ${action.id}` }
            : { kind: 'EventsNode', event: name || null, name: name || 'All events' },
        )
      }}
    />
  )
}

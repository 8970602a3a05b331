import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { eventNamesQuery } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { compact } from '../charts/format.ts'
import { ageWords, useNow } from '../kit/age.tsx'
import { type Choice, Combobox } from '../kit/combobox.tsx'
import { useProjectId } from '../shell/project.ts'
import { useEventVolumes } from './use-event-volumes.ts'

interface EventPickerProps {
  trigger: ReactNode
  value?: string
  /** What else can be chosen, for what is typed. */
  more?: (text: string) => Choice[]
  /** Whether any event may be meant: it may. */
  any?: boolean
  onChoose: (event: string) => void
}

const ALL = { value: 'all events', label: 'Any event' }

/** Event names, the most recently seen first; the search forgives order and case. */
export function EventPicker({ trigger, value, more, any = true, onChoose }: EventPickerProps) {
  const project = useProjectId()
  const now = useNow()
  const [text, setText] = useState('')
  const { data, isFetching } = useQuery(eventNamesQuery(project, text))
  const others = more?.(text) ?? []
  const volumes = useEventVolumes(project)
  const noteOf = ({ name, last_seen_at, description }: EventDefinition) => {
    const volume = volumes.get(name)
    const seen = last_seen_at ? ageWords(last_seen_at, now) : 'never seen'
    return [volume ? `${compact(volume)} in 30 days` : seen, ...(description ? [description] : [])].join(' · ')
  }
  const events = (data?.results ?? []).map((event) => ({
    value: event.name,
    label: event.name,
    note: noteOf(event),
    ...(others.length > 0 ? { group: 'Events' } : {}),
  }))
  return (
    <Combobox
      trigger={trigger}
      label="Search events"
      choices={text === '' ? [...(any ? [ALL] : []), ...others, ...events] : [...events, ...others]}
      {...(value === undefined ? {} : { value })}
      loading={isFetching}
      free
      onSearch={setText}
      onChoose={(name) => onChoose(name === ALL.value ? '' : name)}
    />
  )
}

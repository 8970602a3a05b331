import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { actionsQuery } from '../api/actions.ts'
import { eventNamesQuery } from '../api/definitions.ts'
import { ageWords, useNow } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Icon } from '../kit/icon.tsx'
import { useProjectId } from '../shell/project.ts'
import { useNames } from './use-names.ts'

interface DeedPickerProps {
  /** What the choice is for, for those who hear the page. */
  label: string
  deed: string | number | null | undefined
  type: 'events' | 'actions'
  onChoose: (deed: string | number, type: 'events' | 'actions') => void
}

/** Something that people do: an event by its name, or an action. */
export function DeedPicker({ label, deed, type, onChoose }: DeedPickerProps) {
  const project = useProjectId()
  const now = useNow()
  const names = useNames(project)
  const [text, setText] = useState('')
  const { data: events, isFetching } = useQuery(eventNamesQuery(project, text))
  const { data: actions = [] } = useQuery(actionsQuery(project))
  const fitting = actions.filter(({ name }) => hasWords(name ?? '', text))
  const choices = [
    ...(events?.results ?? []).map(({ name, description, last_seen_at }) => ({
      value: `event:${name}`,
      label: name,
      note: description || (last_seen_at ? ageWords(last_seen_at, now) : 'never seen'),
      group: 'Events',
    })),
    ...fitting.map(({ id, name, description }) => ({
      value: `action:${id}`,
      label: name || `Action ${id}`,
      note: description,
      group: 'Actions',
    })),
  ]
  const shown = type === 'actions' ? names.action(Number(deed)) : String(deed ?? '')
  return (
    <Combobox
      trigger={
        <Button className="criterion-what" aria-label={`${label}: ${shown || 'Choose an event'}`}>
          <span className="clip">{shown || 'Choose an event'}</span>
          <Icon name="chevron" size={14} />
        </Button>
      }
      label="Search events and actions"
      choices={choices}
      value={type === 'actions' ? `action:${deed}` : `event:${deed}`}
      loading={isFetching}
      free
      onSearch={setText}
      onChoose={(value) => {
        const [, kind, name = value] = /^(event|action):(.*)$/s.exec(value) ?? []
        if (kind === 'action') onChoose(Number(name), 'actions')
        else onChoose(name, 'events')
      }}
    />
  )
}

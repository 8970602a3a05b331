import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { propertyDefinitionsQuery } from '../api/definitions.ts'
import { Combobox } from '../kit/combobox.tsx'
import { useProjectId } from '../shell/project.ts'

export type PropertyType = 'event' | 'person'

interface PropertyPickerProps {
  trigger: ReactNode
  /** Properties seen on these events come first. */
  events: string[]
  only?: PropertyType
  onChoose: (property: string, type: PropertyType) => void
}

/** Properties of events and of persons, found by name. */
export function PropertyPicker({ trigger, events, only, onChoose }: PropertyPickerProps) {
  const project = useProjectId()
  const [text, setText] = useState('')
  const ofEvents = useQuery({ ...propertyDefinitionsQuery(project, 'event', text, events), enabled: only !== 'person' })
  const ofPersons = useQuery({ ...propertyDefinitionsQuery(project, 'person', text), enabled: only !== 'event' })
  const choices = [
    ...(only === 'person' ? [] : (ofEvents.data ?? [])).map((property) => ({
      value: `event:${property.name}`,
      label: property.name,
      note: property.property_type ?? '',
      group: property.is_seen_on_filtered_events === false ? 'Other event properties' : 'Event properties',
    })),
    ...(only === 'event' ? [] : (ofPersons.data ?? [])).map((property) => ({
      value: `person:${property.name}`,
      label: property.name,
      note: property.property_type ?? '',
      group: 'Person properties',
    })),
  ]
  return (
    <Combobox
      trigger={trigger}
      label="Search properties"
      choices={choices}
      loading={ofEvents.isFetching || ofPersons.isFetching}
      free
      onSearch={setText}
      onChoose={(value) => {
        const [, type, name] = /^(event|person):(.*)$/s.exec(value) ?? []
        onChoose(name ?? value, type === 'person' || only === 'person' ? 'person' : 'event')
      }}
    />
  )
}

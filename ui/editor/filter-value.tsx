import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { propertyValuesQuery } from '../api/definitions.ts'
import type { PropertyFilter } from '../api/types.ts'
import { Combobox } from '../kit/combobox.tsx'
import { Input } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { useProjectId } from '../shell/project.ts'
import { operatorOf } from './operators.ts'

interface FilterValueProps {
  filter: PropertyFilter
  onChange: (value: PropertyFilter['value']) => void
}

function ValueTokens({ filter, onChange }: FilterValueProps) {
  const project = useProjectId()
  const [text, setText] = useState('')
  const type = filter.type === 'person' ? 'person' : 'event'
  const { data = [], isFetching } = useQuery(propertyValuesQuery(project, type, filter.key, text))
  const values = [filter.value]
    .flat()
    .flatMap((value) => (value === null || value === undefined || value === '' ? [] : [String(value)]))
  const choices = data.filter((value) => !values.includes(value)).map((value) => ({ value, label: value }))
  return (
    <div className="value-tokens">
      {values.map((value) => (
        <span key={value} className="value-token">
          <span className="clip" title={value}>
            {value}
          </span>
          <button
            type="button"
            aria-label={`Remove ${value}`}
            onClick={() => onChange(values.filter((one) => one !== value))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <Combobox
        label={`Values of ${filter.key}`}
        choices={choices}
        loading={isFetching}
        free
        onSearch={setText}
        onChoose={(value) => onChange([...values, value])}
        trigger={
          <button type="button" className="value-add">
            {values.length === 0 ? 'Choose a value' : 'or…'}
          </button>
        }
      />
    </div>
  )
}

/** The field that fits the operator: several values, a text, a number, a date, or nothing. */
export function FilterValue({ filter, onChange }: FilterValueProps) {
  const { takes } = operatorOf(filter.operator)
  if (takes === 'nothing') return null
  if (takes === 'list') return <ValueTokens filter={filter} onChange={onChange} />
  const value = [filter.value].flat()[0] ?? ''
  return (
    <Input
      type={takes === 'date' ? 'date' : 'text'}
      inputMode={takes === 'number' ? 'decimal' : 'text'}
      aria-label={`Value of ${filter.key}`}
      placeholder={takes === 'number' ? 'Number' : 'Text'}
      value={String(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

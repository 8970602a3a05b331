import type { InsightVariable } from '../api/variables.ts'
import { Field, Input, Select } from '../kit/field.tsx'

interface VariableFieldProps {
  variable: InsightVariable
  value: unknown
  onChange: (value: unknown) => void
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const INPUTS = { String: 'text', Number: 'number', Date: 'date' } as const

/** The value of one variable, as its type is written. */
export function VariableField({ variable, value, onChange }: VariableFieldProps) {
  const { name, type, values, is_multi } = variable
  if (type === 'List' && is_multi) return <Several variable={variable} value={value} onChange={onChange} />
  if (type === 'List' || type === 'Boolean') {
    const choices = type === 'Boolean' ? ['true', 'false'] : listOf(values)
    const now = textOf(value)
    const shown = choices.includes(now) ? choices : [now, ...choices]
    return (
      <Field label={name}>
        {(ids) => (
          <Select
            {...ids}
            value={now}
            onChange={({ target }) => onChange(type === 'Boolean' ? target.value === 'true' : target.value)}
          >
            {shown.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </Select>
        )}
      </Field>
    )
  }
  return (
    <Field label={name}>
      {(ids) => (
        <Input
          {...ids}
          type={INPUTS[type]}
          step="any"
          value={textOf(value)}
          onChange={({ target }) =>
            onChange(type === 'Number' && target.value !== '' ? Number(target.value) : target.value)
          }
        />
      )}
    </Field>
  )
}

function Several({ variable, value, onChange }: VariableFieldProps) {
  const chosen = listOf(value)
  const toggle = (choice: string, on: boolean) =>
    onChange(on ? [...chosen, choice] : chosen.filter((one) => one !== choice))
  return (
    <fieldset className="field">
      <legend>{variable.name}</legend>
      {listOf(variable.values).map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={({ target }) => toggle(choice, target.checked)}
          />{' '}
          {choice}
        </label>
      ))}
    </fieldset>
  )
}

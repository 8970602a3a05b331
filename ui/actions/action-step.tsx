import type { ActionStep, Matching } from '../api/actions.ts'
import { EventPicker } from '../editor/event-picker.tsx'
import { FilterList } from '../editor/filter-list.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Input, Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { CONDITIONS, type Condition, MATCHINGS, matchingOf, saysNothing } from './draft.ts'
import './action-step.css'

interface ActionStepProps {
  step: ActionStep
  number: number
  onChange: (change: Partial<ActionStep>) => void
  onRemove: (() => void) | undefined
}

function ConditionRow({ step, number, condition, onChange }: ActionStepProps & { condition: Condition }) {
  const { key, label, matched, placeholder } = condition
  const isMatching = (value: string): value is Matching => MATCHINGS.some((matching) => matching.value === value)
  return (
    <li className="filter-row">
      <span className="filter-key">{label}</span>
      <IconButton
        icon="close"
        size={14}
        label={`Remove the condition on ${label}`}
        onClick={() => onChange({ [key]: null })}
      />
      <div className="filter-parts">
        {matched && (
          <Select
            value={matchingOf(step, condition)}
            aria-label={`How ${label} of step ${number} is compared`}
            onChange={({ target }) => isMatching(target.value) && onChange({ [matched]: target.value })}
          >
            {MATCHINGS.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
        <Input
          aria-label={`${label} of step ${number}`}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={step[key] ?? ''}
          onChange={({ target }) => onChange({ [key]: target.value })}
        />
      </div>
    </li>
  )
}

/** One way for an event to be the action: its name and whatever else must hold. */
export function ActionStepEditor(props: ActionStepProps) {
  const { step, number, onChange, onRemove } = props
  const said = CONDITIONS.filter(({ key }) => step[key] !== null)
  const unsaid = CONDITIONS.filter(({ key }) => step[key] === null)
  return (
    <li aria-label={`Step ${number}`}>
      <div className="action-event">
        <EventPicker
          {...(step.event ? { value: step.event } : {})}
          onChoose={(event) => onChange({ event: event || null })}
          trigger={
            <Button aria-label={`Event of step ${number}: ${step.event || 'Any event'}`}>
              <span className="clip">{step.event || 'Any event'}</span>
              <Icon name="chevron" size={14} />
            </Button>
          }
        />
        {onRemove && <IconButton icon="close" label={`Remove step ${number}`} onClick={onRemove} />}
      </div>
      {said.length > 0 && (
        <ul className="action-conditions">
          {said.map((condition) => (
            <ConditionRow key={condition.key} {...props} condition={condition} />
          ))}
        </ul>
      )}
      <div className="action-ways">
        <FilterList
          filters={step.properties ?? []}
          events={step.event ? [step.event] : []}
          label="Filter by property"
          onChange={(properties) => onChange({ properties })}
        />
        {unsaid.length > 0 && (
          <Menu
            align="start"
            trigger={
              <Button look="quiet" icon="plus" aria-label={`Add a condition to step ${number}`}>
                Condition
              </Button>
            }
          >
            {unsaid.map(({ key, label }) => (
              <MenuItem key={key} onSelect={() => onChange({ [key]: '' })}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      {saysNothing(step) && <p className="muted action-hint">Every event fits as long as nothing is asked of it.</p>}
    </li>
  )
}

import { Button, IconButton } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { CriterionRow } from './criterion-row.tsx'
import {
  type Join,
  newDeed,
  newFirstSeen,
  newMembership,
  newProperty,
  type Rule,
  type RuleGroup,
  type RuleItem,
} from './rule.ts'
import './rule-editor.css'

interface JoinLineProps {
  type: Join
  label: string
  /** The first line between two parts is where it is chosen, the others follow. */
  isFirst: boolean
  onChange: (type: Join) => void
}

function JoinLine({ type, label, isFirst, onChange }: JoinLineProps) {
  if (!isFirst) return <span className="muted">{type === 'AND' ? 'and' : 'or'}</span>
  return (
    <Select aria-label={label} value={type} onChange={({ target }) => onChange(target.value === 'AND' ? 'AND' : 'OR')}>
      <option value="AND">and</option>
      <option value="OR">or</option>
    </Select>
  )
}

interface GroupProps {
  group: RuleGroup
  number: number
  cohort: number | undefined
  onChange: (group: RuleGroup) => void
  onRemove: (() => void) | undefined
}

const NEW: { words: string; make: () => RuleItem }[] = [
  { words: 'What they did', make: newDeed },
  { words: 'A property of theirs', make: () => newProperty('') },
  { words: 'When they were first seen', make: newFirstSeen },
  { words: 'Another cohort', make: newMembership },
]

function Group({ group, number, cohort, onChange, onRemove }: GroupProps) {
  const { type, values } = group
  const put = (next: RuleItem[]) => onChange({ ...group, values: next })
  return (
    <section className="rule-group" aria-label={`Group ${number}`}>
      <div className="rule-group-head">
        <strong>{number === 1 ? 'People who' : 'who'}</strong>
        {onRemove && <IconButton icon="trash" label={`Remove group ${number}`} onClick={onRemove} />}
      </div>
      {values.length > 0 && (
        <ul className="criteria">
          {values.map((item, index) => (
            <li key={index}>
              {index > 0 && (
                <div className="criteria-join">
                  <JoinLine
                    type={type}
                    label={`All or any of group ${number}`}
                    isFirst={index === 1}
                    onChange={(next) => onChange({ ...group, type: next })}
                  />
                </div>
              )}
              <CriterionRow
                item={item}
                place={`Criterion ${index + 1} of group ${number}`}
                cohort={cohort}
                onChange={(next) => put(values.map((one, at) => (at === index ? next : one)))}
                onRemove={() => put(values.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <Menu
        align="start"
        trigger={
          <Button look="quiet" icon="plus" aria-label={`Add a criterion to group ${number}`}>
            Add a criterion
          </Button>
        }
      >
        {NEW.map(({ words, make }) => (
          <MenuItem key={words} onSelect={() => put([...values, make()])}>
            {words}
          </MenuItem>
        ))}
      </Menu>
    </section>
  )
}

interface RuleEditorProps {
  rule: Rule
  cohort: number | undefined
  onChange: (rule: Rule) => void
}

/** Groups of criteria: who fits them is in the cohort. */
export function RuleEditor({ rule, cohort, onChange }: RuleEditorProps) {
  const { type, values } = rule
  return (
    <div className="rule">
      {values.map((group, index) => (
        <div key={index} className="rule-part">
          {index > 0 && (
            <JoinLine
              type={type}
              label="All or any of the groups"
              isFirst={index === 1}
              onChange={(next) => onChange({ ...rule, type: next })}
            />
          )}
          <Group
            group={group}
            number={index + 1}
            cohort={cohort}
            onChange={(next) => onChange({ ...rule, values: values.map((one, at) => (at === index ? next : one)) })}
            onRemove={
              values.length > 1
                ? () => onChange({ ...rule, values: values.filter((_, at) => at !== index) })
                : undefined
            }
          />
        </div>
      ))}
      <Button icon="plus" onClick={() => onChange({ ...rule, values: [...values, { type: 'AND', values: [] }] })}>
        Add a group
      </Button>
    </div>
  )
}

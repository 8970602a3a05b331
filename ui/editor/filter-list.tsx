import type { PropertyFilter } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { FilterValue } from './filter-value.tsx'
import { OPERATORS, type Operator, operatorOf } from './operators.ts'
import { PropertyPicker, type PropertyType } from './property-picker.tsx'
import './filter-list.css'

interface FilterListProps {
  filters: PropertyFilter[]
  events: string[]
  label: string
  only?: PropertyType
  onChange: (filters: PropertyFilter[]) => void
}

/** Changing how values are compared keeps what was typed when it still makes sense. */
function withOperator(filter: PropertyFilter, operator: string): PropertyFilter {
  const [before, after] = [operatorOf(filter.operator).takes, operatorOf(operator).takes]
  if (after === 'nothing') return { ...filter, operator, value: null }
  if (before === after) return { ...filter, operator }
  const first = [filter.value].flat().find((value) => value !== null && value !== undefined)
  if (after === 'list') return { ...filter, operator, value: first === undefined ? [] : [String(first)] }
  return { ...filter, operator, value: first === undefined ? '' : String(first) }
}

/** How the value is compared, and with what. */
export function FilterParts({
  filter,
  operators = OPERATORS,
  onChange,
}: {
  filter: PropertyFilter
  operators?: Operator[]
  onChange: (filter: PropertyFilter) => void
}) {
  return (
    <div className="filter-parts">
      <Select
        value={filter.operator ?? 'exact'}
        aria-label={`How ${filter.key} is compared`}
        onChange={(event) => onChange(withOperator(filter, event.target.value))}
      >
        {operators.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <FilterValue filter={filter} onChange={(value) => onChange({ ...filter, value })} />
    </div>
  )
}

function FilterRow({
  filter,
  onChange,
  onRemove,
}: {
  filter: PropertyFilter
  onChange: (filter: PropertyFilter) => void
  onRemove: () => void
}) {
  const known = filter.type === 'event' || filter.type === 'person'
  return (
    <li className="filter-row">
      <span className="filter-key clip" title={`${filter.type} property ${filter.key}`}>
        {filter.type === 'person' && <span className="muted">person </span>}
        {filter.key}
      </span>
      <IconButton icon="close" size={14} label={`Remove the filter on ${filter.key}`} onClick={onRemove} />
      {known ? (
        <FilterParts filter={filter} onChange={onChange} />
      ) : (
        <p className="muted filter-parts">A {filter.type} filter, kept as it is</p>
      )}
    </li>
  )
}

export function FilterList({ filters, events, label, only, onChange }: FilterListProps) {
  return (
    <div className="filters">
      {filters.length > 0 && (
        <ul>
          {filters.map((filter, index) => (
            <FilterRow
              key={`${filter.type} ${filter.key} ${index}`}
              filter={filter}
              onChange={(next) => onChange(filters.map((one, at) => (at === index ? next : one)))}
              onRemove={() => onChange(filters.filter((_, at) => at !== index))}
            />
          ))}
        </ul>
      )}
      <PropertyPicker
        events={events}
        {...(only ? { only } : {})}
        onChoose={(key, type) => onChange([...filters, { key, type, operator: 'exact', value: [] }])}
        trigger={
          <Button look="quiet" className="filter-add">
            <Icon name="filter" size={14} />
            {label}
          </Button>
        }
      />
    </div>
  )
}

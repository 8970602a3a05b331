import type { FilterGroup, PropertyFilter } from '../api/types.ts'
import { IconButton } from '../kit/button.tsx'
import { ControlSection } from './control-section.tsx'
import { setFilters } from './edit.ts'
import { type Condition, conditionsOf, isGroup, propertiesOf } from './filter-groups.ts'
import { FilterList } from './filter-list.tsx'
import { conditionWords } from './filter-words.ts'

interface FiltersProps<Q> {
  query: Q
  events: string[]
  label: string
  onChange: (query: Q) => void
}

/** Filters that hold for the whole question. Groups, which come through the API, are kept as they are or taken away. */
export function FiltersControl<Q extends { properties?: PropertyFilter[] | FilterGroup }>({
  query,
  events,
  label,
  onChange,
}: FiltersProps<Q>) {
  const conditions = conditionsOf(query.properties)
  const groups = conditions.filter(isGroup)
  const change = (next: Condition[]) => onChange(setFilters(query, propertiesOf(next)))
  return (
    <ControlSection title="Filters">
      {groups.length > 0 && (
        <ul className="filter-groups">
          {groups.map((group) => (
            <li key={JSON.stringify(group)} className="filter-row">
              <span className="filter-key">{conditionWords(group)}</span>
              <IconButton
                icon="close"
                size={14}
                label={`Remove ${conditionWords(group)}`}
                onClick={() => change(conditions.filter((one) => one !== group))}
              />
            </li>
          ))}
        </ul>
      )}
      <FilterList
        filters={conditions.filter((one) => !isGroup(one))}
        events={events}
        label={label}
        onChange={(filters) => change([...filters, ...groups])}
      />
    </ControlSection>
  )
}

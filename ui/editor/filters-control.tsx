import type { PropertyFilter } from '../api/types.ts'
import { ControlSection } from './control-section.tsx'
import { setFilters } from './edit.ts'
import { FilterList } from './filter-list.tsx'

interface FiltersProps<Q> {
  query: Q
  events: string[]
  label: string
  onChange: (query: Q) => void
}

/** Filters that hold for the whole question. */
export function FiltersControl<Q extends { properties?: PropertyFilter[] }>({
  query,
  events,
  label,
  onChange,
}: FiltersProps<Q>) {
  return (
    <ControlSection title="Filters">
      <FilterList
        filters={query.properties ?? []}
        events={events}
        label={label}
        onChange={(filters) => onChange(setFilters(query, filters))}
      />
    </ControlSection>
  )
}

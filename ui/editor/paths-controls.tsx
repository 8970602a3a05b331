import type { PathsQuery } from '../api/types.ts'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Field } from '../kit/field.tsx'
import { NumberInput } from '../kit/number-input.tsx'
import { ControlSection } from './control-section.tsx'
import { FiltersControl } from './filters-control.tsx'

interface PathsControlsProps {
  query: PathsQuery
  onChange: (query: PathsQuery) => void
}

const TYPES = [
  { value: '$pageview', words: 'Pages' },
  { value: '$screen', words: 'Screens' },
  { value: 'custom_event', words: 'Your own events' },
]

/** What counts as a step, where paths begin or end, and how many steps are followed. */
export function PathsControls({ query, onChange }: PathsControlsProps) {
  const filter = query.pathsFilter
  const set = (change: Partial<PathsQuery['pathsFilter']>) =>
    onChange({ ...query, pathsFilter: { ...filter, ...change } })
  const types = filter.includeEventTypes ?? []
  return (
    <>
      <ControlSection title="Steps are">
        {TYPES.map(({ value, words }) => (
          <label key={value} className="control-check">
            <input
              type="checkbox"
              checked={types.includes(value)}
              onChange={({ target }) =>
                set({ includeEventTypes: target.checked ? [...types, value] : types.filter((type) => type !== value) })
              }
            />
            {words}
          </label>
        ))}
      </ControlSection>
      <ControlSection title="From and to">
        <Point
          label="Starting at"
          value={filter.startPoint ?? ''}
          onApply={(point) => onChange(withPoint(query, 'startPoint', point))}
        />
        <Point
          label="Ending at"
          value={filter.endPoint ?? ''}
          onApply={(point) => onChange(withPoint(query, 'endPoint', point))}
        />
      </ControlSection>
      <ControlSection title="How far">
        <div className="control-line">
          <NumberInput
            min={2}
            max={20}
            aria-label="Steps that are followed"
            value={filter.stepLimit ?? 5}
            onChange={(stepLimit) => set({ stepLimit })}
          />
          <span>steps</span>
        </div>
      </ControlSection>
      <FiltersControl query={query} events={['$pageview']} label="Filter all events" onChange={onChange} />
    </>
  )
}

function withPoint(query: PathsQuery, name: 'startPoint' | 'endPoint', point: string): PathsQuery {
  const { [name]: _old, ...rest } = query.pathsFilter
  return { ...query, pathsFilter: point === '' ? rest : { ...rest, [name]: point } }
}

/** A page, screen or event. */
function Point({ label, value, onApply }: { label: string; value: string; onApply: (point: string) => void }) {
  return (
    <Field label={label}>
      {(ids) => <AppliedInput {...ids} value={value} placeholder="anywhere" onApply={onApply} />}
    </Field>
  )
}

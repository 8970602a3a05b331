import { useState } from 'react'
import type { PathsQuery } from '../api/types.ts'
import { Field, Input } from '../kit/field.tsx'
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
          onSave={(point) => onChange(withPoint(query, 'startPoint', point))}
        />
        <Point
          label="Ending at"
          value={filter.endPoint ?? ''}
          onSave={(point) => onChange(withPoint(query, 'endPoint', point))}
        />
      </ControlSection>
      <ControlSection title="How far">
        <div className="control-line">
          <Input
            type="number"
            min={2}
            max={20}
            aria-label="Steps that are followed"
            value={filter.stepLimit ?? 5}
            onChange={({ target }) =>
              set({ stepLimit: Math.min(20, Math.max(2, Math.round(Number(target.value) || 2))) })
            }
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
  return { ...query, pathsFilter: point.trim() === '' ? rest : { ...rest, [name]: point.trim() } }
}

/** A page, screen or event, applied with Enter or when one leaves the field. */
function Point({ label, value, onSave }: { label: string; value: string; onSave: (point: string) => void }) {
  const [draft, setDraft] = useState(value)
  return (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          value={draft}
          placeholder="anywhere"
          spellCheck={false}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={() => draft !== value && onSave(draft)}
          onKeyDown={({ key }) => key === 'Enter' && onSave(draft)}
        />
      )}
    </Field>
  )
}

import type { TrendsQuery } from '../api/types.ts'
import { isCalendar } from '../charts/from-result.ts'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Button } from '../kit/button.tsx'
import { MenuItem } from '../kit/menu.tsx'
import { BreakdownControl } from './breakdown-control.tsx'
import { ControlSection } from './control-section.tsx'
import { addSeries, changeSeries, eventsOf, formulaOf, removeSeries, setFormula } from './edit.ts'
import { FiltersControl } from './filters-control.tsx'
import { breakdownsOf, formulasOf, letterOf } from './sentence.ts'
import { SeriesPicker } from './series-picker.tsx'
import { SeriesRow } from './series-row.tsx'

interface ControlsProps {
  query: TrendsQuery
  onChange: (query: TrendsQuery) => void
}

function Formula({ query, onChange }: ControlsProps) {
  const [first = '', ...others] = formulasOf(query)
  const letters = query.series.map((_, index) => letterOf(index)).join(', ')
  return (
    <ControlSection title="Formula">
      <AppliedInput
        value={first}
        aria-label="Formula"
        placeholder={query.series.length > 1 ? 'A / B * 100' : 'A * 100'}
        onApply={(formula) => onChange(setFormula(query, formula))}
      />
      <p className="muted control-hint">Letters {letters}, numbers, + − * / and brackets. Enter applies it.</p>
      {others.length > 0 && (
        <p className="muted control-hint">Also drawn, until this one is changed: {others.join(', ')}</p>
      )}
    </ControlSection>
  )
}

/** Counting over time: series, filters, breakdown, formula. */
export function TrendsControls({ query, onChange }: ControlsProps) {
  const events = eventsOf(query.series)
  const coloured = formulaOf(query) === '' && breakdownsOf(query).length === 0
  return (
    <>
      <ControlSection title="Series">
        <ul className="series-list">
          {query.series.map((series, index) => (
            <SeriesRow
              key={`${index} ${series.event}`}
              series={series}
              index={index}
              sign={letterOf(index)}
              coloured={coloured}
              counted
              onChange={(change) => onChange(changeSeries(query, index, change))}
              onRemove={() => onChange(removeSeries(query, index))}
              menu={
                <MenuItem icon="copy" onSelect={() => onChange(addSeries(query, { ...series }))}>
                  Duplicate
                </MenuItem>
              }
            />
          ))}
        </ul>
        <SeriesPicker
          onChoose={(what) => onChange(addSeries(query, { ...what, math: 'total' }))}
          trigger={
            <Button look={query.series.length === 0 ? 'primary' : 'quiet'} icon="plus" className="control-add">
              {query.series.length === 0 ? 'Pick an event' : 'Add series'}
            </Button>
          }
        />
      </ControlSection>
      <FiltersControl query={query} events={events} label="Filter all series" onChange={onChange} />
      {!isCalendar(query) && <BreakdownControl query={query} events={events} onChange={onChange} />}
      {query.series.length > 0 && !isCalendar(query) && <Formula query={query} onChange={onChange} />}
    </>
  )
}

import type { InsightQuery, LifecycleQuery, StickinessQuery } from '../api/types.ts'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { ControlSection } from './control-section.tsx'
import { addSeries, changeSeries, eventsOf, removeSeries } from './edit.ts'
import { FiltersControl } from './filters-control.tsx'
import { letterOf } from './sentence.ts'
import { SeriesPicker } from './series-picker.tsx'
import { SeriesRow } from './series-row.tsx'

interface ActivityControlsProps {
  query: StickinessQuery | LifecycleQuery
  onChange: (query: InsightQuery) => void
}

/** Who was active when: one or several events for stickiness, exactly one for a lifecycle. */
export function ActivityControls({ query, onChange }: ActivityControlsProps) {
  const events = eventsOf(query.series)
  const most = query.kind === 'LifecycleQuery' ? 1 : 5
  return (
    <>
      <ControlSection title={query.kind === 'LifecycleQuery' ? 'Active means' : 'Series'}>
        <ul className="series-list">
          {query.series.slice(0, most).map((series, index) => (
            <SeriesRow
              key={`${index} ${series.event}`}
              series={series}
              index={index}
              sign={letterOf(index)}
              coloured={query.kind === 'StickinessQuery'}
              onChange={(change) => onChange(changeSeries(query, index, change))}
              onRemove={() => onChange(removeSeries(query, index))}
            />
          ))}
        </ul>
        {query.series.length < most && (
          <SeriesPicker
            onChoose={(what) => onChange(addSeries(query, what))}
            trigger={
              <Button look={query.series.length === 0 ? 'primary' : 'quiet'} icon="plus" className="control-add">
                {query.series.length === 0 ? 'Pick an event' : 'Add series'}
              </Button>
            }
          />
        )}
      </ControlSection>
      {query.kind === 'StickinessQuery' && (
        <ControlSection title="Counted">
          <Select
            value={query.stickinessFilter?.computedAs ?? 'non_cumulative'}
            aria-label="How intervals are counted"
            onChange={({ target }) =>
              onChange({
                ...query,
                stickinessFilter: {
                  ...query.stickinessFilter,
                  computedAs: target.value === 'cumulative' ? 'cumulative' : 'non_cumulative',
                },
              })
            }
          >
            <option value="non_cumulative">On exactly that many</option>
            <option value="cumulative">On that many or more</option>
          </Select>
        </ControlSection>
      )}
      <FiltersControl query={query} events={events} label="Filter all events" onChange={onChange} />
    </>
  )
}

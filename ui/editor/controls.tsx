import { type ReactNode, useState } from 'react'
import type { TrendsQuery } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Input } from '../kit/field.tsx'
import { addBreakdown, addSeries, eventsOf, formulaOf, setBreakdowns, setFilters, setFormula } from './edit.ts'
import { EventPicker } from './event-picker.tsx'
import { FilterList } from './filter-list.tsx'
import { PropertyPicker } from './property-picker.tsx'
import { breakdownsOf, letterOf } from './sentence.ts'
import { SeriesRow } from './series-row.tsx'
import './controls.css'

interface ControlsProps {
  query: TrendsQuery
  onChange: (query: TrendsQuery) => void
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="control-section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Formula({ query, onChange }: ControlsProps) {
  const [draft, setDraft] = useState(formulaOf(query))
  const letters = query.series.map((_, index) => letterOf(index)).join(', ')
  return (
    <Section title="Formula">
      <Input
        value={draft}
        aria-label="Formula"
        placeholder={query.series.length > 1 ? 'A / B * 100' : 'A * 100'}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => onChange(setFormula(query, draft))}
        onKeyDown={(event) => event.key === 'Enter' && onChange(setFormula(query, draft))}
      />
      <p className="muted control-hint">Letters {letters}, numbers, + − * / and brackets. Enter applies it.</p>
    </Section>
  )
}

function Breakdown({ query, onChange }: ControlsProps) {
  const breakdowns = breakdownsOf(query)
  return (
    <Section title="Breakdown">
      {breakdowns.length > 0 && (
        <ul className="breakdowns">
          {breakdowns.map(({ property, type }, index) => (
            <li key={`${type} ${property}`}>
              <span className="clip" title={property}>
                {type !== 'event' && <span className="muted">{type} </span>}
                {property}
              </span>
              <IconButton
                icon="close"
                size={14}
                label={`Remove the breakdown by ${property}`}
                onClick={() =>
                  onChange(
                    setBreakdowns(
                      query,
                      breakdowns.filter((_, at) => at !== index),
                    ),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      {breakdowns.length < 3 && (
        <PropertyPicker
          events={eventsOf(query)}
          onChoose={(property, type) => onChange(addBreakdown(query, property, type))}
          trigger={
            <Button look="quiet" icon="plus" className="control-add">
              {breakdowns.length === 0 ? 'Break down by a property' : 'And by another'}
            </Button>
          }
        />
      )}
    </Section>
  )
}

/** The question, part by part, in the order in which one thinks of it. */
export function Controls({ query, onChange }: ControlsProps) {
  return (
    <div className="controls">
      <Section title="Series">
        <ul className="series-list">
          {query.series.map((series, index) => (
            <SeriesRow
              key={`${index} ${series.event}`}
              query={query}
              series={series}
              index={index}
              onChange={onChange}
            />
          ))}
        </ul>
        <EventPicker
          onChoose={(event) => onChange(addSeries(query, event))}
          trigger={
            <Button look={query.series.length === 0 ? 'primary' : 'quiet'} icon="plus" className="control-add">
              {query.series.length === 0 ? 'Pick an event' : 'Add series'}
            </Button>
          }
        />
      </Section>
      <Section title="Filters">
        <FilterList
          filters={query.properties ?? []}
          events={eventsOf(query)}
          label="Filter all series"
          onChange={(filters) => onChange(setFilters(query, filters))}
        />
      </Section>
      <Breakdown query={query} onChange={onChange} />
      {query.series.length > 0 && <Formula key={formulaOf(query)} query={query} onChange={onChange} />}
    </div>
  )
}

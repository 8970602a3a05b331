import { useState } from 'react'
import type { SeriesNode, TrendsQuery } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Editable } from '../kit/editable.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { changeSeries, eventsOf, newSeries, removeSeries } from './edit.ts'
import { EventPicker } from './event-picker.tsx'
import { FilterList } from './filter-list.tsx'
import { MATHS, needsProperty } from './maths.ts'
import { PropertyPicker } from './property-picker.tsx'
import { letterOf, seriesName } from './sentence.ts'
import './series-row.css'

interface SeriesRowProps {
  query: TrendsQuery
  series: SeriesNode
  index: number
  onChange: (query: TrendsQuery) => void
}

/** One series: its letter, the event, how it is counted, and its own filters. */
export function SeriesRow({ query, series, index, onChange }: SeriesRowProps) {
  const [renaming, setRenaming] = useState(series.custom_name !== undefined)
  const change = (part: Partial<SeriesNode>) => onChange(changeSeries(query, index, part))
  const filters = series.properties ?? []
  const letter = letterOf(index)
  const known = MATHS.some((math) => math.value === (series.math ?? 'total'))
  return (
    <li className="series-row">
      <div className="series-line">
        <span className="series-letter" style={{ '--swatch': `var(--series-${(index % 8) + 1})` }} aria-hidden="true">
          {letter}
        </span>
        <EventPicker
          {...(series.event ? { value: series.event } : {})}
          onChoose={(event) => {
            const { event: name, name: words } = newSeries(event)
            change({ ...(name === undefined ? {} : { event: name }), ...(words === undefined ? {} : { name: words }) })
          }}
          trigger={
            <Button className="series-event" aria-label={`Event of series ${letter}: ${seriesName(series)}`}>
              <span className="clip">{series.event || series.name || 'Any event'}</span>
              <Icon name="chevron" size={14} />
            </Button>
          }
        />
        <Menu trigger={<IconButton icon="more" label={`More about series ${letter}`} />}>
          <MenuItem icon="edit" onSelect={() => setRenaming(true)}>
            Rename in charts
          </MenuItem>
          <MenuItem icon="copy" onSelect={() => onChange({ ...query, series: [...query.series, { ...series }] })}>
            Duplicate
          </MenuItem>
          <MenuItem icon="trash" tone="danger" onSelect={() => onChange(removeSeries(query, index))}>
            Remove
          </MenuItem>
        </Menu>
      </div>
      <div className="series-more">
        {renaming && (
          <Editable
            label={`Name of series ${letter}`}
            placeholder="Name in charts"
            value={series.custom_name ?? ''}
            onSave={(name) => change({ custom_name: name })}
          />
        )}
        <Select
          value={series.math ?? 'total'}
          aria-label={`How series ${letter} is counted`}
          onChange={(event) => change({ math: event.target.value })}
        >
          {!known && <option value={series.math}>{series.math}</option>}
          {MATHS.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
        {needsProperty(series.math) && (
          <PropertyPicker
            events={eventsOf(query)}
            onlyEvents
            onChoose={(math_property) => change({ math_property })}
            trigger={
              <Button aria-label={`Property of series ${letter}: ${series.math_property ?? 'Choose a property'}`}>
                <span className="clip">{series.math_property ?? 'Choose a property'}</span>
                <Icon name="chevron" size={14} />
              </Button>
            }
          />
        )}
        <FilterList
          filters={filters}
          events={series.event ? [series.event] : []}
          label="Filter this series"
          onChange={(properties) => change({ properties })}
        />
      </div>
    </li>
  )
}

import type { ReactNode } from 'react'
import { useState } from 'react'
import type { SeriesNode } from '../api/types.ts'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Editable } from '../kit/editable.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { FilterList } from './filter-list.tsx'
import { MATHS, mathOf, needsProperty } from './maths.ts'
import { PropertyPicker } from './property-picker.tsx'
import { countedName, seriesName } from './sentence.ts'
import { SeriesPicker } from './series-picker.tsx'
import './series-row.css'

interface SeriesRowProps {
  series: SeriesNode
  index: number
  /** What stands in the sign before the event: a letter for series, a number for steps. */
  sign: string
  /** Its sign has the colour that it has in the chart; steps and parts of a formula have none of their own. */
  coloured?: boolean
  /** Series are counted in some way; steps and the like are only met. */
  counted?: boolean
  onChange: (change: Partial<SeriesNode>) => void
  onRemove: () => void
  /** Entries of the row's menu beside renaming and removing. */
  menu?: ReactNode
  /** What else there is to say about it. */
  children?: ReactNode
}

/** One series or step: its sign, the event, how it is counted, and its own filters. */
export function SeriesRow(props: SeriesRowProps) {
  const { series, index, sign, coloured = false, counted, onChange, onRemove, menu, children } = props
  const [renaming, setRenaming] = useState(Boolean(series.custom_name))
  const filters = series.properties ?? []
  const known = MATHS.some((math) => math.value === (series.math ?? 'total'))
  return (
    <li className="series-row">
      <div className="series-line">
        <span
          className="series-letter"
          style={{ '--swatch': coloured ? `var(--series-${(index % 8) + 1})` : 'var(--line-strong)' }}
          aria-hidden="true"
        >
          {sign}
        </span>
        <SeriesPicker
          value={series}
          onChoose={onChange}
          trigger={
            <Button className="series-event" aria-label={`Event of ${sign}: ${seriesName(series)}`}>
              <span className="clip">{countedName(series).replace(/^any event$/, 'Any event')}</span>
              <Icon name="chevron" size={14} />
            </Button>
          }
        />
        <Menu trigger={<IconButton icon="more" label={`More about ${sign}`} />}>
          <MenuItem icon="edit" onSelect={() => setRenaming(true)}>
            Rename in charts
          </MenuItem>
          {menu}
          <MenuItem icon="trash" tone="danger" onSelect={onRemove}>
            Remove
          </MenuItem>
        </Menu>
      </div>
      <div className="series-more">
        {renaming && (
          <Editable
            label={`Name of ${sign}`}
            placeholder="Name in charts"
            value={series.custom_name ?? ''}
            onSave={(name) => onChange({ custom_name: name || undefined })}
          />
        )}
        {counted && (
          <Select
            value={series.math ?? 'total'}
            aria-label={`How ${sign} is counted`}
            onChange={({ target }) =>
              onChange({
                math: target.value,
                // An expression that is not written yet counts, so that choosing it is no error.
                ...(target.value === 'hogql' && !series.math_hogql ? { math_hogql: 'count()' } : {}),
              })
            }
          >
            {!known && <option value={series.math}>{mathOf(series.math).words}</option>}
            {MATHS.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
        {counted && series.math === 'hogql' && (
          <AppliedInput
            className="series-expression"
            aria-label={`Expression of ${sign}`}
            placeholder="sum(toFloat(properties.amount))"
            value={series.math_hogql ?? ''}
            required
            onApply={(math_hogql) => onChange({ math_hogql })}
          />
        )}
        {counted && needsProperty(series.math) && (
          <PropertyPicker
            events={series.event ? [series.event] : []}
            only="event"
            onChoose={(math_property) => onChange({ math_property })}
            trigger={
              <Button aria-label={`Property of ${sign}: ${series.math_property ?? 'Choose a property'}`}>
                <span className="clip">{series.math_property ?? 'Choose a property'}</span>
                <Icon name="chevron" size={14} />
              </Button>
            }
          />
        )}
        <FilterList
          filters={filters}
          events={series.event ? [series.event] : []}
          label={counted ? 'Filter this series' : 'Filter this event'}
          onChange={(properties) => onChange({ properties })}
        />
        {children}
      </div>
    </li>
  )
}

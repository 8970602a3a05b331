import type { FunnelsFilter, FunnelsQuery } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { MenuItem } from '../kit/menu.tsx'
import { NumberInput } from '../kit/number-input.tsx'
import { BreakdownControl } from './breakdown-control.tsx'
import { ControlSection } from './control-section.tsx'
import { addSeries, changeSeries, eventsOf, moveSeries, removeSeries } from './edit.ts'
import { EventPicker } from './event-picker.tsx'
import { FiltersControl } from './filters-control.tsx'
import { SeriesPicker } from './series-picker.tsx'
import { SeriesRow } from './series-row.tsx'

interface FunnelControlsProps {
  query: FunnelsQuery
  onChange: (query: FunnelsQuery) => void
}

const ORDERS = [
  { value: 'ordered', words: 'In this order' },
  { value: 'strict', words: 'In this order, nothing between' },
  { value: 'unordered', words: 'In any order' },
] as const
const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const
const ATTRIBUTIONS = [
  { value: 'first_touch', words: 'of the first step met' },
  { value: 'last_touch', words: 'of the last step met' },
  { value: 'all_events', words: 'the same on every step' },
  { value: 'step', words: 'of the first step' },
]

const withFilter = (query: FunnelsQuery, change: Partial<FunnelsFilter>): FunnelsQuery => ({
  ...query,
  funnelsFilter: { ...query.funnelsFilter, ...change },
})

/** Steps, how they must follow each other, and within what time. */
export function FunnelControls({ query, onChange }: FunnelControlsProps) {
  const events = eventsOf(query.series)
  return (
    <>
      <ControlSection title="Steps">
        <Steps query={query} onChange={onChange} />
      </ControlSection>
      <ControlSection title="Order and time">
        <Rules query={query} onChange={onChange} />
      </ControlSection>
      {query.funnelsFilter?.funnelOrderType !== 'unordered' && query.series.length > 1 && (
        <ControlSection title="Left out">
          <Exclusions query={query} onChange={onChange} />
        </ControlSection>
      )}
      <FiltersControl query={query} events={events} label="Filter all steps" onChange={onChange} />
      <BreakdownControl query={query} events={events} most={1} onChange={onChange} />
      {query.breakdownFilter && (
        <ControlSection title="A person’s value is that">
          <Select
            value={query.funnelsFilter?.breakdownAttributionType ?? 'first_touch'}
            aria-label="Which step’s value a person has"
            onChange={({ target }) =>
              onChange(
                withFilter(query, {
                  breakdownAttributionType: target.value,
                  ...(target.value === 'step' ? { breakdownAttributionValue: 0 } : {}),
                }),
              )
            }
          >
            {ATTRIBUTIONS.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </ControlSection>
      )}
    </>
  )
}

function Steps({ query, onChange }: FunnelControlsProps) {
  const last = query.series.length - 1
  return (
    <>
      <ul className="series-list">
        {query.series.map((step, index) => (
          <SeriesRow
            key={`${index} ${step.event}`}
            series={step}
            index={index}
            sign={String(index + 1)}
            onChange={(change) => onChange(changeSeries(query, index, change))}
            onRemove={() => onChange(removeSeries(query, index))}
            menu={
              <>
                {index > 0 && (
                  <MenuItem icon="left" onSelect={() => onChange(moveSeries(query, index, -1))}>
                    Move before
                  </MenuItem>
                )}
                {index < last && (
                  <MenuItem icon="right" onSelect={() => onChange(moveSeries(query, index, 1))}>
                    Move after
                  </MenuItem>
                )}
              </>
            }
          >
            {index > 0 && index < last && query.funnelsFilter?.funnelOrderType !== 'unordered' && (
              <label className="control-check">
                <input
                  type="checkbox"
                  checked={step.optionalInFunnel === true}
                  onChange={({ target }) =>
                    onChange({
                      ...query,
                      series: query.series.map((one, at) =>
                        at === index ? { ...one, optionalInFunnel: target.checked } : one,
                      ),
                    })
                  }
                />
                May be skipped
              </label>
            )}
          </SeriesRow>
        ))}
      </ul>
      <SeriesPicker
        onChoose={(what) => onChange(addSeries(query, what))}
        trigger={
          <Button look={query.series.length < 2 ? 'primary' : 'quiet'} icon="plus" className="control-add">
            {query.series.length === 0 ? 'Pick the first step' : 'Add a step'}
          </Button>
        }
      />
    </>
  )
}

function Rules({ query, onChange }: FunnelControlsProps) {
  const filter = query.funnelsFilter ?? {}
  return (
    <>
      <Select
        value={filter.funnelOrderType ?? 'ordered'}
        aria-label="Order of the steps"
        onChange={({ target }) => {
          const order = ORDERS.find(({ value }) => value === target.value)
          if (order) onChange(withFilter(query, { funnelOrderType: order.value }))
        }}
      >
        {ORDERS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <div className="control-line">
        <span>within</span>
        <NumberInput
          min={1}
          max={1000}
          aria-label="Conversion window"
          value={filter.funnelWindowInterval ?? 14}
          onChange={(funnelWindowInterval) => onChange(withFilter(query, { funnelWindowInterval }))}
        />
        <Select
          value={filter.funnelWindowIntervalUnit ?? 'day'}
          aria-label="Unit of the conversion window"
          onChange={({ target }) => {
            const unit = UNITS.find((one) => one === target.value)
            if (unit) onChange(withFilter(query, { funnelWindowIntervalUnit: unit }))
          }}
        >
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {filter.funnelWindowInterval === 1 ? unit : `${unit}s`}
            </option>
          ))}
        </Select>
      </div>
    </>
  )
}

function Exclusions({ query, onChange }: FunnelControlsProps) {
  const exclusions = query.funnelsFilter?.exclusions ?? []
  const set = (next: typeof exclusions) => onChange(withFilter(query, { exclusions: next }))
  return (
    <>
      {exclusions.length > 0 && (
        <ul className="breakdowns">
          {exclusions.map(({ event }, index) => (
            <li key={`${index} ${event}`}>
              <span className="clip">people who did {event ?? 'anything'} in between</span>
              <IconButton
                icon="close"
                size={14}
                label={`Stop leaving out ${event}`}
                onClick={() => set(exclusions.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <EventPicker
        onChoose={(event) =>
          set([
            ...exclusions,
            {
              kind: 'EventsNode',
              event: event || null,
              name: event,
              funnelFromStep: 0,
              funnelToStep: query.series.length - 1,
            },
          ])
        }
        trigger={
          <Button look="quiet" icon="plus" className="control-add">
            Leave out who did…
          </Button>
        }
      />
    </>
  )
}

import type { RetentionEntity, RetentionPeriod, RetentionQuery } from '../api/types.ts'
import { AppliedInput } from '../kit/applied-input.tsx'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { NumberInput } from '../kit/number-input.tsx'
import { BreakdownControl } from './breakdown-control.tsx'
import { ControlSection } from './control-section.tsx'
import { eventsOf, widthsIn } from './edit.ts'
import { EventPicker } from './event-picker.tsx'
import { FilterList } from './filter-list.tsx'
import { FiltersControl } from './filters-control.tsx'
import { seriesOf, seriesOfEntity } from './kinds.ts'
import { countedName } from './sentence.ts'

interface RetentionControlsProps {
  query: RetentionQuery
  onChange: (query: RetentionQuery) => void
}

const RETENTION_TYPES = [
  { value: 'retention_first_time', words: 'for the first time in the range' },
  { value: 'retention_first_ever_occurrence', words: 'for the first time ever' },
  { value: 'retention_recurring', words: 'in each period' },
] as const
const PERIODS: RetentionPeriod[] = ['Hour', 'Day', 'Week', 'Month']

/** Without an entity the server looks at page views. */
const PAGEVIEW: RetentionEntity = { id: '$pageview', type: 'events' }

function EntityPicker({
  label,
  entity = PAGEVIEW,
  onChange,
}: {
  label: string
  entity: RetentionEntity | undefined
  onChange: (entity: RetentionEntity) => void
}) {
  const name = countedName(seriesOfEntity(entity)).replace(/^any event$/, 'Any event')
  return (
    <>
      <EventPicker
        onChoose={(event) => onChange({ ...entity, id: event || null, type: 'events', name: event || 'Any event' })}
        trigger={
          <Button className="series-event" aria-label={`${label}: ${name}`}>
            <span className="clip">{name}</span>
            <Icon name="chevron" size={14} />
          </Button>
        }
      />
      <FilterList
        filters={entity.properties ?? []}
        events={entity.type === 'events' && entity.id !== null ? [String(entity.id)] : []}
        label="Filter this event"
        onChange={(properties) => onChange({ ...entity, properties })}
      />
    </>
  )
}

/** Columns of several periods each, where one each is too many. */
function Columns({
  widths,
  period,
  onChange,
}: {
  widths: number[]
  period: string
  onChange: (widths: number[]) => void
}) {
  return (
    <ControlSection title="Columns">
      <AppliedInput
        value={widths.join(', ')}
        placeholder={`one ${period} each`}
        aria-label={`${period}s in each column`}
        onApply={(text) => onChange(widthsIn(text))}
      />
      <p className="muted control-hint">
        “1, 3, 7” makes columns of 1, 3 and 7 {period}s after {period} 0. Enter applies it.
      </p>
    </ControlSection>
  )
}

/** Who begins with what, who comes back with what, and how long that is watched. */
export function RetentionControls({ query, onChange }: RetentionControlsProps) {
  const filter = query.retentionFilter
  const set = (change: Partial<RetentionQuery['retentionFilter']>) =>
    onChange({ ...query, retentionFilter: { ...filter, ...change } })
  const events = eventsOf(seriesOf(query))
  return (
    <>
      <ControlSection title="People who did">
        <EntityPicker
          label="What people begin with"
          entity={filter.targetEntity}
          onChange={(targetEntity) => set({ targetEntity })}
        />
        <Select
          value={filter.retentionType ?? 'retention_recurring'}
          aria-label="When people belong to a row"
          onChange={({ target }) => {
            const type = RETENTION_TYPES.find(({ value }) => value === target.value)
            if (type) set({ retentionType: type.value })
          }}
        >
          {RETENTION_TYPES.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </ControlSection>
      <ControlSection title="And came back with">
        <EntityPicker
          label="What people come back with"
          entity={filter.returningEntity}
          onChange={(returningEntity) => set({ returningEntity })}
        />
        <label className="control-check">
          <input
            type="checkbox"
            checked={filter.cumulative === true}
            onChange={({ target }) => set({ cumulative: target.checked })}
          />
          Then or later
        </label>
      </ControlSection>
      <ControlSection title="Watched for">
        <div className="control-line">
          <NumberInput
            min={2}
            max={31}
            aria-label="Number of periods"
            value={filter.totalIntervals ?? 8}
            onChange={(totalIntervals) => set({ totalIntervals })}
          />
          <Select
            value={filter.period ?? 'Day'}
            aria-label="Period"
            onChange={({ target }) => {
              const period = PERIODS.find((one) => one === target.value)
              if (period) set({ period })
            }}
          >
            {PERIODS.map((period) => (
              <option key={period} value={period}>
                {period.toLowerCase()}s
              </option>
            ))}
          </Select>
        </div>
      </ControlSection>
      <Columns
        widths={filter.retentionCustomBrackets ?? []}
        period={(filter.period ?? 'Day').toLowerCase()}
        onChange={(widths) => set({ retentionCustomBrackets: widths.length > 0 ? widths : null })}
      />
      <FiltersControl query={query} events={events} label="Filter all events" onChange={onChange} />
      <BreakdownControl query={query} events={events} most={1} onChange={onChange} />
    </>
  )
}

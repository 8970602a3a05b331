import { FilterList } from '../editor/filter-list.tsx'
import { Input, Select } from '../kit/field.tsx'
import { DeedPicker } from './deed-picker.tsx'
import {
  type Amount,
  COUNTS,
  countOf,
  DEEDS,
  type DeedCriterion,
  isBehaviour,
  type Unit,
  withBehaviour,
} from './rule.ts'

const UNITS: Unit[] = ['minute', 'hour', 'day', 'week', 'month', 'year']
const isUnit = (value: string): value is Unit => UNITS.some((unit) => unit === value)
const BEHAVIOURS = Object.entries(DEEDS)

interface DeedFieldsProps {
  deed: DeedCriterion
  /** Which criterion it is, for those who hear the page. */
  place: string
  onChange: (deed: DeedCriterion) => void
}

function AmountField({
  label,
  value,
  onChange,
}: {
  label: string
  value: Amount | undefined
  onChange: (value: string) => void
}) {
  return (
    <Input
      type="number"
      min={1}
      step={1}
      className="criterion-amount"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

interface SpanProps {
  label: string
  amount: Amount | undefined
  unit: Unit | null | undefined
  onChange: (change: { amount?: string; unit?: Unit }) => void
}

function Span({ label, amount, unit, onChange }: SpanProps) {
  return (
    <span className="criterion-span">
      <AmountField label={`${label}, how many`} value={amount} onChange={(value) => onChange({ amount: value })} />
      <Select
        aria-label={`${label}, unit`}
        value={unit ?? 'day'}
        onChange={({ target }) => isUnit(target.value) && onChange({ unit: target.value })}
      >
        {UNITS.map((one) => (
          <option key={one} value={one}>
            {Number(amount) === 1 ? one : `${one}s`}
          </option>
        ))}
      </Select>
    </span>
  )
}

/** Something that people did: what, how often and when. */
export function DeedFields({ deed, place, onChange }: DeedFieldsProps) {
  const change = (part: Partial<DeedCriterion>) => onChange({ ...deed, ...part })
  const counted = deed.value === 'performed_event_multiple' || deed.value === 'performed_event_regularly'
  const time = (
    <Span
      label={`${place}, how long`}
      amount={deed.time_value}
      unit={deed.time_interval}
      onChange={({ amount = deed.time_value, unit = deed.time_interval ?? 'day' }) =>
        change({ time_value: amount ?? null, time_interval: unit })
      }
    />
  )
  const recent = (
    <Span
      label={`${place}, how lately`}
      amount={deed.seq_time_value}
      unit={deed.seq_time_interval}
      onChange={({ amount = deed.seq_time_value, unit = deed.seq_time_interval ?? 'day' }) =>
        change({ seq_time_value: amount ?? null, seq_time_interval: unit })
      }
    />
  )
  return (
    <>
      <BehaviourChoice deed={deed} place={place} onChange={onChange} />
      <DeedPicker
        label={`${place}, what`}
        deed={deed.key}
        type={deed.event_type}
        onChoose={(key, event_type) => change({ key, event_type })}
      />
      {counted && <CountFields deed={deed} place={place} change={change} />}
      {deed.value === 'performed_event_sequence' && (
        <>
          <span>and then</span>
          <DeedPicker
            label={`${place}, what next`}
            deed={deed.seq_event}
            type={deed.seq_event_type ?? 'events'}
            onChoose={(seq_event, seq_event_type) => change({ seq_event, seq_event_type })}
          />
          <span>within</span>
          {recent}
        </>
      )}
      {deed.value === 'restarted_performing_event' && <span>in the last {recent} but not before that,</span>}
      {deed.value === 'performed_event_regularly' ? (
        <Periods deed={deed} place={place} change={change}>
          {time}
        </Periods>
      ) : (
        <span>in the last {time}</span>
      )}
      {deed.value === 'stopped_performing_event' && <span>but not in the last {recent}</span>}
      <div className="criterion-filters">
        <FilterList
          filters={deed.event_filters ?? []}
          events={deed.event_type === 'events' && deed.key ? [String(deed.key)] : []}
          only="event"
          label="Filter by property"
          onChange={(event_filters) => change({ event_filters })}
        />
      </div>
    </>
  )
}

function BehaviourChoice({ deed, place, onChange }: DeedFieldsProps) {
  const choose = (value: string) => {
    const [negated, behaviour] = value.startsWith('not ') ? [true, value.slice(4)] : [false, value]
    if (isBehaviour(behaviour)) onChange(withBehaviour(deed, behaviour, negated))
  }
  return (
    <Select
      aria-label={`${place}, did or did not`}
      value={`${deed.negation ? 'not ' : ''}${deed.value}`}
      onChange={({ target }) => choose(target.value)}
    >
      <optgroup label="They did">
        {BEHAVIOURS.map(([value, { words }]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </optgroup>
      <optgroup label="They did not">
        {BEHAVIOURS.map(([value, { negated }]) => (
          <option key={value} value={`not ${value}`}>
            {negated}
          </option>
        ))}
      </optgroup>
    </Select>
  )
}

interface PartProps {
  deed: DeedCriterion
  place: string
  change: (part: Partial<DeedCriterion>) => void
}

function CountFields({ deed, place, change }: PartProps) {
  return (
    <>
      <Select
        aria-label={`${place}, at least or at most`}
        value={countOf(deed.operator)}
        onChange={({ target }) => change({ operator: target.value })}
      >
        {COUNTS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <AmountField
        label={`${place}, how many times`}
        value={deed.operator_value}
        onChange={(operator_value) => change({ operator_value })}
      />
      <span>{Number(deed.operator_value) === 1 ? 'time' : 'times'}</span>
    </>
  )
}

function Periods({ deed, place, change, children }: PartProps & { children: React.ReactNode }) {
  return (
    <>
      <span>in each of</span>
      <AmountField
        label={`${place}, in how many periods`}
        value={deed.min_periods}
        onChange={(min_periods) => change({ min_periods })}
      />
      <span>of the last</span>
      <AmountField
        label={`${place}, of how many periods`}
        value={deed.total_periods}
        onChange={(total_periods) => change({ total_periods })}
      />
      <span>periods of {children}</span>
    </>
  )
}

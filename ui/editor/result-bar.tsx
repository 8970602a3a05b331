import type { TrendsQuery } from '../api/types.ts'
import { Button } from '../kit/button.tsx'
import { INTERVALS } from '../kit/date-range.ts'
import { Select } from '../kit/field.tsx'
import { RangePicker } from '../kit/range-picker.tsx'
import { DISPLAYS } from './displays.ts'
import { setCompare, setDisplay, setInterval, setRange } from './edit.ts'

interface ResultBarProps {
  query: TrendsQuery
  timezone: string
  onChange: (query: TrendsQuery) => void
}

const WITHOUT_INTERVAL = new Set(['BoldNumber', 'ActionsPie', 'ActionsBarValue', 'ActionsTable'])

/** When and how it is shown: range, interval, comparison, display. */
export function ResultBar({ query, timezone, onChange }: ResultBarProps) {
  const display = query.trendsFilter?.display ?? 'ActionsLineGraph'
  const interval = query.interval ?? 'day'
  const compared = query.compareFilter?.compare === true
  return (
    <div className="result-bar" role="toolbar" aria-label="How it is shown">
      <RangePicker
        range={query.dateRange ?? { date_from: '-7d' }}
        timezone={timezone}
        onChange={(range) => onChange(setRange(query, range))}
      />
      {!WITHOUT_INTERVAL.has(display) && (
        <Select
          value={interval}
          aria-label="Interval"
          onChange={(event) => {
            const next = INTERVALS.find(({ value }) => value === event.target.value)
            if (next) onChange(setInterval(query, next.value))
          }}
        >
          {!INTERVALS.some(({ value }) => value === interval) && <option value={interval}>{interval}</option>}
          {INTERVALS.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
      <Button aria-pressed={compared} onClick={() => onChange(setCompare(query, !compared))}>
        Compare
      </Button>
      <span className="spacer" />
      <Select
        value={display}
        aria-label="Display"
        onChange={(event) => onChange(setDisplay(query, event.target.value))}
      >
        {!DISPLAYS.some(({ value }) => value === display) && <option value={display}>{display}</option>}
        {DISPLAYS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  )
}

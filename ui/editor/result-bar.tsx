import type { InsightQuery, Interval } from '../api/types.ts'
import { isCalendar } from '../charts/from-result.ts'
import { Button } from '../kit/button.tsx'
import { INTERVALS } from '../kit/date-range.ts'
import { Select } from '../kit/field.tsx'
import { RangePicker } from '../kit/range-picker.tsx'
import { DISPLAYS, displayWords } from './displays.ts'
import { setCompare, setDisplay, setInterval, setRange } from './edit.ts'
import { leftOut } from './left-out.ts'

interface ResultBarProps {
  query: InsightQuery
  timezone: string
  onChange: (query: InsightQuery) => void
}

const WITHOUT_INTERVAL = new Set([
  'BoldNumber',
  'ActionsPie',
  'ActionsBarValue',
  'ActionsTable',
  'WorldMap',
  'CalendarHeatmap',
])

/** When and how it is shown: range, interval, comparison, display; each only where it means something. */
export function ResultBar({ query, timezone, onChange }: ResultBarProps) {
  const notShown = leftOut(query)
  return (
    <>
      <div className="result-bar" role="toolbar" aria-label="How it is shown">
        <RangePicker
          range={query.dateRange ?? { date_from: '-7d' }}
          timezone={timezone}
          onChange={(range) => onChange(setRange(query, range))}
        />
        <IntervalSelect query={query} onChange={onChange} />
        {(query.kind === 'TrendsQuery' || query.kind === 'StickinessQuery') && !isCalendar(query) && (
          <Button
            aria-pressed={query.compareFilter?.compare === true}
            onClick={() => onChange(setCompare(query, query.compareFilter?.compare !== true))}
          >
            Compare
          </Button>
        )}
        <span className="spacer" />
        <DisplaySelect query={query} onChange={onChange} />
      </div>
      {notShown && (
        <p className="result-left-out" role="status">
          {notShown}
        </p>
      )}
    </>
  )
}

interface PartProps {
  query: InsightQuery
  onChange: (query: InsightQuery) => void
}

function IntervalSelect({ query, onChange }: PartProps) {
  const hasOne =
    (query.kind === 'TrendsQuery' && !WITHOUT_INTERVAL.has(query.trendsFilter?.display ?? '')) ||
    (query.kind === 'FunnelsQuery' && query.funnelsFilter?.funnelVizType === 'trends') ||
    query.kind === 'StickinessQuery' ||
    query.kind === 'LifecycleQuery'
  if (!hasOne) return null
  const interval: Interval = query.interval ?? 'day'
  return (
    <Select
      value={interval}
      aria-label="Interval"
      onChange={({ target }) => {
        const next = INTERVALS.find(({ value }) => value === target.value)
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
  )
}

const FUNNEL_VIEWS = [
  { value: 'steps', words: 'Steps' },
  { value: 'time_to_convert', words: 'Time to convert' },
  { value: 'trends', words: 'Conversion over time' },
] as const

function DisplaySelect({ query, onChange }: PartProps) {
  if (query.kind === 'TrendsQuery') {
    const display = query.trendsFilter?.display ?? 'ActionsLineGraph'
    return (
      <Select value={display} aria-label="Display" onChange={({ target }) => onChange(setDisplay(query, target.value))}>
        {!DISPLAYS.some(({ value }) => value === display) && <option value={display}>{displayWords(display)}</option>}
        {DISPLAYS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    )
  }
  if (query.kind !== 'FunnelsQuery') return null
  return (
    <Select
      value={query.funnelsFilter?.funnelVizType ?? 'steps'}
      aria-label="Display"
      onChange={({ target }) => {
        const view = FUNNEL_VIEWS.find(({ value }) => value === target.value)
        if (!view) return
        const funnelsFilter = { ...query.funnelsFilter, funnelVizType: view.value }
        onChange({ ...query, interval: query.interval ?? 'day', funnelsFilter })
      }}
    >
      {FUNNEL_VIEWS.map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </Select>
  )
}

import type { FunnelsQuery, PropertyFilter, PropertyGroup, SeriesNode, TrendsQuery } from '../api/types.ts'
import { Button } from '../kit/button.tsx'
import { inRange } from '../kit/date-range.ts'
import { setBreakdowns, setFilters, setRange } from './edit.ts'
import { conditionsOf } from './property-groups.ts'
import './nearest-fix.css'

type Counting = TrendsQuery | FunnelsQuery

interface NearestFixProps {
  query: Counting
  onChange: (query: Counting) => void
}

const LONG = { date_from: '-90d' }
interface Filtered {
  series: SeriesNode[]
  properties?: PropertyFilter[] | PropertyGroup
}
const withoutFilters = <Q extends Filtered>(query: Q): Q => ({
  ...setFilters(query, []),
  series: query.series.map((series) => ({ ...series, properties: [] })),
})

/** Nothing matched: why that may be, and the nearest way out as a button. */
export function NearestFix({ query, onChange }: NearestFixProps) {
  const filtered = conditionsOf(query.properties).length > 0 || query.series.some((series) => series.properties?.length)
  const short = !['all', '-90d', '-180d', 'yStart'].includes(query.dateRange?.date_from ?? '-7d')
  return (
    <div className="nearest-fix" role="status">
      <p>No event matched {inRange(query.dateRange)}.</p>
      {filtered && <Button onClick={() => onChange(withoutFilters(query))}>Take the filters away</Button>}
      {short && <Button onClick={() => onChange(setRange(query, LONG))}>Look at the last 90 days</Button>}
      {!short && !filtered && query.breakdownFilter && (
        <Button onClick={() => onChange(setBreakdowns(query, []))}>Take the breakdown away</Button>
      )}
    </div>
  )
}

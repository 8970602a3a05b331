import { useQuery } from '@tanstack/react-query'
import { liveResultQuery } from '../api/query.ts'
import type { FilterGroup, FunnelsQuery, PropertyFilter, SeriesNode, TrendsItem, TrendsQuery } from '../api/types.ts'
import { exact } from '../charts/format.ts'
import { Button } from '../kit/button.tsx'
import { inRange } from '../kit/date-range.ts'
import { useProject } from '../shell/project.ts'
import { formulaOf, setBreakdowns, setFilters, setRange } from './edit.ts'
import { conditionsOf } from './filter-groups.ts'
import './nearest-fix.css'

type Counting = TrendsQuery | FunnelsQuery

interface NearestFixProps {
  query: Counting
  onChange: (query: Counting) => void
}

const LONG = { date_from: '-90d' }
interface Filtered {
  series: SeriesNode[]
  properties?: PropertyFilter[] | FilterGroup
}
const withoutFilters = <Q extends Filtered>(query: Q): Q => ({
  ...setFilters(query, []),
  series: query.series.map((series) => ({ ...series, properties: [] })),
})

/** Zeros of counts mean that no event matched; those of anything else may be values that are missing. */
const isCounted = (query: Counting) =>
  query.kind === 'FunnelsQuery' ||
  (formulaOf(query) === '' && query.series.every(({ math }) => math === undefined || math === 'total'))

/** The same events, only counted. */
const countOf = (query: TrendsQuery): TrendsQuery => ({
  ...query,
  series: query.series.map((series) => ({ ...series, math: 'total' })),
  breakdownFilter: null,
  compareFilter: { compare: false },
  trendsFilter: { display: 'ActionsBarValue' },
})

const total = (results: unknown): number =>
  Array.isArray(results) ? results.reduce((sum: number, item: TrendsItem) => sum + (item.aggregated_value ?? 0), 0) : 0

/** Nothing but zeros: why that may be, and the nearest way out as a button. */
export function NearestFix({ query, onChange }: NearestFixProps) {
  const { id: project } = useProject()
  const counted = query.kind === 'TrendsQuery' && !isCounted(query) ? countOf(query) : undefined
  const { data } = useQuery({
    ...liveResultQuery(project, counted ?? query),
    enabled: counted !== undefined,
  })
  if (counted && !data) return null
  const matched = counted ? total(data?.results) : 0
  return (
    <div className="nearest-fix" role="status">
      {matched > 0 ? (
        <p>
          {exact(matched)} {matched === 1 ? 'event' : 'events'} matched {inRange(query.dateRange)}, but every value is
          zero or missing.
        </p>
      ) : (
        <NothingMatched query={query} onChange={onChange} />
      )}
    </div>
  )
}

function NothingMatched({ query, onChange }: NearestFixProps) {
  const filtered = conditionsOf(query.properties).length > 0 || query.series.some((series) => series.properties?.length)
  const short = !['all', '-90d', '-180d', 'yStart'].includes(query.dateRange?.date_from ?? '-7d')
  return (
    <>
      <p>No event matched {inRange(query.dateRange)}.</p>
      {filtered && <Button onClick={() => onChange(withoutFilters(query))}>Take the filters away</Button>}
      {short && <Button onClick={() => onChange(setRange(query, LONG))}>Look at the last 90 days</Button>}
      {!short && !filtered && query.breakdownFilter && (
        <Button onClick={() => onChange(setBreakdowns(query, []))}>Take the breakdown away</Button>
      )}
    </>
  )
}

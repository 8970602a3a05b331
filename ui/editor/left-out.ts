import type { InsightQuery } from '../api/types.ts'
import { formulaOf } from './edit.ts'
import { listed } from './filter-words.ts'
import { breakdownsOf } from './sentence.ts'

/** What the question asks and its display cannot show, in words: nobody should read a chart as if it were in it. */
export function leftOut(query: InsightQuery): string | undefined {
  const [display, parts] = partsNotShown(query)
  return parts.length > 0 ? `Not shown ${display}: ${listed(parts)}.` : undefined
}

function partsNotShown(query: InsightQuery): [display: string, parts: string[]] {
  if (query.kind === 'FunnelsQuery' && query.funnelsFilter?.funnelVizType === 'time_to_convert')
    return ['as time to convert', breakdownsOf(query).length > 0 ? ['the breakdown'] : []]
  if (query.kind !== 'TrendsQuery') return ['', []]
  const compared = query.compareFilter?.compare ? ['the comparison'] : []
  switch (query.trendsFilter?.display) {
    case 'ActionsPie':
      return ['in a pie', compared]
    case 'CalendarHeatmap': {
      const formula = formulaOf(query) === '' ? [] : ['the formula']
      const breakdown = breakdownsOf(query).length === 0 ? [] : ['the breakdown']
      return ['by weekday and hour', [...formula, ...breakdown, ...compared]]
    }
    default:
      return ['', []]
  }
}

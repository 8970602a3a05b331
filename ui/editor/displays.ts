import type { QueryNode } from '../api/types.ts'
import { isTrends, sourceOf } from '../charts/from-result.ts'
import type { IconName } from '../kit/icon.tsx'
import { KINDS } from './kinds.ts'

export interface Display {
  value: string
  words: string
  icon: IconName
}

export const DISPLAYS: Display[] = [
  { value: 'ActionsLineGraph', words: 'Line', icon: 'line' },
  { value: 'ActionsAreaGraph', words: 'Area', icon: 'area' },
  { value: 'ActionsBar', words: 'Bars, stacked', icon: 'bar' },
  { value: 'ActionsUnstackedBar', words: 'Bars, side by side', icon: 'bar' },
  { value: 'ActionsLineGraphCumulative', words: 'Line, running total', icon: 'line' },
  { value: 'BoldNumber', words: 'Number', icon: 'number' },
  { value: 'ActionsBarValue', words: 'Bars of totals', icon: 'ranks' },
  { value: 'ActionsPie', words: 'Pie', icon: 'pie' },
  { value: 'ActionsTable', words: 'Table', icon: 'table' },
  { value: 'CalendarHeatmap', words: 'By weekday and hour', icon: 'calendar' },
]

/** What only a question from elsewhere asks for: named where it is met, and not offered. */
const ELSEWHERE: Record<string, string> = {
  WorldMap: 'World map, as a list',
  BoxPlot: 'Box plot',
  SlopeGraph: 'Slope graph',
  TwoDimensionalHeatmap: 'Heat map of two properties',
}

export const displayWords = (display: string) =>
  DISPLAYS.find(({ value }) => value === display)?.words ?? ELSEWHERE[display] ?? display

/** The sign of a stored question: how a trend is drawn, and what else it is. */
export function kindIcon(query: QueryNode | null): IconName {
  const source = sourceOf(query)
  if (isTrends(source)) return DISPLAYS.find(({ value }) => value === source.trendsFilter?.display)?.icon ?? 'line'
  if (source?.kind === 'HogQLQuery') return 'sql'
  return KINDS.find(({ kind }) => kind === source?.kind)?.icon ?? 'table'
}

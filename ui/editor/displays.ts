import type { IconName } from '../kit/icon.tsx'

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
  { value: 'ActionsBarValue', words: 'Bars of totals', icon: 'filter' },
  { value: 'ActionsPie', words: 'Pie', icon: 'pie' },
  { value: 'ActionsTable', words: 'Table', icon: 'table' },
]
